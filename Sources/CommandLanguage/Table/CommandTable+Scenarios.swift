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
            .pause, group: .scenarios, usage: ["pause"], summary: "waits for the user",
            details: ["On the screen, space goes on. Without one, nothing waits."]),
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
