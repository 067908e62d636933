/// Where a matrix is in an engine's arena.
struct Region: Equatable, Sendable {
    var offset = 0
    /// How many rows there is room for. A matrix with one row per sample may use fewer.
    var rows = 0
    var columns = 0
    var hasRowPerSample = false
    /// The index of the operation that writes the matrix.
    var writer = 0

    /// How many rows are in use for a batch of a given size.
    @inline(__always)
    func rows(inBatchOf batchRows: Int) -> Int { hasRowPerSample ? batchRows : rows }

    /// The memory that a matrix needs. Kernels may touch memory after the last cell, up to the width of a tile or as many rows
    /// as a vector has lanes, and every matrix starts at a cache line.
    static func room(rows: Int, columns: Int) -> Int { wholeLines((rows + 7) * columns + 15) }

    /// A count rounded up to whole cache lines, in either precision.
    static func wholeLines(_ count: Int) -> Int { (count + 15) & ~15 }
}

/// All memory of one engine: an arena with every matrix, a second one of equal layout with overwritten values, and the data.
struct Memory<S: VectorScalar>: Sendable {
    var arena: Arena<S>
    /// The value of each matrix before the last observed operation that wrote it; empty if no operation is observed.
    var shadow: Arena<S>
    var inputs: Matrix<S>
    var targets: Matrix<S>
    /// The samples in the order of the epoch; empty if they are not shuffled.
    var order: [Int32]

    /// Gives access to the memory as pointers.
    /// - scratchCount: the most numbers that a thread copies at a time.
    /// - threads: the most threads that may work; there may be fewer.
    mutating func withWorkspace<Result>(
        scratchCount: Int = 0, threads: Int = 1, _ body: (Workspace<S>) -> Result
    ) -> Result {
        let threads = ThreadTeam.shared.borrow(threads: threads)
        defer { if threads > 1 { ThreadTeam.shared.giveBack() } }
        // One cache line between the parts of the threads.
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

/// The memory of an engine that is running. Valid only inside `Memory.withWorkspace`.
struct Workspace<S: VectorScalar> {
    let arena: UnsafeMutablePointer<S>
    let shadow: UnsafeMutablePointer<S>?
    /// The data: read only.
    let inputs: MatrixView<S>
    let targets: MatrixView<S>
    /// The samples in the order of the epoch; nil if they are not shuffled.
    let order: UnsafeMutableBufferPointer<Int32>?
    /// How many threads can work, including this one.
    let threads: Int
    let scratch: UnsafeMutablePointer<S>
    let scratchStride: Int

    /// A matrix of the arena; if it has one row per sample, with `batchRows` rows.
    @inline(__always)
    func view(_ region: Region, batchRows: Int) -> MatrixView<S> {
        MatrixView(cells: arena + region.offset, rows: region.rows(inBatchOf: batchRows), columns: region.columns)
    }

    /// The number at an index of the arena.
    @inline(__always)
    func number(at index: Int) -> S { arena[index] }

    /// A worker for a thread's share, with scratch memory of its own.
    @inline(__always)
    func worker(_ share: Share, thread: Int) -> Worker<S> {
        Worker(share: share, scratch: scratch + thread &* scratchStride)
    }

    /// Saves the present value of a matrix in the shadow.
    func save(_ region: Region, batchRows: Int) {
        guard let shadow else { return }
        let view = view(region, batchRows: batchRows)
        MatrixView(cells: shadow + region.offset, rows: view.rows, columns: view.columns).copy(view)
    }
}

extension MatrixView {
    /// A view of an array for reading only.
    static func reading(_ cells: UnsafeBufferPointer<S>, rows: Int, columns: Int) -> MatrixView {
        // An empty array may have no address. A view without cells is never dereferenced.
        let address = cells.baseAddress ?? UnsafePointer(bitPattern: MemoryLayout<S>.alignment)!
        return MatrixView(cells: UnsafeMutablePointer(mutating: address), rows: rows, columns: columns)
    }
}
