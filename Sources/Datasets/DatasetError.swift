/// Why data cannot be had. Every case says enough to be shown without more context; the words are in `description`.
public enum DatasetError: Error, Equatable, Sendable {
    /// Which part of a split is meant.
    public enum Part: String, Sendable {
        case training, test
    }

    /// Something in a CSV file, and where.
    case csv(CSVFault, at: FileLocation)
    /// Something in a file of binary numbers, and where.
    case idx(IDXFault, at: ByteLocation)
    /// A compressed file cannot be unpacked from some place on.
    case gzip(GzipFault, at: ByteLocation)
    /// A data set of the system is not installed in `folder`.
    case notInstalled(set: String, file: String, folder: String, package: String)
    /// Whoever reads was told to give up.
    case cancelled
    /// A file that should have come with the program is in none of `folders`.
    case resourceMissing(file: String, folders: [String])
    /// A generator was asked for no sample, or for more than `limit`.
    case sampleCountOutOfRange(Int, limit: Int)
    /// A standard deviation that is negative, or more than `limit`.
    case noiseOutOfRange(Double, limit: Double)
    /// A generator was asked for too few or too many classes.
    case classCountOutOfRange(Int, limit: Int)
    /// A generator that makes the classes it makes was asked for so many.
    case classesAreGiven(set: String)
    /// Not every class would have a sample.
    case fewerSamplesThanClasses(samples: Int, classes: Int)
    /// Inputs and targets written by the user differ in their number of rows.
    case inlineRowsDiffer(inputs: Int, targets: Int)
    /// Inputs or targets written by the user have no cell.
    case inlineWithoutCells
    /// The share kept apart for testing is not in 0..<1.
    case testFractionOutOfRange(Double)
    /// `limit` is less than one sample.
    case limitOutOfRange(Int)
    /// A part of the split would be without samples.
    case splitLeavesNothing(part: Part, fraction: Double, samples: Int)
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

/// A column of a CSV file, as a message names it.
public struct CSVColumn: Equatable, Sendable {
    /// Counted from 0.
    public var index: Int
    /// What the header calls it; nil without a header.
    public var name: String?

    /// The column at `index`.
    public init(index: Int, name: String? = nil) {
        self.index = index
        self.name = name
    }
}

/// What is wrong with a CSV file.
public enum CSVFault: Error, Equatable, Sendable {
    /// There is nothing in it but, perhaps, empty lines.
    case emptyFile
    /// A byte 0, which no text has.
    case binary
    /// The file begins like UTF-16.
    case utf16
    /// A byte that is not part of a character in UTF-8.
    case notUTF8
    /// A header and nothing below it.
    case headerOnly
    /// The user has not said which column to learn.
    case labelNotGiven(columns: [CSVColumn])
    /// No column is called so.
    case noSuchColumn(String, columns: [CSVColumn], suggestion: String?)
    /// No column has this index.
    case columnIndexOutOfRange(Int, count: Int)
    /// Several columns are called so.
    case ambiguousColumn(String, indices: [Int])
    /// The label is the only column.
    case noFeatures(label: CSVColumn)
    /// A row with fewer or more cells than the first.
    case raggedRow(expected: Int, found: Int)
    /// An empty line with more rows below it.
    case emptyLine
    /// A cell without anything in it.
    case emptyCell(CSVColumn)
    /// A feature that is no number.
    case notANumber(cell: String, CSVColumn)
    /// A target that is no number, in a column of numbers.
    case labelNotANumber(cell: String, CSVColumn, isRegression: Bool)
    /// `nan`, `inf`, or a number beyond the range of a double.
    case notFinite(cell: String, CSVColumn)
    /// More classes than anyone means.
    case tooManyClasses(CSVColumn, limit: Int)
    /// A quote opened here and never closed.
    case unterminatedQuote
    /// A quote in a cell that does not begin with one.
    case quoteInsideCell
    /// Something between a closing quote and the end of the cell.
    case textAfterQuote
}
