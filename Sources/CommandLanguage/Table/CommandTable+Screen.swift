extension CommandTable {
    static let screen: [CommandSpecification] = [
        CommandSpecification(
            .view, group: .screen, usage: ["view [MATRIX [MATRIX]]"],
            summary: "shows a matrix of any size, or two side by side",
            details: [
                "Any matrix of the network: W1 dW1 A2 vW1 X P ... Without a name, or with Esc,",
                "the matrices of the current operation come back.",
            ], arguments: [[.names(.matrix)]], keys: ["v"]),
        CommandSpecification(
            .focus, group: .screen, usage: ["focus CELL"], summary: "puts the cell cursor on a cell",
            details: ["The explain pane tells how its number came about."], arguments: [[.cell]]),
        CommandSpecification(
            .layout, group: .screen, usage: ["layout " + Vocabulary.layouts.joined(separator: "|")],
            summary: "divides the screen for another purpose",
            words: Vocabulary.layouts,
            keys: Vocabulary.layouts.enumerated().map { index, layout in
                KeySpecification(Character("\(index + 1)"), layout, summary: layoutSummaries[index])
            }),
    ]

    /// What the screen shows in each of `Vocabulary.layouts`.
    private static let layoutSummaries = [
        "the operation with its matrices", "the curves of training", "the samples and what the network makes of them",
        "the lesson's words",
    ]
}
