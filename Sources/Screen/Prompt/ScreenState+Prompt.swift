import CommandLanguage
import TerminalDrawing
import Workbench

/// Keys while the prompt is open, and what becomes of its lines.
extension ScreenState {
    /// Opens the prompt with the beginning of a line.
    mutating func openPrompt(with text: String = "") {
        prompt = PromptState(text, history: promptHistory)
    }

    mutating func handleInPrompt(
        _ key: Key, _ workbench: WorkbenchState, files: (String) -> [String]
    ) -> ScreenRequest? {
        if key == .enter, let text = prompt?.editor.text, let line = jump(text, workbench) ?? answer(text, workbench) {
            openPrompt(with: line)
        }
        let outcome = withoutActuallyEscaping(files) { files in
            prompt?.handle(key, PromptState.CompletionSources(names: { workbench.completionNames }, files: files))
        }
        switch outcome {
        case .accepted(let line):
            prompt = nil
            if promptHistory.last != line {
                promptHistory.append(line)
                promptLinesToKeep.append(line)
            }
            lastCommand = line
            return .command(line)
        case .cancelled:
            prompt = nil
        case .edited, nil:
            break
        }
        return nil
    }

    /// The command for `@3,17`, which jumps to a cell of the matrix that has the focus; nil for any other line.
    private func jump(_ line: String, _ workbench: WorkbenchState) -> String? {
        let place = line.drop { $0 == " " }
        guard place.hasPrefix("@"), let cell = workbench.session.flatMap({ selectedCell(in: $0) }) else { return nil }
        return "focus \(cell.name)[\(place.dropFirst())]"
    }

    /// The command for a value alone, where a lesson asks for one; nil for any other line.
    private func answer(_ line: String, _ workbench: WorkbenchState) -> String? {
        guard workbench.lesson.question != nil, let first = line.first(where: { $0 != " " }),
            first.isNumber || "+-.([".contains(first)
        else { return nil }
        return "\(AnswerCommand.entry.name) \(line)"
    }

    /// Takes over the lines that were typed in earlier runs, oldest first.
    public mutating func takeOver(promptHistory lines: [String]) {
        promptHistory = lines + promptHistory
    }

    /// Returns the lines that were typed since the last call, to be saved for later runs.
    public mutating func takePromptLinesToKeep() -> [String] {
        defer { promptLinesToKeep = [] }
        return promptLinesToKeep
    }
}
