/// A place in a run: between two operations, or between two cells of one.
///
/// Each place has exactly one form: after the last operation comes the next iteration's start, and after an operation's last
/// cell the next operation's start. Positions are ordered as a run passes them.
public struct Position: Hashable, Sendable {
    /// Completed iterations since the start of the run.
    public var iteration: Int
    /// How many operations of this iteration have run.
    public var operation: Int
    /// How many steps of the next operation are shown already: its output cells and, of some losses, what leads to them.
    public var cell: Int

    /// A place in a run.
    public init(iteration: Int, operation: Int = 0, cell: Int = 0) {
        self.iteration = iteration
        self.operation = operation
        self.cell = cell
    }

    /// Before the first operation.
    public static let start = Position(iteration: 0)
}

extension Position: Comparable {
    /// Whether a run passes one position before the other.
    public static func < (a: Position, b: Position) -> Bool {
        (a.iteration, a.operation, a.cell) < (b.iteration, b.operation, b.cell)
    }
}

/// How far to run from a position. Counts too large for any run mean its end.
public enum Goal: Equatable, Sendable {
    /// A number of operations; one that is under way counts as the first.
    case operations(Int)
    /// A number of output cells, or of steps of a loss.
    case cells(Int)
    /// To the end of the pass: forward through `loss.forward`, backward through `linear1.backward`, then `update`.
    case endOfPass
    /// To the end of the n-th iteration; one that has begun counts as the first.
    case iterations(Int)
    /// To the end of the n-th epoch; one that has begun counts as the first.
    case epochs(Int)
    /// Until something else stops the run.
    case unbounded
}
