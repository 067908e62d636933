import CommandLanguage
import Datasets
import NeuralEngine
import PlainText
import StepDebugger

/// `load PATH`: continues a saved session, or takes weights.
package struct LoadCommand: CommandBody {
    package static let entry = CommandEntry(
        "load", group: .files, usage: ["load PATH.safetensors", "load PATH.npz"],
        summary: "continues a saved session, or takes weights",
        details: [
            "What 'save' wrote sets up data, network and the rest again and continues from",
            "where it was, to the same bits; going back ends there. From any other file the",
            "network takes its weights and biases, as 'let' would: W1, b1, ... (inputs x",
            "outputs), or PyTorch's 0.weight, 0.bias, ... (outputs x inputs).",
            "If anything does not fit, nothing is changed.",
        ],
        arguments: [[.path(endings: [".safetensors", ".npz"])]])
    package static let influence = Influence(movesOrChanges: true, leavesUnknown: .network)

    package let path: Located<String>

    package init(path: Located<String>) {
        self.path = path
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        path = try parser.parseWord("a file: load PATH.safetensors")
    }

    package var words: [String] {
        [QuotedText.quotedIfNeeded(path.value)]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.checkEnding(of: path, among: ["safetensors", "npz"], command: "load")
        state.pending = command
        state.pending?.place = path.range
        return [.readModel(path: path.value, relativeTo: command.source.name)]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.state.checkEnding(of: path, among: ["safetensors", "npz"], command: "load")
        guard !checker.knowledge.written.contains(path.value) else {
            // The scenario has written it itself: weights that fit, or a session that may have had another set-up.
            return checker.knowledge.lose(.network)
        }
        let before = checker.state.session?.position
        try checker.carryOut(command)
        if checker.state.session?.position != before || checker.state.session?.start != .start {
            checker.knowledge.startOver()
        }
        checker.knowledge.isNetworkUnknown = false
    }
}

/// A saved session, or weights of other programs: nothing changes until all of it is there and fits.
extension WorkbenchState {
    /// Handles the file that a `load` command asked for.
    mutating func handle(
        _ result: Result<ModelFile, EffectFailure>, for command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        switch result {
        case .failure(let failure): throw CommandError(.effectFailed(failure.message))
        case .success(.tensors(let tensors, _)): return try takeWeights(tensors, command)
        case .success(.session(let saved, let path)): return try prepare(saved, readFrom: path, command)
        }
    }

    // MARK: A saved session

    /// Asks for the data of a saved session, or continues it at once where it has none.
    private mutating func prepare(
        _ saved: SavedSession, readFrom path: String, _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        for line in try saved.commands(for: command) {
            guard let data = line.parsed.command.body as? DataCommand else { continue }
            // The source is the model's own path, so that data beside it are found.
            let asked = PendingCommand(
                parsed: line.parsed, source: SourceText(name: path, text: line.source.text), isScripted: false)
            var scratch = WorkbenchState()
            let effects: [Effect]
            do throws(CommandError) {
                effects = try data.perform(asked, on: &scratch)
            } catch {
                throw CommandError(.badSavedCommand(line.parsed.text, reason: error.problem.description))
            }
            pending = command
            pending?.dataOrigin = scratch.pending?.dataOrigin
            pending?.saved = saved
            return effects
        }
        return try goOn(with: saved, nil, command)
    }

    /// Sets up a saved session and goes to its position.
    mutating func goOn(
        with saved: SavedSession, _ data: LoadedData?, _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        var state = WorkbenchState(allowsUnboundedRuns: allowsUnboundedRuns, threads: threads)
        state.setup.data = data
        state.setup.dataOrigin = command.dataOrigin
        state.setup.timelineMemory = setup.timelineMemory
        for line in try saved.commands(for: command) {
            if line.parsed.command.body is DataCommand { continue }
            for case .report(let output) in state.perform(line) {
                guard let error = output.report.body as? ErrorReport else { continue }
                throw CommandError(.badSavedCommand(line.parsed.text, reason: error.diagnostic.message))
            }
        }
        guard var engine = state.session?.engine else {
            throw CommandError(.savedSessionDoesNotFit("its set-up has no 'network' command"))
        }
        try saved.check(against: engine, state.mismatch)
        engine.begin(
            atIteration: saved.position.iteration, updateCount: saved.updateCount,
            matrices: saved.matrices)
        var session = DebugSession(engine: engine, heldOut: state.heldOut, epochSums: saved.epochSums)
        session.timelineMemory = setup.timelineBytes
        session.seek(to: saved.position)
        setup = state.setup
        (self.session, mismatch, heldOut) = (session, state.mismatch, state.heldOut)
        takeOverSettings()
        let isOtherData = saved.dataChecksum != nil && saved.dataChecksum != engine.training?.checksum
        return [report(command, TextReport(loadedSummary(data, isOtherData: isOtherData)))]
    }

