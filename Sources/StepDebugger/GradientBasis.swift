import NeuralEngine

/// Where gradients are to be checked: an engine, and what it has to do with the present state of the session.
public struct GradientBasis: Sendable {
    /// How the engine relates to the session.
    public enum Kind: Equatable, Sendable {
        /// It is the session's own.
        case asItIs
        /// It is the session's own before an iteration, with changes by hand that no operation has used yet.
        case nextIteration([StaleMatrices.Cause])
        /// These were changed after the operations that read them had run. The engine has them as they were then, and all
        /// gradients that are there are those of the session.
        case beforeChanges([StaleMatrices.Cause])
        /// These were changed after some of the operations that read them had run, and others have run since: the gradients
        /// belong to no single set of numbers.
        case mixed([StaleMatrices.Cause])
    }

    /// The engine to check.
    public let engine: Engine
    /// How it relates to the session.
    public let kind: Kind
}

extension DebugSession {
    /// The engine on which the gradients of the iteration under way, or else of the next one, can be compared with central
    /// differences.
    ///
    /// If something was changed by hand behind the operations that read it, the gradients are still those of the numbers before
    /// the change. This iteration is then run again on a copy, without such changes. Results set by hand stay: a gradient that somebody made wrong is wrong.
    public func gradientBasis() -> GradientBasis {
        let stale = staleMatrices
        guard !stale.isEmpty else { return GradientBasis(engine: engine, kind: .asItIs) }
        let start = Position(iteration: engine.iteration)
        guard engine.operationsRun > 0 else {
            return GradientBasis(engine: engine, kind: .nextIteration(stale.allCauses))
        }
        var copy = self
        copy.seek(to: start)
        var skipped: Set<MatrixName> = []
        var causes: [StaleMatrices.Cause] = []
        for recorded in edits where recorded.position > start && recorded.position <= position {
            copy.run(toOperation: recorded.position.operation)
            let name = recorded.edit.matrix.map(engine.plan.canonical)
            if !recorded.changesNothing, isUsedAlready(recorded) {
                let cause = name.map(StaleMatrices.Cause.matrix) ?? .penalty
                if !causes.contains(cause) { causes.append(cause) }
                if let name { skipped.insert(name) }
            } else {
                // It was possible then, so it is possible now.
                try? copy.make(recorded.edit)
            }
        }
        copy.run(toOperation: engine.operationsRun)
        guard !causes.isEmpty else { return GradientBasis(engine: engine, kind: .asItIs) }
        let computed = engine.plan.operations[..<engine.operationsRun].flatMap(\.writes)
        let agrees = computed.allSatisfy { name in
            skipped.contains(name) || Self.isSame(copy.engine.matrix(name), engine.matrix(name))
        }
        return agrees
            ? GradientBasis(engine: copy.engine, kind: .beforeChanges(causes))
            : GradientBasis(engine: engine, kind: .mixed(causes))
    }

    /// NaN is the same as NaN here.
    private static func isSame(_ a: Matrix<Double>?, _ b: Matrix<Double>?) -> Bool {
        guard let a, let b, a.shape == b.shape else { return false }
        return zip(a.elements, b.elements).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
    }

    /// Whether parameters, data or the penalty were changed after an operation of this iteration had used them.
    private func isUsedAlready(_ recorded: RecordedEdit) -> Bool {
        let done = engine.plan.operations[..<recorded.position.operation]
        switch recorded.edit {
        case .matrix(let name, _), .cell(let name, _, _, _):
            guard name.quantity == .value, name.isParameter || name == .inputs || name == .targets else { return false }
            return done.contains { $0.reads.contains(name) }
        case .regularization: return done.contains { $0.kind == .lossForward }
        case .learningRate, .schedule, .optimizer, .fault: return false
        }
    }

    private mutating func run(toOperation index: Int) {
        while engine.operationsRun < index { engine.runNextOperation() }
    }
}

extension SessionEdit {
    /// The matrix that it sets; nil for settings.
    fileprivate var matrix: MatrixName? {
        switch self {
        case .matrix(let name, _), .cell(let name, _, _, _): name
        case .learningRate, .schedule, .regularization, .optimizer, .fault: nil
        }
    }
}
