/// A matrix, a variable, or some of its cells: what `let` assigns to and `highlight` lights up.
public struct CellRegion: Equatable, Sendable {
    /// The name of the matrix or variable. It has no dots and is not a word of the expression language.
    public var name: Located<String>
    /// Empty for the whole matrix; otherwise one or two, rows first.
    public var subscripts: [Subscript]
    /// Where the name and the subscripts were written.
    public var range: SourceRange

    /// The cells of `name` that `subscripts` select, or all of them if there are none.
    public init(name: Located<String>, subscripts: [Subscript], range: SourceRange) {
        self.name = name
        self.subscripts = subscripts
        self.range = range
    }

    /// Whether both say the same; where they were written does not matter.
    public static func == (left: CellRegion, right: CellRegion) -> Bool {
        left.name == right.name && left.subscripts == right.subscripts
    }
}

/// A cell that `explain` or `why` is asked about: `dW1[0, 2]`, or a bare name if that has only one cell.
public struct CellReference: Equatable, Sendable {
    /// The name of the matrix or scalar. It may have a dot and is not a word of the expression language.
    public var name: Located<String>
    /// The row and the column, or none.
    public var indices: [Expression]
    /// Where the name and the indices were written.
    public var range: SourceRange

    /// The cell `indices` of `name`.
    /// - Precondition: there are two indices, or none.
    public init(name: Located<String>, indices: [Expression], range: SourceRange) {
        precondition(indices.isEmpty || indices.count == 2, "a cell has a row and a column")
        self.name = name
        self.indices = indices
        self.range = range
    }

    /// Whether both say the same; where they were written does not matter.
    public static func == (left: CellReference, right: CellReference) -> Bool {
        left.name == right.name && left.indices == right.indices
    }
}

extension CellRegion: CustomStringConvertible {
    /// `W1`, or `W1[0, 1]`.
    public var description: String {
        name.value + (subscripts.isEmpty ? "" : "[\(subscripts.map(\.description).joined(separator: ", "))]")
    }
}

extension CellReference: CustomStringConvertible {
    /// `loss`, or `dW1[0, 2]`.
    public var description: String {
        name.value + (indices.isEmpty ? "" : "[\(indices.map(\.description).joined(separator: ", "))]")
    }
}
