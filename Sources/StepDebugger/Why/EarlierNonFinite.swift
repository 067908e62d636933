import NeuralEngine

/// Finds the first operation of a run that made a number that is not finite, if it is not the one that a cell's own number
/// came from: for example a loss that overflowed, from which nothing else is computed.
///
/// If the loss was not finite in some iteration before the origin, the search begins in the first such iteration, else in
/// the one before the origin. From there on it examines the results of every operation.
struct EarlierNonFinite: Equatable, Sendable {
    /// The result; nil until the search is over, and if there is none.
    private(set) var found: NonFiniteOrigin.Earlier?
    private(set) var isFinished = false
    private var replay: Replay
    private let start: Position
    /// The origin of the cell's own number.
    private let origin: Position

    init(before origin: NonFiniteOrigin.Hop, in session: DebugSession) {
        let plan = session.engine.plan
        let iteration = origin.iteration ?? 0
        let operation = origin.operation.flatMap { plan.index(ofOperationLabelled: $0) } ?? 0
        self.origin = Position(iteration: iteration, operation: operation)
        // A long history keeps the losses of only some iterations.
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

    /// How many iterations have been run again, and how many there are.
    var progress: (done: Int, total: Int) { (replay.position.iteration, origin.iteration) }

    /// Searches a slice of the run.
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

    /// Examines what an operation has written.
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
