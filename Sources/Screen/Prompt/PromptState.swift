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
        /// The prompt was closed without a command.
        case cancelled
    }

    /// What completion needs to know, asked for only when it completes.
    struct CompletionSources {
        /// The names that exist.
        let names: () -> CompletionNames
        /// The paths that begin as the argument does.
        let files: (String) -> [String]
    }

    /// The text and its cursor.
    private(set) var editor: LineEditor
    /// The candidates, while the user chooses one.
    private(set) var menu: CandidateMenu?
    /// Why the line cannot be read, until it is changed.
    private(set) var problem: Diagnostic?

    /// A prompt that starts with `text`.
    /// - history: lines given before, oldest first.
    init(_ text: String, history: [String]) {
        editor = LineEditor(history: history)
        editor.setText(text)
    }

    /// Handles a key.
    mutating func handle(_ key: Key, _ sources: CompletionSources) -> Outcome {
        if menu != nil, handleInMenu(key, sources) { return .edited }
        if let problem, let suggestion = problem.suggestion, key == .tab || key == .right {
            editor.replace(characters(problem.range), with: suggestion)
            self.problem = nil
            return .edited
        }
        if problem != nil, key == .control("u") {
            // The cursor was moved into the line; Ctrl-U is to clear all of it.
            editor.moveCursor(to: editor.text.count)
        }
        problem = nil
        switch key {
        case .enter: return accept()
        case .tab where editor.search == nil:
            complete(sources)
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
            // Put the cursor at the mistake, which also keeps it in view.
            editor.endSearch()
            editor.moveCursor(to: characters(mistake.range).upperBound)
            return .edited
        }
        guard case .accepted(let line) = editor.handle(.enter) else { return .edited }
        return .accepted(line)
    }

    /// The characters of the line that a range of its bytes touches.
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

    private func result(_ sources: CompletionSources) -> CompletionResult {
        Completion.candidates(
            for: editor.text, cursor: editor.cursor, names: sources.names(), files: sources.files)
    }

    private mutating func complete(_ sources: CompletionSources) {
        var result = result(sources)
        if result.candidates.count == 1 {
            editor.take(result.candidates[0], of: result)
            return
        }
        if editor.takeCommonPrefix(of: result) { result = self.result(sources) }
        menu = CandidateMenu(result)
    }

    /// Handles a key while the menu is open.
    ///
    /// - Returns: whether nothing else is to be done with it.
    private mutating func handleInMenu(_ key: Key, _ sources: CompletionSources) -> Bool {
        guard var menu else { return false }
        switch key {
        case .tab:
            if menu.result.candidates.count == 1 {
                takeSelected()
                return true
            }
            if editor.takeCommonPrefix(of: menu.result) {
                narrow(sources)
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
            narrow(sources)
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

    private mutating func narrow(_ sources: CompletionSources) {
        menu = menu?.narrowed(to: result(sources))
    }
}
