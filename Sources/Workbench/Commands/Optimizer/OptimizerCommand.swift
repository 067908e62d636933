import CommandLanguage
import NeuralEngine
import PlainText

/// `optimizer sgd`: chooses how gradients change the weights.
package struct OptimizerCommand: CommandBody {
    package static let entry = CommandEntry(
        "optimizer", group: .setUp, usage: ["optimizer \(kinds.joined(separator: "|")) [OPTION...]"],
        summary: "chooses how gradients change the weights",
        details: ["Defaults and results are PyTorch's."],
        words: kinds,
        options: OptimizerParameter.allCases.filter(\.isOption).map { parameter in
            let kind: OptionKind =
                switch parameter.range {
                case .size: .number(.atLeastZero)
                case .share: .number(.fraction)
                case .flag: .flag
                }
            return OptionEntry(
                parameter.name, kind, default: parameter.defaultText { NumberFormat.shortest($0) },
                parameter.meaning, forms: parameter.isOfAllKinds ? [] : parameter.kinds.map(\.rawValue))
        })
    private static let kinds = WordList(OptimizerKind.allCases, meaning: \.meaning)
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
            guard let parameter = OptimizerParameter(rawValue: option.name.value) else { continue }
            switch parameter {
            case .learningRate: settings.learningRate = try state.learningRate(option.number, at: option.value.range)
            case _ where parameter.range == .flag: settings[parameter] = .flag(option.flag)
            default: settings[parameter] = .number(option.number)
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
    /// A learning rate, checked to be finite and not negative.
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
