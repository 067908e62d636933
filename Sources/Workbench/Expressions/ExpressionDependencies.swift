import CommandLanguage
import NeuralEngine
import StepDebugger

extension Expression {
    /// Its names with their places; those inside `previous(…)` are marked.
    var names: [(name: Located<String>, isPrevious: Bool)] {
        switch node {
        case .number: []
        case .name(let name): [(Located(name, at: range), false)]
        case .matrix(let rows): rows.flatMap { $0.flatMap(\.names) }
        case .unary(_, let operand), .transpose(let operand): operand.names
        case .binary(_, let left, let right): left.names + right.names
        case .subscripted(let operand, let subscripts): operand.names + subscripts.flatMap(\.names)
        case .call(let function, let arguments, _):
            arguments.flatMap(\.names).map { ($0.name, $0.isPrevious || function.value == .previous) }
        }
    }

    /// The operations that can change its value, by their indices in the plan; empty if none can.
    /// - exceptions: names to leave out.
    func operations(changingItIn engine: Engine, except exceptions: [String] = []) -> OperationSet {
        var all = OperationSet()
        for (name, _) in names where !exceptions.contains(name.value) {
            all.formUnion(Self.operations(changing: name.value, in: engine))
        }
        return all
    }

    /// Whether it needs what operations have overwritten, or the derivative by the data, which training leaves out.
    func readsOverwritten(in engine: Engine) -> Bool {
        names.contains { name, isPrevious in
            isPrevious || MatrixName(name.value).map { engine.plan.canonical($0) == MatrixName.inputs.gradient } == true
        }
    }

    private static func operations(changing name: String, in engine: Engine) -> OperationSet {
        let operations = engine.plan.operations
        func writers(of matrix: MatrixName) -> OperationSet {
            OperationSet(operations.indices.filter { operations[$0].writes.contains(matrix) })
        }
        if EpochMonitor(rawValue: name) != nil { return OperationSet([operations.count - 1]) }
        switch name {
        case "loss", "accuracy": return writers(of: .loss)
        case "lr", "epoch", "iteration", "batch":
            return OperationSet([operations.count - 1])
        case "operation": return OperationSet(operations.indices)
        case "N": return OperationSet([0])
        default:
            guard let matrix = MatrixName(name), engine.plan.contains(matrix) else { return OperationSet() }
            let own = writers(of: engine.plan.canonical(matrix))
            // No operation computes ∂L/∂P and ∂L/∂Y: they follow from the operands of the loss.
            return own.isEmpty ? writers(of: .loss) : own
        }
    }
}

extension Subscript {
    fileprivate var names: [(name: Located<String>, isPrevious: Bool)] {
        switch self {
        case .index(let index): index.names
        case .slice(let lower, let upper): (lower?.names ?? []) + (upper?.names ?? [])
        }
    }
}

extension EvaluationProblem {
    /// Whether the value is merely missing until some operations have run.
    var passesWithTime: Bool {
        switch self {
        case .notComputedYet, .notWrittenYet, .computedOnce, .noLossYet: true
        default: false
        }
    }
}
