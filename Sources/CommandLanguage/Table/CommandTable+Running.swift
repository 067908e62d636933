extension CommandTable {
    static let runControl: [CommandSpecification] = [
        CommandSpecification(
            .step, aliases: ["s"], group: .runControl, usage: ["step [N]"], summary: "runs one operation, or N",
            keys: ["s"]),
        CommandSpecification(
            .stepi, aliases: ["si"], group: .runControl, usage: ["stepi [N]"],
            summary: "computes one output cell of the operation, or N", keys: ["i"]),
        CommandSpecification(
            .finish, aliases: ["f"], group: .runControl, usage: ["finish"],
            summary: "runs to the end of the pass: forward, backward, update", keys: ["f"]),
        CommandSpecification(
            .next, aliases: ["n"], group: .runControl, usage: ["next [N]"],
            summary: "runs one iteration (one batch), or N", keys: ["n"]),
        CommandSpecification(
            .epoch, group: .runControl, usage: ["epoch [N]"], summary: "runs one pass over the samples, or N"),
        CommandSpecification(
            .continue, aliases: ["c"], group: .runControl, usage: ["continue"],
            summary: "trains until something stops it",
            details: [
                "Space or Ctrl-C stops it, or a stop that 'break', 'watch' or 'catch' made. In a",
                "scenario or a pipe there is nobody to press a key: there it needs a stop that is",
                "enabled, and gives up after 1000000 iterations.",
            ], keys: ["c"]),
        CommandSpecification(
            .train, group: .runControl,
            usage: [
                "train N epochs [patience=P] [monitor=FIGURE]", "train N iterations", "train until CONDITION [max=N]",
            ],
            summary: "trains for a while, or until a condition holds",
            details: [
                "The condition is asked before the first iteration and after each one. With",
                "patience, training ends early when the figure has not been better for so many",
                "epochs; 'goto best' goes back to the best one.",
            ],
            options: [
                OptionSpecification(
                    "patience", .integer(minimum: 1), default: "trains to the end",
                    "epochs without a better figure after which to stop", forms: ["epochs"]),
                OptionSpecification(
                    "monitor", .choice(Vocabulary.monitors), default: "test.loss, or train.loss without test samples",
                    "test.loss, test.accuracy, train.loss or train.accuracy, to get better", forms: ["epochs"]),
                OptionSpecification(
                    "max", .integer(minimum: 1), default: "1000000", "iterations after which to give up",
                    forms: ["until"]),
            ],
            arguments: [
                [.free, .word(Vocabulary.trainingUnits), .options], [.keyword("until"), .expression, .options],
            ]),
        CommandSpecification(
            .restart, group: .runControl, usage: ["restart"], summary: "goes back to the start",
            details: ["Changes made at the start, such as weights set by hand, belong to it."]),
        CommandSpecification(
            .sweep, group: .runControl,
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
            options: sweepSettings + [
                OptionSpecification("epochs", .integer(minimum: 1), default: "20", "epochs that each run trains"),
                OptionSpecification(
                    "sort", .word(placeholder: "COLUMN"), default: "best",
                    "the column to sort by: best, run, a setting, or a figure: test.accuracy"),
            ]),
    ]

    private static let sweepSettings: [OptionSpecification] = [
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
        ("init", .initializers, "initialisers of the weights"),
        ("network", .word(placeholder: "SIZES,..."), "layer sizes: 2-4-2,2-8-2"),
    ].map { OptionSpecification($0, $1, default: "as it is set up", $2) }

    /// What `plot` draws along iterations.
    private static let curves = ["loss", "accuracy", "lr"]

    static let inspection: [CommandSpecification] = [
        CommandSpecification(
            .print, aliases: ["p"], group: .inspection, usage: ["print EXPRESSION"],
            summary: "shows a value; 'help expressions' tells of what", arguments: [[.expression]]),
        CommandSpecification(
            .list, group: .inspection, usage: ["list"], summary: "shows the operations and where the session stands"),
        CommandSpecification(
            .when, group: .inspection, usage: ["when"], summary: "shows the epoch, iteration and operation"),
        CommandSpecification(
            .info, group: .inspection, usage: ["info " + Vocabulary.infoTopics.joined(separator: "|")],
            summary: "describes what is set up, recorded or watched", words: Vocabulary.infoTopics),
        CommandSpecification(
            .explain, group: .inspection, usage: ["explain CELL"],
            summary: "shows a cell's formula with its numbers put in",
            details: [
                "A cell is written dW1[0, 2], or by its name alone where there is only one,",
                "as loss. For a gradient, the central difference stands beside it.",
            ], arguments: [[.cell]], keys: ["e"]),
        CommandSpecification(
            .why, group: .inspection, usage: ["why CELL"], summary: "shows where a cell's number came from",
            details: [
                "For a gradient the products of the chain rule, largest first, and the share of",
                "each sample; for a weight its history; for a number that is not finite the",
                "first operation that wrote one.",
            ], arguments: [[.cell]], keys: ["w"]),
        CommandSpecification(
            .derive, group: .inspection,
            usage: ["derive NAME [at NUMBERS] [OPTION...]"],
            summary: "derives a formula, line by line and with numbers",
            details: [
                "Each line is worked out with the numbers and compared with the one before.",
                "Without 'at', they come from the network where it has them.",
            ],
            words: Vocabulary.derivations,
            options: [
                OptionSpecification(
                    "class", .integer(minimum: 0), default: "that of the first sample, or 0", "the right class",
                    forms: ["cross-entropy"]),
                OptionSpecification(
                    "layer", .integer(minimum: 1), default: "none", "the layer that gives the matrices",
                    forms: ["linear"]),
            ],
            arguments: [
                [.word(Vocabulary.derivations), .keyword("at"), .expression, .options],
                [.word(Vocabulary.derivations), .options],
            ]),
        CommandSpecification(
            .plot, group: .inspection,
            usage: [
                "plot loss|accuracy|lr [OPTION...]", "plot boundary|confusion", "plot hist(EXPRESSION) [bins=N]",
            ],
            summary: "plots curves, boundaries, confusions, histograms",
            details: [
                "On the screen the plot comes to its pane, where keys zoom, smooth and change",
                "the axes ('?' shows them) and a histogram follows its value; without a screen",
                "it is drawn in 72 columns, and its figures stand below. What no option says",
                "stays as it is.",
            ],
            words: Vocabulary.plots,
            options: [
                OptionSpecification(
                    "y", .choice(Vocabulary.axes), default: "linear", "the vertical axis", forms: curves),
                OptionSpecification(
                    "x", .choice(Vocabulary.axes), default: "linear", "the horizontal axis", forms: curves),
                OptionSpecification(
                    "smooth", .number(.fraction), default: "0.9 for batches, 0 for all samples at once",
                    "the weight of a point's past in its moving average", forms: curves),
                OptionSpecification(
                    "from", .integer(minimum: 0), default: "0", "the first iteration to show", forms: curves),
                OptionSpecification(
                    "to", .integer(minimum: 1), default: "the last one", "the last iteration to show", forms: curves),
                OptionSpecification(
                    "bins", .integer(minimum: 1), default: "30", "into how many bins the cells are put, at most 1000",
                    forms: [Vocabulary.histogram]),
            ], arguments: [[.word(Vocabulary.plots), .options], [.call(Vocabulary.histogram), .options]]),
        CommandSpecification(
            .check, group: .inspection, usage: ["check gradients [OPTION...]"],
            summary: "compares every gradient with central differences",
            details: [
                "The gradients of the iteration under way, or else of the next one, as the",
                "session computes them; the differences (L(x+h) - L(x-h)) / 2h in double",
                "precision. Dropout keeps the masks of that iteration, and the penalty of",
                "'regularize' is part of the loss. It works on copies: the session does not",
                "move. Like 'expect', a check that fails does not stop the run.",
                "The error |a-n| of a gradient a and its difference n is relative to the larger",
                "of both. Where both are small, it is relative to 1e-4 of the loss without the",
                "penalty, or of a loss of 1 a term if that is less; with float32 to 1e-3 of it,",
                "or a tenth of the matrix's largest gradient or of the penalty's part in it.",
                "At a kink, as that of relu or l1, there is no derivative: a gradient is right",
                "there if it is that of the side it stands on.",
            ],
            words: Vocabulary.checks,
            options: [
                OptionSpecification(
                    "tolerance", .number(.atLeastZero), default: "1e-6; with precision=float32 1e-3",
                    "the largest relative error that passes"),
                OptionSpecification(
                    "cells", .integer(minimum: 1), default: "all",
                    "how many cells of each matrix to check, spread evenly"),
            ]),
    ]
}
