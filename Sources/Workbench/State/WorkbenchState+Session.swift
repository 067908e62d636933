import Datasets
import NeuralEngine
import StepDebugger

/// What the set-up commands do to the session: each leaves it at its start and keeps the parameters of layers whose
/// sizes stay the same, so that the order of the commands does not matter.
extension WorkbenchState {
    // MARK: The session

    /// Creates the session that the set-up describes, at its start.
    mutating func rebuildSession(keepingParameters: Bool = true) {
        sessionNumbers.beginNext()
        curveEnd = nil
        hasTrained = false
        mismatch = nil
        heldOut = HeldOutSamples()
        guard let request = setup.network else {
            session = nil
            return
        }
        var specification = request.specification(for: setup.data)
        specification.regularization = setup.regularization
        let outputs = specification.layerSizes[specification.layerSizes.count - 1]
        var training: Samples?
        if let data = setup.data {
            mismatch = data.mismatch(with: specification)
            if mismatch == nil {
                training = data.training.fitted(toOutputs: outputs)
                heldOut = HeldOutSamples(
                    validation: data.validation?.fitted(toOutputs: outputs), test: data.test?.fitted(toOutputs: outputs)
                )
            }
        }
        var engine = Engine(
            network: specification, optimizer: setup.optimizer, batch: setup.batch, training: training,
            parametersOf: keepingParameters ? session?.engine : nil)
        engine.threads = threads
        var session = DebugSession(engine: engine, heldOut: heldOut)
        session.timelineMemory = setup.timelineBytes
        self.session = session
    }

    /// Says what a new set-up does to a session that has moved.
    var restartNote: String {
        guard let session, session.position != session.start, setup.network != nil else { return "" }
        return "\nnote: the session is back at its start, with the weights as they are"
    }

    var mismatchNote: String {
        mismatch.map { "\nnote: \($0.description)" } ?? ""
    }
}

extension Samples {
    /// The same samples for a network with this many outputs: two classes fit one output, as a column of 0 and 1.
    func fitted(toOutputs outputs: Int) -> Samples {
        guard isClassification, outputs == 1, targets.columns == 2 else { return self }
        let secondClass = (0..<targets.rows).map { targets[$0, 1] }
        return Samples(
            inputs: inputs, targets: Matrix(rows: targets.rows, columns: 1, elements: secondClass),
            isClassification: true)
    }
}

extension LoadedData {
    /// Why a network cannot take this data; nil if it can.
    func mismatch(with network: NetworkSpecification) -> DataMismatch? {
        let sizes = network.layerSizes
        let targets = training.targets.columns
        let fitting = ([training.inputs.columns] + sizes.dropFirst().dropLast() + [targets])
            .map(String.init).joined(separator: "-")
        if sizes[0] != training.inputs.columns {
            return .inputs(network: sizes[0], data: training.inputs.columns, suggestion: fitting)
        }
        let outputs = sizes[sizes.count - 1]
        if training.fitted(toOutputs: outputs).targets.columns != outputs {
            return .outputs(network: outputs, data: targets, suggestion: fitting)
        }
        return nil
    }
}
