import NeuralEngine

/// What a session remembers, in numbers.
public struct TimelineSummary: Equatable, Sendable {
    /// All branches in the order of their beginning.
    public let branches: [BranchSummary]
    /// How many checkpoints and whole engines are kept on all branches, not counting the start.
    public let checkpointCount: Int
    /// How many iterations there are between two new checkpoints.
    public let checkpointInterval: Int
    /// The longest gap without a checkpoint on the current branch, in iterations.
    public let longestGap: Int
    /// Roughly how much memory all of that takes, in bytes.
    public let byteCount: Int
    /// How much it may take, in bytes.
    public let byteLimit: Int
    /// How many points the curve of the current branch has.
    public let historyPointCount: Int
}

extension DebugSession {
    /// The memory limit for what is remembered, in bytes. Lowering it drops checkpoints at once.
    public var timelineMemory: Int {
        get { timeline.memoryLimit }
        set {
            timeline.memoryLimit = max(0, newValue)
            if timeline.byteCount > timeline.memoryLimit { timeline.thin(around: engine.iteration) }
        }
    }

    /// Roughly how much memory is used for what is remembered, in bytes.
    public var timelineMemoryInUse: Int { timeline.byteCount }

    /// What the session remembers, in numbers.
    public var timelineSummary: TimelineSummary {
        var stops: [Int] = []
        var index = timeline.current
        var limit = end.iteration
        while true {
            let branch = timeline.branches[index]
            stops += branch.checkpoints.checkpoints.map(\.iteration).filter { $0 <= limit }
            guard let origin = branch.origin else { break }
            limit = min(limit, origin.position.iteration)
            index = origin.branch
        }
        stops = [start.iteration] + stops.sorted() + [end.iteration]
        let count = timeline.branches.reduce(timeline.landmarks.count) { $0 + $1.checkpoints.checkpoints.count }
        return TimelineSummary(
            branches: branches, checkpointCount: count, checkpointInterval: CheckpointSchedule.interval(engine),
            longestGap: zip(stops, stops.dropFirst()).map { $1 - $0 }.max() ?? 0, byteCount: timeline.byteCount,
            byteLimit: timeline.memoryLimit, historyPointCount: historyToEnd.points.count)
    }

    /// The changes made by hand up to here, including those at the start, in order.
    public var allEdits: [RecordedEdit] { Array(timeline.branch.edits.prefix(editsMade)) }
}
