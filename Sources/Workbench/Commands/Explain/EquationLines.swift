import NeuralEngine
import PlainText

/// Equations in lines, with their equals signs aligned. A right-hand side that equals the one before is left out.
struct EquationLines {
    private(set) var lines: [String] = []
    private let columns: Int
    /// The left-hand sides of the first lines; the others have none.
    private var lefts: [String]
    private let leftColumns: Int
    private var last = ""

    init(columns: Int, lefts: [String]) {
        self.columns = columns
        self.lefts = lefts
        leftColumns = lefts.map(\.count).max() ?? 0
    }

    /// A cell's formula in letters, then with indices.
    init(of cell: CellOperand, _ expression: CellExpression, columns: Int) {
        self.init(columns: columns, lefts: [cell.symbol, cell.place])
        add(expression.spelled(.letters))
        add(expression.spelled(.indices))
    }

    /// How many columns there are for a right-hand side.
    var room: Int { columns - leftColumns - 5 }

    /// - parts: a right-hand side, in parts between which a line may be broken.
    mutating func add(_ parts: [String]) {
        let text = parts.joined().replacing("−", with: "-")
        guard text != last else { return }
        last = text
        let left = lefts.isEmpty ? "" : lefts.removeFirst()
        lines += parts.lines(behind: "  " + left.padded(to: leftColumns) + " = ", columns: columns)
    }
}

extension CellExpression {
    /// The formula in parts between which a line may be broken.
    func spelled(_ notation: CellNotation, digits: Int = NumberFormat.significantDigits) -> [String] {
        spelled(notation) { NumberFormat.rounded($0, digits: digits) }
    }
}
