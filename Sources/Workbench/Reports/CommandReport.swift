import CommandLanguage
import PlainText

/// What a command found out or did: an answer with all the forms that it is shown in, and whether it passes as a test.
///
/// Transcripts, the screen's log, JSON, JUnit, the exit status and the counters all read it here.
package protocol CommandReport: Equatable, Sendable {
    /// The answer in lines for people; empty where there is nothing to say.
    var text: String { get }
    /// What kind of object it is in JSON.
    var kind: String { get }
    /// What the object has beside its kind.
    var fields: [JSONField] { get }

    /// How it counts as a test; nil where it claims nothing.
    var verdict: Verdict? { get }
    /// What a failure is called: `expectation failed`.
    var failure: String { get }
    /// What is claimed, in a line; nil where the command's own words say that.
    var claim: String? { get }
    /// Whether the claim is one of the learner's, which counts only where no learner is there.
    var isLearnersClaim: Bool { get }

    /// How it stands in a transcript.
    var form: TranscriptForm { get }
    /// What the screen's log says of it, when `output` left it behind.
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

/// How what a command left behind counts as a test. The one place: exit status, JUnit, summaries, counters and colours
/// read it.
public enum Verdict: Equatable, Sendable {
    /// What is claimed is so.
    case held
    /// It is not so.
    case failed
    /// The user ended it before it came to an answer.
    case interrupted
    /// The command could not be carried out.
    case error
}

/// How a report stands in a transcript.
public enum TranscriptForm: Equatable, Sendable {
    /// Behind the command.
    case answer
    /// In the command's place, with where it stands if it failed.
    case claim
    /// In the command's place, with an empty line behind it.
    case title
    /// In the command's place, behind an empty line.
    case heading
    /// In the command's place, wrapped, between empty lines.
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

        /// Whether it belongs to what the lesson's own pane shows.
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

/// A report of whatever kind.
public struct Report: Equatable, Sendable {
    /// The report itself.
    package let body: any CommandReport

    /// The report `body`.
    package init(_ body: any CommandReport) { self.body = body }

    /// Whether both are the same report.
    public static func == (left: Report, right: Report) -> Bool { left.body.equals(right.body) }
}
