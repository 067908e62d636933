/// Formulas on one line.
extension MathExpression {
    /// The formula on one line: `e⁻ˣ/(1 + e⁻ˣ)²`, `exp(-x)/(1 + exp(-x))^2`.
    public func line(_ style: MathStyle = .unicode) -> String {
        MathLine(style: style).text(self)
    }
}

private struct MathLine {
    let style: MathStyle
    /// Sums with more terms, and matrices with more rows or columns, are shown with dots.
    private let limit = 4

    init(style: MathStyle) {
        self.style = style
    }

    func text(_ formula: MathExpression) -> String {
        switch formula {
        case .number(let number): number < 0 ? style.minus + String(-number) : String(number)
        case .symbol(let symbol), .named(let symbol, _): text(symbol)
        case .sum(let terms): sum(terms)
        case .negative(let part): style.minus + inner(part, atLeast: .product)
        case .product(let a, let b, let sign): product(a, b, sign)
        case .fraction(let a, let b): inner(a, atLeast: .product) + "/" + inner(b, atLeast: .power)
        case .power(let base, let exponent): power(inner(base, atLeast: .atom), String(exponent))
        case .exponential(let exponent): exponential(exponent)
        case .call(let function, let argument): "\(style.name(function))(\(text(argument)))"
        case .prime(let function, let argument): "\(style.name(function))\(style.prime)(\(text(argument)))"
        case .summation(let index, let count, let body): summation(index, count, body)
        case .each(_, _, let body): text(body)
        case .largest(let parts): "max(\(shown(parts).joined(separator: ", ")))"
        case .cases(let cases):
            "{" + cases.map { "\(text($0.value)) if \(condition($0))" }.joined(separator: "; ") + "}"
        case .derivative(let part, let variable): derivative(part, variable)
        case .matrix(let rows): "[" + list(rows.map { "[" + list($0.map(text)) + "]" }) + "]"
        case .transpose(let part): transposed(inner(part, atLeast: .atom))
        case .matrixProduct(let a, let b): inner(a, atLeast: .product) + style.dot + inner(b, atLeast: .power)
        case .dotProduct(let a, let b):
            "sum(\(inner(a, atLeast: .product)) \(style.cellwise) \(inner(b, atLeast: .product)))"
        case .diagonal(let part): "diag(\(text(part)))"
        }
    }

    private func text(_ symbol: MathSymbol) -> String {
        guard let numerator = symbol.numerator else { return style.symbol(symbol) }
        let letter = style.symbol(MathSymbol(symbol.letter, indices: symbol.indices))
        return "\(style.partial)\(numerator)/\(style.partial)\(letter)"
    }

    private func inner(_ formula: MathExpression, atLeast precedence: MathPrecedence) -> String {
        formula.precedence(onOneLine: true) < precedence ? "(\(text(formula)))" : text(formula)
    }

    private func sum(_ terms: [MathExpression]) -> String {
        shownPlaces(of: terms.count, atMost: limit).enumerated().map { place, index in
            guard let index else { return " + \(style.dots)" }
            if case .negative(let part) = terms[index] {
                return (place == 0 ? style.minus : " \(style.minus) ") + inner(part, atLeast: .product)
            }
            return (place == 0 ? "" : " + ") + text(terms[index])
        }.joined()
    }

    private func product(_ a: MathExpression, _ b: MathExpression, _ sign: ProductSign) -> String {
        // Without a sign, the next factor would look like part of the fraction's denominator.
        let isFraction = a.precedence(onOneLine: true) == .product
        let dot = sign == .none && !style.isASCII && !isFraction ? "" : style.dot
        var right = inner(b, atLeast: .product)
        if case .negative = b { right = "(\(text(b)))" }
        return inner(a, atLeast: .product) + dot + right
    }

    private func power(_ base: String, _ exponent: String) -> String {
        base + (style.raised(exponent) ?? "^\(exponent)")
    }

    private func exponential(_ exponent: MathExpression) -> String {
        let exponent = text(exponent)
        if style.isASCII { return "exp(\(exponent))" }
        if exponent.count <= 4, let raised = style.raised(exponent) { return "e" + raised }
        return exponent.contains { " −/·".contains($0) } ? "e^(\(exponent))" : "e^\(exponent)"
    }

    private func summation(_ index: String, _ count: Int, _ body: MathExpression) -> String {
        let lowered = style.symbol(MathSymbol(style.sum, .letter(index)))
        return "\(lowered) \(inner(body, atLeast: .product))"
    }

    private func condition(_ value: MathCase) -> String {
        switch value.condition {
        case .above(let bound): "\(text(value.subject)) > \(text(bound))"
        case .notAbove(let bound): "\(text(value.subject)) \(style.notAbove) \(text(bound))"
        }
    }

    private func derivative(_ part: MathExpression, _ variable: MathExpression) -> String {
        let sign = variable.isPlainLetter ? "d" : style.partial
        if case .named = part { return "\(sign)\(text(part))/\(sign)\(inner(variable, atLeast: .atom))" }
        return "\(sign)/\(sign)\(inner(variable, atLeast: .atom)) (\(text(part)))"
    }

    private func transposed(_ base: String) -> String {
        style.isASCII ? base + ".T" : base + "ᵀ"
    }

    private func shown(_ parts: [MathExpression]) -> [String] {
        shownPlaces(of: parts.count, atMost: limit).map { $0.map { text(parts[$0]) } ?? style.dots }
    }

    private func list(_ parts: [String]) -> String {
        shownPlaces(of: parts.count, atMost: limit).map { $0.map { parts[$0] } ?? style.dots }.joined(separator: ", ")
    }
}

extension MathExpression {
    /// Whether it is a letter without indices, so that derivatives are written d/dx rather than ∂/∂x.
    var isPlainLetter: Bool {
        if case .symbol(let symbol) = self { symbol.indices.isEmpty } else { false }
    }
}
