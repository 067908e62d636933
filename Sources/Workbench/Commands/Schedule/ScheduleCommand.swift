import CommandLanguage

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
        try state.setSchedule(form, options, command)
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
