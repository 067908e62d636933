import NeuralEngine

/// The update that made a parameter's cell, or a moment's, something that is no finite number: found by running the
/// iterations before a position again.
///
/// Such a number never becomes a finite one by an update, only by a change from outside. So after the last change of
/// the cell, looking at it now and then is enough: first at what the session remembers, by halving; then, from the last
/// place where the cell was finite, while running on; and between two looks that differ, at every update.
struct FirstNonFiniteUpdate: Equatable, Sendable {
    /// What was found.
    indirect enum Outcome: Equatable, Sendable {
        /// It was so when the run started.
        case start
        /// It was put there.
        case change(RecordedEdit)
        /// The update of this iteration made it.
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
    /// From where on nothing but updates changed the cell.
    private let lastChange: Position?
    /// Where the cell is known to be no finite number; the end, or before it.
    private var bound: Int
    /// How many iterations there are between two looks.
    private var step = Self.stride

    /// - end: the cell's changes before it count, and its own updates.
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
            // A change of other cells of the matrix has left this one as it was.
            changes.removeLast()
        }
        lastChange = changes.last.map { edits[$0].position }
    }

    /// Iterations that were run again, and how many there are.
    var progress: (done: Int, total: Int) { (replay.position.iteration, bound) }

    /// Looks through a slice of the run.
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

    /// Goes on to the last remembered place where the cell is finite. Nothing runs.
    private mutating func lookAtWhatIsRemembered() {
        var high = bound
        while high > replay.position.iteration + 1 {
            let middle = (replay.position.iteration + high) / 2
            // Either half may have nothing that is remembered.
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

    /// Runs on to the next look.
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

    /// The iteration in which a replay stands.
    private func values(of replay: Replay) -> IterationValues {
        // A change half way through it is part of it.
        var replay = replay.position.isBetweenIterations ? replay : changedIteration ?? replay
        return IterationValues(running: &replay, throughOperation: replay.engine.plan.operations.count - 1)
    }

    /// Whether a cell was finite before one of the run's changes, counted from 0.
    private static func isFinite(
        _ cell: MatrixCell, beforeChange index: Int, at position: Position, in session: DebugSession
    ) -> Bool {
        // What is remembered of an iteration's start may have the changes made there.
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
