import CommandLanguage
import Foundation
import PlainText
import Platform
import TerminalDrawing
import Screen

/// Reads lines that a person types, with editing, completion, and the history of this and earlier runs.
///
/// The terminal is in raw mode only while a line is read, so that the output of commands, and Ctrl-C while they run,
/// work as usual.
final class TerminalLineReader {
    private var editor: LineEditor
    private var input = KeyDecoder()
    private let streams: StandardStreams
    private var history: PromptHistory

    /// How a line ended.
    enum Outcome: Equatable {
        case line(String)
        /// Ctrl-C: the line is abandoned.
        case cancelled
        case endOfInput
    }

    init(streams: StandardStreams, history: PromptHistory) {
        self.streams = streams
        self.history = history
        editor = LineEditor(history: self.history.load())
    }

    /// - complete: the completions of a line after some number of its characters.
    func readLine(prompt: String, complete: (String, Int) -> CompletionResult) -> Outcome {
        // A signal that ends the program takes effect after the terminal is restored.
        let held = HeldSignals([SIGTERM, SIGHUP, SIGQUIT], deliversLate: true)
        var cooked = termios()
        guard tcgetattr(STDIN_FILENO, &cooked) == 0 else { return .endOfInput }
        var raw = cooked
        cfmakeraw(&raw)
        // Output keeps its line endings.
        raw.c_oflag = cooked.c_oflag
        tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
        defer {
            tcsetattr(STDIN_FILENO, TCSADRAIN, &cooked)
            streams.writeOutput("\n")
            // Signals are released only after the terminal is restored.
            withExtendedLifetime(held) {}
        }
        redraw(prompt)
        while let key = nextKey(unless: held, beforeWaiting: { redraw(prompt) }) {
            switch key {
            case .control("c"):
                editor.setText("")
                return .cancelled
            case .control("d") where editor.text.isEmpty:
                return .endOfInput
            case .control("l"):
                streams.writeOutput("\u{1B}[H\u{1B}[2J")
            case .tab where editor.search == nil:
                completeLine(complete(editor.text, editor.cursor), prompt)
            case .enter:
                // The line stays on the screen as it was entered, without the search.
                editor.endSearch()
                redraw(prompt)
                guard case .accepted(let line) = editor.handle(key) else { continue }
                history.append(line)
                return .line(line)
            default:
                _ = editor.handle(key)
            }
        }
        return .endOfInput
    }

    /// Draws the line, or the search and what it found.
    private func redraw(_ prompt: String) {
        var lead = prompt
        if let search = editor.search { lead = "(\(search.hasFailed ? "no " : "")search '\(search.query)') " }
        let columns = max(8, width - CharacterWidth.of(lead) - 1)
        let view = editor.view(columns: columns)
        let column = CharacterWidth.of(lead) + view.cursorColumn
        streams.writeOutput("\r\(lead)\(view.text)\u{1B}[K\r\u{1B}[\(column)C")
    }

    /// Inserts the only candidate, or what all have in common; if that adds nothing, lists them below.
    private func completeLine(_ result: CompletionResult, _ prompt: String) {
        if result.candidates.count == 1 {
            editor.take(result.candidates[0], of: result)
        } else if !result.candidates.isEmpty, !editor.takeCommonPrefix(of: result) {
            redraw(prompt)
            let list = CandidateColumns.lines(of: result.candidates, columns: width)
            streams.writeOutput((["\n"] + list.map { $0 + "\n" }).joined())
        }
    }

    private var width: Int {
        var size = winsize()
        return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    /// How often to check for held signals while nobody types.
    private static let patienceMilliseconds: Int32 = 100

    /// - beforeWaiting: what to do when everything typed so far has been handled.
    private func nextKey(unless held: HeldSignals, beforeWaiting: () -> Void) -> Key? {
        var isUpToDate = false
        while true {
            if let key = input.next() { return key }
            if !isUpToDate { beforeWaiting() }
            isUpToDate = true
            var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            let isReady = poll(&descriptor, 1, Self.patienceMilliseconds)
            if held.isPending { return nil }
            if isReady == 0 {
                // The sequence has not gone on, so it is complete.
                if let key = input.next(mayGoOn: false) { return key }
                continue
            }
            var bytes = [UInt8](repeating: 0, count: 256)
            let count = read(STDIN_FILENO, &bytes, bytes.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            input.append(bytes.prefix(count))
        }
    }
}

/// Turns the bytes that a terminal in raw mode sends into keys.
struct KeyDecoder: Equatable {
    private var bytes: ArraySlice<UInt8> = []

    /// What the sequences that start with `ESC [` or `ESC O` mean.
    private static let sequences: [String: Key] = [
        "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "1~": .home, "4~": .end, "7~": .home,
        "8~": .end, "3~": .delete, "5~": .pageUp, "6~": .pageDown, "Z": .backTab,
    ]

    mutating func append(_ more: some Collection<UInt8>) {
        bytes += more
    }

    /// The next key; nil if it has not arrived completely. Unknown sequences are skipped.
    ///
    /// - Parameter mayGoOn: whether more bytes may follow at once, so that a lone Escape may still become a sequence.
    mutating func next(mayGoOn: Bool = true) -> Key? {
        while let first = bytes.first {
            switch first {
            case 0x1B:
                if mayGoOn, !holdsWholeSequence { return nil }
                if let key = escapeSequence() { return key }
            case 0x0D, 0x0A:
                bytes.removeFirst()
                return .enter
            case 0x09:
                bytes.removeFirst()
                return .tab
            case 0x7F, 0x08:
                bytes.removeFirst()
                return .backspace
            case 0x01...0x1A:
                bytes.removeFirst()
                return .control(Character(Unicode.Scalar(first + 0x60)))
            case 0x00...0x1F:
                bytes.removeFirst()
            case 0x80..<0xC0, 0xF8...:
                // No UTF-8 character starts with these.
                bytes.removeFirst()
            default:
                return character(startingWith: first)
            }
        }
        return nil
    }

    /// A UTF-8 character, once all its bytes have arrived.
    private mutating func character(startingWith first: UInt8) -> Key? {
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard bytes.count >= length else { return nil }
        let text = String(decoding: bytes.prefix(length), as: UTF8.self)
        bytes.removeFirst(length)
        return text.first.map(Key.character)
    }

    /// Whether the first sequence is complete.
    private var holdsWholeSequence: Bool {
        guard let second = bytes.dropFirst().first else { return false }
        guard second == Byte.leftBracket || second == UInt8(ascii: "O") else { return true }
        return bytes.dropFirst(2).contains { !(0x20...0x3F).contains($0) }
    }

    private mutating func escapeSequence() -> Key? {
        bytes.removeFirst()
        guard let second = bytes.first else { return .escape }
        guard second == Byte.leftBracket || second == UInt8(ascii: "O") else {
            bytes.removeFirst()
            return .alt(Character(Unicode.Scalar(second)))
        }
        bytes.removeFirst()
        let parameters = bytes.prefix { (0x20...0x3F).contains($0) }
        bytes.removeFirst(parameters.count)
        guard let final = bytes.popFirst() else { return nil }
        return Self.sequences[String(decoding: Array(parameters) + [final], as: UTF8.self)]
    }
}
