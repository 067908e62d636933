#if canImport(Glibc)
    import Glibc
#endif

/// Memory for kernels: it starts at a cache line, and is in large pages if it is large enough.
///
/// A product goes down the columns of matrices whose rows are kilobytes long. With small pages each number is in another
/// page, and a processor only has the addresses of a few dozen pages at hand. A large page is also contiguous in physical
/// memory, so that no run is slower than another because its pages happen to collide in the cache.
enum LargePages {
    private static let pageSize = 2 << 20

    /// Uninitialised memory, to be freed with `deallocate`.
    static func allocate(byteCount: Int) -> UnsafeMutableRawPointer {
        #if canImport(Glibc)
            if byteCount >= pageSize {
                let memory = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: pageSize)
                wishForLargePages(memory, byteCount: byteCount)
                return memory
            }
        #endif
        return .allocate(byteCount: max(1, byteCount), alignment: 64)
    }

    /// Memory filled with zeros, to be freed with `deallocateZeros`.
    ///
    /// Large amounts are mapped from the system, so that pages that nobody writes to take no memory. An engine whose batch is
    /// all of a large data set costs nothing until it runs.
    static func allocateZeros(byteCount: Int) -> UnsafeMutableRawPointer {
        #if canImport(Glibc)
            if byteCount >= pageSize, let memory = mapped(byteCount: byteCount) {
                wishForLargePages(memory, byteCount: byteCount)
                return memory
            }
            precondition(byteCount < pageSize, "the system has no memory of \(byteCount) bytes left")
        #endif
        let memory = UnsafeMutableRawPointer.allocate(byteCount: max(1, byteCount), alignment: 64)
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
        return memory
    }

    /// Frees memory from `allocateZeros`.
    static func deallocateZeros(_ memory: UnsafeMutableRawPointer, byteCount: Int) {
        #if canImport(Glibc)
            if byteCount >= pageSize {
                munmap(memory, byteCount)
                return
            }
        #endif
        memory.deallocate()
    }

    #if canImport(Glibc)
        /// Asks for large pages. Memory smaller than a large page stays in small ones, and so does everything if the system has no
        /// large pages.
        private static func wishForLargePages(_ memory: UnsafeMutableRawPointer, byteCount: Int) {
            _ = madvise(memory, byteCount / pageSize * pageSize, MADV_HUGEPAGE)
        }

        /// Fresh memory from the system that starts at a large page; nil if there is none.
        private static func mapped(byteCount: Int) -> UnsafeMutableRawPointer? {
            // The mapping starts anywhere, so the excess on both sides is freed at once.
            let (whole, overflows) = byteCount.addingReportingOverflow(pageSize)
            guard !overflows,
                let start = mmap(nil, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
                start != MAP_FAILED
            else { return nil }
            let memory = start.alignedUp(toMultipleOf: pageSize)
            let before = memory - start
            if before > 0 { munmap(start, before) }
            let smallPage = Int(sysconf(Int32(_SC_PAGESIZE)))
            let end = (memory + byteCount).alignedUp(toMultipleOf: smallPage)
            let after = start + whole - end
            if after > 0 { munmap(end, after) }
            return memory
        }
    #endif
}
