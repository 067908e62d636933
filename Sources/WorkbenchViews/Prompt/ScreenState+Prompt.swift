import TerminalDrawing

/// Keys while the prompt is open.
extension ScreenState {
    /// Opens the prompt with the beginning of a line.
    mutating func openPrompt(with text: String = "") {
        var editor = LineEditor(history: promptHistory)
        editor.setText(text)
        prompt = editor
    }

    mutating func handleInPrompt(_ key: Key) -> ScreenRequest? {
        switch prompt?.handle(key) {
        case .accepted(let line):
            prompt = nil
            guard line.contains(where: { !$0.isWhitespace }) else { return nil }
            if promptHistory.last != line { promptHistory.append(line) }
            lastCommand = line
            return .command(line)
        case .cancelled:
            prompt = nil
        default:
            break
        }
        return nil
    }
}
