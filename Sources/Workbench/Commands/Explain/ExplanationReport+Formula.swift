import NeuralEngine
import PlainText
import StepDebugger

// The formula of a cell, with its terms, its definitions and the remarks on it.

extension CellFormula {
    /// The formula in letters, with indices and with numbers, worked out step by step to its result.
    func lines(of explanation: CellExplanation, columns: Int) -> [String] {
        var equations = spelled(columns: columns)
        for step in steps(room: equations.room) { equations.add(step) }
        let isValue = explanation.verdict == .given && explanation.roundingSentence == nil
        let result = isValue ? explanation.value : evaluated.value
        equations.add([NumberFormat.rounded(result)])
        return equations.lines + definitions.flatMap { $0.lines(columns: columns) }
    }

    /// The same up to the formula with its numbers put in.
    func linesPutIn(columns: Int) -> [String] {
        var equations = spelled(columns: columns)
        equations.add(steps(room: equations.room)[0])
        return equations.lines
    }

    private func spelled(columns: Int) -> EquationLines { EquationLines(of: cell, expression, columns: columns) }

    private func steps(room: Int) -> [[String]] { expression.steps(digits: expression.digits(room: room)) }

    var fields: [JSONField] {
        let series = expression.longestSeries
        let shown = series.map { zip($0.terms, $0.values).map { JSONValue.term($0, $1) } } ?? []
        return [
            JSONField("formula", .string("\(cell.symbol) = \(expression.text(.letters))")),
            JSONField("indexed", .string("\(cell.place) = \(expression.text(.indices))")),
            JSONField("substituted", .string(expression.text(.numbers))),
            JSONField("evaluated", .number(evaluated.value)), JSONField("rounding", .number(evaluated.error)),
            JSONField("operands", .array(expression.operands.map { .object($0.fields) })),
            JSONField("terms", .array(shown)), JSONField("termCount", .integer(series?.count ?? 0)),
            JSONField(
                "rest",
                series.map {
                    .object([JSONField("count", .integer($0.restCount)), JSONField("value", .number($0.rest.value))])
                } ?? .null
            ), JSONField("definitions", .array(definitions.map { .object($0.fields) })),
        ]
    }
}

extension CellExplanation {
    /// If the cell holds another number than its formula gives, although nothing but rounding lies between them: that it
    /// does. In single precision that can be an overflow.
    var roundingSentence: String? {
        guard verdict == .given, let exact = formula?.evaluated.value, isSeenToDiffer(from: exact) else { return nil }
        return "the cell holds \(NumberFormat.rounded(value)): its operation rounds at each step"
    }

    /// Whether the digits that are shown tell the cell's number from another one.
    private func isSeenToDiffer(from exact: Double) -> Bool {
        guard value.isFinite, exact.isFinite else { return value != exact && !(value.isNaN && exact.isNaN) }
        let size = max(abs(value), abs(exact))
        // Numbers too small for single precision's normal form have fewer digits than are shown.
        return abs(value - exact) > (size < 1e-30 ? 1e-7 : 1e-5) * size
    }
}

extension CellFormula.Definition {
    /// `with s[0] = …`, worked out like the formula.
    fileprivate func lines(columns: Int) -> [String] {
        var equations = EquationLines(columns: columns, lefts: ["with \(symbol)"])
        equations.add(expression.spelled(.letters))
        for step in expression.steps(digits: NumberFormat.significantDigits) { equations.add(step) }
        equations.add([NumberFormat.rounded(expression.value)])
        return equations.lines
    }

    fileprivate var fields: [JSONField] {
        [
            JSONField("symbol", .string(symbol)), JSONField("formula", .string(expression.text(.letters))),
            JSONField("substituted", .string(expression.text(.numbers))), JSONField("value", .number(expression.value)),
        ]
    }
}

extension CellExpression {
    /// The formula with its numbers put in, then with its functions worked out step by step, without the result.
    fileprivate func steps(digits: Int) -> [[String]] {
        var steps: [[String]] = []
        var next: CellExpression? = self
        while let step = next {
            next = step.reduced
            if case .number = step, !steps.isEmpty { break }
            steps.append(step.spelled(.numbers, digits: digits))
        }
        return steps
    }

