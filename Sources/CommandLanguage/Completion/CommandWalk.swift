import PlainText

/// Walks along a command up to the cursor, following the forms in its entry, and says what is possible there. Nothing
/// is checked: mistakes before the cursor are left to the parser.
struct CommandWalk {
    /// The command; nil while its name is being typed, or if the table has no such command.
    let command: CommandEntry?
    /// What is possible at the cursor; all of it starts at the same offset.
    let places: [CompletionPlace]
    /// The option or setting whose value the cursor is in.
    let value: ValueDescription?

    /// - line: the text up to the cursor.
    init(_ line: String, among table: CommandTable) {
        let bytes = Array(line.utf8)
        let cursor = SourceCursor(bytes: bytes, range: SourceRange(lower: 0, upper: bytes.count))
        let lower = cursor.offset(from: 0, while: \.isBlank)
        let upper = cursor.offset(from: lower, while: CommandParser.belongsToName)
        if upper == bytes.count {
            command = nil
            value = nil
            places = [CompletionPlace(lower: lower, kind: .command)]
            return
        }
        guard bytes[upper].isBlank, let command = table.entry(spelled: cursor.text(lower..<upper)) else {
            self.command = nil
            value = nil
            places = []
            return
        }
        self.command = command
        var walkers = command.arguments.map {
            FormWalk(command: command, settings: table.settings, cursor: cursor, from: upper, parts: $0)
        }
        for index in walkers.indices { walkers[index].walk() }
        let places = walkers.flatMap(\.places)
        // Several forms may apply. If one continues inside a word that another takes as a whole, it is the more
        // specific.
        let nearest = places.map(\.lower).max()
        self.places = places.filter { $0.lower == nearest }
        value = walkers.lazy.compactMap(\.value).first
    }
}

/// Walks along one form of a command.
private struct FormWalk {
    let command: CommandEntry
    let settings: [SettingEntry]
    let cursor: SourceCursor
    var offset: Int
    var parts: ArraySlice<ArgumentPart>
    var places: [CompletionPlace] = []
    /// The option or setting whose value the cursor is in.
    var value: ValueDescription?
    /// The fixed word that follows the command's name.
    private var form: String?

    init(
        command: CommandEntry, settings: [SettingEntry], cursor: SourceCursor, from offset: Int, parts: [ArgumentPart]
    ) {
        self.command = command
        self.settings = settings
        self.cursor = cursor
        self.offset = offset
        self.parts = parts[...]
    }

    /// Goes past one piece after another until one is at the cursor or does not fit.
    mutating func walk() {
        while let part = parts.popFirst() {
            offset = cursor.offset(from: offset, while: \.isBlank)
            guard !isInComment, take(part) else { return }
        }
    }

    private var isInComment: Bool { cursor.byte(at: offset) == Byte.hash }

    private mutating func add(_ kind: CompletionPlace.Kind, from lower: Int) {
        places.append(CompletionPlace(lower: lower, kind: kind))
    }

    /// Goes past a piece.
    ///
    /// - Returns: whether the walk continues after it: false if the cursor is in it, or if it is not there.
    private mutating func take(_ part: ArgumentPart) -> Bool {
        switch part {
        case .word(let words): takeWord(.word(words), among: words)
        case .keyword(let sign) where sign.utf8.first?.isASCIILetter == false: takeSign(sign)
        case .keyword(let word): takeWord(.keyword(word), among: [word])
        case .free: takeWord(.free)
        case .name(let kind): takeWord(.name(kind, excluding: wordsBefore))
        case .names(let kind): takeNames(kind)
        case .path(let endings): takeWord(.path(endings: endings))
        case .expression: takeExpression(.all)
        case .call(let name, let meaning): takeCall(name, meaning)
        case .cell: takeExpression(.cells)
        case .target: takeExpression(.targets)
        case .setting: takeSetting()
        case .options: takeOptions()
        }
    }

    // MARK: Words

    /// The end of the word at the offset: a blank, or the closing quote; nil if the cursor comes first.
    private func endOfWord() -> Int? {
        var end = offset
        if cursor.byte(at: end) == Byte.quote {
            end += 1
            while let byte = cursor.byte(at: end), byte != Byte.quote { end += byte == Byte.backslash ? 2 : 1 }
            end += 1
        } else {
            end = cursor.offset(from: end) { !$0.isBlank && $0 != Byte.hash }
        }
        return end < cursor.end ? end : nil
    }

    private mutating func takeWord(_ kind: CompletionPlace.Kind, among words: WordList? = nil) -> Bool {
        guard let end = endOfWord() else {
            add(kind, from: offset)
            return false
        }
        if let words {
            let word = cursor.text(offset..<end)
            guard words.contains(word) else { return false }
            if form == nil { form = word }
        }
        offset = end
        return true
    }

