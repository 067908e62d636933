/// The shape of the picture that a sample's features are the pixels of, row by row.
public struct ImageShape: Equatable, Sendable {
    /// Pixels from top to bottom.
    public var rows: Int
    /// Pixels from left to right.
    public var columns: Int

    /// A picture of `rows` × `columns` pixels.
    public init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
    }
}
