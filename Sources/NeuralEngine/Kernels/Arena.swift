/// A flat piece of memory that starts at a cache line. It is a value, whose copies share memory until one is written to.
///
/// Unlike an array it is aligned: vectors that cross cache lines cost a product a quarter of its speed.
struct Arena<S: VectorScalar>: @unchecked Sendable {
    private var storage: Storage

    private final class Storage {
        let cells: UnsafeMutablePointer<S>
        let count: Int

        /// So many zeros.
        init(count: Int) {
            self.count = count
            let memory = LargePages.allocateZeros(byteCount: count * MemoryLayout<S>.stride)
            cells = memory.bindMemory(to: S.self, capacity: count)
        }

        convenience init(copying other: Storage) {
            self.init(count: other.count)
            cells.update(from: other.cells, count: count)
        }

        deinit { LargePages.deallocateZeros(cells, byteCount: count * MemoryLayout<S>.stride) }
    }

    /// So many zeros.
    init(count: Int) {
        storage = Storage(count: count)
    }

    /// How many numbers there are.
    var count: Int { storage.count }

    /// The number at an index.
    subscript(index: Int) -> S {
        get {
            precondition(index >= 0 && index < count, "no such cell")
            return storage.cells[index]
        }
        set {
            precondition(index >= 0 && index < count, "no such cell")
            withCells { $0[index] = newValue }
        }
    }

    /// `count` numbers, filled in by `body`.
    init(count: Int, filling body: (UnsafeMutablePointer<S>) -> Void) {
        storage = Storage(count: count)
        body(storage.cells)
    }

    /// The numbers in a range, in double precision.
    func values(in range: Range<Int>) -> [Double] {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "no such cells")
        return UnsafeBufferPointer(start: storage.cells + range.lowerBound, count: range.count).map(Double.init)
    }

    /// Copies the numbers of a matrix from another arena.
    mutating func copy(_ source: Region, of other: Arena, to target: Region) {
        let count = source.rows * source.columns
        precondition(source.offset + count <= other.count && target.offset + count <= self.count, "no such cells")
        withCells { $0.advanced(by: target.offset).update(from: other.storage.cells + source.offset, count: count) }
    }

    /// Whether a matrix's first rows have the same bits in two arenas.
    func hasSameBits(as other: Arena, in region: Region, rows: Int) -> Bool {
        let range = region.offset..<region.offset + rows * region.columns
        precondition(range.upperBound <= count && range.upperBound <= other.count, "no such cells")
        return range.allSatisfy { storage.cells[$0].hasSameBits(as: other.storage.cells[$0]) }
    }

    /// Gives read access to the numbers.
    func withReadOnlyCells<Result>(_ body: (UnsafeMutablePointer<S>) -> Result) -> Result { body(storage.cells) }

    /// The index of the first number in a range that is NaN or infinite; nil if all are finite.
    func firstNonFinite(in range: Range<Int>) -> Int? {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "no such cells")
        let cells = MatrixView(cells: storage.cells + range.lowerBound, rows: 1, columns: range.count)
        return cells.isFinite ? nil : range.first { !storage.cells[$0].isFinite }
    }

    /// Gives write access to the numbers.
    mutating func withCells<Result>(_ body: (UnsafeMutablePointer<S>) -> Result) -> Result {
        if !isKnownUniquelyReferenced(&storage) { storage = Storage(copying: storage) }
        return body(storage.cells)
    }
}