    /// The words between the command's name and the offset.
    private var wordsBefore: [String] {
        let before = cursor.bytes[..<offset].split(whereSeparator: \.isBlank)
        return before.dropFirst().map { String(decoding: $0, as: UTF8.self) }
    }

    private mutating func takeNames(_ kind: ArgumentPart.NameKind) -> Bool {
        while takeWord(.name(kind, excluding: wordsBefore)) {
            offset = cursor.offset(from: offset, while: \.isBlank)
            if isInComment { return false }
        }
        return false
    }

    private mutating func takeSign(_ sign: String) -> Bool {
        guard offset < cursor.end else {
            add(.keyword(sign), from: offset)
            return false
        }
        let end = min(offset + sign.utf8.count, cursor.end)
        guard cursor.text(offset..<end) == sign else { return false }
        offset = end
        return true
    }

    /// Goes past a word and the parentheses after it.
    private mutating func takeCall(_ name: String, _ meaning: String) -> Bool {
        let end = cursor.offset(from: offset, while: CommandParser.belongsToName)
        guard end < cursor.end else {
            add(.call(name, meaning: meaning), from: offset)
            return false
        }
        guard cursor.text(offset..<end) == name, cursor.byte(at: end) == Byte.leftParenthesis else { return false }
        form = name
        switch ExpressionScan(in: cursor, from: end) {
        case .ended(let end): offset = end
        // The expression ends with the parentheses.
        case .afterOperand(let lower, .none): offset = lower
        default:
            offset = end
            return takeExpression(.all)
        }
        return true
    }

    private mutating func takeSetting() -> Bool {
        guard let end = endOfWord() else {
            add(.settingName, from: offset)
            return false
        }
        let name = cursor.text(offset..<end)
        guard let setting = settings.first(where: { $0.name == name }) else { return false }
        offset = cursor.offset(from: end, while: \.isBlank)
        value = ValueDescription(setting)
        return !isInComment && takeWord(.value(ValueDescription(setting)))
    }

    // MARK: Expressions

    private mutating func takeExpression(_ operands: CompletionPlace.Operands) -> Bool {
        switch ExpressionScan(in: cursor, from: offset) {
        case .ended(let end):
            guard end > offset else { return false }
            offset = end
            return true
        case .operand(let lower, let nesting):
            // The subscripts of a cell may be any value.
            add(.operand(nesting == .none ? operands : .all, nesting), from: lower)
        case .afterOperand(let lower, let nesting):
            if operands == .all || nesting != .none { add(.wordOperator, from: lower) }
            if nesting == .none {
                offset = lower
                return true
            }
        case .axis(let lower): add(.axis, from: lower)
        case .nothing: add(.free, from: offset)
        }
        return false
    }

    // MARK: Options

    private mutating func takeOptions() -> Bool {
        let allowed = command.options(forForm: form)
        var given: Set<String> = []
        while !isInComment {
            let nameEnd = cursor.offset(from: offset, while: CommandParser.belongsToOptionName)
            let name = cursor.text(offset..<nameEnd)
            guard nameEnd < cursor.end else {
                add(.optionName(allowed.filter { !given.contains($0.name) }), from: offset)
                return false
            }
            guard cursor.byte(at: nameEnd) == Byte.equals, let option = allowed.first(where: { $0.name == name }) else {
                return false
            }
            given.insert(name)
            offset = nameEnd + 1
            guard takeValue(of: option) else { return false }
            offset = cursor.offset(from: offset, while: \.isBlank)
        }
        return false
    }

    private mutating func takeValue(of option: OptionEntry) -> Bool {
        value = ValueDescription(option)
        if case .expression = option.kind {
            let start = offset
            let countBefore = places.count
            // Another option comes after the value; nothing is added for it here.
            guard takeExpression(.all), offset > start else { return false }
            places.removeSubrange(countBefore...)
            value = nil
            return true
        }
        guard let end = endOfWord() else {
            if option.kind == .path {
                add(.path(endings: []), from: offset)
                return false
            }
            let isList = option.kind.isList
            let comma = isList ? cursor.bytes[offset..<cursor.end].lastIndex(of: Byte.comma) : nil
            add(.value(ValueDescription(option)), from: comma.map { $0 + 1 } ?? offset)
            return false
        }
        offset = end
        value = nil
        return true
    }
}

extension OptionKind {
    /// Whether it can be several values with commas between them.
    var isList: Bool {
        switch self {
        case .numbers, .choices, .choicesOrCalls: true
        default: false
        }
    }
}

extension SourceCursor {
    fileprivate func text(_ range: Range<Int>) -> String {
        text(SourceRange(lower: range.lowerBound, upper: range.upperBound))
    }
}
