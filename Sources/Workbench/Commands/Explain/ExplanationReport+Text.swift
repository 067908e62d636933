import NeuralEngine
import PlainText
import StepDebugger

/// An explanation in lines: what it is about; the formula in letters, with indices, with numbers, worked out step by step;
/// what there is to know beside it; the central difference of a gradient.
extension ExplanationReport: CommandReport {
    package var kind: String { "explanation" }

    /// The columns that transcripts have.
    private static let textColumns = 78
    /// Numbers have fewer digits where a line of them would be longer than so many.
    private static let linesBeforeShortening = 2
    private static let fewerDigits = 4
    private static let fewestDigits = 3

    /// The lines, none wider than an old terminal but for numbers that cannot be parted.
    public var text: String { lines(columns: Self.textColumns).joined(separator: "\n") }

    /// The lines in so many columns.
    public func lines(columns: Int) -> [String] {
        var lines = heading.wrapped(toColumns: columns, indent: 2)
        if let formula = shownFormula { lines += self.lines(of: formula, columns: columns) }
        for sentence in sentences { lines += ("  " + sentence).wrapped(toColumns: columns, indent: 4) }
        if let check = gradientSentence { lines += ("  " + check).wrapped(toColumns: columns, indent: 4) }
        if let stale { lines += ("  " + stale.note).wrapped(toColumns: columns, indent: 4) }
        return lines
    }

    /// The formula with its numbers put in, but neither what it comes to nor a comparison: while a fault is to be found,
    /// that is for the learner to work out.
    public func linesWithoutVerdict(columns: Int) -> [String] {
        guard let formula = shownFormula else { return lines(columns: columns) }
        var lines = plainHeading.wrapped(toColumns: columns, indent: 2)
        lines += self.lines(of: formula, columns: columns, worksOut: false)
        let exercise =
            "  shown: \(Self.spelled(explanation.value)). Is that the same? e compares, as a clue that counts"
        return lines + exercise.wrapped(toColumns: columns, indent: 4)
    }

    /// The same in two lines.
    public func shortLinesWithoutVerdict(columns: Int) -> [String] {
        guard let formula = shownFormula else { return shortLines(columns: columns) }
        let pieces = formula.expression.spelled(.numbers, number: Self.number(Self.fewestDigits))
        return [
            Self.cut(pieces, behind: "\(cell) = ", columns: columns),
            "shown \(Self.spelled(explanation.value)); e compares, as a clue",
        ]
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
        if roundingSentence != nil { value += "   rounded" }
        if stale != nil { value += "   \(StaleMatrices.mark)" }
        // What is a number already is not said twice.
        if numbers == NumberFormat.rounded(explanation.value) {
            return [withVerdict("\(sum) \(value.drop { $0 == " " })", columns: columns)]
        }
        let pieces = formula.expression.spelled(.numbers, number: Self.number(Self.fewerDigits))
        return [
            isNumber ? sum.cut(to: columns) : Self.cut(pieces, behind: "\(sum) = ", columns: columns),
            withVerdict(value, columns: columns),
        ]
    }

    /// A number with what there is to say of it, as much as fits without a cut. It moves to the left only if even a mark
    /// would not fit otherwise.
    private func withVerdict(_ value: String, columns: Int) -> String {
        let isGiven = explanation.verdict == .given
        let short = isGiven ? [] : [shortVerdict]
        let sayings =
            [(isGiven ? [] : [heading]) + (gradientSentence.map { [$0] } ?? [])]
            + shortGradientSentences.map { short + [$0] } + [short]
        let number = " " + value.drop { $0 == " " }
        for start in value == number ? [value] : [value, number] {
            for saying in sayings where !saying.isEmpty {
                let text = ([start] + saying).joined(separator: "   ")
                if text.count <= columns { return text }
            }
        }
        return [value, number].first { $0.count <= columns } ?? number.cut(to: columns)
    }

    /// A line of as many pieces as fit, with a mark where some are left out, so that no number is cut.
    private static func cut(_ pieces: [String], behind lead: String, columns: Int) -> String {
        guard lead.count + pieces.reduce(0, { $0 + $1.count }) > columns else { return lead + pieces.joined() }
        var line = lead
        for piece in pieces {
            guard line.count + piece.count + 2 <= columns else { break }
            line += piece
        }
        return line.count + 2 <= columns ? line + " …" : lead.cut(to: columns)
    }

