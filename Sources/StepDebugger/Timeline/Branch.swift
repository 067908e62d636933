import NeuralEngine

/// One course of a run: from the start, or from where it left another branch, to the farthest position that it reached.
struct Branch: Sendable {
    var name: String
    /// The branch that it left, and where; nil for the first branch.
    var origin: Origin?
    /// The changes made by hand, in the order of their positions, including those before the origin.
    var edits: [RecordedEdit] = []
    /// The checkpoints after its origin.
    var checkpoints = CheckpointStore()
    /// The curves to its end, as of when the session last left it.
    var curves: RunCurves
    /// The farthest position that it reached.
    var end: Position

    /// Where a branch comes from.
    struct Origin: Equatable, Sendable {
        /// The branch that it left, by its place in the timeline.
        let branch: Int
        /// The position at which it left that branch.
        let position: Position
    }
}
