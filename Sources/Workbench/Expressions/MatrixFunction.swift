import CommandLanguage
import NeuralEngine

/// The functions of the expression language, each under its NumPy name.
enum MatrixFunction {
    /// Cell by cell; keeps the shape.
    case elementwise(isBoolean: Bool = false, (Double) -> Double)
    /// Many cells to one, over the whole matrix or along an axis. NaN cells make the result NaN where they do in NumPy.
    case reduction(isBoolean: Bool = false, allowsEmpty: Bool = false, ([Double]) -> Double)
    /// Each row as a whole, or each column with `axis=0`; keeps the shape.
    case alongRows(([Double]) -> [Double])
    /// The shape itself, as a row of two numbers.
    case shape

    /// What a function of the language does; nil for `previous`, which depends on the session rather than on a value.
    init?(_ function: Function) {
        switch function {
        case .abs: self = .elementwise { Swift.abs($0) }
        case .exp: self = .elementwise(Double.exp)
        case .log: self = .elementwise(Double.log)
        case .sqrt: self = .elementwise { $0.squareRoot() }
        case .tanh: self = .elementwise(Activation.tanh.value(_:))
        case .sigmoid: self = .elementwise(Activation.sigmoid.value)
        case .relu: self = .elementwise(Activation.relu.value)
        case .isnan: self = .elementwise(isBoolean: true) { $0.isNaN ? 1 : 0 }
        case .isfinite: self = .elementwise(isBoolean: true) { $0.isFinite ? 1 : 0 }
        case .sum: self = .reduction(allowsEmpty: true) { $0.reduce(0, +) }
        case .mean: self = .reduction { $0.reduce(0, +) / Double($0.count) }
        case .min: self = .reduction { cells in cells.reduce(cells[0]) { $1.isNaN || $1 < $0 ? $1 : $0 } }
        case .max: self = .reduction { cells in cells.reduce(cells[0]) { $1.isNaN || $1 > $0 ? $1 : $0 } }
        case .norm: self = .reduction(allowsEmpty: true, Self.euclideanNorm)
        case .any: self = .reduction(isBoolean: true, allowsEmpty: true) { $0.contains { $0 != 0 } ? 1 : 0 }
        case .all: self = .reduction(isBoolean: true, allowsEmpty: true) { $0.allSatisfy { $0 != 0 } ? 1 : 0 }
        case .argmax: self = .reduction { cells in Double(cells.firstIndex { $0.isNaN } ?? Self.indexOfLargest(cells)) }
        case .softmax: self = .alongRows(Self.softmax)
        case .shape: self = .shape
        case .previous: return nil
        }
    }

    /// - Parameter axis: 0 or 1, and only for functions that take one, as the grammar ensures.
    func apply(to value: Value, axis: Int?, function: Function) throws(EvaluationProblem) -> Value {
        switch self {
        case .elementwise(let isBoolean, let transform):
            return value.mapped(isBoolean: isBoolean, transform)
        case .shape:
            return .matrix(
                Matrix(rows: 1, columns: 2, elements: [Double(value.shape.rows), Double(value.shape.columns)]))
        case .reduction(let isBoolean, let allowsEmpty, let reduce):
            let groups = value.groups(along: axis)
            guard allowsEmpty || (!groups.isEmpty && groups.allSatisfy { !$0.isEmpty }) else {
                throw .emptyMatrix(function: function.rawValue, value.shape)
            }
            let results = groups.map(reduce)
            return Value(
                matrix: Matrix(
                    rows: axis == 1 ? results.count : 1, columns: axis == 1 ? 1 : results.count, elements: results),
                isScalar: axis == nil, isBoolean: isBoolean)
        case .alongRows(let transform):
            let turned = axis == 0 ? value.matrix.transposed() : value.matrix
            let rows = (0..<turned.rows).flatMap { transform(turned.row($0)) }
            let result = Matrix(rows: turned.rows, columns: turned.columns, elements: rows)
            return Value(matrix: axis == 0 ? result.transposed() : result, isScalar: value.isScalar)
        }
    }

    /// √Σx², Frobenius' norm of a matrix.
    private static func euclideanNorm(_ cells: [Double]) -> Double {
        cells.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }

    private static func indexOfLargest(_ cells: [Double]) -> Int {
        cells.indices.reduce(0) { cells[$1] > cells[$0] ? $1 : $0 }
    }

    /// exp(xⱼ − max x) / Σ exp(xₖ − max x), which cannot overflow.
    private static func softmax(_ cells: [Double]) -> [Double] {
        let largest = cells.max() ?? 0
        let exponentials = cells.map { Double.exp($0 - largest) }
        let sum = exponentials.reduce(0, +)
        return exponentials.map { $0 / sum }
    }
}

extension Value {
    /// The cells that a reduction combines: all of them, each column (`axis` 0) or each row (`axis` 1).
    fileprivate func groups(along axis: Int?) -> [[Double]] {
        switch axis {
        case nil: [matrix.elements]
        case 0: (0..<matrix.columns).map { column in (0..<matrix.rows).map { matrix[$0, column] } }
        default: (0..<matrix.rows).map(matrix.row)
        }
    }
}
