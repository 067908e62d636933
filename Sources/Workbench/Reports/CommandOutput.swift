import CommandLanguage
import NeuralEngine
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

/// Where a session stands: what `when` and the stepping commands answer.
public struct PositionReport: Equatable, Sendable {
    /// The position itself.
    public let position: Position
    /// Completed epochs.
    public let epoch: Int
    /// The batch's index in its epoch.
    public let batch: Int
    /// The branch; nil where there is only one.
    public let branch: String?
    /// The label of the operation that ran last, or is under way cell by cell; nil at the start.
    public let operation: String?
    /// What that operation computes.
    public let summary: String?
    /// That operation's number in the iteration, from 1, and how many there are.
    public let operationNumber: Int
    /// How many operations an iteration has.
    public let operationCount: Int
    /// The label of the operation that comes next.
    public let nextOperation: String
    /// The cell that `stepi` computed last, with its value.
    public let cell: CellReport?
    /// The loss of the current batch; nil before the first forward pass.
    public let loss: Double?
    /// The accuracy on the current batch; nil before the first forward pass and without classes.
    public let accuracy: Double?
}

/// One cell of a matrix with its value.
public struct CellReport: Equatable, Sendable {
    /// The matrix.
    public let matrix: MatrixName
    /// The row, from 0.
    public let row: Int
    /// The column, from 0.
    public let column: Int
    /// The value.
    public let value: Double
}

/// Why a run ended.
public struct StopReport: Equatable, Sendable {
    /// The reasons.
    public enum Reason: String, Equatable, Sendable {
        /// The run went as far as it was asked to.
        case reached
        /// The condition of `train until` holds.
        case condition
        /// `max=` iterations passed without the condition holding.
        case limit
        /// The epochs no longer got better, for as many as `patience=` says.
        case patience
        /// The user wanted it to stop at the end of the epoch.
        case endOfEpoch = "end-of-epoch"
        /// The user stopped it.
        case interrupted
        /// A breakpoint.
        case breakpoint
        /// A value that is watched changed.
        case watchpoint
        /// Training starts to go wrong.
        case catchpoint
        /// The expression of a stop has no value, for a reason that will not pass.
        case failed
        /// Going back came to the start without a stop.
        case start
        /// None of the stops was hit in as many iterations as `continue` runs without a user.
        case nothingStopped = "limit-without-stop"
    }
    /// Why.
    public let reason: Reason
    /// The stops that were hit here.
    public let hits: [StopHit]
    /// How many iterations the run completed; negative where it went back.
    public let iterations: Int
    /// The best of the epochs, and by which figure, where they ended the run.
    public let best: BestEpoch?
    /// Where it ended.
    public let position: PositionReport
}

/// The best epoch of a run, and the figure that says so.
public struct BestEpoch: Equatable, Sendable {
    /// The figure.
    public let monitor: EpochMonitor
    /// The epoch.
    public let epoch: EpochPoint
    /// How many epochs without a better figure ended the run.
    public let patience: Int
}

/// An `expect` and how it went.
public struct ExpectationReport: Equatable, Sendable {
    /// Whether it held.
    public let passed: Bool
    /// The expectation as it was written, without `expect`.
    public let expectation: String
    /// The left side's value, or the condition's.
    public let actual: Value
    /// The right side's value; true for a condition.
    public let expected: Value
    /// Where cells differ, the first few, with the tolerance that was allowed there.
    public let differences: [CellDifference]
    /// All the cells that differ, numbered row by row.
    public let differingCells: [Int]
    /// How many cells differ; 1 for a condition that does not hold.
    public let differenceCount: Int
    /// The largest difference of any cell.
    public let largestDifference: Double
    /// The two shapes, where they do not fit and no cell was compared.
    public let shapesDiffer: Bool
    /// What the two sides of a comparison came to, where that is the condition and does not hold.
    public let sides: [NamedValue]
}

/// A value with the expression that it came from.
public struct NamedValue: Equatable, Sendable {
    /// The expression, in the language.
    public let name: String
    /// Its value.
    public let value: Value
}

/// A cell in which two values differ by more than they may.
public struct CellDifference: Equatable, Sendable {
    /// The row, from 0.
    public let row: Int
    /// The column, from 0.
    public let column: Int
    /// The value there.
    public let actual: Double
    /// The value that was expected.
    public let expected: Double
    /// How far apart they may be.
    public let tolerance: Double
}
