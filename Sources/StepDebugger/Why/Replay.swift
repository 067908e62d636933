import NeuralEngine

/// A session's run executed once more, from its start or from a remembered place, with the changes made by hand at their
/// positions. The session itself stays where it is.
///
/// It runs in slices, with the same bits as the first time. Unlike a session that travels, it stops before the changes at a
/// position until it is told to make them, so that they can be observed.
struct Replay: Equatable, Sendable {
    private(set) var session: DebugSession
    /// The changes still to be made, in the order of their positions.
    private var edits: ArraySlice<RecordedEdit>

    /// A replay at the very start of a session's run, before any change.
    init(of session: DebugSession) {
        edits = session.timeline.branch.edits.prefix(session.editsMade)
        self.session = session
        self.session.timeline.branch.edits = []
        self.session.heldOut = HeldOutSamples()
        self.session.restoreStart()
    }

    /// A replay near the start of an iteration but not beyond it: at a remembered start of this iteration or of an earlier one,
    /// or at the session's own position if that is nearer.
    init(of session: DebugSession, notAfter iteration: Int) {
        self.session = session.departing(for: Position(iteration: iteration))
        let made = min(self.session.editsMade, session.editsMade)
        edits = session.timeline.branch.edits[made..<session.editsMade]
        self.session.timeline.branch.edits.removeSubrange(made...)
        self.session.heldOut = HeldOutSamples()
    }

    var engine: Engine { session.engine }
    var position: Position { session.position }

    /// The next change, if it was made at this position.
    var editHere: RecordedEdit? {
        guard let next = edits.first, next.position <= position else { return nil }
        return next
    }

    /// Which of the run's changes comes next, counted from 0.
    var nextEdit: Int { edits.startIndex }

    /// Makes the next change.
    mutating func applyEdit() {
        guard let next = edits.popFirst() else { return }
        // It was possible the first time, and everything is as it was then.
        do { try session.make(next.edit) } catch { assertionFailure("a change of the past fails: \(error)") }
    }

    /// Makes all changes that were made at this position.
    mutating func applyEditsHere() {
        while editHere != nil { applyEdit() }
    }

    /// Runs a slice of the way to a position, without making the changes there.
    /// - Returns: how many operations of the budget are left; nil if the position is not reached.
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

    /// Runs whole iterations up to a change or a given iteration, and reads a cell of some matrices after each.
    /// - Precondition: the replay is between two iterations, and all changes here are made.
    /// - Returns: how many operations ran.
    mutating func runIterations(
        upTo end: Int, budget: Int, watching names: [MatrixName], row: Int, column: Int,
        observe: (Int, [Double]) -> Void
    ) -> Int {
        let perIteration = engine.plan.operations.count
        let bound = min(end, edits.first?.position.iteration ?? end)
        let count = min(bound - engine.iteration, max(1, budget / perIteration))
        guard count > 0 else { return 0 }
        session.engine.runIterations(count, watching: names, row: row, column: column, observe: observe)
        return count * perIteration
    }

    /// Runs to a position or to the next change, whichever comes first.
    /// - Precondition: all changes here are made.
    mutating func runToNextEdit(or target: Position) {
        let target = min(target, edits.first?.position ?? target)
        while session.advance(toward: target, budget: .max) != .reached {}
    }

    private var operationCount: Int {
        engine.iteration * engine.plan.operations.count + engine.operationsRun
    }
}
