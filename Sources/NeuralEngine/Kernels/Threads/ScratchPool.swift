import Synchronization

/// Scratch memory for kernels that is reused from run to run, so that a run allocates none.
///
/// It does not belong to an engine, since engines are values and several copies may run at the same time.
final class ScratchPool: Sendable {
    /// The pool of this process.
    static let shared = ScratchPool()

    private struct Block: @unchecked Sendable {
        let memory: UnsafeMutableRawPointer
        let byteCount: Int
    }

    private let unused = Mutex<[Block]>([])

    /// Provides at least `byteCount` bytes, aligned to a cache line, while `body` runs.
    func withScratch<Result>(byteCount: Int, _ body: (UnsafeMutableRawPointer) -> Result) -> Result {
        let block = take(byteCount) ?? Self.allocate(byteCount)
        defer { unused.withLock { $0.append(block) } }
        return body(block.memory)
    }

    /// The block that was returned last. A block that is too small is replaced by a larger one.
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
