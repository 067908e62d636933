/// What the user says about a CSV file; the rest is told from the file.
public struct CSVOptions: Equatable, Sendable {
    /// What kind of target the label column holds.
    public enum Task: String, CaseIterable, Sendable {
        case classification, regression
    }

    /// The column to learn: its name in the header, or its index from 0 (negative: from the end).
    public var label: String?
    /// Unless given: text is classes. Numbers are classes if they are non-negative integers with at most
    /// ``Dataset/integerClassLimit`` different values, of which one occurs twice or which are 0, 1, …, n − 1 without
    /// a gap; otherwise they are numbers. Where text and numbers are mixed, the majority decides what is expected.
    public var task: Task?
    /// Whether the first row names the columns. Unless given, it does if none of its cells is a number, or if a cell
    /// is text above a column of numbers and those that are numbers count the columns (distinct integers from 0 up).
    public var header: Bool?

    /// Nothing said but what is given.
    public init(label: String? = nil, task: Task? = nil, header: Bool? = nil) {
        self.label = label
        self.task = task
        self.header = header
    }
}

/// A fault at a byte of the file; it becomes a ``DatasetError`` with line and column once, when it is reported.
struct CSVProblem: Error {
    let fault: CSVFault
    let offset: Int
}
