import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger

/// `catch KIND`: stops where training starts to go wrong.
package struct CatchCommand: CommandBody {
    package static let entry = CommandEntry(
        "catch", group: .stops, usage: ["catch " + kinds.joined(separator: "|") + " [OPTION...]"],
        summary: "stops where training starts to go wrong",
        details: Trouble.Kind.allCases.map { "  " + HelpText.padded($0.rawValue, to: 12) + $0.meaning } + [
            "It stops where the trouble begins, and again if it ends and comes back.",
            "A layer's dW is small or large by its root mean square.",
        ],
        words: kinds,
        options: Trouble.Kind.allCases.flatMap { kind in
            kind.thresholds.map { name, threshold in
                OptionEntry(
                    name, .number(threshold.isShare ? .share : .atLeastZero),
                    default: NumberFormat.shortest(threshold.defaultValue), threshold.meaning, forms: [kind.rawValue])
            }
        })
    private static let kinds = WordList(Trouble.Kind.allCases, meaning: \.meaning)
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

extension Trouble.Kind {
    /// The thresholds that can be set, with the names of their options.
    fileprivate var thresholds: [(name: String, threshold: Trouble.Threshold)] {
        var thresholds = threshold.map { [(name: "threshold", threshold: $0)] } ?? []
        if self == .saturated { thresholds.append(("slope", Trouble.slope)) }
        return thresholds
    }
}

extension Trouble {
    /// Trouble of a kind, by its name in the language, with the given thresholds.
    init(kind: String, _ options: [CommandOption]) {
        func number(_ name: String) -> Double? { options.first { $0.name.value == name }?.number }
        self.init(
            Kind(rawValue: kind) ?? .nonFinite, threshold: number("threshold"),
            slope: number("slope") ?? Trouble.flatSlope)
    }
}
