import CommandLanguage
import NeuralEngine
import PlainText

/// A number in a text that is to be replaced.
public struct NumberEdit: Equatable, Sendable {
    /// The range to replace; it includes blanks that keep columns aligned.
    public let range: SourceRange
    /// The new text.
    public let replacement: String
    /// The number's line, from 1.
    public let line: Int
    /// The old number.
    public let old: String
    /// The new number.
    public let new: String
}

/// Why the numbers of a failed expectation cannot be updated.
public enum BlessingProblem: Error, Equatable, Sendable, CustomStringConvertible {
    case condition
    case computed
    case shapes(MatrixShape, written: MatrixShape)
    case numberForMatrix
    case notFinite
    case signApart
    case severalValues

    /// The sentence.
    public var description: String {
        switch self {
        case .condition: "a condition has no numbers to take: write it as 'expect A ~= B'"
        case .computed: "its right side is computed, not written in numbers"
        case .shapes(let found, let written): "the value is \(found), and \(written) is written: rewrite it"
        case .numberForMatrix: "its cells differ from one another, and one number is written for all of them"
        case .notFinite: "the value is not a finite number"
        case .signApart: "the sign changes, and it does not stand right before its number"
        case .severalValues: "it came to different values at different times"
        }
    }
}

extension ExpectationReport {
    /// The numbers that would make the expectation hold: those of the cells that differ, with as many digits as are
    /// written, or as many more as the comparison needs.
    ///
    /// - Parameters:
    ///   - expectation: the expectation itself.
    ///   - source: the text that it is in.
    func blessing(
        of expectation: Expectation, in source: SourceText
    ) throws(BlessingProblem) -> [NumberEdit] {
        let right: Expression
        /// How far a number may be from the value; nil means as far as its own digits allow.
        let tolerance: Double?
        switch expectation {
        case .holds: throw .condition
        case .equal(_, let written): (right, tolerance) = (written, 0)
        case .close(_, let written, let within):
            (right, tolerance) = (written, within == nil ? nil : differences.first?.tolerance)
        }
        guard right.writtenDigitsTolerance != nil else { throw .computed }
        guard !shapesDiffer else { throw .shapes(actual.shape, written: expected.shape) }
        let cells: [Expression]
        if case .matrix(let rows) = right.node { cells = rows.flatMap { $0 } } else { cells = [right] }
        guard cells.count == actual.matrix.elements.count else { throw .numberForMatrix }
        let isAligned =
            cells.count > 1
            && (right.spansLines(of: source) || cells.contains { source.spareBlanks(before: $0.range.lower) > 0 })
        var edits: [NumberEdit] = []
        for cell in differingCells {
            let value = actual.matrix.elements[cell]
            guard value.isFinite else { throw .notFinite }
            edits.append(
                try NumberEdit(cells[cell], to: value, within: tolerance, keepingColumns: isAligned, in: source))
        }
        return edits
    }
}

extension NumberEdit {
    /// A number that replaces a literal with signs.
    fileprivate init(
        _ written: Expression, to value: Double, within tolerance: Double?, keepingColumns: Bool, in source: SourceText
    ) throws(BlessingProblem) {
        guard let number = written.literal(in: source) else { throw .computed }
        let digits = WrittenNumber(number.spelling).spelling(of: value.magnitude) { spelled in
            tolerance.map { abs(spelled - value.magnitude) <= $0 } ?? true
        }
        // A number that is rounded to zero has no sign.
        let isNegative = value < 0 && Double(digits) != 0
        let before = source[SourceRange(lower: written.range.lower, upper: number.range.lower)]
        let isApart = number.range.upper != written.range.upper || !["", "-", "+"].contains(before)
        var range = isApart ? number.range : written.range
        var replacement = digits
        if isApart {
            guard isNegative == (before.count { $0 == "-" } % 2 == 1) else { throw .signApart }
        } else {
            replacement = (isNegative ? "-" : before == "+" ? "+" : "") + digits
        }
        (old, new) = (String(source[range]), replacement)
        line = source.lineAndColumn(at: number.range.lower).line
        if keepingColumns {
            let growth = new.utf8.count - old.utf8.count
            if growth > 0 {
                range.lower -= min(growth, source.spareBlanks(before: range.lower))
            } else {
                replacement = String(repeating: " ", count: -growth) + new
            }
        }
        (self.range, self.replacement) = (range, replacement)
    }
}

extension Expression {
    /// The spelling of the number inside its signs and brackets.
    fileprivate func literal(in source: SourceText) -> (spelling: String, range: SourceRange)? {
        switch node {
        case .unary(_, let operand): return operand.literal(in: source)
        case .number(_, let spelling):
            guard let found = source[range].firstRange(of: spelling) else { return nil }
            let lower = range.lower + source[range][..<found.lowerBound].utf8.count
            return (spelling, SourceRange(lower: lower, upper: lower + spelling.utf8.count))
        default: return nil
        }
    }

    fileprivate func spansLines(of source: SourceText) -> Bool {
        source[range].contains { $0.isNewline }
    }
}

extension SourceText {
    /// How many blanks before a position can be removed: all but one after a comma, none of a line's indentation.
    fileprivate func spareBlanks(before offset: Int) -> Int {
        let before = self[SourceRange(lower: lineRange(containing: offset).lower, upper: offset)].utf8
        let blanks = before.reversed().prefix { $0 == Byte.space }.count
        switch before.dropLast(blanks).last {
        case nil: return 0
        case Byte.comma: return max(0, blanks - 1)
        default: return blanks
        }
    }
}
