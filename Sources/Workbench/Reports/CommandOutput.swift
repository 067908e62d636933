import CommandLanguage
import PlainText
import StepDebugger

/// What one command leaves behind: every command that ran leaves exactly one.
public struct CommandOutput: Equatable, Sendable {
    /// The name of the text the command stands in: a file's path, `-` or a prompt.
    public let source: String
    /// The command's 1-based line there.
    public let line: Int
    /// The command as it was written.
    public let command: String
    /// What the language makes of that.
    let parsed: Command
    /// Whether a scenario gave it rather than a user.
    public let isScripted: Bool
    /// What it said.
    public let report: Report
    /// The displayed values after it, where it moved the session or changed something.
    public let displays: [DisplayReport]
    /// What else there is to know: that a change began a branch.
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

    /// Whether it went on or back by single cells.
    public var wentByCells: Bool { parsed.body is StepCellCommand || parsed.body is ReverseStepCellCommand }

    /// How it counts as a test; nil where it claims nothing and went well.
    public var verdict: Verdict? { report.body.verdict }

    /// What is claimed, in one line.
    public var claim: String {
        report.body.claim
            ?? command.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.joined(separator: " ")
    }

    /// One JSON object on one line, as `--format json` writes it.
    ///
    /// Numbers have the fewest digits that read back to the same value; those that JSON has no number for are
    /// `"nan"`, `"inf"` and `"-inf"`.
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

/// What a command left behind, in lines for people: transcripts, the REPL and the screen's log all show this.
extension CommandOutput {
    /// The lines; none where there is nothing to say. Errors come with their place, the source line and a caret.
    public var text: String {
        ([report.body.text] + (note.map { ["note: \($0)"] } ?? []) + displays.map(\.text)).joined(separator: "\n")
    }
}
