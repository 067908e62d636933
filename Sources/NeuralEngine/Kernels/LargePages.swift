#if canImport(Glibc)
    import Glibc
#endif

/// Memory that kernels work on: it starts at a cache line, and lies in large pages where there is enough of it.
///
/// A product goes down the columns of matrices whose rows are kilobytes long: each number lies in another of the small
/// pages, of which a processor knows the places of a few dozen at once. A large page also lies in one piece in the
/// machine's memory, so that no run takes longer than another because its pages happen to get into each other's way.
enum LargePages {
    private static let pageSize = 2 << 20

    /// Memory of so many bytes, with nothing in it, to be given back with `deallocate`.
    static func allocate(byteCount: Int) -> UnsafeMutableRawPointer {
        #if canImport(Glibc)
            if byteCount >= pageSize {
                let memory = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: pageSize)
                // A wish: what is less than a page stays in small ones, and so does all of it where the system has no
                // large ones.
                _ = madvise(memory, byteCount / pageSize * pageSize, MADV_HUGEPAGE)
                return memory
            }
        #endif
        return .allocate(byteCount: max(1, byteCount), alignment: 64)
    }
}
