import NeuralEngine

/// A session's run once more from its start, with the changes that were made to it at their positions; the session
/// itself stays where it is.
///
/// It is worked off in slices. What it meets has the same bits as the first time.
struct Replay: Equatable, Sendable {
    private(set) var session: DebugSession
    /// The changes that are still to be made, in the order of their positions.
    private var edits: ArraySlice<RecordedEdit>

    /// A replay at the start of a session's run.
    init(of session: DebugSession) {
        edits = session.edits[...]
        self.session = session
        self.session.restart()
    }

    var engine: Engine { session.engine }
    var position: Position { session.position }

    /// The next change, where it was made at this very position.
    var editHere: RecordedEdit? {
        guard let next = edits.first, next.position == position else { return nil }
        return next
    }

    /// Makes the next change.
    mutating func applyEdit() {
        guard let next = edits.popFirst() else { return }
        // It could be made the first time, and everything is as it was then.
        do { try session.apply(next.edit) } catch { assertionFailure("a change of the past fails: \(error)") }
    }

    /// Makes all changes that were made at this position.
    mutating func applyEditsHere() {
        while editHere != nil { applyEdit() }
    }

    /// Runs a slice of the way to a position, at which changes are still to be made.
    /// - Returns: how many operations of the budget are left over; nil where the position is not reached.
    mutating func advance(toward target: Position, budget: Int) -> Int? {
        var rest = budget
        while position < target {
            applyEditsHere()
            guard rest > 0 else { return nil }
            let end = min(target, edits.first?.position ?? target)
            let before = operationCount
            let progress = session.advance(toward: end, budget: rest)
            rest -= max(1, operationCount - before)
            if progress != .reached { return nil }
        }
        return max(rest, 0)
    }

    /// Runs whole iterations up to a change or a given iteration, and looks at a cell of some matrices after each.
    /// - Precondition: the replay stands between two iterations, and all changes here are made.
    /// - Returns: how many operations ran.
    mutating func runIterations(
        upTo end: Int, budget: Int, watching names: [MatrixName], row: Int, column: Int, look: (Int, [Double]) -> Void
    ) -> Int {
        let perIteration = engine.plan.operations.count
        let bound = min(end, edits.first?.position.iteration ?? end)
        let count = min(bound - engine.iteration, max(1, budget / perIteration))
        guard count > 0 else { return 0 }
        session.engine.runIterations(count, watching: names, row: row, column: column, look: look)
        return count * perIteration
    }

    /// Runs to a position, or to where the next change was made.
    /// - Precondition: all changes here are made.
    mutating func runToNextEdit(or target: Position) {
        while session.advance(toward: min(target, edits.first?.position ?? target), budget: .max) != .reached {}
    }

    private var operationCount: Int {
        engine.iteration * engine.plan.operations.count + engine.operationsRun
    }
}
