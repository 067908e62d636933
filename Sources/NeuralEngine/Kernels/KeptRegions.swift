/// The matrices of an engine that iterations do not recompute, so that checkpoints have to keep them.
struct KeptRegions: Equatable, Sendable {
    /// Parameters, and the moments that the optimizer uses.
    let values: [Region]
    /// Moments that the optimizer has but does not use at present. If they were used before, checkpoints keep them, and also
    /// their values before the last update that used them, which are not overwritten either.
    let unusedMoments: [Region]
    /// What a planted fault needs of the iteration before.
    var ofFault: [Region] = []

    /// How many numbers are kept.
    func count(withUnused: Bool) -> Int {
        func count(_ regions: [Region]) -> Int { regions.reduce(0) { $0 + $1.rows * $1.columns } }
        return count(values) + count(ofFault) + (withUnused ? 2 * count(unusedMoments) : 0)
    }

    /// Passes every kept piece of memory to `body`, with its place among the kept numbers.
    fileprivate func forEachPiece<S>(
        _ arena: UnsafeMutablePointer<S>, _ shadow: UnsafeMutablePointer<S>?, withUnused: Bool,
        _ body: (_ piece: UnsafeMutablePointer<S>, _ place: Int, _ count: Int) -> Void
    ) {
        var place = 0
        func take(_ regions: [Region], of memory: UnsafeMutablePointer<S>) {
            for region in regions {
                let count = region.rows * region.columns
                body(memory + region.offset, place, count)
                place += count
            }
        }
        take(values, of: arena)
        take(ofFault, of: arena)
        guard withUnused, let shadow else { return }
        take(unusedMoments, of: arena)
        take(unusedMoments, of: shadow)
    }
}

extension Workspace {
    /// The kept matrices behind one another.
    func gathered(_ regions: KeptRegions, withUnused: Bool) -> Arena<S> {
        Arena(count: regions.count(withUnused: withUnused)) { cells in
            regions.forEachPiece(arena, shadow, withUnused: withUnused) { piece, place, count in
                (cells + place).update(from: piece, count: count)
            }
        }
    }
}

extension Memory {
    /// The kept matrices behind one another.
    func gathered(_ regions: KeptRegions, withUnused: Bool) -> Arena<S> {
        Arena(count: regions.count(withUnused: withUnused)) { cells in
            arena.withReadOnlyCells { arena in
                shadow.withReadOnlyCells { shadow in
                    regions.forEachPiece(arena, shadow, withUnused: withUnused) { piece, place, count in
                        (cells + place).update(from: piece, count: count)
                    }
                }
            }
        }
    }

    /// Restores kept matrices. Unused moments that were not kept had never been used and become zero.
    mutating func scatter(_ kept: Arena<S>, to regions: KeptRegions, withUnused: Bool) {
        precondition(kept.count == regions.count(withUnused: withUnused), "a checkpoint of another program")
        kept.withReadOnlyCells { cells in
            arena.withCells { arena in
                shadow.withCells { shadow in
                    regions.forEachPiece(arena, shadow, withUnused: true) { piece, place, count in
                        if place + count <= kept.count {
                            piece.update(from: cells + place, count: count)
                        } else {
                            piece.update(repeating: 0, count: count)
                        }
                    }
                }
            }
        }
    }
}
