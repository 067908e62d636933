extension CommandTable {
    static let timeTravel: [CommandSpecification] = [
        CommandSpecification(
            .reverseStep, aliases: ["rs"], group: .timeTravel, usage: ["reverse-step [N]"],
            summary: "goes back one operation, or N", keys: ["S"]),
        CommandSpecification(
            .reverseStepi, aliases: ["rsi"], group: .timeTravel, usage: ["reverse-stepi [N]"],
            summary: "goes back one output cell, or N", keys: ["I"]),
        CommandSpecification(
            .reverseFinish, aliases: ["rf"], group: .timeTravel, usage: ["reverse-finish"],
            summary: "goes back to where the pass began", keys: ["F"]),
        CommandSpecification(
            .reverseNext, aliases: ["rn"], group: .timeTravel, usage: ["reverse-next [N]"],
            summary: "goes back one iteration, or N", keys: ["N"]),
        CommandSpecification(
            .reverseEpoch, aliases: ["re"], group: .timeTravel, usage: ["reverse-epoch [N]"],
            summary: "goes back one pass over the samples, or N"),
        CommandSpecification(
            .reverseContinue, aliases: ["rc"], group: .timeTravel, usage: ["reverse-continue"],
            summary: "goes back to the last place where a stop was hit",
            details: ["Where there is none, it goes back to the start."], keys: ["C"]),
        CommandSpecification(
            .goto, group: .timeTravel,
            usage: ["goto [epoch=E] [iteration=I] [operation=NAME]", "goto start|end|best"],
            summary: "goes to a position, back or forward",
            details: [
                "'end' is as far as the run ever went, 'best' the end of the epoch with the least",
                "loss: over the test samples, or over the training samples where there are no",
                "others. A position is right after the operation; without one, it is before the",
                "first operation of the iteration. Stops do not count on the way.",
            ],
            options: [
                OptionSpecification("epoch", .integer(minimum: 0), default: "the current one", "the epoch, from 0"),
                OptionSpecification(
                    "iteration", .integer(minimum: 0), default: "the current one, or the epoch's first",
                    "the iteration, from 0; with epoch= also in the epoch"),
                OptionSpecification(
                    "operation", .word(placeholder: "NAME"), default: "none", "the operation, as 'list' names it",
                    names: .operation),
            ],
            arguments: [[.word(Vocabulary.gotoPlaces)], [.options]],
            keys: [
                KeySpecification("g", "start", summary: "goes to the start"),
                KeySpecification("G", "end", summary: "goes as far as the run ever went"),
            ]),
        CommandSpecification(
            .fork, group: .timeTravel, usage: ["fork NAME"], summary: "starts a branch of the run from here",
            details: [
                "The run goes on in the new branch. The one that it was on keeps its future:",
                "'switch' goes back to it. A change in the past, as by 'let' or 'set', starts a",
                "branch by itself.",
            ]),
        CommandSpecification(
            .switch, group: .timeTravel, usage: ["switch NAME"], summary: "goes to the end of a branch",
            details: ["'info timeline' lists the branches; 'goto' goes on to other places."],
            arguments: [[.name(.branch)]]),
        CommandSpecification(
            .compare, group: .timeTravel, usage: ["compare A B"],
            summary: "shows two branches' losses and where they part",
            details: ["Names the first operation, and the first cell there, that differ."],
            arguments: [[.name(.branch), .name(.branch)]]),
    ]
}
