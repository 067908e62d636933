import CommandLanguage

/// `sweep lr=0.1,0.01`: trains with every value of some settings and compares.
package struct SweepCommand: CommandBody {
    package static let entry = CommandEntry(
        "sweep", group: .runControl,
        usage: ["sweep SETTING=VALUE,VALUE... ... [epochs=N] [sort=COLUMN]", "sweep [sort=COLUMN]"],
        summary: "trains with every value of some settings and compares",
        details: [
            "Each run starts from initial weights, as 'network' sets them up, with another",
            "combination of the values. The figures are those of the last epoch, and of the",
            "best. 'switch run-3' goes into a run, with all that a debugger has; 'switch",
            "run-0' comes back to what was there before. Without settings, the table of the",
            "last sweep is shown again.",
            "train.loss and train.accuracy are those of the epoch's batches, each before its",
            "update; after 'switch', 'print train.loss' is over all samples as things stand.",
        ],
        options: settings + [
            OptionEntry("epochs", .integer(minimum: 1), default: "20", "epochs that each run trains"),
            OptionEntry(
                "sort", .word(placeholder: "COLUMN"), default: "best",
                "the column to sort by: best, run, a setting, or a figure: test.accuracy"),
        ])
    private static let settings: [OptionEntry] = [
        ("lr", OptionKind.numbers(.atLeastZero), "learning rates"),
        ("momentum", .numbers(.atLeastZero), "momentums"),
        ("weight-decay", .numbers(.atLeastZero), "weight decays"),
        ("l1", .numbers(.atLeastZero), "penalties on absolute weights"),
        ("l2", .numbers(.atLeastZero), "penalties on squared weights"),
        ("dropout", .numbers(.fraction), "dropouts after every hidden layer"),
        ("batch", .numbers(.atLeastZero), "rows of a batch"),
        ("seed", .numbers(.atLeastZero), "seeds of the initial weights"),
        ("hidden", .choices(Vocabulary.activations), "activations of all hidden layers"),
        ("optimizer", .choices(Vocabulary.optimizers), "optimizers; another one starts from its own defaults"),
        (
            "init", .choicesOrCalls(Vocabulary.initializers, calls: Vocabulary.parameterizedInitializers),
            "initialisers of the weights"
        ),
        ("network", .word(placeholder: "SIZES,..."), "layer sizes: 2-4-2,2-8-2"),
    ].map { OptionEntry($0, $1, default: "as it is set up", $2) }

    package static let influence = Influence(leavesUnknown: .network)

    package let options: [CommandOption]

    package init(options: [CommandOption]) {
        self.options = options
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        options = try parser.parseOptions()
    }

    package var words: [String] {
        options.map(\.description)
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.sweep(options, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        guard !checker.knowledge.isSetUpUnknown else { return }
        let runsBefore = checker.state.sweep
        try checker.carryOut(command)
        if checker.state.sweep != runsBefore { checker.knowledge.hasRun = true }
    }
}
