/// A row or column index in a formula: its letter, and the number that the letter stands for.
public struct CellIndex: Hashable, Sendable {
    /// `n`, `i`, `j`, `k`, or a number if the formula has one.
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

/// The part that a matrix plays in the formula of an operation's result.
public enum OperandRole: Hashable, Sendable {
    /// The operation reads it.
    case operand
    /// The operation writes it, and this is the value before: `W1′`.
    case overwritten
    /// The operation writes it, and this is the new value.
    case result
}

/// A cell of a matrix in a formula: `W1[i,j]`, which is `W1[0,2]`, which is 0.3.
public struct CellOperand: Equatable, Sendable {
    /// Its matrix in the formula: `W1`, `W1′` for the value before the update, `inputs` for the data.
    public let label: String
    /// The matrix; nil for the data.
    public let matrix: MatrixName?
    /// Whether the operation reads or writes it.
    public let role: OperandRole
    /// The row.
    public let row: CellIndex
    /// The column.
    public let column: CellIndex
    /// Its number, as the operation read it.
    public let value: Double
    /// Whether that number has been overwritten since.
    public let isOverwritten: Bool

    /// `W1[i,j]`
    public var symbol: String { label == Self.loss ? label : "\(label)[\(row.letter),\(column.letter)]" }
    /// `W1[0,2]`
    public var place: String { label == Self.loss ? label : "\(label)[\(row.number),\(column.number)]" }

    /// `X[1,i]`: some indices as letters, the others as numbers.
    func spelled(lettersOf letters: [String]) -> String {
        guard label != Self.loss else { return label }
        let indices = [row, column].map { letters.contains($0.letter) ? $0.letter : "\($0.number)" }
        return "\(label)[\(indices.joined(separator: ","))]"
    }

    /// The loss is a single number and has no index.
    private static let loss = MatrixName.loss.description
}
