import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger

/// The names that expressions can use: the session's scalars and matrices, the user's variables and a few constants.
struct SessionScope: NameScope {
    let session: DebugSession?
    let heldOut: HeldOutSamples
    let variables: [String: Value]
    /// The cell that a lesson asks for: its matrix cannot be read until the question is answered.
    var askedCell: MatrixCell?

    static let constants: [String: Double] = ["pi": .pi, "inf": .infinity, "nan": .nan]

    func value(of name: String) throws(EvaluationProblem) -> Value {
        if Vocabulary.scalars.contains(name) { return .number(try scalar(name)) }
        if let matrix = MatrixName(name) {
            return Value(
                matrix: try self.matrix(matrix), isScalar: false, pending: session?.pendingCells(of: matrix))
        }
        if let variable = variables[name] { return variable }
        if let constant = Self.constants[name] { return .number(constant) }
        try refuseGradientOfMask(name)
        throw .unknownName(name, suggestion: SpellingSuggestion.closest(to: name, among: knownNames))
    }

    func previousValue(of name: String) throws(EvaluationProblem) -> Value {
        guard let matrix = MatrixName(name) else {
            if variables[name] != nil || Vocabulary.scalars.contains(name) { throw .previousOfAVariable(name) }
            try refuseGradientOfMask(name)
            throw .unknownName(name, suggestion: SpellingSuggestion.closest(to: name, among: knownNames))
        }
        let session = try existingSession(for: name)
        _ = try self.matrix(matrix)
        guard let previous = session.previous(matrix) else {
            throw matrix.isComputedByOperations ? .computedOnce(name) : .notWrittenYet(name)
        }
        return matrix.subject == .loss && matrix.quantity == .value
            ? .number(previous.elements[0]) : .matrix(previous)
    }

    private func refuseGradientOfMask(_ name: String) throws(EvaluationProblem) {
        guard name.first == "d", let mask = MatrixName(String(name.dropFirst())), case .mask = mask.subject,
            mask.quantity == .value
        else { return }
        throw .maskHasNoGradient(mask.description)
    }

    private var knownNames: [String] {
        let matrices = session.map { $0.engine.plan.matrices.map(\.description) } ?? []
        return matrices + Vocabulary.scalars + variables.keys.sorted() + Self.constants.keys.sorted()
    }

    private func existingSession(for name: String) throws(EvaluationProblem) -> DebugSession {
        guard let session else { throw .noNetwork(name: name) }
        return session
    }

    // MARK: Scalars

    private func scalar(_ name: String) throws(EvaluationProblem) -> Double {
        let session = try existingSession(for: name)
        if let figure = EpochMonitor(rawValue: name) {
            if let problem = problem(of: figure, in: session) { throw problem }
            let evaluation = session.evaluate(samples(of: figure.part, in: session)!)
            return figure.isAccuracy ? evaluation.accuracy! : evaluation.loss
        }
        switch name {
        case "loss":
            if askedCell?.name == .loss { throw .isAsked(name) }
            guard let loss = session.loss else { throw .noLossYet }
            return loss
        case "accuracy":
            guard session.engine.training?.isClassification == true else { throw .noClasses(name) }
            guard let accuracy = session.engine.accuracy else { throw .noLossYet }
            return accuracy
        case "lr": return session.learningRate
        case "epoch": return Double(session.epoch)
        case "iteration": return Double(session.position.iteration)
        case "batch": return Double(session.batchIndex)
        case "operation": return Double(session.position.operation)
        default: return Double(session.engine.rowsInBatch)
        }
    }

    /// Why there is no such figure over all samples; nil if there is, and for other names.
    func problemOfEvaluating(_ name: String) -> EvaluationProblem? {
        guard let figure = EpochMonitor(rawValue: name) else { return nil }
        return session.map { problem(of: figure, in: $0) } ?? .noNetwork(name: name)
    }

    private func problem(of figure: EpochMonitor, in session: DebugSession) -> EvaluationProblem? {
        guard let samples = samples(of: figure.part, in: session) else { return .noSamples(figure) }
        return figure.isAccuracy && !samples.isClassification ? .noClasses(figure.rawValue) : nil
    }

    private func samples(of part: SamplePart, in session: DebugSession) -> Samples? {
        switch part {
        case .training: session.engine.training
        case .validation: heldOut.validation
        case .test: heldOut.test
        }
    }

    // MARK: Matrices

    private func matrix(_ name: MatrixName) throws(EvaluationProblem) -> Matrix<Double> {
        let session = try existingSession(for: name.description)
        let plan = session.engine.plan
        if let askedCell, plan.canonical(name) == plan.canonical(askedCell.name) {
            throw .isAsked("\(askedCell.name)[\(askedCell.row), \(askedCell.column)]")
        }
        guard let matrix = session.matrix(name) else {
            let network = session.engine.network.shapeDescription
            switch name.subject {
            case .mask(let layer), .dropped(let layer):
                throw .noDropout(name.description, afterLayer: layer, network: network)
            default:
                throw .unknownMatrix(name.description, network: network)
            }
        }
        if let operation = session.operationStillToCome(for: name) {
            throw .notComputedYet(name.description, by: operation.label)
        }
        return matrix
    }
}

extension DebugSession {
    /// The cells of a matrix that the operation under way has yet to compute; nil if there are none.
    fileprivate func pendingCells(of name: MatrixName) -> Matrix<Double>? {
        guard let cells = SessionMatrix(self, name), let count = cells.computedCount,
            count < cells.shape.count
        else { return nil }
        return Matrix(
            rows: cells.shape.rows, columns: cells.shape.columns,
            elements: (0..<cells.shape.count).map { $0 >= count ? 1 : 0 })
    }

    /// The operation that will compute a matrix for the first time; nil once it has been computed.
    func operationStillToCome(for name: MatrixName) -> Operation? {
        guard position.iteration == start.iteration, name.isComputedByOperations else { return nil }
        let plan = engine.plan
        let canonical = plan.canonical(name)
        // No operation computes ∂L/∂P and ∂L/∂Y; they are available as soon as the loss is.
        let writer =
            plan.operations.firstIndex { $0.writes.contains(canonical) }
            ?? plan.operations.firstIndex { $0.label == "loss.forward" }
        guard let writer, writer >= position.operation, !(writer == position.operation && position.cell > 0) else {
            return nil
        }
        return plan.operations[writer]
    }
}

extension NetworkSpecification {
    /// `2-4-2`.
    public var shapeDescription: String { layerSizes.map(String.init).joined(separator: "-") }
}
