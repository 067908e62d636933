/// Why data cannot be loaded. Every case has enough details to be shown without further context; `description` words it.
public enum DatasetError: Error, Equatable, Sendable {
    /// Which part of a split is meant.
    public enum Part: String, Sendable {
        case training, validation, test
    }

    /// A fault in a CSV file, with its place.
    case csv(CSVFault, at: FileLocation)
    /// A fault in an IDX file, with its place.
    case idx(IDXFault, at: ByteLocation)
    /// A compressed file cannot be unpacked.
    case gzip(GzipFault, at: ByteLocation)
    /// A data set that the system should have is not installed in `folder`.
    case notInstalled(set: String, file: String, folder: String, package: String)
    /// Reading was cancelled.
    case cancelled
    /// A file that should have come with the program is in none of `folders`.
    case resourceMissing(file: String, folders: [String])
    /// A set was asked for no samples, or for more than `limit`.
    case sampleCountOutOfRange(Int, limit: Int)
    /// A standard deviation that is negative, or more than `limit`.
    case noiseOutOfRange(Double, limit: Double)
    /// A set was asked for too few or too many classes.
    case classCountOutOfRange(Int, limit: Int)
    /// A set with fixed classes was asked for a number of classes.
    case classesAreGiven(set: String)
    /// Not every class would have a sample.
    case fewerSamplesThanClasses(samples: Int, classes: Int)
    /// Inputs and targets written by the user differ in their number of rows.
    case inlineRowsDiffer(inputs: Int, targets: Int)
    /// Inputs or targets written by the user have no cells.
    case inlineWithoutCells
    /// The share held out for a part is not in 0..<1.
    case shareOutOfRange(part: Part, share: Double)
    /// `limit` is less than one sample.
    case limitOutOfRange(Int)
    /// A part of the split would have no samples; `option` is the part that was asked for.
    case splitLeavesNothing(part: Part, option: Part, fraction: Double, samples: Int)
    /// All samples are of one class.
    case oneClassOnly(dataset: String, className: String)
}

/// A place in a file.
public struct FileLocation: Equatable, Sendable {
    /// The file's name as the user wrote it.
    public var file: String
    /// Counted from 1.
    public var line: Int
    /// In characters, counted from 1.
    public var column: Int

    /// The character at `column` of `line`.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }
}

/// A column of a CSV file, as messages name it.
public struct CSVColumn: Equatable, Sendable {
    /// Counted from 0.
    public var index: Int
    /// Its name in the header; nil without a header.
    public var name: String?

    /// The column at `index`.
    public init(index: Int, name: String? = nil) {
        self.index = index
        self.name = name
    }
}

/// What is wrong with a CSV file.
public enum CSVFault: Error, Equatable, Sendable {
    /// The file is empty, except perhaps for empty lines.
    case emptyFile
    /// A zero byte, which does not occur in text.
    case binary
    /// The file begins as UTF-16 does.
    case utf16
    /// A byte that is not part of a character in UTF-8.
    case notUTF8
    /// A header without rows below it.
    case headerOnly
    /// The user has not said which column to learn.
    case labelNotGiven(columns: [CSVColumn])
    /// No column has this name.
    case noSuchColumn(String, columns: [CSVColumn], suggestion: String?)
    /// No column has this index.
    case columnIndexOutOfRange(Int, count: Int)
    /// Several columns have this name.
    case ambiguousColumn(String, indices: [Int])
    /// The label is the only column.
    case noFeatures(label: CSVColumn)
    /// A row with fewer or more cells than the first.
    case raggedRow(expected: Int, found: Int)
    /// An empty line with more rows below it.
    case emptyLine
    /// An empty cell.
    case emptyCell(CSVColumn)
    /// A feature that is not a number.
    case notANumber(cell: String, CSVColumn)
    /// A target that is not a number, in a column of numbers.
    case labelNotANumber(cell: String, CSVColumn, isRegression: Bool)
    /// `nan`, `inf`, or a number beyond the range of a double.
    case notFinite(cell: String, CSVColumn)
    /// More classes than can be intended.
    case tooManyClasses(CSVColumn, limit: Int)
    /// A quote that is opened here and never closed.
    case unterminatedQuote
    /// A quote in a cell that does not begin with one.
    case quoteInsideCell
    /// Something between a closing quote and the end of the cell.
    case textAfterQuote
}
