/// Where `break` and `tbreak` stop.
public indirect enum BreakPlace: Equatable, Sendable {
    /// Right after an operation has run, by its name; with a condition, only when that holds there.
    case operation(Located<String>, if: Expression?)
    /// At the operation at which a condition becomes true.
    case condition(Expression)
}

/// Where `goto` leads.
public indirect enum GotoPlace: Equatable, Sendable {
    /// Before the first operation.
    case start
    /// As far as the run ever went.
    case end
    /// The end of the epoch with the best figures.
    case best
    /// What is given of a position, at least one part of it. Epochs and iterations count from 0.
    case position(epoch: Located<Int>?, iteration: Located<Int>?, operation: Located<String>?)
}

/// What `plot` draws.
public enum PlotSource: Equatable, Sendable {
    /// One of `Vocabulary.plots`.
    case named(Located<String>)
    /// How the cells of a value are spread.
    case histogram(Expression)
}

/// A cell that `explain` and `why` are asked about: `dW1[0, 2]`, or a bare name where that has only one cell.
public struct CellReference: Equatable, Sendable {
    /// The matrix or scalar; it may have a dot and is no word of the expression language.
    public var name: Located<String>
    /// The row's and the column's, or none.
    public var indices: [Expression]
    /// Where name and indices were written.
    public var range: SourceRange

    /// The cell `indices` of `name`.
    /// - Precondition: there are two indices, or none.
    public init(name: Located<String>, indices: [Expression], range: SourceRange) {
        precondition(indices.isEmpty || indices.count == 2, "a cell has a row and a column")
        self.name = name
        self.indices = indices
        self.range = range
    }

    /// Places do not count.
    public static func == (left: CellReference, right: CellReference) -> Bool {
        left.name == right.name && left.indices == right.indices
    }
}
