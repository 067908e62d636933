import CommandLanguage
import NeuralEngine
import StepDebugger

/// `save PATH`: writes the session to a file, to be continued another day.
package struct SaveCommand: CommandBody {
    package static let entry = CommandEntry(
        "save", group: .files, usage: ["save PATH.safetensors"],
        summary: "writes the session to a file, to continue another day",
        details: [
            "The file has the parameters by name, W1, b1, ..., what the optimizer keeps",
            "about them, and as metadata the position and the commands that set all up. Data",
            "are not in it: 'load' runs the 'data' command again. Nor are variables, stops",
            "and displays. A file that is there is replaced when the new one is complete.",
        ],
        arguments: [[.path(endings: [".safetensors"])]])
    package static let influence = Influence()

    package let path: Located<String>

    package init(path: Located<String>) {
        self.path = path
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        path = try parser.parseWord("a file: save PATH.safetensors")
    }

    package var words: [String] {
        [QuotedText.quotedIfNeeded(path.value)]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.checkEnding(of: path, among: ["safetensors"], command: "save")
        let saved = try state.savedSession(for: "save")
        state.pending = command
        state.pending?.place = path.range
        return [.saveSession(saved, path: path.value)]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        checker.knowledge.written.insert(path.value)
        try checker.tryOut(command)
    }
}

extension WorkbenchState {
    func savedSession(for command: String) throws(CommandError) -> SavedSession {
        guard let session else { throw CommandError(.nothingToSave(command: command)) }
        guard session.fault == nil else { throw CommandError(.savesNoFault(command: command)) }
        let (engine, position) = (session.engine, session.position)
        let start = Position(iteration: position.iteration)
        // Parameters and moments are those of the iteration's start until its update. Loading runs the iteration's
        // operations again, with the same results unless something was changed by hand among them.
        if let edit = session.allEdits.first(where: { $0.position > start && !$0.edit.countsFromUpdate }) {
            let operations = engine.plan.operations
            throw CommandError(
                .changedInMidIteration(
                    edit, after: operations[max(0, edit.position.operation - (edit.position.cell > 0 ? 0 : 1))].label))
        }
        return SavedSession(
            setUp: setUpCommands, dataSource: setup.dataOrigin?.source, dataChecksum: engine.training?.checksum,
            position: position,
            updateCount: engine.updateCount, isSinglePrecision: engine.network.precision == .float32,
            epochSums: session.epochSums,
            matrices: engine.keptMatrices)
    }

    /// Handles that a file was written.
    mutating func handle(
        written result: Result<String, EffectFailure>, for command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        switch result {
        case .failure(let failure): throw CommandError(.effectFailed(failure.message))
        case .success(let sentence): return [report(command, TextReport(sentence))]
        }
    }
}
