import CommandLanguage
import PlainText

/// `network 2-4-2`: makes a network of fully connected layers.
package struct NetworkCommand: CommandBody {
    package static let entry = CommandEntry(
        "network", group: .setUp, usage: ["network IN-HIDDEN-...-OUT [OPTION...]"],
        summary: "makes a network of fully connected layers, as 2-4-2",
        details: [
            "activations: " + Vocabulary.activations.joined(separator: " "),
            "losses: " + Vocabulary.losses.joined(separator: " "),
            "initializers: " + Vocabulary.initializers.joined(separator: " "),
            "  normal:STANDARD-DEVIATION uniform:BOUND",
            "dropout: D1 = A1 * M1 after a hidden layer's activation, where each cell of M1",
            "  is at random 0 or 1 / (1 - dropout). Training has it, as 'loss' and",
            "  'accuracy' show; test.loss, train.loss and the like are without it.",
        ],
        options: [
            OptionEntry(
                "hidden", .choice(Vocabulary.activations), default: "tanh", "activation of the hidden layers"),
            OptionEntry(
                "output", .choice(Vocabulary.activations), default: "identity", "activation of the last layer"),
            OptionEntry(
                "activations", .choices(Vocabulary.activations), default: "hidden and output",
                "activation of each layer, instead of hidden= and output="),
            OptionEntry(
                "dropout", .numbers(.fraction), default: "0",
                "share of outputs that training drops: one for all hidden layers or each"),
            OptionEntry(
                "loss", .choice(Vocabulary.losses),
                default: "classes: cross-entropy (one output: binary); numbers: mse",
                "what training makes small"),
            OptionEntry(
                "reduction", .choice(Vocabulary.reductions), default: "mean", "over the samples of a batch"),
            OptionEntry(
                "init", .choiceOrCall(Vocabulary.initializers, calls: Vocabulary.parameterizedInitializers),
                default: "xavier-uniform", "where the weights start; biases start at 0"),
            OptionEntry("seed", .integer(minimum: 0), default: "0", "makes other weights and masks"),
            OptionEntry(
                "precision", .choice(Vocabulary.precisions), default: "float64", "format of the numbers"),
        ],
        arguments: [[.free, .options]])
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
        try state.setNetwork(layers, options, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.carryOut(command)
        checker.knowledge.isNetworkUnknown = false
        checker.knowledge.beginAnew()
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
