import NeuralEngine

/// The start of an iteration, to go back to.
struct Checkpoint: Sendable {
    /// What the engine needs to continue from there.
    let engine: EngineCheckpoint
    /// The sums of the unfinished epoch.
    let tally: EpochTally

    var iteration: Int { engine.iteration }
    var byteCount: Int { engine.byteCount + MemoryLayout<EpochTally>.size }
}

/// The checkpoints of one branch in the order of their iterations. If there are too many they are thinned out: the farther
/// from the session's position, the wider apart.
struct CheckpointStore: Sendable {
    /// With more, finding the nearest one would take as long as running the iterations.
    static let countLimit = 4096

    private(set) var checkpoints: [Checkpoint] = []
    /// Roughly how much memory they take.
    private(set) var byteCount = 0

    /// The newest checkpoint at or before an iteration.
    func nearest(notAfter iteration: Int) -> Checkpoint? {
        let index = checkpoints.firstIndexSorted { $0.iteration > iteration }
        return index > 0 ? checkpoints[index - 1] : nil
    }

    /// Adds a checkpoint unless there is already one for its iteration.
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

    /// Drops checkpoints until they fit into the given number of bytes, with room for more.
    ///
    /// Checkpoints around `here` stay. Farther away they become sparser, until half of them are spread evenly over the whole
    /// run. So a step back is short, and no position is far from a checkpoint.
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

    /// The indices of the checkpoints to keep, nearest to `here` first, so that no gap is wider than `gap` allows at its
    /// distance.
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
