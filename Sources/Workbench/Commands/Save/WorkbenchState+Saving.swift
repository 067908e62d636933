import CommandLanguage
import NeuralEngine
import StepDebugger

/// `save` and `export`: the session, or its network, as files.
extension WorkbenchState {
    mutating func save(_ path: Located<String>, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        try checkEnding(of: path, among: ["safetensors"], command: "save")
        let saved = try savedSession(for: "save")
        pending = command
        pending?.place = path.range
        return [.saveSession(saved, path: path.value)]
    }

    mutating func export(_ path: Located<String>, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        let endings = ModelExport.Format.allCases.map(\.rawValue)
        let ending = try checkEnding(of: path, among: endings, command: "export")
        guard let session, let format = ModelExport.Format(rawValue: ending) else {
            throw CommandError(.nothingToSave(command: "export"))
        }
        let engine = session.engine
        let parameters = engine.keptMatrices.filter { $0.name.quantity == .value }
        var export = ModelExport(format: format, network: engine.network, parameters: parameters)
        if format == .script { export.training = try trainingExport(try savedSession(for: "export"), of: session) }
        pending = command
        pending?.place = path.range
        return [.exportModel(export, path: path.value)]
    }

    /// Takes in that a file was written.
    mutating func takeIn(
        written result: Result<String, EffectFailure>, for command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        switch result {
        case .failure(let failure): throw CommandError(.effectFailed(failure.message))
        case .success(let sentence): return [report(command, TextReport(sentence))]
        }
    }

    /// The ending of a path, which says what a file is.
    @discardableResult
    func checkEnding(
        of path: Located<String>, among endings: [String], command: String
    ) throws(CommandError) -> String {
        let name = path.value.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, let ending = parts.last.map({ $0.lowercased() }), endings.contains(ending),
            parts.count > 2 || !parts[0].isEmpty
        else {
            throw CommandError(
                .fileEnding(path.value, command: command, endings: endings.map { "." + $0 }), at: path.range)
        }
        return ending
    }

    // MARK: What is saved

    private func savedSession(for command: String) throws(CommandError) -> SavedSession {
        guard let session else { throw CommandError(.nothingToSave(command: command)) }
        guard session.fault == nil else { throw CommandError(.savesNoFault(command: command)) }
        let (engine, position) = (session.engine, session.position)
        let start = Position(iteration: position.iteration)
        // Parameters and moments are those of the iteration's start until its update; whoever loads them runs its
        // operations again, which only a change among them would make others.
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

    /// How much memory the samples for a program of PyTorch may take, in bytes.
    private static let sampleLimit = 256 << 20

    private func trainingExport(
        _ saved: SavedSession, of session: DebugSession
    ) throws(CommandError) -> TrainingExport {
        let engine = session.engine
        var export = TrainingExport(
            session: saved, optimizer: engine.optimizer, batch: engine.batch, batchRows: engine.sampler?.batchRows)
        var room = Self.sampleLimit / (saved.isSinglePrecision ? 4 : 8)
        func part(_ samples: Samples?) -> TrainingExport.Part? {
            guard let samples, samples.count > 0 else { return nil }
            let columns = samples.inputs.columns + samples.targets.columns
            let kept = samples.first(min(samples.count, max(1, room / columns)))
            room -= min(room, kept.count * columns)
            export.omittedCount += samples.count - kept.count
            return TrainingExport.Part(samples: kept, loss: session.evaluate(kept).loss)
        }
        export.training = part(engine.training)
        export.test = engine.training == nil ? nil : part(testSamples)
        return export
    }
}

extension Samples {
    /// The first samples.
    fileprivate func first(_ count: Int) -> Samples {
        guard count < self.count else { return self }
        func first(_ matrix: Matrix<Double>) -> Matrix<Double> {
            Matrix(
                rows: count, columns: matrix.columns, elements: Array(matrix.elements.prefix(count * matrix.columns)))
        }
        return Samples(inputs: first(inputs), targets: first(targets), isClassification: isClassification)
    }
}
