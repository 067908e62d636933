import PlainText

/// Options, `name=value`, as the command table describes them.
extension CommandParser {
    /// The remaining options, none of them twice. `form` is the command's first word, if the options depend on it.
    package mutating func parseOptions(form: String? = nil) throws(ParseError) -> [CommandOption] {
        var options: [CommandOption] = []
        while hasMore() {
            let (option, name) = try takeOptionName(form: form)
            if options.contains(where: { $0.name == name }) {
                throw ParseError(.repeatedOption(name.value), at: name.range)
            }
            options.append(CommandOption(name: name, value: try parseValue(of: option)))
        }
        return options
    }

    /// Takes `name=` and looks the option up.
    package mutating func takeOptionName(
        form: String?
    ) throws(ParseError) -> (option: OptionEntry, name: Located<String>) {
        let range = SourceRange(
            lower: cursor.position, upper: cursor.offset(from: cursor.position, while: Self.belongsToOptionName))
        let name = Located(cursor.text(range), at: range)
        guard !name.value.isEmpty, cursor.byte(at: range.upper) == Byte.equals else {
            throw try notAnOption(name, form: form)
        }
        let allowed = entry.options(forForm: form)
        guard let option = allowed.first(where: { $0.name == name.value }) else {
            throw unknownOption(name, form: form, allowed: allowed)
        }
        cursor.take(upTo: range.upper + 1)
        return (option, name)
    }

    private func unknownOption(
        _ name: Located<String>, form: String?, allowed: [OptionEntry]
    ) -> ParseError {
        let command = ([self.name] + (form.map { [$0] } ?? [])).joined(separator: " ")
        let others = entry.options.filter { $0.name == name.value }
        if !others.isEmpty {
            if let form, let reason = others.lazy.compactMap({ $0.refusals[form] }).first {
                return ParseError(.optionRefused(name.value, form: command, reason: reason), at: name.range)
            }
            let forms = others.flatMap(\.forms)
            let written =
                forms.count > 5
                ? ["'\(self.name) \(forms.joined(separator: "|"))'"] : forms.map { "'\(self.name) \($0)'" }
            return ParseError(.optionOfOtherForm(name.value, form: command, belongsTo: written), at: name.range)
        }
        let names = allowed.map(\.name)
        let suggestion = SpellingSuggestion.closest(to: name.value, among: names)
        return ParseError(
            .unknownOption(name.value, of: command, choices: names, suggestion: suggestion), at: name.range)
    }

    /// The error for a word where an option should be.
    private mutating func notAnOption(_ name: Located<String>, form: String?) throws(ParseError) -> ParseError {
        let allowed = entry.options(forForm: form)
        guard !allowed.isEmpty, !name.value.isEmpty, isWholeWord(name.range) else {
            try expectEnd()
            return missing("options")
        }
        let next = cursor.offsetAfterBlanks(from: name.range.upper)
        if let option = allowed.first(where: { $0.name == name.value }) {
            if cursor.byte(at: next) == Byte.equals {
                return ParseError(.blanksAroundEquals(name.value), at: name.range)
            }
            return ParseError(.missingOptionValue(name.value, expected: option.kind.expectation), at: name.range)
        }
        if cursor.byte(at: next) == Byte.equals { return unknownOption(name, form: form, allowed: allowed) }
        let meant = allowed.first { $0.kind.choices.contains(name.value) }
        let suggestion =
            meant.map { "\($0.name)=\(name.value)" }
            ?? SpellingSuggestion.closest(to: name.value, among: allowed.map(\.name)).map { "\($0)=" }
        return ParseError(
            .misplacedText(
                name.value, after: textSoFar, expected: "options are written name=value", suggestion: suggestion),
            at: name.range)
    }

    private func isWholeWord(_ range: SourceRange) -> Bool {
        guard let next = cursor.byte(at: range.upper) else { return true }
        return next.isBlank || next == Byte.hash || next == Byte.equals
    }

    // MARK: - Values

    private mutating func parseValue(of option: OptionEntry) throws(ParseError) -> Located<OptionValue> {
        try checkValueFollows(option)
        return try Self.value(from: try takeWord(), of: option.name, kind: option.kind)
    }

    /// Throws if a blank or the end follows `name=`.
    package func checkValueFollows(_ option: OptionEntry) throws(ParseError) {
        let next = cursor.peek()
        guard next == nil || next?.isBlank == true || next == Byte.hash else { return }
        let nextWord = cursor.offsetAfterBlanks(from: cursor.position)
        let end = cursor.offset(from: nextWord) { !$0.isBlank && $0 != Byte.equals }
        if nextWord < cursor.end, cursor.byte(at: end) != Byte.equals {
            let lower = cursor.position - option.name.utf8.count - 1
            throw ParseError(
                .blanksAroundEquals(option.name), at: SourceRange(lower: lower, upper: cursor.position))
        }
        throw ParseError(
            .missingOptionValue(option.name, expected: option.kind.expectation), at: cursor.placeAfterLastText)
    }

