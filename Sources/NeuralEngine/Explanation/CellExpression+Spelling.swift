/// How a formula of a cell is spelled.
public enum CellNotation: Equatable, Sendable {
    /// `Σᵢ X[n,i]·W1[i,j] + b1[0,j]`
    case letters
    /// `Σᵢ X[1,i]·W1[i,2] + b1[0,2]`: letters only for the indices of sums.
    case summation
    /// `X[1,0]·W1[0,2] + X[1,1]·W1[1,2] + b1[0,2]`
    case indices
    /// `0.5·0.3 + 1·(−0.2) + 0`
    case numbers
}

extension CellExpression {
    /// The formula as text, in pieces between which a line may be broken.
    /// - number: spells a number, with a hyphen if it is negative.
    public func spelled(_ notation: CellNotation, number: (Double) -> String) -> [String] {
        withoutActuallyEscaping(number) { CellSpeller(notation: notation, number: $0).spell(self).pieces }
    }

    /// Its value in double precision.
    public var value: Double { RoundedArithmetic(.float64).value(of: self).value }

    /// The formula with each function of plain numbers replaced by its value: one step of computing it by hand, from the
    /// inside out. Nil if there is no function left.
    public var reduced: CellExpression? {
        guard hasFunction else { return nil }
        return reducingInnermostFunctions()
    }

    private var isFunction: Bool {
        switch self {
        // A sign is shown as its number at once.
        case .call(.sign, _): false
        case .call, .indicator, .power: true
        case .known(let spelled, _, _): spelled.isFunction
        default: false
        }
    }

    private var hasFunction: Bool { isFunction || shownChildren.contains(where: \.hasFunction) }

    /// The children that are spelled when numbers are put in. Of a piecewise function that is one piece.
    private var shownChildren: [CellExpression] {
        if case .pieces = self { return [chosenPiece] }
        return children
    }

    /// The piece of a piecewise function that applies.
    fileprivate var chosenPiece: CellExpression {
        guard case .pieces(let condition, let threshold, let above, let elsewhere) = self else { return self }
        let arithmetic = RoundedArithmetic(.float64)
        return arithmetic.value(of: condition).value > arithmetic.value(of: threshold).value ? above : elsewhere
    }

    private func reducingInnermostFunctions() -> CellExpression {
        if isFunction, case .known(let spelled, let value, let spans) = self {
            return spelled.children.contains(where: \.hasFunction)
                ? .known(spelled.replacingChildren { $0.reducingInnermostFunctions() }, value, from: spans)
                : .number(value.value)
        }
        if isFunction, !children.contains(where: \.hasFunction) {
            return .number(RoundedArithmetic(.float64).value(of: self).value)
        }
        if case .pieces = self { return chosenPiece.reducingInnermostFunctions() }
        return replacingChildren { $0.reducingInnermostFunctions() }
    }

    func replacingChildren(_ change: (CellExpression) -> CellExpression) -> CellExpression {
        switch self {
        case .number, .symbol, .operand: self
        case .sum(let a, let b): .sum(change(a), change(b))
        case .difference(let a, let b): .difference(change(a), change(b))
        case .product(let a, let b): .product(change(a), change(b))
        case .quotient(let a, let b): .quotient(change(a), change(b))
        case .negative(let a): .negative(change(a))
        case .square(let a): .square(change(a))
        case .power(let a, let letter, let exponent): .power(change(a), letter: letter, exponent: exponent)
        case .call(let function, let arguments): .call(function, arguments.map(change))
        case .indicator(let a, let b): .indicator(change(a), above: change(b))
        case .pieces(let condition, let threshold, let above, let elsewhere):
            .pieces(condition: condition, threshold: threshold, above: change(above), elsewhere: change(elsewhere))
        case .series(let series): .series(CellSeries(series, terms: series.terms.map(change)))
        case .known(let a, let value, let spans): .known(change(a), value, from: spans)
        }
    }
}

/// Spells formulas, with brackets where needed.
private struct CellSpeller {
    let notation: CellNotation
    /// The indices of the sums around this part.
    var summed: [String] = []
    let number: (Double) -> String
    /// Whether this part is a term of a sum that is spelled term by term. Then only one piece of a function is shown.
    var isInSeries = false

