import NeuralEngine

/// Finds out why a cell is NaN or infinite. It goes backwards from the cell to an operand that is not finite either, and so
/// on, until all operands are finite or there was a change by hand.
///
/// Older operands are followed first: parameters before what is computed from them, forward before backward. In a parameter,
/// the number is followed back to the update that made it.
struct NonFiniteSearch: Equatable, Sendable {
    private enum Stage: Equatable, Sendable {
        /// An iteration is run again up to the operation that computed the cell.
        case iteration(Replay, iteration: Int)
        /// The update that first made a parameter's cell NaN or infinite is searched for.
        case update(FirstNonFiniteUpdate)
        /// The cell's own origin is found; the run is searched for an earlier one.
        case earlier(EarlierNonFinite)
        case finished
    }

    private let session: DebugSession
    @CopyOnWrite private var stage: Stage
    /// The cells so far, beginning with the one that was asked for.
    private var hops: [NonFiniteOrigin.Hop] = []
    /// The cell whose operands are examined next. It is not among the hops yet.
    private var cell: MatrixCell
    private var cause: NonFiniteOrigin.Cause?
    private var earlier: NonFiniteOrigin.Earlier?

    /// - cell: a cell with a number that is not finite.
    /// - iteration: the one that computed it; nil for parameters and moments.
    /// - values: the values of that iteration, if they are known.
    init(of cell: MatrixCell, iteration: Int?, values: IterationValues?, in session: DebugSession) {
        self.session = session
        self.cell = cell
        if let iteration, !cell.name.isKeptBetweenIterations {
            stage = .finished
            if let values {
                trace(in: values)
            } else {
                stage = .iteration(Replay(of: session, notAfter: iteration), iteration: iteration)
            }
        } else {
            // An update under way that has written the cell counts as over.
            let position = session.position
            let isWritten = session.isBeingWritten(cell.name)
            let end = isWritten ? Position(iteration: position.iteration + 1) : position.next
            stage = .update(FirstNonFiniteUpdate(of: cell, before: end, in: session))
        }
    }

    var isFinished: Bool { stage == .finished }

    /// How many iterations have been run again, and how many there are.
    var progress: (done: Int, total: Int) {
        switch stage {
        case .iteration(let replay, let iteration): (replay.position.iteration, iteration)
        case .update(let update): update.progress
        case .earlier(let earlier): earlier.progress
        case .finished: (1, 1)
        }
    }

    /// The result; nil until the search is over.
    var origin: NonFiniteOrigin? {
        guard let cause else { return nil }
        let first = hops[hops.count - 1].iteration ?? 0
        return NonFiniteOrigin(
            cause: cause, hops: hops.reversed(), epoch: first / session.iterationsPerEpoch,
            earlier: earlier)
    }

    /// Searches a slice of the run.
    mutating func advance(budget: Int) {
        switch stage {
        case .finished: return
        case .iteration(var replay, let iteration):
            stage = .finished  // so that the stage has one owner and is not copied
            if replay.advance(toward: Position(iteration: iteration), budget: budget) == nil {
                stage = .iteration(replay, iteration: iteration)
            } else {
                let last = session.engine.plan.writer(of: cell.name) ?? session.engine.plan.writer(of: .loss)!
                trace(in: IterationValues(running: &replay, throughOperation: last))
            }
        case .earlier(var search):
            stage = .finished
            search.advance(budget: budget)
            earlier = search.found
            if !search.isFinished { stage = .earlier(search) }
        case .update(var update):
            stage = .finished
            update.advance(budget: budget)
            switch update.outcome {
            case nil: stage = .update(update)
            case .start: end(.start, iteration: nil, operation: nil)
            case .change(let edit):
                end(.change(edit), iteration: edit.position.iteration, operation: nil)
            case .update(let values): trace(in: values)
            }
        }
    }

    // MARK: Within an iteration

    /// Follows the cell back through the iteration that computed it.
    private mutating func trace(in values: IterationValues) {
        let operands = Operands(values)
        let plan = values.plan
        while true {
            let name = plan.canonical(cell.name)
            cell.name = name
            let operation = plan.writer(of: name)
            let reader = operation ?? plan.writer(of: .loss)!
            if let operation {
                let written = values.written(name, by: operation)![cell.row, cell.column]
                guard !written.isFinite else { return endWithChange(of: cell, in: values, after: operation) }
                hop(values.iteration, plan.operations[operation].label, written)
            } else {
                hop(values.iteration, nil, session.matrix(name)![cell.row, cell.column])
            }
            let next = culprit(of: cell, operands)
            guard let next else {
                cause =
                    name == .inputs || name == .targets
                    ? .data(row: values.samples[cell.row]) : .operation(operands.terms(of: cell))
                if case .operation = cause {
                    stage = .earlier(EarlierNonFinite(before: hops[hops.count - 1], in: session))
                }
                return
            }
            cell = next.cell
            guard !cell.name.isKeptBetweenIterations || next.isResult else {
                let end = Position(iteration: values.iteration, operation: reader).next
                stage = .update(FirstNonFiniteUpdate(of: cell, before: end, in: session))
                return
            }
        }
    }

    /// The operand that is to blame for a cell, and whether the same operation wrote it; nil if all operands are finite.
    private func culprit(of cell: MatrixCell, _ operands: Operands) -> (cell: MatrixCell, isResult: Bool)? {
        // A −∞ among the inputs of softmax is harmless if there is another number.
        guard cell.name == .probabilities else { return operands.firstNonFinite(of: cell) }
        return operands.firstNonFinite(of: cell) { $0 != -.infinity } ?? operands.firstNonFinite(of: cell)
    }

    /// Ends at a cell that was finite when its operation wrote it. The origin is the last change by hand before it was read.
    private mutating func endWithChange(of cell: MatrixCell, in values: IterationValues, after operation: Int) {
        let start = Position(iteration: values.iteration, operation: operation)
        // The first change that gave it this number: later ones may have been of other cells of the matrix.
        let edits = session.edits.filter { $0.position > start && $0.edit.value(of: cell, in: values.plan) != nil }
        let edit = edits.reversed().prefix { !($0.edit.value(of: cell, in: values.plan) ?? 0).isFinite }.last
        guard let edit else {
            assertionFailure("\(cell) is what nothing made it")
            end(.start, iteration: values.iteration, operation: nil)
            return
        }
        end(.change(edit), iteration: edit.position.iteration, operation: nil)
    }

    private mutating func end(_ cause: NonFiniteOrigin.Cause, iteration: Int?, operation: String?) {
        let value: Double
        switch cause {
        case .change(let edit): value = edit.edit.value(of: cell, in: session.engine.plan) ?? .nan
        default: value = Replay(of: session).engine.matrix(cell.name)?[cell.row, cell.column] ?? .nan
        }
        hop(iteration, operation, value)
        self.cause = cause
    }

    private mutating func hop(_ iteration: Int?, _ operation: String?, _ value: Double) {
        hops.append(NonFiniteOrigin.Hop(iteration: iteration, operation: operation, cell: cell, value: value))
    }
}

extension Position {
    /// A position right after this one, so that changes at this one come before it.
    fileprivate var next: Position { Position(iteration: iteration, operation: operation, cell: cell + 1) }
}
