import NeuralEngine
import StepDebugger

/// An explanation in lines: what it is about; the formula in letters, with indices, with numbers, worked out step by step;
/// what there is to know beside it; the central difference of a gradient.
extension ExplanationReport {
    /// The columns that transcripts have.
    private static let textColumns = 78
    /// Numbers have fewer digits where a line of them would be longer than so many.
    private static let linesBeforeShortening = 2
    private static let fewerDigits = 4

    /// The lines, none wider than an old terminal but for numbers that cannot be parted.
    public var text: String { lines(columns: Self.textColumns).joined(separator: "\n") }

    /// The lines in so many columns.
    public func lines(columns: Int) -> [String] {
        var lines = heading.wrapped(toColumns: columns, indent: 2)
        if let formula = shownFormula { lines += self.lines(of: formula, columns: columns) }
        for sentence in sentences { lines += ("  " + sentence).wrapped(toColumns: columns, indent: 4) }
        if let check = gradientSentence { lines += ("  " + check).wrapped(toColumns: columns, indent: 4) }
        return lines
    }

    /// The formula in one line and the number in another, for a pane of so many columns.
    public func shortLines(columns: Int) -> [String] {
        guard let formula = shownFormula else { return lines(columns: columns).map { $0.cut(to: columns) } }
        let sum = formula.expression.spelled(.summation, number: Self.number(Self.fewerDigits)).joined()
        let numbers = formula.expression.spelled(.numbers, number: Self.number(Self.fewerDigits)).joined()
        // The equals signs stand under each other where that leaves room for what comes behind.
        let indent = sum.count < columns / 2 ? String(repeating: " ", count: sum.count) : ""
        let isNumber = numbers == sum
        var value = "\(isNumber ? "" : indent + " ")= \(NumberFormat.rounded(explanation.value))"
        if explanation.verdict != .given { value += "   \(heading)" }
        if let check = gradientSentence { value += "   \(check)" }
        return [isNumber ? sum : "\(sum) = \(numbers)", value].map { $0.cut(to: columns) }
    }

    // MARK: The formula

    /// The formula, where it has to do with the number in the cell.
    private var shownFormula: CellFormula? { replacesItsStart ? nil : explanation.formula }

    private func lines(of formula: CellFormula, columns: Int) -> [String] {
        let (symbol, place) = (formula.cell.symbol, formula.cell.place)
        let leftColumns = max(symbol.count, place.count)
        var lines: [String] = []
        var last = ""
        func add(_ left: String, _ pieces: [String]) {
            guard pieces.joined() != last else { return }
            last = pieces.joined()
            let lead = "  " + left.padded(to: leftColumns) + " = "
            lines += Self.wrap(pieces, behind: lead, columns: columns)
        }
        add(symbol, formula.letters)
        add(place, formula.expression.spelled(.indices, number: NumberFormat.plain))
        let room = columns - leftColumns - 5
        for step in formula.steps(digits: digits(for: formula.expression, room: room)) { add("", step) }
        let result = explanation.verdict == .given ? explanation.value : formula.evaluated.value
        add("", [Self.spelled(result)])
        for definition in formula.definitions {
            let spellings =
                [definition.expression.spelled(.letters, number: NumberFormat.plain)]
                + definition.expression.steps(digits: NumberFormat.significantDigits)
            let texts = spellings.map { $0.joined() }
            let value = Self.spelled(definition.expression.value)
            let all = texts.last == value ? texts : texts + [value]
            lines.append("  with \(definition.symbol) = \(all.joined(separator: " = "))")
        }
        return lines
    }

    private func digits(for expression: CellExpression, room: Int) -> Int {
        let length = expression.spelled(.numbers, number: Self.number(NumberFormat.significantDigits))
            .joined().count
        return length > Self.linesBeforeShortening * room ? Self.fewerDigits : NumberFormat.significantDigits
    }

    private static func number(_ digits: Int) -> (Double) -> String { { NumberFormat.rounded($0, digits: digits) } }

    private static func spelled(_ value: Double) -> String { NumberFormat.rounded(value) }

    /// Pieces in lines that end before a sign; those that follow stand under the first one.
    private static func wrap(_ pieces: [String], behind lead: String, columns: Int) -> [String] {
        let indent = String(repeating: " ", count: lead.count)
        var lines = [lead]
        var isEmpty = true
        for piece in pieces {
            if isEmpty || lines[lines.count - 1].count + piece.count <= columns {
                lines[lines.count - 1] += isEmpty ? String(piece.drop { $0 == " " }) : piece
            } else {
                lines.append(indent + piece.drop { $0 == " " })
            }
            isEmpty = false
        }
        return lines
    }
}

extension CellFormula {
    /// `Σₙ A1[n,i]·dZ2[n,j]`
    var letters: [String] { expression.spelled(.letters, number: NumberFormat.plain) }

    /// The right-hand side with its numbers put in, and then step by step with its functions worked out; but for the
    /// number that it comes to.
    func steps(digits: Int) -> [[String]] { expression.steps(digits: digits) }
}

extension CellExpression {
    fileprivate func steps(digits: Int) -> [[String]] {
        var steps: [[String]] = []
        var next: CellExpression? = self
        while let step = next {
            let pieces = step.spelled(.numbers) { NumberFormat.rounded($0, digits: digits) }
            next = step.reduced
            if case .number = step, !steps.isEmpty { break }
            steps.append(pieces)
        }
        return steps
    }
}

extension NumberFormat {
    /// A number that a formula itself has.
    static func plain(_ number: Double) -> String { rounded(number) }
}

extension String {
    /// The text in lines of so many columns, parted at blanks; lines after the first are indented.
    fileprivate func wrapped(toColumns columns: Int, indent: Int) -> [String] {
        let lead = String(prefix { $0 == " " })
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ") {
            if line.isEmpty {
                line = (lines.isEmpty ? lead : String(repeating: " ", count: indent)) + word
            } else if line.count + 1 + word.count <= columns {
                line += " " + word
            } else {
                lines.append(line)
                line = String(repeating: " ", count: indent) + word
            }
        }
        return lines + [line]
    }

    /// The text, or as much of it as fits into so many columns with a mark of its end.
    fileprivate func cut(to columns: Int) -> String {
        count <= columns ? self : prefix(max(0, columns - 1)) + "…"
    }
}
