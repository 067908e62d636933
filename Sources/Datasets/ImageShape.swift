/// The shape of an image whose pixels, row by row, are the features of a sample.
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
