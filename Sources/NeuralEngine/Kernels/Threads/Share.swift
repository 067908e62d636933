/// The part of an operation that one of several threads does: the `index`-th of `count` parts.
struct Share: Equatable {
    let index: Int
    let count: Int

    /// All of it.
    static let whole = Share(index: 0, count: 1)

    /// This part of so many pieces. Parts follow one another, and every piece is in exactly one; where pieces belong
    /// together by `unit`, they stay together.
    @inline(__always)
    func range(of pieces: Int, unit: Int = 1) -> Range<Int> {
        if count == 1 { return 0..<pieces }
        let units = (pieces &+ unit &- 1) / unit
        let lower = Swift.min(units &* index / count &* unit, pieces)
        let upper = Swift.min(units &* (index &+ 1) / count &* unit, pieces)
        return lower..<upper
    }

    /// Whether a matrix is shared by its columns whatever is done to it, so that each thread always has the same ones: where
    /// there are enough of them, and the matrix is small enough to stay in the second caches from one operation to the next.
    ///
    /// To write a cache line that another core has read takes some 7 ns, more than ten times as long as one that is a
    /// core's own. Were a layer's weights shared by rows when they are updated and by columns when they are multiplied,
    /// each core would read what the other one is about to write.
    /// - line: how many numbers a cache line has.
    @inline(__always)
    func keepsColumns(ofMatrix rows: Int, _ columns: Int, line: Int) -> Bool {
        columns % line == 0 && columns / line >= 2 &* count && rows &* columns / line <= Self.mostLines
    }

    /// Half a megabyte.
    private static var mostLines: Int { 8192 }
}
