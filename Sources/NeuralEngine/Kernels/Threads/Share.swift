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
}
