/// A line of text being typed: its cursor, and the lines typed before.
///
/// A pure value that knows no terminal; keys go in, and `view(columns:)` says what to draw.
public struct LineEditor: Equatable, Sendable {
    /// What a key did.
    public enum Outcome: Equatable, Sendable {
        /// The text, the cursor or nothing changed; typing goes on.
        case edited
        /// Enter: this is the line. The editor is empty again, and the line is in its history.
        case accepted(String)
        /// Escape, or Ctrl-D on an empty line. The editor is empty again.
        case cancelled
        /// The key means nothing here, for example Tab.
        case ignored
    }

    /// The characters typed so far.
    private(set) var characters: [Character] = []
    /// How many characters stand before the cursor.
    public private(set) var cursor = 0
    /// The lines accepted so far, oldest first.
    public private(set) var history: [String]
    /// The most lines that the history keeps.
    public let historyLimit: Int
    /// The line of the history that is shown; nil is the one being typed.
    var historyIndex: Int?
    /// What was being typed when the history was opened.
    var draft: [Character] = []
    /// The search of the history under way.
    public internal(set) var search: HistorySearch?
    /// What the last search looked for.
    var lastQuery = ""
    /// What Ctrl-K, Ctrl-U or Ctrl-W deleted last, for Ctrl-Y.
    private var removed: [Character] = []

    /// An empty line.
    /// - history: lines typed earlier, oldest first.
    public init(history: [String] = [], historyLimit: Int = 1000) {
        self.history = Array(history.suffix(historyLimit))
        self.historyLimit = historyLimit
    }

    /// The text typed so far.
    public var text: String { String(characters) }

    /// Replaces the whole line and puts the cursor at its end.
    public mutating func setText(_ text: String) {
        characters = Array(text)
        cursor = characters.count
        historyIndex = nil
        search = nil
    }

    /// Inserts text at the cursor.
    public mutating func insert(_ text: String) {
        characters.insert(contentsOf: text, at: cursor)
        cursor += text.count
    }

    /// Replaces some characters, as completion does; the cursor goes after the new ones.
    public mutating func replace(_ range: Range<Int>, with text: String) {
        let range = range.clamped(to: 0..<characters.count)
        characters.removeSubrange(range)
        cursor = range.lowerBound
        insert(text)
    }

    /// Moves the cursor to after the first `count` characters, or to the end if there are fewer.
    public mutating func moveCursor(to count: Int) {
        cursor = min(max(0, count), characters.count)
    }

    /// Handles a key.
    public mutating func handle(_ key: Key) -> Outcome {
        if search != nil, handleInSearch(key) { return .edited }
        switch key {
        case .enter: return accept()
        case .escape: return cancel()
        case .control("d"):
            if characters.isEmpty { return cancel() }
            remove(cursor..<min(cursor + 1, characters.count))
        case .character(let character): type(character)
        case .backspace, .control("h"): remove(max(0, cursor - 1)..<cursor)
        case .delete: remove(cursor..<min(cursor + 1, characters.count))
        case .left, .control("b"): cursor = max(0, cursor - 1)
        case .right, .control("f"): cursor = min(characters.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = characters.count
        case .alt("b"): cursor = wordStart
        case .alt("f"): cursor = wordEnd
        case .control("u"): take(0..<cursor)
        case .control("k"): take(cursor..<characters.count)
        case .control("w"): take(spacedWordStart..<cursor)
        case .alt("d"): take(cursor..<wordEnd)
        case .control("y"): insert(String(removed))
        case .control("r"): search = HistorySearch(index: history.count, draft: characters, draftCursor: cursor)
        case .up, .control("p"): showOlderLine()
        case .down, .control("n"): showNewerLine()
        default: return .ignored
        }
        return .edited
    }

    /// The part of the line to draw in `columns` columns, and the column of the cursor in it.
    ///
    /// If the line is too long, this is the part around the cursor; the cursor after the last character needs a column
    /// of its own.
    public func view(columns: Int) -> (text: String, cursorColumn: Int) {
        let view = shown(columns: columns)
        return (String(characters[view.range]), view.cursorColumn)
    }

    /// Which characters `view(columns:)` shows, and the column of the cursor among them. The time does not depend on
    /// the line's length.
    public func shown(columns: Int) -> (range: Range<Int>, cursorColumn: Int) {
        guard columns > 0 else { return (cursor..<cursor, 0) }
        let cursorWidth = cursor < characters.count ? max(1, CharacterWidth.of(characters[cursor])) : 1
        var first = cursor
        var cursorColumn = 0
        while first > 0 {
            let width = CharacterWidth.of(characters[first - 1])
            guard cursorColumn + width + cursorWidth <= columns else { break }
            cursorColumn += width
            first -= 1
        }
        var last = cursor
        var used = cursorColumn
        while last < characters.count {
            let width = CharacterWidth.of(characters[last])
            guard used + width <= columns else { break }
            used += width
            last += 1
        }
        return (first..<last, cursorColumn)
    }

    private mutating func accept() -> Outcome {
        let line = text
        if !line.allSatisfy(\.isWhitespace), line != history.last {
            history.append(line)
            if history.count > historyLimit { history.removeFirst(history.count - historyLimit) }
        }
        clear()
        return .accepted(line)
    }

    private mutating func cancel() -> Outcome {
        clear()
        return .cancelled
    }

    private mutating func clear() {
        characters = []
        cursor = 0
        historyIndex = nil
        draft = []
        search = nil
    }

    /// Terminals send a letter and its combining marks one after the other; together they are one character.
    private mutating func type(_ character: Character) {
        if cursor > 0, CharacterWidth.of(character) == 0 {
            characters[cursor - 1] = Character(String(characters[cursor - 1]) + String(character))
        } else {
            insert(String(character))
        }
    }

    private mutating func remove(_ range: Range<Int>) {
        characters.removeSubrange(range)
        if cursor > range.lowerBound { cursor = max(range.lowerBound, cursor - range.count) }
    }

    private mutating func take(_ range: Range<Int>) {
        if !range.isEmpty { removed = Array(characters[range]) }
        remove(range)
    }

    /// Shows another line; the cursor goes to its end.
    mutating func show(_ line: [Character]) {
        characters = line
        cursor = line.count
    }
}
