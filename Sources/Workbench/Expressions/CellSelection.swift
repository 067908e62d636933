import CommandLanguage
import NeuralEngine

/// The rows and columns that subscripts such as `[0,2]`, `[1]`, `[-1]` or `[0:2,:]` pick from a matrix.
struct CellSelection: Equatable {
    let rows: Range<Int>
    let columns: Range<Int>
    /// Whether both subscripts are single indices, so that the result is a number.
    let isSingleCell: Bool

    /// - Parameters:
    ///   - subscripts: one (a row) or two (row, column), as the grammar allows.
    ///   - evaluate: gives an index expression its value.
    init(
        _ subscripts: [Subscript], in shape: MatrixShape,
        evaluate: (Expression) throws(EvaluationError) -> Value
    ) throws(EvaluationError) {
        /// An integer, counted from the end if it is negative.
        func integer(_ expression: Expression) throws(EvaluationError) -> Int {
            guard let number = try evaluate(expression).scalar, let integer = Int(exactly: number) else {
                throw EvaluationError(problem: .indexIsNotAnInteger, range: expression.range)
            }
            return integer
        }
        func resolve(
            _ picked: Subscript, count: Int, axis: Axis
        ) throws(EvaluationError) -> (range: Range<Int>, isIndex: Bool) {
            switch picked {
            case .index(let expression):
                let index = try integer(expression)
                let position = index < 0 ? index + count : index
                guard (0..<count).contains(position) else {
                    throw EvaluationError(
                        problem: .indexOutOfRange(index, axis: axis, shape), range: expression.range)
                }
                return (position..<position + 1, true)
            case .slice(let lower, let upper):
                // Slices are clipped to the matrix, as in NumPy.
                func bound(_ expression: Expression?, default: Int) throws(EvaluationError) -> Int {
                    guard let expression else { return `default` }
                    let index = try integer(expression)
                    return min(max(index < 0 ? index + count : index, 0), count)
                }
                let start = try bound(lower, default: 0)
                return (start..<max(start, try bound(upper, default: count)), false)
            }
        }
        let row = try resolve(subscripts[0], count: shape.rows, axis: .row)
        rows = row.range
        if subscripts.count == 2 {
            let column = try resolve(subscripts[1], count: shape.columns, axis: .column)
            columns = column.range
            isSingleCell = row.isIndex && column.isIndex
        } else {
            columns = 0..<shape.columns
            isSingleCell = false
        }
    }
}

/// A direction in a matrix.
public enum Axis: String, Equatable, Sendable {
    case row, column
}