    /// How tightly the outermost operator binds.
    enum Binding: Int, Comparable {
        case choice, sum, product, sign, whole
        static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }
    }

    struct Spelled {
        /// The text, in pieces between which a line may be broken.
        var pieces: [String]
        var binding: Binding
        /// Whether it is so long that a line may be broken even inside its brackets.
        var isLong = false

        init(_ text: String, _ binding: Binding) {
            pieces = [text]
            self.binding = binding
        }

        var startsWithMinus: Bool { pieces[0].hasPrefix("−") }

        mutating func append(_ text: String) { pieces[pieces.count - 1] += text }

        mutating func append(_ other: Spelled, mayBreak: Bool = false) {
            isLong = isLong || other.isLong
            if mayBreak {
                pieces += other.pieces
            } else {
                append(other.pieces[0])
                pieces += other.pieces.dropFirst()
            }
        }

        mutating func prepend(_ text: String) { pieces[0] = text + pieces[0] }

        /// Longer brackets may be broken, or a line would not fit an old terminal.
        static let mostUnbroken = 52

        func inBrackets() -> Spelled {
            var result = self
            if !isLong, pieces.reduce(0, { $0 + $1.count }) <= Self.mostUnbroken { result.pieces = [pieces.joined()] }
            result.prepend("(")
            result.append(")")
            result.binding = .whole
            return result
        }
    }

    func spell(_ expression: CellExpression) -> Spelled {
        switch expression {
        case .number(let value): return spell(number: value)
        case .symbol(let name, let value): return notation == .numbers ? spell(number: value) : Spelled(name, .whole)
        case .operand(let operand):
            switch notation {
            case .letters: return Spelled(operand.symbol, .whole)
            case .summation: return Spelled(operand.spelled(lettersOf: summed), .whole)
            case .indices: return Spelled(operand.place, .whole)
            case .numbers: return spell(number: operand.value)
            }
        case .sum(let a, let b): return join(spell(a, atLeast: .sum), " + ", spell(b, atLeast: .product), .sum)
        case .difference(let a, let b):
            var right = spell(b, atLeast: .product)
            if right.startsWithMinus { right = right.inBrackets() }
            return join(spell(a, atLeast: .sum), " − ", right, .sum)
        case .product(let a, let b):
            var right = spell(b, atLeast: .product)
            if case .quotient = b { right = right.inBrackets() }
            if right.startsWithMinus { right = right.inBrackets() }
            var left = spell(a, atLeast: .product)
            if case .quotient = a { left = left.inBrackets() }
            return join(left, "·", right, .product)
        case .quotient(let a, let b):
            return join(spell(a, atLeast: .product), "/", spell(b, atLeast: .whole), .product)
        case .negative(let a):
            var result = spell(a, atLeast: .product)
            if result.startsWithMinus { result = result.inBrackets() }
            result.prepend("−")
            result.binding = .sign
            return result
        case .square(let a):
            var result = spell(a, atLeast: .whole)
            result.append("²")
            return result
        case .power(let base, let letter, let exponent):
            var result = spell(base, atLeast: .whole)
            result.append(notation == .letters || notation == .summation ? letter : "^\(exponent)")
            return result
        case .call(let function, let arguments): return spell(function, arguments)
        case .indicator(let a, let b):
            var result = join(spell(a), " > ", spell(b), .whole)
            result.prepend("[")
            result.append("]")
            return result
        case .pieces(let condition, let threshold, let above, let elsewhere):
            guard notation != .numbers, !isInSeries else { return spell(expression.chosenPiece) }
            var result = join(spell(above), " where ", spell(condition), .choice)
            result = join(result, " > ", spell(threshold), .choice)
            result.append(",")
            result = join(result, " else ", spell(elsewhere), .choice)
            result.isLong = true
            return result
        case .series(let series): return spell(series)
        case .known(let spelled, _, _): return spell(spelled)
        }
    }

    private func spell(_ expression: CellExpression, atLeast binding: Binding) -> Spelled {
        let spelled = spell(expression)
        return spelled.binding < binding ? spelled.inBrackets() : spelled
    }

    private func spell(number value: Double) -> Spelled {
        let text = number(value)
        guard text.hasPrefix("-") else { return Spelled(text, .whole) }
        // Zero is written without a sign.
        return value == 0 ? Spelled(String(text.dropFirst()), .whole) : Spelled("−" + text.dropFirst(), .sign)
    }

    private func spell(_ function: CellFunction, _ arguments: [CellExpression]) -> Spelled {
        switch function {
        case .sign where notation == .numbers:
            return spell(number: CellExpression.call(function, arguments).value)
        case .root:
            var result = spell(arguments[0], atLeast: .whole)
            result.prepend("√")
            return result
        case .magnitude:
            var result = spell(arguments[0])
            result.prepend("|")
            result.append("|")
            result.binding = .whole
            return result
        default:
            var result = Spelled(function.rawValue + "(", .whole)
            for (index, argument) in arguments.enumerated() {
                if index > 0 { result.append(", ") }
                // No line is broken inside a function's brackets, unless they are long.
                let inside = spell(argument)
                if inside.pieces.reduce(0, { $0 + $1.count }) > Spelled.mostUnbroken {
                    result.isLong = true
                    result.append(inside)
                } else {
                    result.append(inside.pieces.joined())
                }
            }
            if function == .clip { result.append(", −1, 1") }
            result.append(")")
            result.binding = .whole
            return result
        }
    }

    private func spell(_ series: CellSeries) -> Spelled {
        if notation == .letters || notation == .summation {
            let inner = CellSpeller(notation: notation, summed: summed + series.letters, number: number)
            var result = inner.spell(series.pattern, atLeast: .product)
            result.prepend(series.letters.map { "Σ\(Self.subscripts[$0] ?? $0) " }.joined())
            result.binding = .product
            return result
        }
        var result: Spelled?
        var inner = self
        inner.isInSeries = true
        for term in series.terms {
            let next = inner.spell(term, atLeast: .product)
            result = result.map { join($0, " + ", next, .sum) } ?? next
        }
        result?.isLong = series.terms.count > 1
        guard series.restCount > 0 else { return result ?? spell(number: 0) }
        let what = series.restCount == 1 ? "1 more term" : "\(series.restCount) more terms"
        var rest = Spelled("(" + what, .whole)
        if notation == .numbers {
            if series.restIsZero {
                rest.append(series.restCount == 1 ? ", 0" : ", each 0")
            } else {
                rest.append(", together ")
                rest.append(spell(number: series.rest.value))
            }
        }
        rest.append(")")
        rest.binding = .whole
        return result.map { join($0, " + ", rest, .sum) } ?? rest
    }

    /// Lines are broken before the sign of a sum.
    private func join(_ a: Spelled, _ sign: String, _ b: Spelled, _ binding: Binding) -> Spelled {
        var result = a
        var right = b
        right.prepend(sign)
        result.append(right, mayBreak: sign.hasPrefix(" "))
        result.binding = binding
        return result
    }

    private static let subscripts = ["n": "ₙ", "i": "ᵢ", "j": "ⱼ", "k": "ₖ"]
}
