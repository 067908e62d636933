import CommandLanguage
import Datasets
import NeuralEngine
import StepDebugger

/// `network`, `optimizer`, `batch`, and what they and `data` do to the session: each leaves the session at its start, with the parameters kept wherever
/// the layers stay the same, so that their order does not matter.
extension WorkbenchState {
    // MARK: network

    mutating func setNetwork(
        _ layers: Located<[Int]>, _ options: [CommandOption], _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        let layerCount = layers.value.count - 1
        guard layerCount >= 1 else { throw CommandError(.tooFewLayers, at: layers.range) }
        guard layerCount <= Self.layerLimit else {
            throw CommandError(.tooManyLayers(limit: Self.layerLimit), at: layers.range)
        }
        var hidden = Activation.tanh
        var output = Activation.identity
        var listed: (activations: [Activation], range: SourceRange)?
        var request = NetworkRequest(layerSizes: layers.value, activations: [])
        for option in options {
            switch option.name.value {
            case "hidden": hidden = Activation(rawValue: option.word) ?? hidden
            case "output": output = Activation(rawValue: option.word) ?? output
            case "activations":
                if let other = options.first(where: { ["hidden", "output"].contains($0.name.value) }) {
                    throw CommandError(.activationsTwice(other.name.value), at: other.name.range)
                }
                listed = (option.words.compactMap(Activation.init(rawValue:)), option.value.range)
            case "dropout":
                request.dropout = try dropout(option.numbers, hiddenLayers: layerCount - 1, at: option.value.range)
            case "loss": request.loss = Loss(rawValue: option.word)
            case "reduction": request.reduction = Reduction(rawValue: option.word) ?? request.reduction
            case "init": request.initializer = Initializer(spelling: option.word) ?? request.initializer
            case "seed": request.seed = option.seed
            case "precision": request.precision = Precision(rawValue: option.word) ?? request.precision
            default: break
            }
        }
        if let listed, listed.activations.count != layerCount {
            throw CommandError(
                .layerCountMismatch(activations: listed.activations.count, layers: layerCount), at: listed.range)
        }
        request.activations =
            listed?.activations ?? Array(repeating: hidden, count: layerCount - 1) + [output]
        try checkSize(of: layers)
        setup.network = request
        rebuildSession(keepingParameters: false)
        return [report(command, TextReport(networkSummary + mismatchNote))]
    }

    /// Networks beyond this would not fit the memory of the machines that learners have.
    private static let parameterLimit = 50_000_000
    private static let layerLimit = 1000

    private func checkSize(of layers: Located<[Int]>) throws(CommandError) {
        var parameters = 0
        for (inputs, outputs) in zip(layers.value, layers.value.dropFirst()) {
            let (product, overflows) = (inputs + 1).multipliedReportingOverflow(by: outputs)
            parameters = overflows || product > Int.max - parameters ? Int.max : parameters + product
        }
        guard parameters <= Self.parameterLimit else {
            throw CommandError(
                .networkTooLarge(parameters: parameters, limit: Self.parameterLimit), at: layers.range)
        }
    }

    // MARK: optimizer

    mutating func setOptimizer(
        _ kind: Located<String>, _ options: [CommandOption], _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        var settings = OptimizerSettings(OptimizerKind(rawValue: kind.value) ?? .sgd)
        settings.schedule = (session?.engine.optimizer ?? setup.optimizer).schedule
        for option in options {
            switch option.name.value {
            case "lr": settings.learningRate = try learningRate(option.number, at: option.value.range)
            case "momentum": settings.momentum = option.number
            case "nesterov": settings.nesterov = option.flag
            case "weight-decay": settings.weightDecay = option.number
            case "beta1": settings.beta1 = option.number
            case "beta2": settings.beta2 = option.number
            case "epsilon": settings.epsilon = option.number
            default: break
            }
        }
        setup.optimizer = settings
        try edit(.optimizer(settings), at: command.parsed.range)
        return [report(command, TextReport(optimizerSummary))]
    }

    /// A learning rate that an update can be made with.
    func learningRate(_ rate: Double, at range: SourceRange) throws(CommandError) -> Double {
        guard rate.isFinite, rate >= 0 else { throw CommandError(.learningRate(rate), at: range) }
        return rate
    }

    // MARK: batch

    mutating func setBatch(
        _ rows: Located<BatchRows>, _ options: [CommandOption], _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        var settings = BatchSettings()
        switch rows.value {
        case .full: settings.size = .full
        case .rows(let count): settings.size = .rows(count)
        }
        for option in options {
            switch option.name.value {
            case "shuffle": settings.shuffle = option.flag
            case "seed": settings.seed = option.seed
            default: break
            }
        }
        let restartNote = restartNote
        setup.batch = settings
        rebuildSession()
        return [report(command, TextReport(batchSummary + restartNote))]
    }

    // MARK: The session

    /// Builds the session that the set-up describes, at its start.
    mutating func rebuildSession(keepingParameters: Bool = true) {
        issuedSessions += 1
        sessionNumber = issuedSessions
        mismatch = nil
        testSamples = nil
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
                testSamples = data.test?.fitted(toOutputs: outputs)
            }
        }
        var engine = Engine(
            network: specification, optimizer: setup.optimizer, batch: setup.batch, training: training,
            parametersOf: keepingParameters ? session?.engine : nil)
        engine.threads = threads
        var session = DebugSession(engine: engine, testSamples: testSamples)
        session.timelineMemory = setup.timelineBytes
        self.session = session
    }

    /// What setting up anew does to a session that has moved.
    var restartNote: String {
        guard let session, session.position != session.start, setup.network != nil else { return "" }
        return "\nnote: the session is back at its start, with the weights as they are"
    }

    var mismatchNote: String {
        mismatch.map { "\nnote: \($0.description)" } ?? ""
    }
}

extension Samples {
    /// The same samples for a network with so many outputs: two classes fit one output, as a column of 0 and 1.
    func fitted(toOutputs outputs: Int) -> Samples {
        guard isClassification, outputs == 1, targets.columns == 2 else { return self }
        let secondClass = (0..<targets.rows).map { targets[$0, 1] }
        return Samples(
            inputs: inputs, targets: Matrix(rows: targets.rows, columns: 1, elements: secondClass),
            isClassification: true)
    }
}

extension LoadedData {
    /// Why a network cannot take this data; nil where it can.
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

extension CommandOption {
    /// The value of an option that the table declares a number; whole numbers are numbers too.
    var number: Double {
        switch value.value {
        case .number(let number, _): number
        case .integer(let integer): Double(integer)
        default: .nan
        }
    }
    /// The value of an option that the table declares a list of numbers.
    var numbers: [Double] {
        if case .numbers(let numbers, _) = value.value { numbers } else { [] }
    }
    /// The value of an option that the table declares a whole number.
    var integer: Int {
        if case .integer(let integer) = value.value { integer } else { 0 }
    }
    /// The value of a `seed=` option.
    var seed: UInt64 { UInt64(clamping: integer) }
    /// The value of an option that the table declares yes or no.
    var flag: Bool {
        if case .flag(let flag) = value.value { flag } else { false }
    }
    /// The value of an option that the table declares a word.
    var word: String {
        if case .word(let word) = value.value { word } else { "" }
    }
    /// The value of an option that the table declares a list of words.
    var words: [String] {
        switch value.value {
        case .words(let words): words
        case .word(let word): [word]
        default: []
        }
    }
}
