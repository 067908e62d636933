import CommandLanguage
import NeuralEngine
import StepDebugger

/// An expression of single numbers that can be evaluated after an iteration without copying anything.
///
/// Only for expressions whose value changes once per iteration, at one operation: their value at the iteration's end is
/// then the same as there.
indirect enum IterationFormula: Equatable, Sendable {
    case constant(Double)
    case loss
    case accuracy
    case epoch
    case iteration
    case batch
    case cell(IterationView.Place)
    case unary(UnaryOperator, IterationFormula)
    case binary(BinaryOperator, IterationFormula, IterationFormula)
    case isNaN(IterationFormula)
    case magnitude(IterationFormula)

    /// The formula for an expression; nil if it contains more than single numbers.
    init?(_ expression: Expression, _ engine: Engine, variables: [String: Value]) {
        func formula(_ part: Expression) -> IterationFormula? { IterationFormula(part, engine, variables: variables) }
        switch expression.node {
        case .number(let number, _): self = .constant(number)
        case .name("loss"): self = .loss
        case .name("accuracy"): self = .accuracy
        case .name("epoch"): self = .epoch
        case .name("iteration"): self = .iteration
        case .name("batch"): self = .batch
        case .name(let name):
            guard !Vocabulary.scalars.contains(name), MatrixName(name) == nil,
                let number = variables[name]?.scalar ?? SessionScope.constants[name]
            else { return nil }
            self = .constant(number)
        case .unary(let sign, let operand):
            guard let operand = formula(operand) else { return nil }
            self = .unary(sign, operand)
        case .binary(let sign, let left, let right):
            guard sign != .matrixProduct, let left = formula(left), let right = formula(right) else { return nil }
            self = .binary(sign, left, right)
        case .subscripted(let operand, let subscripts):
            guard case .name(let text) = operand.node, let name = MatrixName(text), engine.plan.contains(name),
                let shape = engine.shape(of: name), subscripts.count == 2,
                let row = subscripts[0].index(below: shape.rows),
                let column = subscripts[1].index(below: shape.columns),
                let place = engine.place(of: name, row: row, column: column)
            else { return nil }
            self = .cell(place)
        case .call(let function, let arguments, _):
            guard let operand = formula(arguments[0]) else { return nil }
            switch function.value {
            case .isnan: self = .isNaN(operand)
            case .abs: self = .magnitude(operand)
            default: return nil
            }
        case .matrix, .transpose: return nil
        }
    }

    /// Its value after an iteration's update, or at an operation in the middle of the iteration.
    func value(_ view: IterationView, iterationsPerEpoch: Int, isBeforeUpdate: Bool = false) -> Double {
        func value(_ part: IterationFormula) -> Double {
            part.value(view, iterationsPerEpoch: iterationsPerEpoch, isBeforeUpdate: isBeforeUpdate)
        }
        var iteration: Int { view.record.iteration + (isBeforeUpdate ? 0 : 1) }
        func answer(_ holds: Bool) -> Double { holds ? 1 : 0 }
        switch self {
        case .constant(let number): return number
        case .loss: return view.record.loss
        case .accuracy: return view.record.accuracy
        case .epoch: return Double(iteration / iterationsPerEpoch)
        case .iteration: return Double(iteration)
        case .batch: return Double(iteration % iterationsPerEpoch)
        case .cell(let place): return view.number(at: place)
        case .unary(.plus, let operand): return value(operand)
        case .unary(.minus, let operand): return -value(operand)
        case .unary(.not, let operand): return answer(value(operand) == 0)
        case .isNaN(let operand): return answer(value(operand).isNaN)
        case .magnitude(let operand): return value(operand).magnitude
        case .binary(let sign, let left, let right):
            let (a, b) = (value(left), value(right))
            switch sign {
            case .add: return a + b
            case .subtract: return a - b
            case .multiply: return a * b
            case .divide: return a / b
            case .power: return Double.pow(a, b)
            case .equal: return answer(a == b)
            case .notEqual: return answer(a != b)
            case .less: return answer(a < b)
            case .lessOrEqual: return answer(a <= b)
            case .greater: return answer(a > b)
            case .greaterOrEqual: return answer(a >= b)
            case .and: return answer(a != 0 && b != 0)
            case .or: return answer(a != 0 || b != 0)
            case .matrixProduct: preconditionFailure("numbers have no matrix product")
            }
        }
    }
}

extension Subscript {
    /// The row or column that it picks, if it is written as a number; otherwise nil.
    fileprivate func index(below count: Int) -> Int? {
        guard case .index(let expression) = self else { return nil }
        let written: Double
        switch expression.node {
        case .number(let number, _): written = number
        case .unary(.minus, let operand):
            guard case .number(let number, _) = operand.node else { return nil }
            written = -number
        default: return nil
        }
        guard let index = Int(exactly: written) else { return nil }
        let place = index < 0 ? index + count : index
        return (0..<count).contains(place) ? place : nil
    }
}
