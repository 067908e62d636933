import Synchronization

/// Memory for what kernels copy on the way, lent from one run to the next, so that a run allocates none.
///
/// Engines are values, and copies of one may run at the same time: so the memory is nobody's own.
final class ScratchPool: Sendable {
    /// The pool of this process.
    static let shared = ScratchPool()

    private struct Block: @unchecked Sendable {
        let memory: UnsafeMutableRawPointer
        let byteCount: Int
    }

    private let unused = Mutex<[Block]>([])

    /// Lends memory of at least so many bytes, aligned to a cache line, while `body` runs.
    func withScratch<Result>(byteCount: Int, _ body: (UnsafeMutableRawPointer) -> Result) -> Result {
        let block = take(byteCount) ?? Self.allocate(byteCount)
        defer { unused.withLock { $0.append(block) } }
        return body(block.memory)
    }

    /// The last block that was given back; one that is too small makes way for a larger one.
    private func take(_ byteCount: Int) -> Block? {
        guard let block = unused.withLock({ $0.popLast() }) else { return nil }
        if block.byteCount >= byteCount { return block }
        block.memory.deallocate()
        return nil
    }

    private static func allocate(_ byteCount: Int) -> Block {
        let byteCount = max(byteCount, 4096)
        return Block(memory: LargePages.allocate(byteCount: byteCount), byteCount: byteCount)
    }
}
