import CommandLanguage
import NeuralEngine
import PlainText

/// `regularize l2=1e-3`: adds a penalty on large weights to the loss.
package struct RegularizeCommand: CommandBody {
    package static let entry = CommandEntry(
        "regularize", group: .setUp, usage: ["regularize [l1=NUMBER] [l2=NUMBER]"],
        summary: "adds a penalty on large weights to the loss",
        details: [
            "The loss becomes loss + l1 * sum(abs(W)) + l2 / 2 * sum(W ** 2), over all",
            "weights, not biases; every dW has l1 * sign(W) + l2 * W more. With sgd, l2",
            "does to the weights what PyTorch's weight_decay does. What is not given is 0;",
            "l1=0 l2=0 switches the penalty off. test.loss has it too.",
        ],
        options: [
            OptionEntry(
                "l1", .number(.atLeastZero), default: "0", "pull of the weights to exactly 0"),
            OptionEntry(
                "l2", .number(.atLeastZero), default: "0", "pull of the weights toward 0, of large ones most"),
        ])
    package static let influence = Influence(movesOrChanges: true)

    package let options: [CommandOption]

    package init(options: [CommandOption]) {
        self.options = options
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        options = try parser.parseOptions()
        if options.isEmpty { throw parser.missing("l1=NUMBER or l2=NUMBER; l1=0 l2=0 switches the penalty off") }
    }

    package var words: [String] {
        options.map(\.description)
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        var regularization = Regularization.none
        for option in options {
            switch option.name.value {
            case "l1": regularization.l1 = option.number
            case "l2": regularization.l2 = option.number
            default: break
            }
        }
        try state.edit(.regularization(regularization), at: command.parsed.range)
        state.setup.regularization = regularization
        return [state.report(command, TextReport(regularization.summary))]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.carryOut(command)
    }
}

extension Regularization {
    /// The command that asks for it, with every option.
    var summary: String {
        "regularize l1=\(NumberFormat.shortest(l1)) l2=\(NumberFormat.shortest(l2))"
    }
}
