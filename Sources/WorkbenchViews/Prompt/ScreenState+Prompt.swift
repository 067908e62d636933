import TerminalDrawing

/// Keys while the prompt is open.
extension ScreenState {
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
