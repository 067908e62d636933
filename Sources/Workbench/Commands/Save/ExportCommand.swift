import CommandLanguage
import NeuralEngine
import StepDebugger

/// `export PATH`: writes the network for other programs.
package struct ExportCommand: CommandBody {
    package static let entry = CommandEntry(
        "export", group: .files, usage: ["export PATH.onnx", "export PATH.npz", "export PATH.py"],
        summary: "writes the network for other programs",
        details: [
            "  .onnx  the network without dropout, in float32: X goes in, the last A comes",
            "         out, and P where the loss makes probabilities",
            "  .npz   W1, b1, ... for NumPy",
            "  .py    a program for PyTorch that goes on from here; PATH.py.safetensors is",
            "         written too, which it reads: what 'save' writes, and the samples",
        ],
        arguments: [[.path(endings: [".onnx", ".npz", ".py"])]])
    package static let influence = Influence()

    package let path: Located<String>

    package init(path: Located<String>) {
        self.path = path
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        path = try parser.parseWord("a file: export PATH.onnx")
    }

    package var words: [String] {
        [QuotedText.quotedIfNeeded(path.value)]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        let endings = ModelExport.Format.allCases.map(\.rawValue)
        let ending = try state.checkEnding(of: path, among: endings, command: "export")
        guard let session = state.session, let format = ModelExport.Format(rawValue: ending) else {
            throw CommandError(.nothingToSave(command: "export"))
        }
        let engine = session.engine
        let parameters = engine.keptMatrices.filter { $0.name.quantity == .value }
        var export = ModelExport(format: format, network: engine.network, parameters: parameters)
        if format == .script {
            export.training = try state.trainingExport(try state.savedSession(for: "export"), of: session)
        }
        state.pending = command
        state.pending?.place = path.range
        return [.exportModel(export, path: path.value)]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        checker.knowledge.written.insert(path.value)
        try checker.tryOut(command)
    }
}

extension WorkbenchState {
    /// How much memory the samples for a PyTorch program may take, in bytes.
    private static let sampleLimit = 256 << 20

    fileprivate func trainingExport(
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
        export.test = engine.training == nil ? nil : part(heldOut.test)
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