    /// How many digits the numbers have: six, unless that makes a line too long or takes too many lines.
    fileprivate func digits(room: Int) -> Int {
        func lengths(_ digits: Int) -> [Int] { spelled(.numbers, digits: digits).map(\.count) }
        let six = lengths(NumberFormat.significantDigits)
        if six.allSatisfy({ $0 <= room }), six.reduce(0, +) <= Self.linesBeforeShortening * room {
            return NumberFormat.significantDigits
        }
        return lengths(Self.fewerDigits).allSatisfy { $0 <= room } ? Self.fewerDigits : Self.fewestDigits
    }

    /// With more lines than this, numbers have fewer digits.
    private static let linesBeforeShortening = 2
    static let fewerDigits = 4
    static let fewestDigits = 3

    /// The formula in one line, numbers with all their digits.
    func text(_ notation: CellNotation) -> String {
        spelled(notation, number: NumberFormat.shortest).joined()
    }
}

extension JSONValue {
    fileprivate static func term(_ term: CellExpression, _ value: Double) -> JSONValue {
        .object([
            JSONField("formula", .string(term.text(.indices))), JSONField("substituted", .string(term.text(.numbers))),
            JSONField("value", .number(value)),
        ])
    }
}

extension CellOperand {
    /// `name` is the matrix; null for the data that a batch was taken from.
    fileprivate var fields: [JSONField] {
        [
            JSONField("label", .string(label)), JSONField("name", matrix.map { .string($0.description) } ?? .null),
            JSONField("row", .integer(row.number)), JSONField("column", .integer(column.number)),
            JSONField("value", .number(value)),
        ]
    }
}

extension CellFormula.Remark {
    /// The sentence, without a full stop.
    var sentence: String {
        switch self {
        case .sample(let sample, let count, let place, let epoch, let isShuffled):
            let order =
                isShuffled ? "at place \(place) in the order of epoch \(epoch)" : "the samples come in order"
            return "the row is sample \(sample) of \(count), counted from 0; \(order)"
        case .alias(let name, let other): return "\(name) is \(other): the activation is the identity"
        case .largest(let symbol, let cell):
            return "\(symbol) = \(cell.place), the largest of its row, so that no exp overflows"
        case .logSumExp(let name):
            return
                "m is the largest number in the row of \(name), and s + m is the row's LogSumExp; subtracting m first "
                + "keeps exp from overflowing"
        case .complement(let name, let output):
            return "sigmoid(−\(output)) is 1 − \(name), with all its digits even where \(name) is near 1"
        case .termWithoutWeight: return "terms whose weight in the target is 0 are left out"
        case .before(let names):
            let texts = names.reduce(into: [String]()) { texts, name in
                if !texts.contains("\(name)′") { texts.append("\(name)′") }
            }
            return texts.joined(separator: ", ") + (texts.count == 1 ? " is the value" : " are the values")
                + " before this update"
        case .updates(let symbol, let count): return "\(symbol) = \(count), the number of updates so far"
        case .schedule(let period): return "e counts the \(period.rawValue)s from 0"
        case .piece(let cell, let threshold, let isAbove):
            return "\(cell.place) = \(NumberFormat.rounded(cell.value)) is \(isAbove ? "above" : "not above") "
                + NumberFormat.shortest(threshold)
        case .randomNumber(let drawn, let iteration):
            return "u = \(NumberFormat.rounded(drawn)), the cell's random number in iteration \(iteration)"
        case .initializer(let initializer, let inputs, let outputs, let seed):
            let how =
                "\(initializer) with seed \(seed), for \(counted(inputs, "input")) and \(counted(outputs, "output"))"
            switch initializer {
            case .xavierUniform, .heUniform, .uniform: return "\(how); u is drawn evenly from 0 to 1"
            case .xavierNormal, .heNormal, .normal: return "\(how); z is drawn from the standard normal distribution"
            case .zeros: return how
            }
        case .startsAtZero: return "it starts at zero"
        }
    }
}
