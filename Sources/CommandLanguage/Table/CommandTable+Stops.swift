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
            ], arguments: breakPlaces, keys: ["b"]),
        CommandSpecification(
            .tbreak, group: .stops, usage: ["tbreak OPERATION [if CONDITION]", "tbreak if CONDITION"],
            summary: "stops like 'break', but only once", arguments: breakPlaces),
        CommandSpecification(
            .watch, group: .stops, usage: ["watch EXPRESSION"],
            summary: "stops at the operation that changes a value",
            details: ["Changes made by hand count too. The old value is shown with the new one."],
            arguments: [[.expression]]),
        CommandSpecification(
            .catch, group: .stops, usage: ["catch " + Vocabulary.catches.joined(separator: "|") + " [OPTION...]"],
            summary: "stops where training starts to go wrong",
            details: Vocabulary.catches.map { "  " + HelpText.padded($0, to: 12) + Vocabulary.meaning(ofCatch: $0) } + [
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
            .delete, group: .stops, usage: ["delete [N...]"], summary: "removes the stops with these numbers, or all",
            arguments: [[.names(.stop)]]),
        CommandSpecification(
            .enable, group: .stops, usage: ["enable [N...]"], summary: "makes stops count again, these or all",
            arguments: [[.names(.stop)]]),
        CommandSpecification(
            .disable, group: .stops, usage: ["disable [N...]"],
            summary: "lets runs pass stops, these or all; they are kept", arguments: [[.names(.stop)]]),
        CommandSpecification(
            .display, group: .stops, usage: ["display [EXPRESSION]"],
            summary: "shows a value after every move; or all of them now", arguments: [[.expression]]),
        CommandSpecification(
            .undisplay, group: .stops, usage: ["undisplay [N...]"],
            summary: "ends displays, those with these numbers or all", arguments: [[.names(.display)]]),
    ]

    private static let breakPlaces: [[ArgumentPart]] = [
        [.name(.operation), .keyword("if"), .expression], [.keyword("if"), .expression],
    ]
}
