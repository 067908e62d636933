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
                    "the figure that is to get better", forms: ["epochs"]),
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
    ]

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
