/// Where in an engine's arena a matrix lies.
struct Region: Equatable, Sendable {
    var offset = 0
    /// Rows there is room for; a matrix with a row a sample may use fewer.
    var rows = 0
    var columns = 0
    var hasRowPerSample = false
    /// The index of the operation that writes the matrix.
    var writer = 0

    /// How many rows are in use when a batch has so many.
    @inline(__always)
    func rows(inBatchOf batchRows: Int) -> Int { hasRowPerSample ? batchRows : rows }

    /// The room that a matrix needs: kernels may touch what lies behind the last cell, up to the width of a tile or as many
    /// rows as a vector has lanes, and matrices start at cache lines where their arena does.
    static func room(rows: Int, columns: Int) -> Int { wholeLines((rows + 7) * columns + 15) }

    /// So many numbers and what is missing to a whole cache line, in either precision.
    static func wholeLines(_ count: Int) -> Int { (count + 15) & ~15 }
}

/// All memory of one engine: one flat arena that holds every matrix, a second one of equal layout that holds what
/// operations overwrote, and the data.
struct Memory<S: VectorScalar>: Sendable {
    var arena: Arena<S>
    /// What each matrix was before the last operation that wrote it, where that operation was observed; empty where none
    /// is.
    var shadow: Arena<S>
    var inputs: Matrix<S>
    var targets: Matrix<S>
    /// The samples in the order of the epoch; empty where they are taken as they come.
    var order: [Int32]

    /// Lends the memory as pointers.
    /// - scratchCount: how many numbers a thread copies at a time, at most.
    /// - threads: how many threads may work, of which there may be fewer.
    mutating func withWorkspace<Result>(
        scratchCount: Int = 0, threads: Int = 1, _ body: (Workspace<S>) -> Result
    ) -> Result {
        let threads = ThreadTeam.shared.borrow(threads: threads)
        defer { if threads > 1 { ThreadTeam.shared.giveBack() } }
        // A cache line between the threads' parts.
        let scratchStride = Region.wholeLines(scratchCount + 15)
        let byteCount = threads * scratchStride * MemoryLayout<S>.stride
        return ScratchPool.shared.withScratch(byteCount: byteCount) { scratch in
            withPointers { arena, shadow, inputs, targets, order in
                body(
                    Workspace(
                        arena: arena, shadow: shadow, inputs: inputs, targets: targets, order: order,
                        threads: threads, scratch: scratch.assumingMemoryBound(to: S.self),
                        scratchStride: scratchStride))
            }
        }
    }

    private mutating func withPointers<Result>(
        _ body: (
            UnsafeMutablePointer<S>, UnsafeMutablePointer<S>?, MatrixView<S>, MatrixView<S>,
            UnsafeMutableBufferPointer<Int32>?
        ) -> Result
    ) -> Result {
        let hasShadow = shadow.count > 0
        return arena.withCells { arena in
            shadow.withCells { shadowCells in
                inputs.elements.withUnsafeBufferPointer { inputCells in
                    targets.elements.withUnsafeBufferPointer { targetCells in
                        order.withUnsafeMutableBufferPointer { order in
                            body(
                                arena, hasShadow ? shadowCells : nil,
                                .reading(inputCells, rows: inputs.rows, columns: inputs.columns),
                                .reading(targetCells, rows: targets.rows, columns: targets.columns),
                                order.isEmpty ? nil : order)
                        }
                    }
                }
            }
        }
    }
}

/// The memory of one engine while it runs. Valid only inside `Memory.withWorkspace`.
struct Workspace<S: VectorScalar> {
    let arena: UnsafeMutablePointer<S>
    let shadow: UnsafeMutablePointer<S>?
    /// The data: read only.
    let inputs: MatrixView<S>
    let targets: MatrixView<S>
    /// The samples in the order of the epoch; nil where they are taken as they come.
    let order: UnsafeMutableBufferPointer<Int32>?
    /// How many threads can work on it, this one included.
    let threads: Int
    let scratch: UnsafeMutablePointer<S>
    let scratchStride: Int

    /// A matrix of the arena, with so many rows where it has one a sample.
    @inline(__always)
    func view(_ region: Region, batchRows: Int) -> MatrixView<S> {
        MatrixView(cells: arena + region.offset, rows: region.rows(inBatchOf: batchRows), columns: region.columns)
    }

    /// The number at an index of the arena.
    @inline(__always)
    func number(at index: Int) -> S { arena[index] }

    /// What a thread needs for a share of the work, with scratch of its own.
    @inline(__always)
    func worker(_ share: Share, thread: Int) -> Worker<S> {
        Worker(share: share, scratch: scratch + thread &* scratchStride)
    }

    /// Keeps what a matrix holds, for looking at after it has been overwritten.
    func save(_ region: Region, batchRows: Int) {
        guard let shadow else { return }
        let view = view(region, batchRows: batchRows)
        MatrixView(cells: shadow + region.offset, rows: view.rows, columns: view.columns).copy(view)
    }
}

extension MatrixView {
    /// A view of an array that is only read from.
    static func reading(_ cells: UnsafeBufferPointer<S>, rows: Int, columns: Int) -> MatrixView {
        // An empty array may have no address; a view without cells is never followed.
        let address = cells.baseAddress ?? UnsafePointer(bitPattern: MemoryLayout<S>.alignment)!
        return MatrixView(cells: UnsafeMutablePointer(mutating: address), rows: rows, columns: columns)
    }
}