    private func loadedSummary(_ data: LoadedData?, isOtherData: Bool) -> String {
        var lines = data.map { [$0.summary] } ?? []
        lines += [networkSummary, optimizerSummary, schedulePlace, batchSummary].compactMap { $0 }
        if isOtherData {
            lines.append(
                "note: the data are not those that the session was saved with: it continues as a different run")
        }
        if let mismatch { lines.append("note: \(mismatch.description)") }
        if let position = positionReport { lines.append(position.text) }
        return lines.joined(separator: "\n")
    }

    // MARK: Weights

    private mutating func takeWeights(
        _ tensors: [FileTensor], _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        let layers: [FileLayer]
        do throws(WeightProblem) {
            layers = try FileLayer.layers(of: tensors)
        } catch {
            throw CommandError(.weights(error))
        }
        guard var session else { throw CommandError(.weightsWithoutNetwork(sizes: layers.sizes)) }
        let network = session.engine.network
        let found = layers.map { "\($0.weights.rows)×\($0.weights.columns)" }
        let expected = zip(network.layerSizes, network.layerSizes.dropFirst()).map { "\($0)×\($1)" }
        guard found == expected else {
            throw CommandError(
                .weights(
                    .otherShapes(
                        found: found, names: layers.map(\.weightsName), network: network.shapeDescription,
                        fitting: layers.sizes)))
        }
        let branch = session.branchName
        var lines: [String] = []
        var notFinite = 0
        for (index, layer) in layers.enumerated() {
            let bias =
                layer.bias ?? Matrix(rows: 1, columns: layer.weights.columns)
            for (name, matrix) in [(MatrixName.weights(index + 1), layer.weights), (.bias(index + 1), bias)] {
                do {
                    try session.apply(.matrix(name, matrix))
                } catch {
                    throw CommandError(.matrixCannotHold(error.description))
                }
                notFinite += matrix.elements.count { !$0.isFinite }
            }
            let biasText =
                layer.biasName.map { "b\(index + 1) from '\($0)'" } ?? "b\(index + 1) = 0, as the file has none"
            lines.append(
                "W\(index + 1) \(MatrixShape(rows: layer.weights.rows, columns: layer.weights.columns)) from "
                    + "'\(layer.weightsName)'\(layer.isTransposed ? ", transposed" : ""), \(biasText)")
        }
        if notFinite > 0 { lines.append("note: \(counted(notFinite, "number")) of it are not finite") }
        self.session = session
        return beginningBranchNoted(
            since: branch, [report(command, TextReport(lines.joined(separator: "\n")))], of: command.parsed.command)
    }
}

extension SavedSession {
    /// Its set-up as commands, line by line; only set-up commands are allowed.
    fileprivate func commands(for load: PendingCommand) throws(CommandError) -> [PendingCommand] {
        var commands: [PendingCommand] = []
        for line in setUp {
            let source = SourceText(name: load.source.name, text: line)
            let script = Script.parse(source)
            guard script.diagnostics.isEmpty, script.commands.count == 1, let parsed = script.commands.first else {
                throw CommandError(.badSavedCommand(line, reason: script.diagnostics.first?.message))
            }
            switch parsed.command.body {
            case is DataCommand, is NetworkCommand, is OptimizerCommand, is ScheduleCommand, is RegularizeCommand,
                is BatchCommand:
                break
            default: throw CommandError(.badSavedCommand(line, reason: "it sets nothing up"))
            }
            commands.append(PendingCommand(parsed: parsed, source: source, isScripted: false))
        }
        return commands
    }

    /// Whether an engine with this set-up can continue with its numbers at its position.
    fileprivate func check(against engine: Engine, _ mismatch: DataMismatch?) throws(CommandError) {
        func refuse(_ reason: String) -> CommandError { CommandError(.savedSessionDoesNotFit(reason)) }
        for (name, shape, isNeeded) in engine.beginningMatrices {
            let found = matrices.filter { $0.name == name }
            guard let matrix = found.first?.matrix else {
                if isNeeded { throw refuse("it has no '\(name)', which its network and optimizer need") }
                continue
            }
            let actual = MatrixShape(rows: matrix.rows, columns: matrix.columns)
            guard found.count == 1, actual == shape else {
                throw refuse("'\(name)' is \(actual), and its network needs \(shape)")
            }
        }
        let operations = engine.plan.operations
        guard position.operation < operations.count, position.iteration <= 1 << 50, updateCount <= 1 << 50 else {
            throw refuse("its network has no such position")
        }
        guard position > Position(iteration: 0) else { return }
        guard engine.training != nil else {
            throw refuse("it has no data to continue with" + (mismatch.map { ": \($0.description)" } ?? ""))
        }
        let cells = engine.outputSteps(ofOperation: position.operation, iteration: position.iteration)
        guard position.cell < max(1, cells) else { throw refuse("its network has no such position") }
    }
}
