import NeuralEngine

/// Finds the update that first made a cell of a parameter or a moment NaN or infinite, by running iterations again.
///
/// An update never makes such a number finite again; only a change by hand does. So after the last change of the cell it is
/// enough to look at it now and then: first in what the session remembers, by bisection, then while running on from the last
/// place where the cell was finite, and finally at every update between the two looks that differ.
struct FirstNonFiniteUpdate: Equatable, Sendable {
    /// The result.
    indirect enum Outcome: Equatable, Sendable {
        /// It was not finite when the run started.
        case start
        /// It was set by hand.
        case change(RecordedEdit)
        /// It comes from the update of this iteration.
        case update(IterationValues)
    }

    /// The most iterations between two looks.
    private static let stride = 128

    let cell: MatrixCell
    private let session: DebugSession
    private let end: Position
    private(set) var outcome: Outcome?
    private var replay: Replay
    /// The replay at the start of the iteration of the last change.
    private var changedIteration: Replay?
    private var hasLooked = false
    /// The position of the last change by hand, after which only updates changed the cell.
    private let lastChange: Position?
    /// An iteration at which the cell is known not to be finite; at first, the end.
    private var bound: Int
    /// How many iterations there are between two looks at present.
    private var step = Self.stride

    /// - end: the position up to which changes and updates of the cell count.
    init(of cell: MatrixCell, before end: Position, in session: DebugSession) {
        self.cell = cell
        self.end = end
        self.session = session
        bound = end.iteration
        let plan = session.engine.plan
        let isMoment = cell.name.quantity != .value
        let edits = session.allEdits
        var changes = edits.indices.filter { index in
            guard edits[index].position < end else { return false }
            if case .optimizer = edits[index].edit { return isMoment }
            return edits[index].edit.value(of: cell, in: plan) != nil
        }
        replay = Replay(of: session)
        while let last = changes.last, let value = edits[last].edit.value(of: cell, in: plan), !value.isFinite {
            if Self.isFinite(cell, beforeChange: last, at: edits[last].position, in: session) {
                outcome = .change(edits[last])
                break
            }
            // The change was of other cells of the matrix.
            changes.removeLast()
        }
        lastChange = changes.last.map { edits[$0].position }
    }

    /// How many iterations have been run again, and how many there are.
    var progress: (done: Int, total: Int) { (replay.position.iteration, bound) }

    /// Searches a slice of the run.
    mutating func advance(budget: Int) {
        var rest = max(budget, 1)
        while rest > 0, outcome == nil {
            if let lastChange, replay.position < lastChange {
                let start = Position(iteration: lastChange.iteration)
                guard let left = replay.advance(toward: start, budget: rest) else { return }
                changedIteration = replay
                rest = left
                while replay.advance(toward: lastChange, budget: .max) == nil {}
            }
            replay.applyEditsHere()
            if hasLooked {
                rest -= look(budget: rest)
            } else {
                if lastChange == nil, !isFinite(in: replay) { outcome = .start }
                lookAtWhatIsRemembered()
                hasLooked = true
            }
        }
    }

    /// Goes to the last remembered place where the cell is finite, without running anything.
    private mutating func lookAtWhatIsRemembered() {
        var high = bound
        while high > replay.position.iteration + 1 {
            let middle = (replay.position.iteration + high) / 2
            // There may be no remembered place in one half.
            let places = [middle, high].map { Replay(of: session, notAfter: $0) }
            let next = places.first { $0.position.isBetweenIterations && $0.position > replay.position }
            guard let next, next.position.iteration < high else { return }
            if isFinite(in: next) {
                replay = next
            } else {
                (high, bound) = (next.position.iteration, next.position.iteration)
            }
        }
    }

    /// Runs to the next look.
    /// - Returns: how many operations ran.
    private mutating func look(budget: Int) -> Int {
        let perIteration = replay.engine.plan.operations.count
        let start = replay.position.iteration
        let goal = min(start + max(1, min(step, budget / perIteration)), bound)
        guard goal > start else {
            assertionFailure("\(cell) is finite before \(end)")
            outcome = .start
            return perIteration
        }
        let before = replay
        while replay.advance(toward: Position(iteration: goal), budget: .max) == nil {}
        if isFinite(in: replay) { return (goal - start) * perIteration }
        if goal == start + 1 {
            outcome = .update(values(of: before))
        } else {
            replay = before
            step = max(1, (goal - start) / 2)
        }
        return (goal - start) * perIteration
    }

    /// The values of the replay's iteration.
    private func values(of replay: Replay) -> IterationValues {
        // A change in the middle of it is part of it.
        var replay = replay.position.isBetweenIterations ? replay : changedIteration ?? replay
        return IterationValues(running: &replay, throughOperation: replay.engine.plan.operations.count - 1)
    }

    /// Whether a cell was finite before one of the run's changes, counted from 0.
    private static func isFinite(
        _ cell: MatrixCell, beforeChange index: Int, at position: Position, in session: DebugSession
    ) -> Bool {
        // A remembered start of an iteration may include the changes made there.
        let isEarly = position.iteration == session.start.iteration
        var replay = isEarly ? Replay(of: session) : Replay(of: session, notAfter: position.iteration - 1)
        while replay.advance(toward: position, budget: .max) == nil {}
        while replay.editHere != nil, replay.nextEdit < index { replay.applyEdit() }
        return isFinite(cell, in: replay)
    }

    private func isFinite(in replay: Replay) -> Bool { Self.isFinite(cell, in: replay) }

    private static func isFinite(_ cell: MatrixCell, in replay: Replay) -> Bool {
        replay.engine.matrix(cell.name)?[cell.row, cell.column].isFinite ?? true
    }
}
