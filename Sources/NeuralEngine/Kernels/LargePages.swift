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
                wishForLargePages(memory, byteCount: byteCount)
                return memory
            }
        #endif
        return .allocate(byteCount: max(1, byteCount), alignment: 64)
    }

    /// Memory of so many bytes, all of them 0, to be given back with `deallocateZeros`.
    ///
    /// Where there is much of it, it comes from the system, which has zeros in store: pages that nobody writes to take no
    /// room. An engine whose batch is all of a large data set costs nothing until it runs.
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

    /// Gives back what `allocateZeros` made of so many bytes.
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
        /// A wish: what is less than a page stays in small ones, and so does all of it where the system has no large ones.
        private static func wishForLargePages(_ memory: UnsafeMutableRawPointer, byteCount: Int) {
            _ = madvise(memory, byteCount / pageSize * pageSize, MADV_HUGEPAGE)
        }

        /// Fresh memory of the system that starts at a large page; nil where it has none.
        private static func mapped(byteCount: Int) -> UnsafeMutableRawPointer? {
            // What is too much, for it starts anywhere, goes back at once.
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
