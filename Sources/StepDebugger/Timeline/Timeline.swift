import NeuralEngine

/// What a session remembers: the start, the changes made by hand, and checkpoints, branch by branch. Any position can be
/// reached from these by running forward; checkpoints keep the way short.
struct Timeline: Sendable {
    /// The engine before the run's first operation and before any change.
    let start: EngineCheckpoint
    /// The sums of the epoch that the run begins in.
    private let startTally: EpochTally
    /// The branches in the order of their beginning; the first one begins at the start.
    private(set) var branches: [Branch]
    /// The branch that the session is on.
    var current = 0
    /// Whole engines at the starts of the last iterations that were stepped through, so that steps back are fast.
    private(set) var landmarks: [Landmark] = []
    /// How much memory checkpoints, landmarks and the rest may take together, in bytes.
    var memoryLimit = 256 << 20

    /// An engine at the start of an iteration, with every matrix that can be read.
    struct Landmark: Sendable {
        let engine: Engine
        let latest: HistoryPoint?
        let tally: EpochTally
    }

    /// The name of the branch that begins at the start.
    static let firstBranchName = "main"
    private static let landmarkLimit = 4

    init(start: EngineCheckpoint, tally: EpochTally = EpochTally()) {
        self.start = start
        startTally = tally
        branches = [
            Branch(
                name: Self.firstBranchName, curves: RunCurves(from: start.iteration, tally: tally),
                end: Position(iteration: start.iteration))
        ]
    }

    /// The curves at the start of the run.
    var startCurves: RunCurves { RunCurves(from: start.iteration, tally: startTally) }

    /// Where the run starts.
    var startPosition: Position { Position(iteration: start.iteration) }

    /// The branch that the session is on.
    var branch: Branch {
        get { branches[current] }
        set { branches[current] = newValue }
    }

    /// Notes that the current branch has reached a position.
    mutating func reach(_ position: Position) {
        if branches[current].end < position { branches[current].end = position }
    }

    // MARK: Checkpoints

    /// The newest checkpoint on the way to an iteration, at or before it.
    func nearestCheckpoint(notAfter iteration: Int) -> Checkpoint? {
        var (index, iteration) = (current, iteration)
        while true {
            if let found = branches[index].checkpoints.nearest(notAfter: iteration) { return found }
            guard let origin = branches[index].origin else { return nil }
            iteration = min(iteration, origin.position.iteration)
            index = origin.branch
        }
    }

    /// Adds a checkpoint to this branch. `here` is the session's iteration.
    mutating func insert(_ checkpoint: Checkpoint, around here: Int) {
        guard checkpoint.iteration > (branch.origin?.position ?? startPosition).iteration else { return }
        branches[current].checkpoints.insert(checkpoint)
        if branches[current].checkpoints.checkpoints.count > CheckpointStore.countLimit || byteCount > memoryLimit {
            thin(around: here)
        }
    }

    /// Drops what does not fit into the memory limit.
    mutating func thin(around here: Int) {
        if landmarkBytes > memoryLimit / 4 { landmarks = [] }
        let others = branches.indices.filter { $0 != current }
        let room = memoryLimit - (byteCount - checkpointBytes)
        // Half is for the current branch, the rest for the others, those with few checkpoints first.
        var rest = room / 2
        for (place, index) in others.sorted(by: { bytes($0) < bytes($1) }).enumerated() {
            let share = rest / (others.count - place)
            if bytes(index) > share {
                branches[index].checkpoints.thin(toBytes: share, around: branches[index].end.iteration)
            }
            rest -= bytes(index)
        }
        let own = room - others.reduce(0) { $0 + bytes($1) }
        if bytes(current) > own || branch.checkpoints.checkpoints.count > CheckpointStore.countLimit {
            branches[current].checkpoints.thin(toBytes: own, around: here)
        }
    }

    private func bytes(_ index: Int) -> Int { branches[index].checkpoints.byteCount }

    // MARK: Landmarks

    /// Keeps a whole engine, replacing the oldest one.
    mutating func remember(_ landmark: Landmark) {
        landmarks.removeAll { $0.engine.iteration == landmark.engine.iteration }
        landmarks.append(landmark)
        while landmarks.count > Self.landmarkLimit || (!landmarks.isEmpty && landmarkBytes > memoryLimit / 4) {
            landmarks.removeFirst()
        }
    }

    /// The newest landmark at or before an iteration.
    func nearestLandmark(notAfter iteration: Int) -> Landmark? {
        landmarks.filter { $0.engine.iteration <= iteration }.max { $0.engine.iteration < $1.engine.iteration }
    }

    /// Drops the landmarks from a position on.
    mutating func forgetLandmarks(from position: Position) {
        landmarks.removeAll { Position(iteration: $0.engine.iteration) >= position }
    }

    // MARK: Branches

    /// Begins a branch at a position of the current one and switches to it.
    /// - edits: how many of the changes so far belong to the new branch.
    mutating func fork(_ name: String, at position: Position, edits: Int, curves: RunCurves) {
        branches.append(
            Branch(
                name: name, origin: Branch.Origin(branch: current, position: position),
                edits: Array(branch.edits.prefix(edits)), curves: curves, end: position))
        current = branches.count - 1
    }

    // MARK: Memory

    /// Roughly how much memory everything takes.
    var byteCount: Int {
        checkpointBytes + landmarkBytes + start.byteCount
            + branches.reduce(0) { sum, branch in
                sum + branch.curves.byteCount + branch.edits.reduce(0) { $0 + $1.edit.byteCount }
            }
    }

    /// How much checkpoints take.
    var checkpointBytes: Int { branches.reduce(0) { $0 + $1.checkpoints.byteCount } }

    private var landmarkBytes: Int { landmarks.reduce(0) { $0 + $1.engine.byteCount } }
}

extension SessionEdit {
    /// Roughly how much memory the change takes.
    fileprivate var byteCount: Int {
        let fixed = MemoryLayout<RecordedEdit>.stride
        guard case .matrix(_, let matrix) = self else { return fixed }
        return fixed + matrix.elements.count * MemoryLayout<Double>.stride
    }
}
