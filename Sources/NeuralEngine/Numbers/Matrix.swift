/// A dense matrix in row-major order, indexed from zero.
///
/// Samples are rows: a batch of N samples with F features is (N × F).
public struct Matrix<Element: Scalar>: Equatable, Sendable {
    /// The number of rows, which may be 0.
    public let rows: Int
    /// The number of columns.
    public let columns: Int
    /// The cells, row after row: (i, j) is at `i * columns + j`. There are always `rows * columns` of them.
    public var elements: [Element]

    /// A matrix with the same value in every cell.
    public init(rows: Int, columns: Int, repeating value: Element = 0) {
        self.init(rows: rows, columns: columns, elements: Array(repeating: value, count: rows * columns))
    }

    /// A matrix from its cells in row-major order.
    /// - Precondition: there are exactly `rows * columns` of them.
    public init(rows: Int, columns: Int, elements: [Element]) {
        precondition(rows >= 0 && columns >= 0, "a matrix cannot be \(rows)×\(columns)")
        precondition(elements.count == rows * columns, "\(elements.count) cells do not fill \(rows)×\(columns)")
        self.rows = rows
        self.columns = columns
        self.elements = elements
    }

    /// A matrix from its rows. No rows give the 0 × 0 matrix.
    /// - Precondition: all rows have the same length.
    public init(_ rows: [[Element]]) {
        let columns = rows.first?.count ?? 0
        precondition(rows.allSatisfy { $0.count == columns }, "the rows of a matrix have the same length")
        self.init(rows: rows.count, columns: columns, elements: rows.flatMap { $0 })
    }

    /// The cell in a row and a column.
    @inlinable public subscript(row: Int, column: Int) -> Element {
        get {
            precondition(column >= 0 && column < columns, "no such column")
            return elements[row * columns + column]
        }
        set {
            precondition(column >= 0 && column < columns, "no such column")
            elements[row * columns + column] = newValue
        }
    }

    /// The cells of one row.
    public func row(_ index: Int) -> [Element] {
        Array(elements[index * columns..<(index + 1) * columns])
    }

    /// Rows and columns exchanged.
    public func transposed() -> Matrix {
        var result = Matrix(rows: columns, columns: rows)
        for i in 0..<rows {
            for j in 0..<columns { result[j, i] = self[i, j] }
        }
        return result
    }

    /// Rows and columns as one value.
    public var shape: MatrixShape { MatrixShape(rows: rows, columns: columns) }
}

/// The shape of a matrix; written `4×2`.
public struct MatrixShape: Hashable, Sendable, CustomStringConvertible {
    /// The number of rows.
    public var rows: Int
    /// The number of columns.
    public var columns: Int

    /// A shape with the given number of rows and columns.
    public init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
    }

    /// How many cells a matrix of this shape has.
    public var count: Int { rows * columns }

    /// As `4×2`.
    public var description: String { "\(rows)×\(columns)" }
}
