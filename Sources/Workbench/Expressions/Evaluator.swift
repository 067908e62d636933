import CommandLanguage
import NeuralEngine
import StepDebugger

/// Where an expression's names get their values.
package protocol NameScope {
    /// The value of a name, or why there is none.
    func value(of name: String) throws(EvaluationProblem) -> Value
    /// The value of a matrix before the last operation that wrote it.
    func previousValue(of name: String) throws(EvaluationProblem) -> Value
}

/// Evaluates expressions as NumPy does: row-major, 0-based, elementwise with broadcasting.
///
/// Every value has rows and columns; what has one dimension in NumPy is a row here (`W1[1]`, `sum(W1, axis=0)`), and
/// `axis=1` gives a column.
package struct Evaluator<Scope: NameScope> {
    let scope: Scope

    package init(scope: Scope) {
        self.scope = scope
    }

    package func evaluate(_ expression: Expression) throws(EvaluationError) -> Value {
        switch expression.node {
        case .number(let number, _):
            return .number(number)
        case .name(let name):
            return try located(expression.range) { () throws(EvaluationProblem) in try scope.value(of: name) }
        case .matrix(let rows):
            return try matrix(rows)
        case .unary(let `operator`, let operand):
            return apply(`operator`, to: try evaluate(operand))
        case .binary(let `operator`, let left, let right):
            let (left, right) = (try evaluate(left), try evaluate(right))
            return try located(expression.range) { () throws(EvaluationProblem) in
                try apply(`operator`, left, right)
            }
        case .transpose(let operand):
            let value = try evaluate(operand)
            return Value(
                matrix: value.matrix.transposed(), isScalar: value.isScalar, isBoolean: value.isBoolean,
                pending: value.pending?.transposed())
        case .subscripted(let operand, let subscripts):
            return try select(subscripts, of: try evaluate(operand))
        case .call(let function, let arguments, let axis):
            return try call(function, arguments, axis, expression.range)
        }
    }

    /// Adds to a problem the place where it was found.
    private func located<Result>(
        _ range: SourceRange, _ body: () throws(EvaluationProblem) -> Result
    ) throws(EvaluationError) -> Result {
        do { return try body() } catch { throw EvaluationError(problem: error, range: range) }
    }

    // MARK: Literals

    /// The grammar gives rows of equal length.
    private func matrix(_ rows: [[Expression]]) throws(EvaluationError) -> Value {
        var elements: [Double] = []
        let columns = rows.first?.count ?? 0
        for row in rows {
            for cell in row {
                guard let number = try evaluate(cell).scalar else {
                    throw EvaluationError(problem: .cellIsNotANumber, range: cell.range)
                }
                elements.append(number)
            }
        }
        return .matrix(Matrix(rows: rows.count, columns: columns, elements: elements))
    }

    // MARK: Operators

    private func apply(_ operator: UnaryOperator, to operand: Value) -> Value {
        switch `operator` {
        case .plus: operand.mapped { $0 }
        case .minus: operand.mapped { -$0 }
        case .not: operand.mapped(isBoolean: true) { $0 == 0 ? 1 : 0 }
        }
    }

    private func apply(
        _ operator: BinaryOperator, _ left: Value, _ right: Value
    ) throws(EvaluationProblem) -> Value {
        let sign = `operator`.rawValue
        func elementwise(
            isBoolean: Bool = false, _ operation: (Double, Double) -> Double
        ) throws(EvaluationProblem) -> Value {
            try combine(left, right, sign, isBoolean: isBoolean, operation)
        }
        func compare(_ holds: (Double, Double) -> Bool) throws(EvaluationProblem) -> Value {
            try elementwise(isBoolean: true) { holds($0, $1) ? 1 : 0 }
        }
        switch `operator` {
        case .add: return try elementwise { $0 + $1 }
        case .subtract: return try elementwise { $0 - $1 }
        case .multiply: return try elementwise { $0 * $1 }
        case .divide: return try elementwise { $0 / $1 }
        case .power: return try elementwise(Double.pow)
        case .matrixProduct: return try matrixProduct(left, right)
        case .equal: return try compare { $0 == $1 }
        case .notEqual: return try compare { $0 != $1 }
        case .less: return try compare { $0 < $1 }
        case .lessOrEqual: return try compare { $0 <= $1 }
        case .greater: return try compare { $0 > $1 }
        case .greaterOrEqual: return try compare { $0 >= $1 }
        case .and: return try compare { $0 != 0 && $1 != 0 }
        case .or: return try compare { $0 != 0 || $1 != 0 }
        }
    }

    private func combine(
        _ left: Value, _ right: Value, _ sign: String, isBoolean: Bool, _ operation: (Double, Double) -> Double
    ) throws(EvaluationProblem) -> Value {
        guard let shape = left.shape.broadcast(with: right.shape) else {
            throw .shapesDoNotBroadcast(operator: sign, left.shape, right.shape)
        }
        var elements: [Double] = []
        elements.reserveCapacity(shape.rows * shape.columns)
        for row in 0..<shape.rows {
            for column in 0..<shape.columns {
                elements.append(
                    operation(
                        left.matrix[left.shape.rows == 1 ? 0 : row, left.shape.columns == 1 ? 0 : column],
                        right.matrix[right.shape.rows == 1 ? 0 : row, right.shape.columns == 1 ? 0 : column]))
            }
        }
        return Value(
            matrix: Matrix(rows: shape.rows, columns: shape.columns, elements: elements),
            isScalar: left.isScalar && right.isScalar, isBoolean: isBoolean)
    }

    private func matrixProduct(_ left: Value, _ right: Value) throws(EvaluationProblem) -> Value {
        guard !left.isScalar, !right.isScalar else { throw .matrixProductOfScalar }
        guard left.shape.columns == right.shape.rows else {
            throw .shapesDoNotMultiply(left.shape, right.shape)
        }
        var product = Matrix<Double>(rows: left.shape.rows, columns: right.shape.columns, repeating: 0)
        for row in 0..<left.shape.rows {
            for inner in 0..<left.shape.columns {
                let factor = left.matrix[row, inner]
                for column in 0..<right.shape.columns {
                    product[row, column] += factor * right.matrix[inner, column]
                }
            }
        }
        return .matrix(product)
    }

    // MARK: Subscripts

    private func select(
        _ subscripts: [Subscript], of value: Value
    ) throws(EvaluationError) -> Value {
        let selection = try CellSelection(subscripts, in: value.shape) {
            (expression) throws(EvaluationError) in try evaluate(expression)
        }
        func selected(of matrix: Matrix<Double>) -> Matrix<Double> {
            Matrix(
                rows: selection.rows.count, columns: selection.columns.count,
                elements: selection.rows.flatMap { row in selection.columns.map { matrix[row, $0] } })
        }
        return Value(
            matrix: selected(of: value.matrix), isScalar: selection.isSingleCell, isBoolean: value.isBoolean,
            pending: value.pending.map(selected))
    }

    // MARK: Functions

    private func call(
        _ function: Located<Function>, _ arguments: [Expression], _ axis: Int?, _ range: SourceRange
    ) throws(EvaluationError) -> Value {
        // The grammar gives every function exactly one argument.
        guard let body = MatrixFunction(function.value) else {
            guard case .name(let name) = arguments[0].node else {
                throw EvaluationError(problem: .previousNeedsAName, range: arguments[0].range)
            }
            return try located(range) { () throws(EvaluationProblem) in try scope.previousValue(of: name) }
        }
        let argument = try evaluate(arguments[0])
        return try located(range) { () throws(EvaluationProblem) in
            try body.apply(to: argument, axis: axis, function: function.value)
        }
    }
}

extension Value {
    /// The same shape with every cell replaced.
    func mapped(isBoolean: Bool = false, _ transform: (Double) -> Double) -> Value {
        Value(
            matrix: Matrix(rows: matrix.rows, columns: matrix.columns, elements: matrix.elements.map(transform)),
            isScalar: isScalar, isBoolean: isBoolean)
    }
}
