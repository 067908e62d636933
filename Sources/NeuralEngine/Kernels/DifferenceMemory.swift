/// The memory of central differences: matrices one after another in one array.
struct DifferenceMemory: Equatable, Sendable {
    private var cells: [Double] = []
    /// The most numbers that a product copies.
    private var scratchCount = 0

    /// Stores a matrix.
    mutating func store(_ matrix: Matrix<Double>) -> Region {
        let region = Region(offset: cells.count, rows: matrix.rows, columns: matrix.columns)
        cells += matrix.elements
        // Kernels may touch memory after the last cell.
        cells += Array(
            repeating: 0, count: Region.room(rows: matrix.rows, columns: matrix.columns) - matrix.elements.count)
        return region
    }

    /// Prepares scratch memory for a product of this size.
    mutating func prepareProduct(rows: Int, columns: Int, depth: Int) {
        let count = BlockedProduct<Double>.scratchCount(
            rows: rows, columns: columns, depth: depth, isTransposed: false)
        scratchCount = max(scratchCount, count)
    }

    /// Makes room for a matrix.
    mutating func reserve(rows: Int, columns: Int) -> Region {
        store(Matrix(rows: rows, columns: columns))
    }

    /// Gives access to the memory through views.
    mutating func withViews<Result>(_ body: (DifferenceViews) -> Result) -> Result {
        ScratchPool.shared.withScratch(byteCount: scratchCount * MemoryLayout<Double>.stride) { scratch in
            let worker = Worker<Double>(share: .whole, scratch: scratch.assumingMemoryBound(to: Double.self))
            return cells.withUnsafeMutableBufferPointer {
                body(DifferenceViews(cells: $0.baseAddress!, worker: worker))
            }
        }
    }
}

/// The memory of central differences in use. Valid only inside `DifferenceMemory.withViews`.
struct DifferenceViews {
    fileprivate let cells: UnsafeMutablePointer<Double>
    /// The worker for products.
    let worker: Worker<Double>

    /// A matrix.
    @inline(__always)
    func view(_ region: Region) -> MatrixView<Double> {
        MatrixView(cells: cells + region.offset, rows: region.rows, columns: region.columns)
    }

    /// Some rows of a matrix.
    @inline(__always)
    func view(_ region: Region, rows: Range<Int>) -> MatrixView<Double> {
        MatrixView(
            cells: cells + region.offset + rows.lowerBound * region.columns, rows: rows.count,
            columns: region.columns)
    }

    /// The first cells of a matrix as one of another shape.
    @inline(__always)
    func view(_ region: Region, asRows rows: Int, columns: Int) -> MatrixView<Double> {
        assert(rows * columns <= region.rows * region.columns)
        return MatrixView(cells: cells + region.offset, rows: rows, columns: columns)
    }
}
