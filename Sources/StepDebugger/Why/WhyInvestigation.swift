import NeuralEngine

/// The search for where the number in a cell came from: through the paths of the chain rule for a gradient, through the
/// run's past for a parameter, and through both for a number that is not finite.
///
/// It is a value that works in slices. The session that it is about stays where it is.
public struct WhyInvestigation: Equatable, Sendable {
    private enum Stage: Equatable, Sendable {
        /// An iteration is run again, since changes by hand have overwritten what its operations read.
        case iteration(Replay)
        case paths(PathSum)
        case history(CellHistorySearch)
        case origin(NonFiniteSearch)
        case terms(TermSum)
        case operands(OperandList)
    }

    /// The cell.
    public let cell: MatrixCell
    /// Its number.
    public let value: Double
    private let session: DebugSession
    private let iteration: Int?
    @CopyOnWrite private var stage: Stage
    /// Whether the number is known to be the one that the operation wrote.
    private var isAsWritten = false
    private var startIsGiven = true

    /// A search that has not begun yet.
    /// - Precondition: the session's engine has training data, and the matrix's operation has run or has written the cell.
    public init(of cell: MatrixCell, in session: DebugSession) throws(WhyError) {
        guard let matrix = session.matrix(cell.name) else { throw .unknownMatrix(cell.name) }
        guard (0..<matrix.rows).contains(cell.row), (0..<matrix.columns).contains(cell.column) else {
            throw .noSuchCell(cell, matrix.shape)
        }
        self.cell = cell
        self.session = session
        value = matrix[cell.row, cell.column]
        // Cells written by the operation under way are in the engine after it.
        var engine = session.engine
        if let underWay = session.underWay, session.isShown(cell) { engine = underWay.finished }
        iteration = engine.iteration(ofLastWriteTo: cell.name)
        let isKept = cell.name.isKeptBetweenIterations
        guard isKept || iteration != nil else { throw .notComputedYet(cell.name) }
        let values = iteration.flatMap { iteration in
            session.keepsValues(ofIteration: iteration) ? IterationValues(of: iteration, in: engine) : nil
        }
        if !value.isFinite {
            stage = .origin(NonFiniteSearch(of: cell, iteration: iteration, values: values, in: session))
        } else if isKept {
            stage = .history(CellHistorySearch(of: cell, in: session))
        } else if let values {
            stage = Self.stage(of: cell, value: value, in: values)
            startIsGiven = values.startIsGiven(of: cell)
        } else {
            stage = .iteration(Replay(of: session, notAfter: iteration!))
        }
    }

    private static func stage(of cell: MatrixCell, value: Double, in values: IterationValues) -> Stage {
        if let terms = TermSum(of: cell, in: values) { return .terms(terms) }
        let plan = values.plan
        let writer = plan.writer(of: cell.name)
        guard let writer, plan.operations[writer].layer != nil else {
            // Gradients of the loss itself: there are no paths, only the numbers that they are computed from.
            let operands = Operands(values)
            let name = plan.canonical(cell.name)
            let equation = writer.flatMap { plan.operations[$0].equations.first { $0.result == name }?.text }
            return .operands(OperandList(equation: equation, factors: operands.factors(of: cell)))
        }
        return .paths(PathSum(of: cell, value: value, in: values))
    }

    /// Whether the answer is complete.
    public var isFinished: Bool {
        switch stage {
        case .iteration: false
        case .paths(let paths): paths.isFinished
        case .history(let history): history.isFinished
        case .origin(let origin): origin.isFinished
        case .terms, .operands: true
        }
    }

    /// How much of the search is done, as a share 0 ... 1.
    public var progress: Double {
        let (done, total): (Int, Int) =
            switch stage {
            case .iteration(let replay): (replay.position.iteration, iteration ?? 1)
            case .paths(let paths): paths.progress
            case .history(let history): history.progress
            case .origin(let origin): origin.progress
            case .terms, .operands: (1, 1)
            }
        return total == 0 ? 1 : Double(done) / Double(total)
    }

    /// Continues the search.
    /// - budget: roughly how many operations' time it may take.
    public mutating func advance(budget: Int) {
        guard !isFinished else { return }
        switch takeStage() {
        case .terms, .operands: break
        case .paths(var paths):
            paths.advance(budget: budget)
            stage = .paths(paths)
        case .history(var history):
            history.advance(budget: budget)
            stage = .history(history)
        case .origin(var origin):
            origin.advance(budget: budget)
            stage = .origin(origin)
        case .iteration(var replay):
            let goal = Position(iteration: iteration!)
            guard replay.advance(toward: goal, budget: budget) != nil else {
                stage = .iteration(replay)
                return
            }
            // Up to the operation after the one that wrote the cell, which reads it, if there is one.
            let last = session.engine.plan.writer(of: cell.name) ?? session.engine.plan.writer(of: .loss)!
            let values = IterationValues(running: &replay, throughOperation: last)
            let written = values.written(cell.name, by: last)?[cell.row, cell.column]
            isAsWritten = written?.hasSameBits(as: value) ?? false
            stage = Self.stage(of: cell, value: value, in: values)
            startIsGiven = values.startIsGiven(of: cell)
        }
    }

    /// Moves the stage out, so that it has one owner while it changes and its engine is not copied for each slice.
    private mutating func takeStage() -> Stage {
        let current = stage
        stage = .operands(OperandList(equation: nil, factors: []))
        return current
    }

    /// The answer so far, or the complete one at the end.
    public var report: WhyReport {
        let answer: WhyReport.Answer =
            switch stage {
            case .iteration: .nothingYet
            case .paths(let paths): .paths(paths.paths)
            case .history(let history): .history(history.history)
            case .origin(let origin): origin.origin.map { .origin($0) } ?? .nothingYet
            case .terms(let terms): .terms(terms)
            case .operands(let operands): .operands(operands)
            }
        let plan = session.engine.plan
        let writer = plan.writer(of: cell.name)
        return WhyReport(
            cell: cell, value: value, iteration: iteration,
            operation: iteration == nil ? nil : writer.map { plan.operations[$0].label }, changes: changes,
            isInterrupted: !isFinished, operations: plan.operations.map(\.label), startIsGiven: startIsGiven,
            answer: answer)
    }

    /// The changes made by hand to the cell since its operation wrote it.
    private var changes: [RecordedEdit] {
        let plan = session.engine.plan
        guard !isAsWritten, let iteration, let writer = plan.writer(of: cell.name) else { return [] }
        let written = Position(iteration: iteration, operation: writer)
        return session.edits.filter { $0.position > written && $0.edit.value(of: cell, in: plan) != nil }
    }
}

extension DebugSession {
    /// Whether the operation under way has written a cell.
    fileprivate func isShown(_ cell: MatrixCell) -> Bool {
        guard let underWay, isBeingWritten(cell.name) else { return false }
        let name = engine.plan.canonical(cell.name)
        var before = 0
        for written in nextOperation.writes {
            guard let shape = underWay.finished.shape(of: written) else { return false }
            if written == name { return before + cell.row * shape.columns + cell.column < underWay.cells }
            before += shape.count
        }
        return false
    }
}

/// Why no question about a cell is possible.
public enum WhyError: Error, Equatable, Sendable {
    /// The network or its optimizer has no such matrix.
    case unknownMatrix(MatrixName)
    /// The matrix has no such cell.
    case noSuchCell(MatrixCell, MatrixShape)
    /// No operation has computed the matrix yet.
    case notComputedYet(MatrixName)
}
