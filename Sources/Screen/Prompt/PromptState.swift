import CommandLanguage
import TerminalDrawing

/// The line in which commands are typed: with completion, with the history, and with what is wrong with the line.
public struct PromptState: Equatable, Sendable {
    /// What a key did.
    enum Outcome: Equatable {
        /// Typing goes on.
        case edited
        /// A line that can be read as a command.
        case accepted(String)
        /// The prompt is left without a command.
        case cancelled
    }

    /// What completion needs from outside, asked for only when it completes.
    struct Surroundings {
        /// The names that exist.
        let names: () -> CompletionNames
        /// The paths that begin as the argument does.
        let files: (String) -> [String]
    }

    /// The text and its cursor.
    private(set) var editor: LineEditor
    /// The candidates, while one is chosen.
    private(set) var menu: CandidateMenu?
    /// Why the line cannot be read, until it is changed.
    private(set) var problem: Diagnostic?

    /// A prompt in which `text` is typed already.
    /// - history: lines given before, oldest first.
    init(_ text: String, history: [String]) {
        editor = LineEditor(history: history)
        editor.setText(text)
    }

    /// Does what `key` stands for.
    mutating func handle(_ key: Key, _ surroundings: Surroundings) -> Outcome {
        if menu != nil, handleInMenu(key, surroundings) { return .edited }
        if let problem, let suggestion = problem.suggestion, key == .tab || key == .right {
            editor.replace(characters(problem.range), with: suggestion)
            self.problem = nil
            return .edited
        }
        if problem != nil, key == .control("u") {
            // The cursor was put into the line: what is begun anew is all of it.
            editor.moveCursor(to: editor.text.count)
        }
        problem = nil
        switch key {
        case .enter: return accept()
        case .tab where editor.search == nil:
            complete(surroundings)
            return .edited
        case .backTab: return .edited
        default: break
        }
        switch editor.handle(key) {
        case .accepted(let line): return .accepted(line)
        case .cancelled: return .cancelled
        case .edited, .ignored: return .edited
        }
    }

    private mutating func accept() -> Outcome {
        let line = editor.text
        guard !line.allSatisfy(\.isWhitespace) else { return .cancelled }
        let source = SourceText(name: "prompt", text: line)
        if let mistake = Script.parse(source).diagnostics.first {
            problem = mistake
            // The cursor goes where there is something to mend; that keeps the place in view, too.
            editor.endSearch()
            editor.moveCursor(to: characters(mistake.range).upperBound)
            return .edited
        }
        guard case .accepted(let line) = editor.handle(.enter) else { return .edited }
        return .accepted(line)
    }

    /// The characters of the line that stand at a range of its bytes, those that are only partly in it with the rest.
    func characters(_ range: SourceRange) -> Range<Int> {
        var lower = 0
        var upper = 0
        var end = 0
        for character in editor.text {
            if end < range.upper { upper += 1 }
            end += character.utf8.count
            if end <= range.lower { lower += 1 }
        }
        return lower..<max(lower, upper)
    }

    // MARK: Completion

    private func result(_ surroundings: Surroundings) -> CompletionResult {
        Completion.candidates(
            for: editor.text, cursor: editor.cursor, names: surroundings.names(), files: surroundings.files)
    }

    private mutating func complete(_ surroundings: Surroundings) {
        var result = result(surroundings)
        if result.candidates.count == 1 {
            editor.take(result.candidates[0], of: result)
            return
        }
        if editor.takeCommonPrefix(of: result) { result = self.result(surroundings) }
        menu = CandidateMenu(result)
    }

    /// A key while the menu is open.
    ///
    /// - Returns: whether that is all it does.
    private mutating func handleInMenu(_ key: Key, _ surroundings: Surroundings) -> Bool {
        guard var menu else { return false }
        switch key {
        case .tab:
            if menu.result.candidates.count == 1 {
                takeSelected()
                return true
            }
            if editor.takeCommonPrefix(of: menu.result) {
                narrow(surroundings)
                return true
            }
            menu.move(by: 1)
        case .down, .control("n"): menu.move(by: 1)
        case .backTab, .up, .control("p"): menu.move(by: -1)
        case .pageDown: menu.leap(by: CandidatePopup.mostRows)
        case .pageUp: menu.leap(by: -CandidatePopup.mostRows)
        case .enter where !menu.isTypedOut:
            takeSelected()
            return true
        case .escape, .control("g"):
            self.menu = nil
            return true
        case .character, .backspace, .control("h"):
            _ = editor.handle(key)
            narrow(surroundings)
            return true
        default:
            self.menu = nil
            return false
        }
        self.menu = menu
        return true
    }

    private mutating func takeSelected() {
        if let menu { editor.take(menu.candidate, of: menu.result) }
        menu = nil
    }

    private mutating func narrow(_ surroundings: Surroundings) {
        menu = menu?.narrowed(to: result(surroundings))
    }
}
