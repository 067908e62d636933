import NeuralEngine

/// One course of a run: from the start, or from where it left another one, to the farthest place that it came to.
struct Branch: Sendable {
    var name: String
    /// The branch that it left, and where; nil for the first.
    var origin: Origin?
    /// The changes that are no operations, in the order of their positions, those before the origin included.
    var edits: [RecordedEdit] = []
    /// The checkpoints after its origin.
    var checkpoints = CheckpointStore()
    /// The curves to its end, as far as they were known when the session was last elsewhere.
    var curves: RunCurves
    /// The farthest place that it came to.
    var end: Position

    /// Where a branch comes from.
    struct Origin: Equatable, Sendable {
        /// The branch that it left, by its place in the timeline.
        let branch: Int
        /// Where it left it.
        let position: Position
    }
}
