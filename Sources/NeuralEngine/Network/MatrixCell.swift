/// A cell of a matrix, by name; rows and columns count from 0.
public struct MatrixCell: Hashable, Sendable {
    /// The matrix.
    public var name: MatrixName
    /// The row.
    public var row: Int
    /// The column.
    public var column: Int

    /// A cell of a matrix.
    public init(_ name: MatrixName, _ row: Int, _ column: Int) {
        self.name = name
        self.row = row
        self.column = column
    }
}

extension MatrixCell: CustomStringConvertible {
    /// `W1[0,2]`; the loss, which has one cell, is `loss`.
    public var description: String {
        name == .loss ? name.description : "\(name)[\(row),\(column)]"
    }
}