    /// The value of `name` that `word` spells.
    package static func value(
        from word: Located<String>, of name: String, kind: OptionKind
    ) throws(ParseError) -> Located<OptionValue> {
        let text = word.value
        let bad = ParseError(.badValue(text, of: name, expected: kind.expectation), at: word.range)
        let value: OptionValue
        switch kind {
        case .integer(let minimum):
            guard let integer = Int(text), integer >= minimum, text.utf8.allSatisfy(\.isASCIIDigit) else { throw bad }
            value = .integer(integer)
        case .number(let bounds):
            guard let number = number(from: text), bounds.contains(number) else { throw bad }
            value = .number(number, spelling: text)
        case .numbers(let bounds):
            let items = try items(of: word, option: name)
            let numbers = try items.map { (item) throws(ParseError) in
                guard let number = number(from: item.value), bounds.contains(number) else {
                    throw ParseError(.badValue(item.value, of: name, expected: kind.expectation), at: item.range)
                }
                return number
            }
            value = .numbers(numbers, spellings: items.map(\.value))
        case .flag:
            guard text == "yes" || text == "no" else { throw bad }
            value = .flag(text == "yes")
        case .word, .expression, .path:
            if text.isEmpty { throw bad }
            value = .word(text)
        case .choice(let choices):
            try check(text, at: word.range, of: name, among: choices)
            value = .word(text)
        case .choices(let choices):
            value = .words(try list(from: word, of: name, among: choices))
        case .choiceOrCall(let words, let calls):
            try check(word, of: name, among: words, calls)
            value = .word(text)
        case .choicesOrCalls(let words, let calls):
            let items = try items(of: word, option: name)
            for item in items { try check(item, of: name, among: words, calls) }
            value = .words(items.map(\.value))
        }
        return Located(value, at: word.range)
    }

    private static func check(
        _ word: String, at range: SourceRange, of name: String, among choices: some Collection<String>
    ) throws(ParseError) {
        guard !choices.contains(word) else { return }
        let choices = Array(choices)
        let suggestion = SpellingSuggestion.closest(to: word, among: choices)
        throw ParseError(.unknownValue(word, of: name, choices: choices, suggestion: suggestion), at: range)
    }

    private static func list(
        from word: Located<String>, of name: String, among choices: WordList
    ) throws(ParseError) -> [String] {
        try items(of: word, option: name).map { (item) throws(ParseError) in
            try check(item.value, at: item.range, of: name, among: choices)
            return item.value
        }
    }

    /// The parts between commas.
    private static func items(of word: Located<String>, option name: String) throws(ParseError) -> [Located<String>] {
        // In quotes, escapes may hide where an item is: then the error points to the whole word.
        let isPlain = word.range.upper - word.range.lower == word.value.utf8.count
        var lower = word.range.lower
        var items: [Located<String>] = []
        for item in word.value.split(separator: ",", omittingEmptySubsequences: false) {
            let range = isPlain ? SourceRange(lower: lower, upper: lower + item.utf8.count) : word.range
            if item.isEmpty { throw ParseError(.emptyListItem(option: name), at: range) }
            items.append(Located(String(item), at: range))
            lower = range.upper + 1
        }
        return items
    }

    private static func check(
        _ word: Located<String>, of name: String, among choices: WordList, _ calls: [WordWithNumber]
    ) throws(ParseError) {
        let parts = word.value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let kind = String(parts.first ?? "")
        guard let call = calls.first(where: { $0.word == kind }) else {
            return try check(word.value, at: word.range, of: name, among: choices + calls.map { $0.word + ":0.1" })
        }
        guard parts.count == 2, let value = number(from: String(parts[1])), value >= 0 else {
            let expected = "\(kind) with its \(call.parameter), as \(kind):0.1"
            throw ParseError(.badValue(word.value, of: name, expected: expected), at: word.range)
        }
    }

    /// The finite number that `text` spells; it may have a sign.
    package static func number(from text: String) -> Double? {
        let digits = text.utf8.first == Byte.minus || text.utf8.first == Byte.plus ? text.dropFirst() : text[...]
        let bytes = Array(digits.utf8)
        let cursor = SourceCursor(bytes: bytes, range: SourceRange(lower: 0, upper: bytes.count))
        let token = ExpressionToken(in: cursor, from: 0)
        guard case .number(let value) = token.kind, token.range == SourceRange(lower: 0, upper: bytes.count) else {
            return nil
        }
        return text.utf8.first == Byte.minus ? -value : value
    }

    static func belongsToOptionName(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte == Byte.minus || byte == Byte.underscore
    }
}

extension OptionKind {
    /// What a value has to be, in words.
    package var expectation: String {
        switch self {
        case .integer(let minimum): "a whole number of at least \(minimum)"
        case .number(.atLeastZero): "a number of at least 0"
        case .number(.fraction): "a number of at least 0 and below 1"
        case .number(.share): "a number above 0 and of at most 1"
        case .numbers(let bounds): OptionKind.number(bounds).expectation + ", or several with commas"
        case .flag: "yes or no"
        case .word(let placeholder), .expression(let placeholder): placeholder
        case .path: "the path of a file"
        case .choice(let choices): choices.joined(separator: ", ")
        case .choices(let choices): "words from " + choices.joined(separator: ", ")
        case .choiceOrCall(let words, let calls):
            (words + calls.map { $0.word + ":0.1" }).joined(separator: ", ")
        case .choicesOrCalls(let words, let calls):
            OptionKind.choiceOrCall(words, calls: calls).expectation + ", or several with commas"
        }
    }

    /// The words that a value can be; empty if they are not fixed.
    var choices: WordList {
        switch self {
        case .choice(let choices), .choices(let choices): choices
        case .choiceOrCall(let words, _), .choicesOrCalls(let words, _): words
        case .integer, .number, .numbers, .flag, .word, .path, .expression: []
        }
    }
}
