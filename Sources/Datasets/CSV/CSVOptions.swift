/// The user's options for a CSV file. Everything else is determined from the file.
public struct CSVOptions: Equatable, Sendable {
    /// What kind of target the label column holds.
    public enum Task: String, CaseIterable, Sendable {
        case classification, regression

        /// A short description.
        public var meaning: String {
            switch self {
            case .classification: "the labels are classes"
            case .regression: "the labels are numbers"
            }
        }
    }

    /// The column to learn: its name in the header, or its index from 0 (if negative, from the end).
    public var label: String?
    /// If nil, text means classes. Numbers are classes if they are non-negative integers with at most
    /// ``Dataset/integerClassLimit`` different values, and if one value occurs twice or they are 0, 1, …, n − 1 without a
    /// gap; otherwise they are numbers to learn. If text and numbers are mixed, the majority decides which is an error.
    public var task: Task?
    /// Whether the first row names the columns. If nil, it does if none of its cells is a number, or if a cell is text
    /// above a column of numbers and its numbers count the columns (distinct integers from 0 up).
    public var header: Bool?

    /// Options; by default none.
    public init(label: String? = nil, task: Task? = nil, header: Bool? = nil) {
        self.label = label
        self.task = task
        self.header = header
    }
}

/// A fault at a byte of the file. Only when it is reported does it become a ``DatasetError`` with line and column.
struct CSVProblem: Error {
    let fault: CSVFault
    let offset: Int
}
