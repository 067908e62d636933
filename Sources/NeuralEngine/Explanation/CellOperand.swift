/// A row or a column of a matrix: the letter it has in a formula, and the number the letter stands for.
public struct CellIndex: Hashable, Sendable {
    /// `n`, `i`, `j`, `k`; a number where the formula has one.
    public let letter: String
    /// The row or the column, from 0.
    public let number: Int

    /// An index by a letter.
    public init(_ letter: String, _ number: Int) {
        self.letter = letter
        self.number = number
    }

    /// The one row of a bias.
    public static let zero = CellIndex("0", 0)
}

/// What an operation has to do with a matrix in the formula of one of its results.
public enum OperandRole: Hashable, Sendable {
    /// It reads the matrix.
    case operand
    /// It writes the matrix, and this is the value before: `W1′`.
    case overwritten
    /// It writes the matrix, and this is what it has written.
    case result
}

/// A cell of a matrix as a formula mentions it: `W1[i,j]`, which is `W1[0,2]`, which is 0.3.
public struct CellOperand: Equatable, Sendable {
    /// What it is called: `W1`, `W1′` for the value before the update, `inputs` for the data.
    public let label: String
    /// The matrix; nil for the data.
    public let matrix: MatrixName?
    /// What the operation has to do with it.
    public let role: OperandRole
    /// The row.
    public let row: CellIndex
    /// The column.
    public let column: CellIndex
    /// The number there, as the operation read it.
    public let value: Double
    /// Whether an operation has overwritten that number since.
    public let isOverwritten: Bool

    /// `W1[i,j]`
    public var symbol: String { label == Self.loss ? label : "\(label)[\(row.letter),\(column.letter)]" }
    /// `W1[0,2]`
    public var place: String { label == Self.loss ? label : "\(label)[\(row.number),\(column.number)]" }

    /// `X[1,i]`, with numbers but for some letters.
    func spelled(lettersOf letters: [String]) -> String {
        guard label != Self.loss else { return label }
        let indices = [row, column].map { letters.contains($0.letter) ? $0.letter : "\($0.number)" }
        return "\(label)[\(indices.joined(separator: ","))]"
    }

    /// The loss is one number and takes no index.
    private static let loss = MatrixName.loss.description
}
