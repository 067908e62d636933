import CommandLanguage
import NeuralEngine
import PlainText

/// `optimizer sgd`: chooses how gradients change the weights.
package struct OptimizerCommand: CommandBody {
    package static let entry = CommandEntry(
        "optimizer", group: .setUp, usage: ["optimizer sgd|adam|adamw|rmsprop|adagrad [OPTION...]"],
        summary: "chooses how gradients change the weights",
        details: ["Defaults and results are PyTorch's."],
        words: Vocabulary.optimizers,
        options: [
            OptionEntry(
                "lr", .number(.atLeastZero), default: "0.001; rmsprop and adagrad 0.01", "learning rate"),
            OptionEntry(
                "momentum", .number(.atLeastZero), default: "0", "share of the last step that is kept",
                forms: ["sgd", "rmsprop"]),
            OptionEntry("nesterov", .flag, default: "no", "Nesterov's momentum", forms: ["sgd"]),
            OptionEntry(
                "weight-decay", .number(.atLeastZero), default: "0; adamw 0.01", "pull of the weights toward 0"),
            OptionEntry(
                "beta1", .number(.fraction), default: "0.9", "decay of the first moment", forms: ["adam", "adamw"]),
            OptionEntry(
                "beta2", .number(.fraction), default: "0.999", "decay of the second moment",
                forms: ["adam", "adamw"]),
            OptionEntry(
                "epsilon", .number(.atLeastZero), default: "1e-8; adagrad 1e-10", "keeps the divisor off 0",
                forms: ["adam", "adamw", "rmsprop", "adagrad"]),
        ])
    package static let influence = Influence(movesOrChanges: true)

    package let kind: Located<String>
    package let options: [CommandOption]

    package init(kind: Located<String>, options: [CommandOption]) {
        self.kind = kind
        self.options = options
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        kind = try parser.parseFixedWord(kind: "optimizer")
        options = try parser.parseOptions(form: kind.value)
    }

    package var words: [String] {
        [kind.value] + options.map(\.description)
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        var settings = OptimizerSettings(OptimizerKind(rawValue: kind.value) ?? .sgd)
        settings.schedule = (state.session?.engine.optimizer ?? state.setup.optimizer).schedule
        for option in options {
            switch option.name.value {
            case "lr": settings.learningRate = try state.learningRate(option.number, at: option.value.range)
            case "momentum": settings.momentum = option.number
            case "nesterov": settings.nesterov = option.flag
            case "weight-decay": settings.weightDecay = option.number
            case "beta1": settings.beta1 = option.number
            case "beta2": settings.beta2 = option.number
            case "epsilon": settings.epsilon = option.number
            default: break
            }
        }
        state.setup.optimizer = settings
        try state.edit(.optimizer(settings), at: command.parsed.range)
        return [state.report(command, TextReport(state.optimizerSummary))]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.carryOut(command)
    }
}

extension WorkbenchState {
    /// A learning rate that an update can be made with.
    func learningRate(_ rate: Double, at range: SourceRange) throws(CommandError) -> Double {
        guard rate.isFinite, rate >= 0 else { throw CommandError(.learningRate(rate), at: range) }
        return rate
    }

    /// One line on the optimizer with every option it uses.
    var optimizerSummary: String {
        let settings = session?.engine.optimizer ?? setup.optimizer
        // The weight decay comes last.
        let parameters = settings.kind.parameters.filter { $0 != .weightDecay } + [.weightDecay]
        let options = parameters.filter { $0.isOption && !settings.isOff($0) }.map { settings.option($0) }
        return "optimizer \(settings.kind.rawValue) \(options.joined(separator: " "))"
    }
}
