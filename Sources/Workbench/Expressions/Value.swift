import NeuralEngine
import PlainText

/// What an expression evaluates to: a number, a truth value, or a matrix of either.
///
/// All have the same representation, so that every operator broadcasts the same way; a scalar is a 1 × 1 matrix that is
/// marked as one.
public struct Value: Equatable, Sendable {
    /// The cells, row-major; 1 × 1 for a scalar.
    public let matrix: Matrix<Double>
    /// Whether this is a single number rather than a 1 × 1 matrix.
    public let isScalar: Bool
    /// Whether the cells are truth values (1 for true, 0 for false), such as the result of a comparison.
    public let isBoolean: Bool
    /// 1 for each cell that the operation under way has yet to compute, 0 for the others; nil if there are none. Such
    /// cells are shown as `·`, but they still have their former numbers, with which expressions compute.
    let pending: Matrix<Double>?

    init(matrix: Matrix<Double>, isScalar: Bool, isBoolean: Bool = false, pending: Matrix<Double>? = nil) {
        self.pending = pending
        self.matrix = matrix
        self.isScalar = isScalar
        self.isBoolean = isBoolean
    }

    /// A single number.
    public static func number(_ number: Double) -> Value {
        Value(matrix: Matrix(rows: 1, columns: 1, elements: [number]), isScalar: true)
    }

    /// A single truth value.
    public static func boolean(_ answer: Bool) -> Value {
        Value(matrix: Matrix(rows: 1, columns: 1, elements: [answer ? 1 : 0]), isScalar: true, isBoolean: true)
    }

    /// A matrix of numbers.
    public static func matrix(_ matrix: Matrix<Double>) -> Value {
        Value(matrix: matrix, isScalar: false)
    }

    /// The number, if there is just one.
    public var scalar: Double? { isScalar ? matrix.elements[0] : nil }

    /// The shape, rows before columns.
    public var shape: MatrixShape { MatrixShape(rows: matrix.rows, columns: matrix.columns) }

    /// What stands for a cell that the operation under way has yet to compute.
    static let pendingMark = "·"

    /// Whether the operation under way has yet to compute a cell.
    func isPending(_ row: Int, _ column: Int) -> Bool { pending?[row, column] == 1 }

    /// Whether no cell is zero: whether a condition holds. A matrix without cells holds.
    public var holdsEverywhere: Bool { matrix.elements.allSatisfy { $0 != 0 } }

    /// A cell for people to read: six significant digits, or `true` or `false`.
    public func spelling(ofCell cell: Double) -> String {
        isBoolean ? (cell != 0 ? "true" : "false") : NumberFormat.rounded(cell)
    }
}

extension MatrixShape {
    /// The shape that two operands broadcast to by NumPy's rule: sizes are equal, or one of them is 1. Nil if they do
    /// not fit.
    func broadcast(with other: MatrixShape) -> MatrixShape? {
        guard rows == other.rows || rows == 1 || other.rows == 1,
            columns == other.columns || columns == 1 || other.columns == 1
        else { return nil }
        return MatrixShape(
            rows: rows == 1 ? other.rows : rows,
            columns: columns == 1 ? other.columns : columns)
    }
}
