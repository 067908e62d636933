import CommandLanguage
import NeuralEngine
import PlainText

/// `schedule step every=10`: changes the learning rate during training.
package struct ScheduleCommand: CommandBody {
    package static let entry = CommandEntry(
        "schedule", group: .setUp,
        usage: LearningRateSchedule.Kind.allCases.map(\.usage),
        summary: "changes the learning rate during training",
        details: [
            "The optimizer's lr is the rate it starts from, e the epoch or iteration:",
            "  step         lr * gamma ** (whole part of e / every)",
            "  exponential  lr * gamma ** e",
            "  cosine       from lr down to minimum in length, then up again",
            "  warmup       from lr * start in a straight line up to lr in length",
            "With per=iteration, every count of epochs is one of iterations.",
            "Results are those of PyTorch's StepLR, ExponentialLR, CosineAnnealingLR and",
            "LinearLR. 'print lr' is the rate of the iteration that the session is in.",
        ],
        words: WordList(LearningRateSchedule.Kind.allCases, meaning: \.meaning),
        options: LearningRateSchedule.Kind.allCases.flatMap { kind in
            kind.parameters.map { parameter in
                OptionEntry(
                    parameter.name, parameter.optionKind, default: parameter.defaultText, parameter.meaning,
                    forms: [kind.rawValue])
            }
        } + [
            OptionEntry(
                "per", period, default: LearningRateSchedule.constant.period.rawValue,
                "what is counted", forms: LearningRateSchedule.Kind.allCases.filter(\.takesPeriod).map(\.rawValue))
        ])
    fileprivate static let period = OptionKind.choice(
        WordList(LearningRateSchedule.Period.allCases, meaning: \.meaning))
    package static let influence = Influence(movesOrChanges: true)

    package let form: Located<String>
    package let options: [CommandOption]

    package init(form: Located<String>, options: [CommandOption]) {
        self.form = form
        self.options = options
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        (form, options) = try parser.parseSchedule()
    }

    package var words: [String] {
        [form.value] + options.map(\.description)
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        let numbers = options.filter { $0.name.value != "per" }.map { ($0.name.value, $0.number) }
        guard let kind = LearningRateSchedule.Kind(rawValue: form.value),
            let curve = LearningRateSchedule.Form(kind, numbers: Dictionary(numbers) { $1 })
        else { preconditionFailure("the parser checks that a schedule has the options it needs") }
        var schedule = LearningRateSchedule(curve)
        if let period = options.first(where: { $0.name.value == "per" }) {
            schedule.period = LearningRateSchedule.Period(rawValue: period.word) ?? .epoch
        }
        try state.edit(.schedule(schedule), at: command.parsed.range)
        state.setup.optimizer.schedule = schedule
        return [state.report(command, TextReport(schedule.summary))]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.carryOut(command)
    }
}

extension CommandParser {
    fileprivate mutating func parseSchedule() throws(ParseError) -> (Located<String>, [CommandOption]) {
        let form = try parseFixedWord(kind: "schedule")
        let options = try parseOptions(form: form.value)
        for option in entry.options(forForm: form.value) where option.defaultText == nil {
            if !options.contains(where: { $0.name.value == option.name }) {
                throw ParseError(
                    .missingOption(
                        "\(option.name)=\(option.kind.placeholder), \(option.summary)", of: "schedule \(form.value)"),
                    at: cursor.placeAfterLastText)
            }
        }
        return (form, options)
    }
}

extension WorkbenchState {
    /// The schedule with its present rate, for `info optimizer`; nil if the rate is constant.
    var schedulePlace: String? {
        let schedule = (session?.engine.optimizer ?? setup.optimizer).schedule
        guard schedule.form != .constant else { return nil }
        guard let session else { return schedule.summary }
        let place =
            schedule.period == .epoch ? "epoch \(session.epoch)" : "iteration \(session.position.iteration)"
        return "\(schedule.summary): lr=\(NumberFormat.shortest(session.learningRate)) in \(place)"
    }
}

extension LearningRateSchedule {
    /// The command that asks for it, with every option.
    var summary: String {
        let options = form.numbers.map { parameter, value in
            "\(parameter.name)="
                + (parameter.range == .count ? "\(Int(exactly: value) ?? .max)" : NumberFormat.shortest(value))
        }
        let period = form.kind.takesPeriod ? ["per=\(period.rawValue)"] : []
        return (["schedule", form.kind.rawValue] + options + period).joined(separator: " ")
    }
}

extension LearningRateSchedule.Kind {
    /// Whether it takes `per=`.
    fileprivate var takesPeriod: Bool { self != .constant }

    /// `schedule step every=N [gamma=NUMBER] [per=epoch|iteration]`
    fileprivate var usage: String {
        let options = parameters.map { parameter in
            let option = "\(parameter.name)=\(parameter.optionKind.placeholder)"
            return parameter.defaultValue == nil ? option : "[\(option)]"
        }
        let period = takesPeriod ? ["[per=\(ScheduleCommand.period.placeholder)]"] : []
        return (["schedule", rawValue] + options + period).joined(separator: " ")
    }
}

extension LearningRateSchedule.Parameter {
    fileprivate var optionKind: OptionKind {
        switch range {
        case .count: .integer(minimum: 1)
        case .size: .number(.atLeastZero)
        case .share: .number(.share)
        }
    }
}
