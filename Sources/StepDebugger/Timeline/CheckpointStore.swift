import NeuralEngine

/// The start of an iteration, to go back to.
struct Checkpoint: Sendable {
    /// What the engine needs to run on from there.
    let engine: EngineCheckpoint
    /// The sums of the epoch that was under way.
    let tally: EpochTally

    var iteration: Int { engine.iteration }
    var byteCount: Int { engine.byteCount + MemoryLayout<EpochTally>.size }
}

/// The checkpoints of one branch in the order of their iterations, thinned out where they are too many: the farther from
/// where the session stands, the wider apart.
struct CheckpointStore: Sendable {
    /// More would make the search for the nearest no shorter than running on.
    static let countLimit = 4096

    private(set) var checkpoints: [Checkpoint] = []
    /// How much memory they take, about.
    private(set) var byteCount = 0

    /// The newest that is of an iteration or of one before it.
    func nearest(notAfter iteration: Int) -> Checkpoint? {
        let index = checkpoints.firstIndexSorted { $0.iteration > iteration }
        return index > 0 ? checkpoints[index - 1] : nil
    }

    /// Takes in a checkpoint, unless there is one of its iteration.
    mutating func insert(_ checkpoint: Checkpoint) {
        let index = checkpoints.firstIndexSorted { $0.iteration >= checkpoint.iteration }
        guard index == checkpoints.count || checkpoints[index].iteration != checkpoint.iteration else { return }
        checkpoints.insert(checkpoint, at: index)
        byteCount += checkpoint.byteCount
    }

    /// Drops the checkpoints after an iteration.
    mutating func truncate(after iteration: Int) {
        keep { $0.iteration <= iteration }
    }

    /// Drops checkpoints until they fit into a memory of so many bytes, with room for more.
    ///
    /// Around `here` they stay as they are; the distance of those that remain grows with how far away they are, up to
    /// what spreads half of them evenly over the whole run. So a step back is short, and no way is very long.
    mutating func thin(toBytes limit: Int, around here: Int) {
        guard let first = checkpoints.first, let last = checkpoints.last else { return }
        let size = max(1, byteCount / checkpoints.count)
        let target = min(max(0, limit) / size, Self.countLimit) * 3 / 4
        guard target > 0 else { return keep { _ in false } }
        let evenly = max(1, 2 * (last.iteration - first.iteration) / target)
        var shareOfDistance = 1.0 / 256
        while true {
            let indices = selected(around: here, gap: { min(Int(shareOfDistance * Double($0)), evenly) })
            if indices.count <= target || shareOfDistance > 1 {
                let kept = Set(indices.prefix(target).map { checkpoints[$0].iteration })
                return keep { kept.contains($0.iteration) }
            }
            shareOfDistance *= 1.25
        }
    }

    /// The checkpoints that remain where those may be skipped that leave no gap wider than `gap`, which depends on the
    /// distance: by their indices, nearest to `here` first.
    private func selected(around here: Int, gap: (Int) -> Int) -> [Int] {
        let middle = checkpoints.firstIndexSorted { $0.iteration > here }
        func walk(_ indices: some RandomAccessCollection<Int>) -> [Int] {
            var kept: [Int] = []
            var lastKept = here
            for (index, next) in zip(indices, indices.dropFirst().map { Optional($0) } + [nil]) {
                let allowed = gap(abs(lastKept - here))
                if let next, abs(checkpoints[next].iteration - lastKept) <= allowed { continue }
                kept.append(index)
                lastKept = checkpoints[index].iteration
            }
            return kept
        }
        let (before, after) = (walk((0..<middle).reversed()), walk(middle..<checkpoints.count))
        return (before + after).sorted {
            abs(checkpoints[$0].iteration - here) < abs(checkpoints[$1].iteration - here)
        }
    }

    private mutating func keep(where isKept: (Checkpoint) -> Bool) {
        checkpoints.removeAll { !isKept($0) }
        byteCount = checkpoints.reduce(0) { $0 + $1.byteCount }
    }
}
