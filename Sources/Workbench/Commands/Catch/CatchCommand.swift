import CommandLanguage
import NeuralEngine
import StepDebugger

/// `catch KIND`: stops where training starts to go wrong.
package struct CatchCommand: CommandBody {
    package static let entry = CommandEntry(
        "catch", group: .stops, usage: ["catch " + Vocabulary.catches.joined(separator: "|") + " [OPTION...]"],
        summary: "stops where training starts to go wrong",
        details: Vocabulary.catches.map {
            "  " + HelpText.padded($0, to: 12) + (Trouble.Kind(rawValue: $0)?.meaning ?? "")
        } + [
            "It stops where the trouble begins, and again when it has ceased and comes back.",
            "A layer's dW is small or large by its root mean square.",
        ],
        words: Vocabulary.catches,
        options: [
            OptionEntry(
                "threshold", .number(.share), default: "0.5", "the share of a layer's units that are dead",
                forms: ["dead-relu"]),
            OptionEntry(
                "threshold", .number(.share), default: "0.001", "the share of the largest layer's dW",
                forms: ["vanishing"]),
            OptionEntry(
                "threshold", .number(.atLeastZero), default: "10", "how many times as large as W dW is",
                forms: ["exploding"]),
            OptionEntry(
                "threshold", .number(.share), default: "0.9", "the share of a layer's cells that are saturated",
                forms: ["saturated"]),
            OptionEntry(
                "slope", .number(.share), default: "0.01", "the derivative below which a cell is saturated",
                forms: ["saturated"]),
            OptionEntry(
                "threshold", .number(.atLeastZero), default: "10",
                "how many times the first iteration's loss the loss is", forms: ["diverging"]),
        ])
    package static let influence = Influence(leavesUnknown: .stops)

    package let kind: Located<String>
    package let options: [CommandOption]

    package init(kind: Located<String>, options: [CommandOption]) {
        self.kind = kind
        self.options = options
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        kind = try parser.parseFixedWord(kind: "kind of trouble")
        options = try parser.parseOptions(form: kind.value)
    }

    package var words: [String] {
        [kind.value] + options.map(\.description)
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        let session = try state.sessionForStops()
        let trouble = Trouble(kind: kind.value, options)
        guard !trouble.operations(in: session.engine).isEmpty else {
            throw CommandError(
                .nothingToCatch(kind.value, network: session.engine.network.shapeDescription), at: kind.range)
        }
        return state.addStop(
            .trouble(trouble), ([kind.value] + options.map(\.description)).joined(separator: " "), command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.carryOut(command)
    }
}

extension Trouble {
    /// A kind of trouble by its name in the language, with the thresholds that were given; the others are those that
    /// the command table states.
    init(kind: String, _ options: [CommandOption]) {
        func number(_ name: String, _ standard: Double) -> Double {
            options.first { $0.name.value == name }?.number ?? standard
        }
        switch kind {
        case "dead-relu": self = .deadUnits(share: number("threshold", 0.5))
        case "vanishing": self = .vanishing(ratio: number("threshold", 0.001))
        case "exploding": self = .exploding(ratio: number("threshold", 10))
        case "saturated": self = .saturated(share: number("threshold", 0.9), slope: number("slope", Trouble.flatSlope))
        case "diverging": self = .diverging(factor: number("threshold", 10))
        default: self = .nonFinite
        }
    }
}
