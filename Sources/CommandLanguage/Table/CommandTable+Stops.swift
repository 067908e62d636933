extension CommandTable {
    static let stops: [CommandSpecification] = [
        CommandSpecification(
            .break, aliases: ["b"], group: .stops,
            usage: ["break OPERATION [if CONDITION]", "break if CONDITION"],
            summary: "stops runs at an operation, or once a condition holds",
            details: [
                "An operation, as 'list' names them, stops right after it has run, where its",
                "results can be seen, each time or only if the condition holds there. Without",
                "one, the run stops at the operation at which the condition becomes true.",
                "What has no value yet, such as the loss at the start, makes a condition false.",
                "Every command that runs heeds stops, in both directions; 'goto' does not.",
            ], keys: ["b"]),
        CommandSpecification(
            .tbreak, group: .stops, usage: ["tbreak OPERATION [if CONDITION]", "tbreak if CONDITION"],
            summary: "stops like 'break', but only once"),
        CommandSpecification(
            .watch, group: .stops, usage: ["watch EXPRESSION"],
            summary: "stops at the operation that changes a value",
            details: ["Changes made by hand count too. The old value is shown with the new one."]),
        CommandSpecification(
            .catch, group: .stops, usage: ["catch " + Vocabulary.catches.joined(separator: "|") + " [OPTION...]"],
            summary: "stops where training starts to go wrong",
            details: [
                "  nan         an operation writes a number that is not finite",
                "  dead-relu   many units of a relu layer are 0 for every sample of the batch",
                "  vanishing   a layer's dW is small beside that of the layer with the largest",
                "  exploding   a layer's dW is large beside its W",
                "  saturated   most cells of a sigmoid or tanh layer have almost no slope",
                "  diverging   the loss is not finite, or far above that of the first iteration",
                "It stops where the trouble begins, and again when it has ceased and comes back.",
                "A layer's dW is small or large by its root mean square.",
            ],
            words: Vocabulary.catches,
            options: [
                OptionSpecification(
                    "threshold", .number(.share), default: "0.5", "the share of a layer's units that are dead",
                    forms: ["dead-relu"]),
                OptionSpecification(
                    "threshold", .number(.share), default: "0.001", "the share of the largest layer's dW",
                    forms: ["vanishing"]),
                OptionSpecification(
                    "threshold", .number(.atLeastZero), default: "10", "how many times as large as W dW is",
                    forms: ["exploding"]),
                OptionSpecification(
                    "threshold", .number(.share), default: "0.9", "the share of a layer's cells that are saturated",
                    forms: ["saturated"]),
                OptionSpecification(
                    "slope", .number(.share), default: "0.01", "the derivative below which a cell is saturated",
                    forms: ["saturated"]),
                OptionSpecification(
                    "threshold", .number(.atLeastZero), default: "10",
                    "how many times the first iteration's loss the loss is", forms: ["diverging"]),
            ]),
        CommandSpecification(
            .delete, group: .stops, usage: ["delete [N...]"], summary: "removes the stops with these numbers, or all"),
        CommandSpecification(
            .enable, group: .stops, usage: ["enable [N...]"], summary: "makes stops count again, these or all"),
        CommandSpecification(
            .disable, group: .stops, usage: ["disable [N...]"],
            summary: "lets runs pass stops, these or all; they are kept"),
        CommandSpecification(
            .display, group: .stops, usage: ["display [EXPRESSION]"],
            summary: "shows a value after every move; or all of them now"),
        CommandSpecification(
            .undisplay, group: .stops, usage: ["undisplay [N...]"],
            summary: "ends displays, those with these numbers or all"),
    ]
}
