extension CommandTable {
    static let runControl: [CommandSpecification] = [
        CommandSpecification(
            .step, aliases: ["s"], group: .runControl, usage: ["step [N]"], summary: "runs one operation, or N",
            key: "s"),
        CommandSpecification(
            .stepi, aliases: ["si"], group: .runControl, usage: ["stepi [N]"],
            summary: "computes one output cell of the operation, or N", key: "i"),
        CommandSpecification(
            .finish, aliases: ["f"], group: .runControl, usage: ["finish"],
            summary: "runs to the end of the pass: forward, backward, update", key: "f"),
        CommandSpecification(
            .next, aliases: ["n"], group: .runControl, usage: ["next [N]"],
            summary: "runs one iteration (one batch), or N", key: "n"),
        CommandSpecification(
            .epoch, group: .runControl, usage: ["epoch [N]"], summary: "runs one pass over the samples, or N"),
        CommandSpecification(
            .continue, aliases: ["c"], group: .runControl, usage: ["continue"],
            summary: "trains until it is stopped",
            details: ["Space or Ctrl-C stops it; in a scenario nobody could, and it is an error."], key: "c"),
        CommandSpecification(
            .train, group: .runControl,
            usage: ["train N epochs", "train N iterations", "train until CONDITION [max=N]"],
            summary: "trains for a while, or until a condition holds",
            details: ["The condition is asked before the first iteration and after each one."],
            options: [
                OptionSpecification(
                    "max", .integer(minimum: 1), default: "1000000", "iterations after which to give up",
                    forms: ["until"])
            ]),
        CommandSpecification(
            .restart, group: .runControl, usage: ["restart"], summary: "goes back to the start",
            details: ["Changes made at the start, such as weights set by hand, belong to it."]),
    ]

    static let inspection: [CommandSpecification] = [
        CommandSpecification(
            .print, aliases: ["p"], group: .inspection, usage: ["print EXPRESSION"],
            summary: "shows a value; 'help expressions' tells what can be asked"),
        CommandSpecification(
            .list, group: .inspection, usage: ["list"], summary: "shows the operations and where the session stands"),
        CommandSpecification(
            .when, group: .inspection, usage: ["when"], summary: "shows the epoch, iteration and operation"),
        CommandSpecification(
            .info, group: .inspection, usage: ["info network|data|optimizer"],
            summary: "describes the network, the data or the optimizer", words: Vocabulary.infoTopics),
    ]
}
