import CommandLanguage
import PlainText
import StepDebugger

/// The output of a command. Every command that has run has exactly one.
public struct CommandOutput: Equatable, Sendable {
    /// The name of the text that the command is in: a file's path, `-` or a prompt.
    public let source: String
    /// The command's 1-based line there.
    public let line: Int
    /// The command as written.
    public let command: String
    /// The parsed command.
    let parsed: Command
    /// Whether a scenario gave it rather than a user.
    public let isScripted: Bool
    /// Its report.
    public let report: Report
    /// The displayed values, if it moved the session or changed something.
    public let displays: [DisplayReport]
    /// Anything else worth knowing: that a change has started a branch.
    public internal(set) var note: String?

    package init(
        source: String, line: Int, command: String, parsed: Command, isScripted: Bool, report: any CommandReport,
        displays: [DisplayReport] = []
    ) {
        self.source = source
        self.line = line
        self.command = command
        self.parsed = parsed
        self.isScripted = isScripted
        self.report = Report(report)
        self.displays = displays
    }

    /// Whether it went forward or back by single cells.
    public var wentByCells: Bool { parsed.body is StepCellCommand || parsed.body is ReverseStepCellCommand }

    /// How it counts as a test; nil if it claims nothing and did not fail.
    public var verdict: Verdict? { report.body.verdict }

    /// The claim, in one line.
    public var claim: String {
        report.body.claim
            ?? command.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.joined(separator: " ")
    }

    /// One JSON object on one line, as `--format json` writes it.
    ///
    /// Numbers have the fewest digits that parse to the same value; those that JSON cannot represent are `"nan"`,
    /// `"inf"` and `"-inf"`.
    package var json: String {
        var fields = [
            JSONField("file", .string(source)), JSONField("line", .integer(line)),
            JSONField("command", .string(command)), JSONField("kind", .string(report.body.kind)),
        ]
        fields += report.body.fields
        if !displays.isEmpty { fields.append(JSONField("displays", displays.json)) }
        if let note { fields.append(JSONField("note", .string(note))) }
        return JSONValue.object(fields).text
    }
}

/// A command's output in lines for people: transcripts, the REPL and the screen's log all show this.
extension CommandOutput {
    /// The lines; none if there is nothing to say. Errors have their location, the source line and a caret.
    public var text: String {
        ([report.body.text] + (note.map { ["note: \($0)"] } ?? []) + displays.map(\.text)).joined(separator: "\n")
    }
}
