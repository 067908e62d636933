import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger

/// The names that expressions can use: the session's scalars and matrices, the user's variables and a few constants.
struct SessionScope: NameScope {
    let session: DebugSession?
    let testSamples: Samples?
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
        switch name {
        case "loss":
            if askedCell?.name == .loss { throw .isAsked(name) }
            guard let loss = session.loss else { throw .noLossYet }
            return loss
        case "accuracy":
            guard session.engine.training?.isClassification == true else { throw .noClasses(name) }
            guard let accuracy = session.engine.accuracy else { throw .noLossYet }
            return accuracy
        case "train.loss": return try evaluation(of: session.engine.training, in: session, name).loss
        case "train.accuracy": return try accuracy(of: session.engine.training, in: session, name)
        case "test.loss": return try evaluation(of: testSamples, in: session, name).loss
        case "test.accuracy": return try accuracy(of: testSamples, in: session, name)
        case "lr": return session.learningRate
        case "epoch": return Double(session.epoch)
        case "iteration": return Double(session.position.iteration)
        case "batch": return Double(session.batchIndex)
        case "operation": return Double(session.position.operation)
        default: return Double(session.engine.rowsInBatch)
        }
    }

    /// Whether a scalar is computed from all samples, which takes a while.
    static func isEvaluated(_ name: String) -> Bool { name.hasPrefix("test.") || name.hasPrefix("train.") }

    /// Why there is no such scalar over all samples; nil if there is, and for other names.
    func problemOfEvaluating(_ name: String) -> EvaluationProblem? {
        guard Self.isEvaluated(name), Vocabulary.scalars.contains(name) else { return nil }
        guard let session else { return .noNetwork(name: name) }
        guard let samples = name.hasPrefix("test") ? testSamples : session.engine.training else {
            return name.hasPrefix("test") ? .noTestData(name) : .noTrainingData(name)
        }
        return name.hasSuffix("accuracy") && !samples.isClassification ? .noClasses(name) : nil
    }

    private func evaluation(
        of samples: Samples?, in session: DebugSession, _ name: String
    ) throws(EvaluationProblem) -> Evaluation {
        guard let samples else { throw name.hasPrefix("test") ? .noTestData(name) : .noTrainingData(name) }
        return session.evaluate(samples)
    }

    private func accuracy(
        of samples: Samples?, in session: DebugSession, _ name: String
    ) throws(EvaluationProblem) -> Double {
        guard let accuracy = try evaluation(of: samples, in: session, name).accuracy else { throw .noClasses(name) }
        return accuracy
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
