/// A matrix or variable, or some of its cells: what `let` assigns to and `highlight` lights.
public struct CellRegion: Equatable, Sendable {
    /// The matrix, or the variable; without dots and no word of the expression language.
    public var name: Located<String>
    /// Empty for the whole; else one or two, rows first.
    public var subscripts: [Subscript]
    /// Where name and subscripts were written.
    public var range: SourceRange

    /// The cells `subscripts` of `name`, or all of it without subscripts.
    public init(name: Located<String>, subscripts: [Subscript], range: SourceRange) {
        self.name = name
        self.subscripts = subscripts
        self.range = range
    }

    /// Places do not count.
    public static func == (left: CellRegion, right: CellRegion) -> Bool {
        left.name == right.name && left.subscripts == right.subscripts
    }
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
