extension CommandTable {
    static let scenarios: [CommandSpecification] = [
        CommandSpecification(
            .expect, group: .scenarios,
            usage: ["expect CONDITION", "expect A == B", "expect A ~= B [within TOLERANCE]"],
            summary: "checks a value; a failure does not stop the run",
            details: [
                "Without 'within', A ~= B compares to the digits that B is written with:",
                "0.25 stands for anything from 0.245 to 0.255. Where B is computed, a",
                "millionth is allowed, of B or of 1, whichever is larger.",
            ],
            arguments: [[.expression, .keyword("~="), .expression, .keyword("within"), .expression]]),
        CommandSpecification(
            .say, group: .scenarios, usage: ["say \"TEXT\""], summary: "narrates",
            details: [
                "The text may go over several lines; they are joined, and a blank line",
                "starts a paragraph. \\\" \\\\ \\n \\t stand for themselves in it.",
            ]),
        CommandSpecification(.title, group: .scenarios, usage: ["title \"TEXT\""], summary: "names the scenario"),
        CommandSpecification(
            .chapter, group: .scenarios, usage: ["chapter \"TEXT\""], summary: "begins a part of the scenario",
            details: ["On the screen, ] goes on to the next one and [ back to the one before."]),
        CommandSpecification(
            .pause, group: .scenarios, usage: ["pause"], summary: "waits for the user",
            details: ["On the screen, space goes on. Without one, nothing waits."]),
        CommandSpecification(
            .wait, group: .scenarios, usage: ["wait TIME"], summary: "waits: 500ms, 2s",
            details: ["On the screen, space goes on. Without one, nothing waits."], arguments: [[.free]]),
        CommandSpecification(
            .highlight, group: .scenarios, usage: ["highlight [CELLS...]"], summary: "lights cells of matrices",
            details: [
                "Cells are written as in expressions: highlight dW1[0, 2] X[:, 0] dZ1[:, 2].",
                "Without any, the lights go out; so they do when an operation runs.",
            ], arguments: [[.cell, .cell, .cell, .cell]]),
        CommandSpecification(
            .ask, group: .scenarios, usage: ["ask EXPRESSION [hint \"TEXT\"] [within TOLERANCE]"],
            summary: "asks the learner for a value",
            details: [
                "A cell is hidden until it was answered. A wrong answer gets a hint that",
                "grows: the text, then the formula, its operands, and the sum. On the screen",
                "the answer is typed after ':' and may be an expression; elsewhere the",
                "scenario's next 'answer' is taken. Without 'within', half a percent is allowed.",
            ],
            arguments: [
                [.expression, .keyword("hint"), .free, .keyword("within"), .expression],
                [.expression, .keyword("within"), .expression],
            ]),
        CommandSpecification(
            .answer, group: .scenarios, usage: ["answer EXPRESSION"], summary: "answers what 'ask' asked",
            arguments: [[.expression]]),
        CommandSpecification(
            .bug, group: .scenarios, usage: ["bug KIND in OPERATION", "bug off"],
            summary: "plants a fault for the learner to find",
            details: [
                "The operation then computes something else than it says, from here on.",
                "'explain', 'check gradients' and stepping tell which it is.",
            ],
            words: Vocabulary.bugs + ["off"],
            arguments: [[.word(Vocabulary.bugs), .keyword("in"), .name(.operation)], [.word(["off"])]]),
        CommandSpecification(
            .accuse, group: .scenarios, usage: ["accuse OPERATION"],
            summary: "names the operation that has the fault",
            details: ["Where that is right, the fault is told and mended."], arguments: [[.name(.operation)]]),
        CommandSpecification(
            .record, group: .scenarios, usage: ["record PATH.scenario", "record off"],
            summary: "writes what is done as a scenario",
            details: [
                "All that was done so far is written first, then each command as it is given,",
                "with what it showed as 'expect': the file is a test that passes.",
                "What failed is left out. A file that is there already is not written over.",
            ],
            arguments: [[.word(["off"])], [.path(endings: [".scenario"])]]),
        CommandSpecification(
            .snapshot, group: .scenarios, usage: ["snapshot PATH [size=WxH]"],
            summary: "writes the screen to a .txt, .svg or .html file",
            details: ["A path with blanks or brackets goes in double quotes."],
            options: [
                OptionSpecification(
                    "size", .word(placeholder: "WxH"), default: "120x36", "the screen's columns and rows")
            ],
            arguments: [[.path(endings: [".svg", ".html", ".txt"]), .options]]),
        CommandSpecification(
            .source, group: .scenarios, usage: ["source PATH"], summary: "runs the commands of another file",
            details: [
                "The path is taken from the working directory, or else from the folder of",
                "the scenario. A path with blanks or brackets goes in double quotes.",
            ],
            arguments: [[.path(endings: [".scenario"])]]),
    ]

    static let program: [CommandSpecification] = [
        CommandSpecification(
            .help, group: .program, usage: ["help [COMMAND]", "help expressions"],
            summary: "shows all commands, or one in full", arguments: [[.name(.helpTopic)]], keys: ["?"]),
        CommandSpecification(
            .exit, aliases: ["quit", "q"], group: .program, usage: ["exit"], summary: "ends the session", keys: ["q"]),
    ]
}
