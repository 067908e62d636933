/// A thread's part of an operation: the `index`-th of `count` parts.
struct Share: Equatable {
    let index: Int
    let count: Int

    /// The whole operation.
    static let whole = Share(index: 0, count: 1)

    /// The pieces of this part, out of `total`. Parts are consecutive, and every piece is in exactly one of them. Pieces of the
    /// same `unit` stay together.
    @inline(__always)
    func range(of pieces: Int, unit: Int = 1) -> Range<Int> {
        if count == 1 { return 0..<pieces }
        let units = (pieces &+ unit &- 1) / unit
        let lower = Swift.min(units &* index / count &* unit, pieces)
        let upper = Swift.min(units &* (index &+ 1) / count &* unit, pieces)
        return lower..<upper
    }

    /// Whether a matrix is always divided by columns, so that each thread keeps the same ones. That is so if there are enough
    /// columns and the matrix is small enough to stay in the second-level caches from one operation to the next.
    ///
    /// Writing a cache line that another core has read takes some 7 ns, more than ten times as long as writing one's own. If a
    /// layer's weights were divided by rows in the update and by columns in the product, each core would read what the other is
    /// about to write.
    /// - line: how many numbers a cache line has.
    @inline(__always)
    func keepsColumns(ofMatrix rows: Int, _ columns: Int, line: Int) -> Bool {
        columns % line == 0 && columns / line >= 2 &* count && rows &* columns / line <= Self.mostLines
    }

    /// Half a megabyte.
    private static var mostLines: Int { 8192 }
}
