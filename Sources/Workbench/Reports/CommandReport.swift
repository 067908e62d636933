import CommandLanguage
import PlainText

/// The result of a command, with all the forms in which it is shown, and whether it passes as a test.
///
/// Transcripts, the screen's log, JSON, JUnit, the exit status and the counters all take it from here.
package protocol CommandReport: Equatable, Sendable {
    /// The result in lines for people; empty if there is nothing to say.
    var text: String { get }
    /// What kind of object it is in JSON.
    var kind: String { get }
    /// The object's fields besides its kind.
    var fields: [JSONField] { get }

    /// How it counts as a test; nil if it claims nothing.
    var verdict: Verdict? { get }
    /// What a failure is called: `expectation failed`.
    var failure: String { get }
    /// The claim, in one line; nil if the command itself says it.
    var claim: String? { get }
    /// Whether the claim is the learner's. It only counts when there is no learner.
    var isLearnersClaim: Bool { get }

    /// Its form in a transcript.
    var form: TranscriptForm { get }
    /// What the screen's log shows of it; it belongs to `output`.
    func logLines(of output: CommandOutput) -> [LogLine]
}

extension CommandReport {
    package var verdict: Verdict? { nil }
    package var failure: String { "it failed" }
    package var claim: String? { nil }
    package var isLearnersClaim: Bool { false }
    package var form: TranscriptForm { .answer }

    /// The columns that no line of a transcript exceeds, except for numbers and names that cannot be broken.
    static var textColumns: Int { 78 }

    package func logLines(of output: CommandOutput) -> [LogLine] {
        [LogLine(output.command, .command)] + (output.text.isEmpty ? [] : [LogLine(output.text, .output)])
    }

    /// Whether `other` is the same report.
    fileprivate func equals(_ other: any CommandReport) -> Bool { (other as? Self) == self }
}

/// How a command's output counts as a test. Exit status, JUnit, summaries, counters and colours all follow this.
public enum Verdict: Equatable, Sendable {
    /// The claim holds.
    case held
    /// It does not hold.
    case failed
    /// The user ended the command before it had a result.
    case interrupted
    /// The command could not be carried out.
    case error
}

/// The form of a report in a transcript.
public enum TranscriptForm: Equatable, Sendable {
    /// After the command.
    case answer
    /// In place of the command, with its location if it failed.
    case claim
    /// In place of the command, with an empty line after it.
    case title
    /// In place of the command, with an empty line before it.
    case heading
    /// In place of the command, wrapped, between empty lines.
    case prose
    /// Not at all.
    case nothing
    /// Among the errors.
    case error
}

/// A paragraph of the screen's log.
public struct LogLine: Equatable, Sendable {
    /// What it is, for its colour.
    public enum Kind: Equatable, Sendable {
        case command, output, narration, title, question, hint, pause, success, failure, note

        /// Whether the lesson's own pane shows it.
        public var isSaidByLesson: Bool { [.narration, .title, .question, .hint, .pause].contains(self) }
    }

    /// The text; may have several lines.
    public let text: String
    /// What it is.
    public let kind: Kind

    /// The paragraph `text`.
    public init(_ text: String, _ kind: Kind) {
        self.text = text
        self.kind = kind
    }
}

/// A report of any kind.
public struct Report: Equatable, Sendable {
    /// The report itself.
    package let body: any CommandReport

    /// The report `body`.
    package init(_ body: any CommandReport) { self.body = body }

    /// Whether both are the same report.
    public static func == (left: Report, right: Report) -> Bool { left.body.equals(right.body) }
}
