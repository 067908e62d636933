import CommandLanguage
import NeuralEngine
import PlainText

/// `schedule step every=10`: changes the learning rate as training goes on.
package struct ScheduleCommand: CommandBody {
    package static let entry = CommandEntry(
        "schedule", group: .setUp,
        usage: [
            "schedule constant", "schedule step every=N [gamma=NUMBER] [per=epoch|iteration]",
            "schedule exponential gamma=NUMBER [per=epoch|iteration]",
            "schedule cosine length=N [minimum=NUMBER] [per=epoch|iteration]",
            "schedule warmup [length=N] [start=NUMBER] [per=epoch|iteration]",
        ],
        summary: "changes the learning rate as training goes on",
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
        words: Vocabulary.schedules,
        options: [
            OptionEntry(
                "every", .integer(minimum: 1), default: nil, "after how many epochs the rate falls",
                forms: ["step"]),
            OptionEntry(
                "gamma", .number(.atLeastZero), default: "0.1", "what the rate is multiplied by", forms: ["step"]),
            OptionEntry(
                "gamma", .number(.atLeastZero), default: nil, "what each epoch multiplies the rate by",
                forms: ["exponential"]),
            OptionEntry(
                "length", .integer(minimum: 1), default: nil, "how many epochs it is to the minimum",
                forms: ["cosine"]),
            OptionEntry(
                "minimum", .number(.atLeastZero), default: "0", "the lowest rate", forms: ["cosine"]),
            OptionEntry(
                "length", .integer(minimum: 1), default: "5", "how many epochs it is to the full rate",
                forms: ["warmup"]),
            OptionEntry(
                "start", .number(.share), default: "1/3", "the share of the rate to start with", forms: ["warmup"]),
            OptionEntry(
                "per", .choice(Vocabulary.schedulePeriods), default: "epoch", "what is counted",
                forms: ["step", "exponential", "cosine", "warmup"]),
        ])
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
        func integer(_ name: String, default value: Int) -> Int {
            options.first { $0.name.value == name }?.integer ?? value
        }
        func number(_ name: String, default value: Double) -> Double {
            options.first { $0.name.value == name }?.number ?? value
        }
        // The parser has checked that a form has the options that it needs.
        var schedule = LearningRateSchedule.constant
        switch form.value {
        case "step":
            schedule.form = .step(every: integer("every", default: 1), gamma: number("gamma", default: 0.1))
        case "exponential": schedule.form = .exponential(gamma: number("gamma", default: 1))
        case "cosine":
            schedule.form = .cosine(length: integer("length", default: 1), minimum: number("minimum", default: 0))
        case "warmup":
            schedule.form = .warmup(length: integer("length", default: 5), start: number("start", default: 1.0 / 3))
        default: break
        }
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
    /// The schedule with the rate it gives now, for `info optimizer`; nil where the rate is constant.
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
        let options: [String]
        switch form {
        case .constant: return "schedule constant"
        case .step(let every, let gamma): options = ["step every=\(every)", "gamma=\(NumberFormat.shortest(gamma))"]
        case .exponential(let gamma): options = ["exponential gamma=\(NumberFormat.shortest(gamma))"]
        case .cosine(let length, let minimum):
            options = ["cosine length=\(length)", "minimum=\(NumberFormat.shortest(minimum))"]
        case .warmup(let length, let start):
            options = ["warmup length=\(length)", "start=\(NumberFormat.shortest(start))"]
        }
        return "schedule \(options.joined(separator: " ")) per=\(period.rawValue)"
    }
}
