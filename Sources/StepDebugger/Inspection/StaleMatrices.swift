import NeuralEngine

/// The matrices that are stale: computed from something that was changed by hand afterwards.
///
/// After `let W1[0,1] = 0.3` the activations, the loss and the gradients are still those of the old W1, until their
/// operations run again. Had their iteration run with the change, they would be other numbers. Parameters and moments are
/// never stale: they are where the run stands, whatever led there.
public struct StaleMatrices: Equatable, Sendable {
    /// What was changed by hand.
    public enum Cause: Hashable, Sendable {
        /// A matrix, or cells of it.
        case matrix(MatrixName)
        /// The penalty on the weights.
        case penalty
    }

    private let plan: Plan
    /// The stale matrices, by their canonical names.
    private var causes: [MatrixName: [Cause]] = [:]
    /// The matrices that have the value that their operation gave them, except for cells set by hand.
    private var computed: Set<MatrixName> = []

    /// Whether there are none.
    public var isEmpty: Bool { causes.isEmpty }

    /// Those with memory of their own, in the order of the data flow.
    public var names: [MatrixName] { plan.matrices.filter { causes[$0] != nil } }

    /// What was changed after a matrix was computed, in the order of the changes; empty if the matrix is not stale.
    public func causes(of name: MatrixName) -> [Cause] {
        // ∂L/∂P and ∂L/∂Y are computed from P when they are asked for.
        causes[name.isComputedOnDemand ? plan.canonical(.probabilities) : plan.canonical(name)] ?? []
    }

    /// What made any of them stale.
    public var allCauses: [Cause] {
        names.flatMap { causes[$0] ?? [] }.reduce(into: []) { all, cause in
            if !all.contains(cause) { all.append(cause) }
        }
    }

    fileprivate init(_ plan: Plan) { self.plan = plan }

    /// An operation has run, or has begun: its results are as stale as what it read.
    fileprivate mutating func run(_ operation: Operation) {
        for result in operation.writes where !result.isKeptBetweenIterations {
            let inherited = operation.reads(for: result).flatMap { causes[$0] ?? [] }
            causes[result] = inherited.isEmpty ? nil : inherited
            computed.insert(result)
        }
    }

    /// Something was changed by hand: what was computed from it is stale, and what was computed from that.
    fileprivate mutating func make(_ edit: SessionEdit) {
        var reached: Set<MatrixName> = []
        let cause: Cause
        switch edit {
        case .matrix(let name, _):
            let name = plan.canonical(name)
            (cause, reached) = (.matrix(name), [name])
            // Nothing of what its operation computed is left.
            causes[name] = nil
            computed.remove(name)
        case .cell(let name, _, _, _):
            let name = plan.canonical(name)
            (cause, reached) = (.matrix(name), [name])
        case .regularization:
            cause = .penalty
            for name in computed where name == .loss || name.isGradientOfWeights { add(cause, to: name) }
        case .learningRate, .schedule, .optimizer, .fault: return
        }
        for operation in plan.operations {
            for result in operation.writes where computed.contains(result) {
                guard !operation.reads(for: result).isDisjoint(with: reached) else { continue }
                add(cause, to: result)
                reached.insert(result)
            }
        }
    }

    private mutating func add(_ cause: Cause, to name: MatrixName) {
        if causes[name]?.contains(cause) != true { causes[name, default: []].append(cause) }
    }
}

extension DebugSession {
    /// What is stale here. A planted fault counts as no change, since that would give it away.
    ///
    /// Takes time in proportion to the number of operations if something was changed in this iteration or the one before, and
    /// none otherwise.
    public var staleMatrices: StaleMatrices {
        var stale = StaleMatrices(engine.plan)
        // What an iteration computes is overwritten by the next one, and what was changed before it was taken into account.
        let first = max(engine.iteration - 1, start.iteration)
        let recent = timeline.branch.edits[..<editsMade].reversed()
            .prefix { $0.position > Position(iteration: first) }.filter { !$0.changesNothing }
        guard !recent.isEmpty else { return stale }
        var edits = recent.reversed()[...]
        for iteration in first...engine.iteration {
            let isCurrent = iteration == engine.iteration
            let end = isCurrent ? engine.operationsRun + (underWay == nil ? 0 : 1) : engine.plan.operations.count
            for (index, operation) in engine.plan.operations[..<end].enumerated() {
                // What is changed while an operation is under way is taken into account by all of its cells.
                while let edit = edits.first, edit.position < Position(iteration: iteration, operation: index + 1) {
                    stale.make(edit.edit)
                    edits.removeFirst()
                }
                stale.run(operation)
            }
        }
        for edit in edits { stale.make(edit.edit) }
        return stale
    }
}
