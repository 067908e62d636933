import CommandLanguage
import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// What a key asks of the loop, beyond what it changed on the screen.
public enum ScreenRequest: Equatable, Sendable {
    /// Carry out a line of the command language.
    case command(String)
    /// Go on with the scenario that waits at a pause.
    case resumeScenario
    /// Stop the run or the scenario under way.
    case interrupt
    /// End the program.
    case quit
}

extension ScreenState {
    /// Takes in a key.
    ///
    /// - Parameter files: the paths that begin as its argument does, for the prompt to complete.
    /// - Returns: what is to be done about it; nil when only the screen changed.
    public mutating func handle(
        _ key: Key, workbench: WorkbenchState, files: (String) -> [String] = { _ in [] }
    ) -> ScreenRequest? {
        if prompt != nil { return handleInPrompt(key, workbench, files: files) }
        if helpScroll != nil { return handleInHelp(key) }
        if let request = requestForRun(key, workbench) { return request }
        switch key {
        case .character(":"):
            openPrompt()
        case .character("?"):
            helpScroll = 0
        case .enter:
            return lastCommand.map(ScreenRequest.command)
        case .tab, .backTab:
            moveFocus(by: key == .tab ? 1 : -1, workbench)
        case .escape:
            selectedOperation = nil
            log.scroll = 0
        case .pageUp, .pageDown:
            log.scroll = max(0, log.scroll + (key == .pageUp ? 5 : -5))
        case .character(let character):
            if let command = KeyMap.command(for: character) {
                guard let line = commandLine(command, workbench) else { return nil }
                lastCommand = line
                return .command(line)
            }
            if let direction = Direction(key) { move(direction, workbench) }
        default:
            if let direction = Direction(key) { move(direction, workbench) }
        }
        return nil
    }

    /// Keys that mean something else while a run or a scenario is under way.
    private func requestForRun(_ key: Key, _ workbench: WorkbenchState) -> ScreenRequest? {
        switch key {
        case .character("q"): .quit
        case .character(" "):
            if workbench.isBusy {
                .interrupt
            } else if workbench.isPausedByScenario {
                .resumeScenario
            } else {
                .command("continue")
            }
        case .escape where workbench.isBusy: .interrupt
        // A second command while one is under way would only be refused; help is none.
        case .character(let character)
        where workbench.isBusy && character != "?" && KeyMap.command(for: character) != nil:
            .interrupt
        default: nil
        }
    }

    /// A key's command with what it is about: the operation shown, or the cell under the cursor. Nil where there is
    /// nothing of that kind.
    private func commandLine(_ command: String, _ workbench: WorkbenchState) -> String? {
        switch CommandTable.command(spelled: command)?.name {
        case .break:
            guard let session = workbench.session else { return nil }
            let operations = session.engine.plan.operations
            return
                "\(command) \(shownOperation(in: session).map { operations[$0].label } ?? session.nextOperation.label)"
        case .explain:
            guard let session = workbench.session else { return nil }
            let matrices = shownMatrices(in: session)
            var index = 0
            if case .matrix(let focused) = focus, matrices.indices.contains(focused) { index = focused }
            guard matrices.indices.contains(index) else { return nil }
            let cursor = cursors[matrices[index]] ?? CellPosition()
            return "\(command) \(matrices[index])[\(cursor.row),\(cursor.column)]"
        default:
            return command
        }
    }

    // MARK: Help

    private mutating func handleInHelp(_ key: Key) -> ScreenRequest? {
        guard let scroll = helpScroll else { return nil }
        switch key {
        case .up, .character("k"): helpScroll = max(0, scroll - 1)
        case .down, .character("j"): helpScroll = scroll + 1
        case .pageUp: helpScroll = max(0, scroll - 10)
        case .pageDown, .character(" "): helpScroll = scroll + 10
        default: helpScroll = nil
        }
        return nil
    }

    // MARK: Moving about

    /// The operation whose matrices are shown.
    func shownOperation(in session: DebugSession) -> Int? {
        selectedOperation ?? session.currentOperationIndex
    }

    /// The matrices of the operation shown, or the parameters before the first one, each once, results first.
    func shownMatrices(in session: DebugSession) -> [MatrixName] {
        guard let index = shownOperation(in: session) else {
            return OperationMatrices(parametersOf: session.engine.network).blocks
        }
        return OperationMatrices(session.engine.plan.operations[index]).blocks
    }

    private mutating func moveFocus(by step: Int, _ workbench: WorkbenchState) {
        let matrices = workbench.session.map { shownMatrices(in: $0).count } ?? 0
        let places: [Focus] = [.operations] + (0..<matrices).map(Focus.matrix) + [.log]
        let current = places.firstIndex(of: focus) ?? 0
        focus = places[(current + step + places.count) % places.count]
    }

    private mutating func move(_ direction: Direction, _ workbench: WorkbenchState) {
        guard let session = workbench.session else { return }
        switch focus {
        case .operations:
            let count = session.engine.plan.operations.count
            let current = shownOperation(in: session) ?? 0
            selectedOperation = min(max(current + direction.rows, 0), count - 1)
        case .matrix(let index):
            let matrices = shownMatrices(in: session)
            guard matrices.indices.contains(index), let matrix = session.matrix(matrices[index]) else { return }
            var cursor = cursors[matrices[index]] ?? CellPosition()
            cursor.row = min(max(cursor.row + direction.rows, 0), max(0, matrix.rows - 1))
            cursor.column = min(max(cursor.column + direction.columns, 0), max(0, matrix.columns - 1))
            cursors[matrices[index]] = cursor
        case .log:
            log.scroll = max(0, log.scroll - direction.rows)
        }
    }
}

/// A step with the arrow keys or `hjkl`.
private struct Direction {
    let rows: Int
    let columns: Int

    init?(_ key: Key) {
        switch key {
        case .up, .character("k"): (rows, columns) = (-1, 0)
        case .down, .character("j"): (rows, columns) = (1, 0)
        case .left, .character("h"): (rows, columns) = (0, -1)
        case .right, .character("l"): (rows, columns) = (0, 1)
        default: return nil
        }
    }
}

/// The keys that are short for commands, from the one table of commands.
public enum KeyMap {
    /// The command that a key is short for, with what belongs to it.
    public static func command(for character: Character) -> String? {
        for specification in CommandTable.all {
            guard let key = specification.keys.first(where: { $0.key == character }) else { continue }
            return ([specification.name.rawValue] + (key.arguments.isEmpty ? [] : [key.arguments]))
                .joined(separator: " ")
        }
        return nil
    }

    /// Every key with what it does, in the order in which help shows them.
    public static var keys: [(key: String, meaning: String)] {
        CommandTable.all.flatMap { specification in
            specification.keys.map { (String($0.key), $0.summary ?? specification.summary) }
        } + [
            ("space", "go on with the lesson; otherwise train, and pause again"),
            ("Enter", "repeat the last command"),
            (":", "type a command (↑ ↓ for earlier ones, Esc to leave)"),
            ("Tab", "next pane: operations, each matrix, log"),
            ("arrows hjkl", "move in the pane: choose an operation, move the cell cursor, scroll"),
            ("PgUp PgDn", "scroll the log"),
            ("Esc", "back to the current operation"),
            ("Ctrl-C", "stop what is running; otherwise quit"),
        ]
    }
}