    // MARK: The formula

    /// The formula, where it has to do with the number in the cell.
    private var shownFormula: CellFormula? { replacesItsStart ? nil : explanation.formula }

    /// - worksOut: whether the numbers are worked out, step by step.
    private func lines(of formula: CellFormula, columns: Int, worksOut: Bool = true) -> [String] {
        let number = NumberFormat.plain
        var block = Block(columns: columns, lefts: [formula.cell.symbol, formula.cell.place])
        block.add(formula.expression.spelled(.letters, number: number))
        block.add(formula.expression.spelled(.indices, number: number))
        let steps = formula.expression.steps(digits: digits(for: formula.expression, room: block.room))
        for step in worksOut ? steps : Array(steps.prefix(1)) { block.add(step) }
        guard worksOut else { return block.lines }
        let isValue = explanation.verdict == .given && roundingSentence == nil
        let result = isValue ? explanation.value : formula.evaluated.value
        block.add([Self.spelled(result)])
        return block.lines
            + formula.definitions.flatMap { definition in
                var block = Block(columns: columns, lefts: ["with \(definition.symbol)"])
                block.add(definition.expression.spelled(.letters, number: number))
                for step in definition.expression.steps(digits: NumberFormat.significantDigits) { block.add(step) }
                block.add([Self.spelled(definition.expression.value)])
                return block.lines
            }
    }

    /// Right-hand sides under each other, behind what they are equal to; none twice in succession.
    private struct Block {
        let columns: Int
        /// The left-hand sides of the first lines; the others have none.
        var lefts: [String]
        private let leftColumns: Int
        private var last = ""
        private(set) var lines: [String] = []

        init(columns: Int, lefts: [String]) {
            self.columns = columns
            self.lefts = lefts
            leftColumns = lefts.map(\.count).max() ?? 0
        }

        /// How many columns a right-hand side may take.
        var room: Int { columns - leftColumns - 5 }

        mutating func add(_ pieces: [String]) {
            let text = pieces.joined().replacing("−", with: "-")
            guard text != last else { return }
            last = text
            let left = lefts.isEmpty ? "" : lefts.removeFirst()
            lines += ExplanationReport.wrap(
                pieces, behind: "  " + left.padded(to: leftColumns) + " = ", columns: columns)
        }
    }

    /// Six, unless that makes a line too long, or too many of them.
    private func digits(for expression: CellExpression, room: Int) -> Int {
        func lengths(_ digits: Int) -> [Int] { expression.spelled(.numbers, number: Self.number(digits)).map(\.count) }
        let six = lengths(NumberFormat.significantDigits)
        if six.allSatisfy({ $0 <= room }), six.reduce(0, +) <= Self.linesBeforeShortening * room {
            return NumberFormat.significantDigits
        }
        return lengths(Self.fewerDigits).allSatisfy { $0 <= room } ? Self.fewerDigits : Self.fewestDigits
    }

    private static func number(_ digits: Int) -> (Double) -> String { { NumberFormat.rounded($0, digits: digits) } }

    private static func spelled(_ value: Double) -> String { NumberFormat.rounded(value) }

    /// Pieces in lines that end before a sign; those that follow stand under the first one.
    fileprivate static func wrap(_ pieces: [String], behind lead: String, columns: Int) -> [String] {
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

extension CellExpression {
    /// The formula with its numbers put in, and then step by step with its functions worked out, but for the number that
    /// it comes to.
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
    /// A constant of the formula itself.
    static func plain(_ number: Double) -> String { rounded(number) }
}

extension String {
    /// The text broken at spaces into lines of at most `columns`; lines after the first are indented.
    func wrapped(toColumns columns: Int, indent: Int) -> [String] {
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

    /// The text, shortened with an ellipsis if it is longer than `columns`.
    fileprivate func cut(to columns: Int) -> String {
        count <= columns ? self : prefix(max(0, columns - 1)) + "…"
    }
}
