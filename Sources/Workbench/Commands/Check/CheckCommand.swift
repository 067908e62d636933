import CommandLanguage

/// `check gradients`: compares every gradient with central differences.
package struct CheckCommand: CommandBody {
    package static let entry = CommandEntry(
        "check", group: .inspection, usage: ["check gradients [OPTION...]"],
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
            OptionEntry(
                "tolerance", .number(.atLeastZero), default: "1e-6; with precision=float32 1e-3",
                "the largest relative error that passes"),
            OptionEntry(
                "cells", .integer(minimum: 1), default: "all",
                "how many cells of each matrix to check, spread evenly"),
        ])
    package static let influence = Influence()

    package let subject: Located<String>
    package let options: [CommandOption]

    package init(subject: Located<String>, options: [CommandOption]) {
        self.subject = subject
        self.options = options
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        subject = try parser.parseFixedWord(kind: "thing to check")
        options = try parser.parseOptions()
    }

    package var words: [String] {
        [subject.value] + options.map(\.description)
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.check(subject, options, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        _ = try checker.state.runnableSession()
    }
}
