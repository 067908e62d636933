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

    /// What an iteration has computed so far.
    fileprivate struct Values: Equatable {
        /// The matrices whose operations have run.
        var written: Set<MatrixName> = []
        /// Those that have not been set by hand as a whole since.
        var computed: Set<MatrixName> = []
        /// What was changed after a matrix was computed.
        var causes: [MatrixName: [Cause]] = [:]
    }

    private let plan: Plan
    /// What this iteration has computed, and the one before: that is there until it is overwritten.
    private var current = Values()
    private var former = Values()

    /// Whether there are none.
    public var isEmpty: Bool { names.isEmpty }

    /// Those with memory of their own, in the order of the data flow.
    public var names: [MatrixName] {
        guard !(current.causes.isEmpty && former.causes.isEmpty) else { return [] }
        return plan.matrices.filter { !causes(of: $0).isEmpty }
    }

    /// What was changed after a matrix was computed, in the order of the changes; empty if the matrix is not stale.
    public func causes(of name: MatrixName) -> [Cause] {
        // ∂L/∂P and ∂L/∂Y are computed from P when they are asked for.
        let name = plan.canonical(name.isComputedOnDemand ? .probabilities : name)
        return (current.written.contains(name) ? current : former).causes[name] ?? []
    }

    /// What made any of them stale.
    public var allCauses: [Cause] {
        names.flatMap(causes).reduce(into: []) { all, cause in
            if !all.contains(cause) { all.append(cause) }
        }
    }

    fileprivate init(_ plan: Plan) { self.plan = plan }

    /// An iteration begins.
    fileprivate mutating func begin() { (former, current) = (current, Values()) }

    /// An operation has run, or has begun: its results are as stale as what it read.
    fileprivate mutating func run(_ operation: Operation) {
        for result in operation.writes where !result.isKeptBetweenIterations {
            let read = operation.reads(for: result)
            let inherited = plan.matrices.filter(read.contains).flatMap { current.causes[$0] ?? [] }
            current.causes[result] = nil
            for cause in inherited { current.add(cause, to: result) }
            current.written.insert(result)
            current.computed.insert(result)
        }
    }

    /// Something was changed by hand: what was computed from it is stale, and what was computed from that.
    fileprivate mutating func make(_ edit: SessionEdit) {
        switch edit {
        case .matrix(let name, _), .cell(let name, _, _, _):
            let name = plan.canonical(name)
            var isWhole = false
            if case .matrix = edit { isWhole = true }
            // Parameters are those of every iteration, a result is that of its own.
            if name.isKeptBetweenIterations || current.written.contains(name) {
                current.change(name, isWhole: isWhole, plan)
            }
            if name.isKeptBetweenIterations || !current.written.contains(name) {
                former.change(name, isWhole: isWhole, plan)
            }
        case .regularization:
            current.changePenalty()
            former.changePenalty()
        case .learningRate, .schedule, .optimizer, .fault: break
        }
    }
}

extension StaleMatrices.Values {
    fileprivate mutating func add(_ cause: StaleMatrices.Cause, to name: MatrixName) {
        if causes[name]?.contains(cause) != true { causes[name, default: []].append(cause) }
    }

    fileprivate mutating func change(_ name: MatrixName, isWhole: Bool, _ plan: Plan) {
        if isWhole {
            // Nothing of what its operation computed is left.
            causes[name] = nil
            computed.remove(name)
        }
        var reached: Set = [name]
        for operation in plan.operations {
            for result in operation.writes where computed.contains(result) {
                guard !operation.reads(for: result).isDisjoint(with: reached) else { continue }
                add(.matrix(name), to: result)
                reached.insert(result)
            }
        }
    }

    fileprivate mutating func changePenalty() {
        for name in computed where name == .loss || name.isGradientOfWeights { add(.penalty, to: name) }
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
            stale.begin()
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

extension DebugSession {
    /// Whether weights or biases were changed by hand since the last tested epoch.
    public var hasChangedSinceLatestTest: Bool {
        guard let latestTest else { return false }
        let end = Position(iteration: latestTest.epoch * iterationsPerEpoch)
        return edits.reversed().prefix { $0.position >= end }.contains { recorded in
            switch recorded.edit {
            case .matrix(let name, _), .cell(let name, _, _, _):
                !recorded.changesNothing && name.isParameter && name.quantity == .value
            case .learningRate, .schedule, .optimizer, .regularization, .fault: false
            }
        }
    }
}
