import NeuralEngine

/// The first operation of a run that made a number that is not finite, where that is another than the one a cell's own
/// number came from: a loss too large for its precision, say, from which nothing else is computed.
///
/// Where the loss was not finite in the iterations before the origin, the first of those has it; and it may be in the
/// origin's own iteration or in the one before. From there on every operation's results are looked at.
struct EarlierNonFinite: Equatable, Sendable {
    /// What was found; nil before the end, and where there is none.
    private(set) var found: NonFiniteOrigin.Earlier?
    private(set) var isFinished = false
    private var replay: Replay
    private let start: Position
    /// The operation that is known already.
    private let origin: Position

    init(before origin: NonFiniteOrigin.Hop, in session: DebugSession) {
        let plan = session.engine.plan
        let iteration = origin.iteration ?? 0
        let operation = origin.operation.flatMap { plan.index(ofOperationLabelled: $0) } ?? 0
        self.origin = Position(iteration: iteration, operation: operation)
        // Losses are kept of some iterations only, of the newest and of those of a run's start of all.
        var first = max(session.start.iteration, iteration - 1)
        for point in session.history.points.reversed() where point.iteration <= iteration {
            if point.loss.isFinite {
                if point.iteration < first { first = min(first, point.iteration + 1) }
                break
            }
            first = min(first, point.iteration)
        }
        start = Position(iteration: first)
        replay = Replay(of: session, notAfter: first)
    }

    /// Iterations that were run again, and how many there are.
    var progress: (done: Int, total: Int) { (replay.position.iteration, origin.iteration) }

    /// Looks through a slice of the run.
    mutating func advance(budget: Int) {
        var rest = max(budget, 1)
        if replay.position < start {
            guard let left = replay.advance(toward: start, budget: rest) else { return }
            rest = max(left, 1)
        }
        while rest > 0, !isFinished {
            replay.applyEditsHere()
            let position = replay.position
            guard position < origin else {
                isFinished = true
                return
            }
            let operations = replay.engine.plan.operations
            let isLast = position.operation + 1 == operations.count
            replay.runToNextEdit(
                or: Position(
                    iteration: position.iteration + (isLast ? 1 : 0), operation: isLast ? 0 : position.operation + 1))
            rest -= 1
            guard replay.position.cell == 0 else { continue }
            look(at: operations[position.operation], position.iteration)
        }
    }

    /// Looks at what an operation has written.
    private mutating func look(at operation: Operation, _ iteration: Int) {
        for name in operation.writes {
            guard let matrix = replay.engine.matrix(name),
                let index = matrix.elements.firstIndex(where: { !$0.isFinite })
            else { continue }
            let cell = MatrixCell(name, index / matrix.columns, index % matrix.columns)
            let operands = Operands(IterationValues(of: iteration, in: replay.engine))
            found = NonFiniteOrigin.Earlier(
                hop: NonFiniteOrigin.Hop(
                    iteration: iteration, operation: operation.label, cell: cell, value: matrix.elements[index]),
                terms: operands.terms(of: cell))
            isFinished = true
            return
        }
    }
}
