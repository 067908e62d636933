import CommandLanguage
import NeuralEngine
import PlainText

/// `network 2-4-2`: makes a network of fully connected layers.
package struct NetworkCommand: CommandBody {
    package static let entry = CommandEntry(
        "network", group: .setUp, usage: ["network IN-HIDDEN-...-OUT [OPTION...]"],
        summary: "makes a network of fully connected layers: 2-4-2",
        details: [
            "activations: " + activationNames.joined(separator: " "),
            "losses: " + lossNames.joined(separator: " "),
            "initializers: " + Initializer.names.joined(separator: " "),
            "  normal:STANDARD-DEVIATION uniform:BOUND",
            "dropout: D1 = A1 * M1 after a hidden layer's activation, where each cell of M1",
            "  is at random 0 or 1 / (1 - dropout). Training has it, as 'loss' and",
            "  'accuracy' show; test.loss, train.loss and the like are without it.",
        ],
        options: [
            OptionEntry(
                "hidden", .choice(activationNames), default: "tanh", "activation of the hidden layers"),
            OptionEntry(
                "output", .choice(activationNames), default: "identity", "activation of the last layer"),
            OptionEntry(
                "activations", .choices(activationNames), default: "hidden and output",
                "activation of each layer, instead of hidden= and output="),
            OptionEntry(
                "dropout", .numbers(.fraction), default: "0",
                "share of outputs that training drops: one for all hidden layers or each"),
            OptionEntry(
                "loss", .choice(lossNames),
                default: "classes: cross-entropy (one output: binary); numbers: mse",
                "what training minimises"),
            OptionEntry(
                "reduction", .choice(WordList(Reduction.allCases, meaning: \.meaning)), default: "mean",
                "over the samples of a batch"),
            OptionEntry(
                "init", .choiceOrCall(Initializer.names, calls: Initializer.namesWithNumber),
                default: "xavier-uniform", "where the weights start; biases start at 0"),
            OptionEntry("seed", .integer(minimum: 0), default: "0", "makes other weights and masks"),
            OptionEntry(
                "precision", .choice(WordList(Precision.allCases, meaning: \.meaning)), default: "float64",
                "format of the numbers"),
        ],
        arguments: [[.free, .options]])
    private static let activationNames = WordList(Activation.allCases, meaning: \.meaning)
    private static let lossNames = WordList(Loss.allCases, meaning: \.meaning)
    private static let layerLimit = 1000
    package static let influence = Influence(movesOrChanges: true, leavesUnknown: .network)

    package let layers: Located<[Int]>
    package let options: [CommandOption]

    package init(layers: Located<[Int]>, options: [CommandOption]) {
        self.layers = layers
        self.options = options
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        (layers, options) = try parser.parseNetwork()
    }

    package var words: [String] {
        [layers.value.map { "\($0)" }.joined(separator: "-")] + options.map(\.description)
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
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
                request.dropout = try state.dropout(
                    option.numbers, hiddenLayers: layerCount - 1, at: option.value.range)
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
        try state.checkSize(of: layers)
        state.setup.network = request
        state.rebuildSession(keepingParameters: false)
        return [state.report(command, TextReport(state.networkSummary + state.mismatchNote))]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.carryOut(command)
        checker.knowledge.isNetworkUnknown = false
        checker.knowledge.startOver()
    }
}

extension CommandParser {
    fileprivate mutating func parseNetwork() throws(ParseError) -> (Located<[Int]>, [CommandOption]) {
        let word = try parseWord("the layers' sizes, as network 2-4-2")
        let layers = try layerSizes(from: word)
        return (Located(layers, at: word.range), try parseOptions())
    }

    fileprivate func layerSizes(from word: Located<String>) throws(ParseError) -> [Int] {
        let isPlain = word.range.upper - word.range.lower == word.value.utf8.count
        var lower = word.range.lower
        var sizes: [Int] = []
        for part in word.value.split(separator: "-", omittingEmptySubsequences: false) {
            let range = isPlain ? SourceRange(lower: lower, upper: lower + part.utf8.count) : word.range
            if part.isEmpty { throw ParseError(.missingLayerSize, at: range) }
            guard part.utf8.allSatisfy(\.isASCIIDigit) else {
                throw ParseError(.badLayerSize(String(part)), at: range)
            }
            guard let size = Int(part) else { throw ParseError(.hugeCount(String(part)), at: range) }
            if size == 0 { throw ParseError(.zeroLayerSize, at: range) }
            sizes.append(size)
            lower = range.upper + 1
        }
        if sizes.count < 2 { throw ParseError(.oneLayerSize(word.value), at: word.range) }
        return sizes
    }
}

extension Initializer {
    /// The initialisers without a number, by name.
    static var names: WordList { WordList(Kind.allCases.filter { $0.parameter == nil }, meaning: \.meaning) }
    /// Those that take a number after a colon.
    static var namesWithNumber: [WordWithNumber] {
        Kind.allCases.compactMap { kind in
            kind.parameter.map { WordWithNumber(kind.rawValue, parameter: $0.name, meaning: kind.meaning) }
        }
    }
}

extension WorkbenchState {
    /// Larger networks would not fit into the memory of learners' machines.
    private static let parameterLimit = 50_000_000

    fileprivate func checkSize(of layers: Located<[Int]>) throws(CommandError) {
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

    /// The dropout after each hidden layer, from one probability for each or one for all.
    fileprivate func dropout(
        _ probabilities: [Double], hiddenLayers: Int, at range: SourceRange
    ) throws(CommandError) -> [Double] {
        let isOneForAll = probabilities.count == 1
        if hiddenLayers == 0, isOneForAll, probabilities[0] == 0 { return [] }
        guard hiddenLayers > 0, isOneForAll || probabilities.count == hiddenLayers else {
            throw CommandError(.dropoutMismatch(given: probabilities.count, hiddenLayers: hiddenLayers), at: range)
        }
        return isOneForAll ? Array(repeating: probabilities[0], count: hiddenLayers) : probabilities
    }

    /// One line on the network: `network 2-4-2, tanh, cross-entropy, 22 parameters`.
    var networkSummary: String {
        guard let network = session?.engine.network else { return "no network" }
        return "network \(network.shapeDescription): \(network.activationsDescription), "
            + (network.dropoutSummary.map { $0 + ", " } ?? "")
            + "\(network.loss.rawValue)\(network.reduction == .sum ? " (sum)" : ""), "
            + "\(counted(network.parameterCount, "parameter"))"
    }
}

extension NetworkSpecification {
    /// The activations layer by layer, shortened if the hidden ones agree: `tanh`, `relu → sigmoid`.
    public var activationsDescription: String {
        let hidden = activations.dropLast()
        let output = activations[activations.count - 1]
        let allHiddenEqual = Set(hidden).count == 1
        if allHiddenEqual, output == .identity { return hidden[0].rawValue }
        if allHiddenEqual { return "\(hidden[0].rawValue) → \(output.rawValue)" }
        return activations.map(\.rawValue).joined(separator: " → ")
    }

    /// `dropout 0.5`, or `dropout 0.5 → 0.2`, layer by layer, where they differ; nil if there is none.
    var dropoutSummary: String? {
        guard hasDropout else { return nil }
        let shown = Set(dropout).count == 1 ? [dropout[0]] : dropout
        return "dropout " + shown.map { NumberFormat.shortest($0) }.joined(separator: " → ")
    }
}
