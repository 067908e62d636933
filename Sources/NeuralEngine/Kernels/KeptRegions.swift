/// The matrices of an engine that no iteration computes anew, which checkpoints therefore keep.
struct KeptRegions: Equatable, Sendable {
    /// Parameters and moments.
    let values: [Region]
    /// Moments that the optimizer has but does not use at the moment: what they were before the last update that used
    /// them is not overwritten either.
    let overwritten: [Region]

    var count: Int { (values + overwritten).reduce(0) { $0 + $1.rows * $1.columns } }

    /// Copies the matrices behind one another.
    func gather<S>(
        _ arena: UnsafeMutablePointer<S>, _ shadow: UnsafeMutablePointer<S>?, into cells: UnsafeMutablePointer<S>
    ) {
        forEachRun(arena, shadow) { place, run, count in
            (cells + run).update(from: place, count: count)
        }
    }

    /// Copies them back.
    func scatter<S>(
        _ cells: UnsafeMutablePointer<S>, into arena: UnsafeMutablePointer<S>, _ shadow: UnsafeMutablePointer<S>?
    ) {
        forEachRun(arena, shadow) { place, run, count in
            place.update(from: cells + run, count: count)
        }
    }

    private func forEachRun<S>(
        _ arena: UnsafeMutablePointer<S>, _ shadow: UnsafeMutablePointer<S>?,
        _ body: (_ place: UnsafeMutablePointer<S>, _ run: Int, _ count: Int) -> Void
    ) {
        var run = 0
        for region in values {
            let count = region.rows * region.columns
            body(arena + region.offset, run, count)
            run += count
        }
        guard let shadow else { return }
        for region in overwritten {
            let count = region.rows * region.columns
            body(shadow + region.offset, run, count)
            run += count
        }
    }
}

extension Workspace {
    /// The kept matrices behind one another.
    func gathered(_ regions: KeptRegions) -> Arena<S> {
        Arena(count: regions.count) { regions.gather(arena, shadow, into: $0) }
    }
}

extension Memory {
    /// The kept matrices behind one another.
    func gathered(_ regions: KeptRegions) -> Arena<S> {
        Arena(count: regions.count) { cells in
            arena.withReadOnlyCells { arena in
                shadow.withReadOnlyCells { regions.gather(arena, $0, into: cells) }
            }
        }
    }

    /// Takes kept matrices back.
    mutating func scatter(_ kept: Arena<S>, to regions: KeptRegions) {
        precondition(kept.count == regions.count, "a checkpoint of another program")
        kept.withReadOnlyCells { cells in
            arena.withCells { arena in
                shadow.withCells { regions.scatter(cells, into: arena, $0) }
            }
        }
    }
}
