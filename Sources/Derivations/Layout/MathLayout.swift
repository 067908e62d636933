/// Formulas in two dimensions.
extension MathExpression {
    /// The formula as on paper, if possible no wider than `width` columns. Long lists of rows, columns and terms are shown with
    /// dots, and long sums and products continue on the next lines, in the cells of a matrix too. A formula that is still too
    /// wide is written on one line and broken at blanks.
    public func box(_ style: MathStyle = .unicode, width: Int) -> MathBox {
        for cellWidth in [Int.max, 32, 18] {
            let box = MathLayout(style: style, limit: 4, cellWidth: cellWidth).broken(self, width: width)
            if box.width <= width { return box }
        }
        let box = MathLayout(style: style, limit: 2).broken(self, width: width)
        if box.width <= width { return box }
        return MathBox(lines: MathLayout.wrapped(line(style), width: max(8, width)))
    }
}

/// Lays formulas out.
struct MathLayout {
    let style: MathStyle
    /// Sums with more terms, and matrices with more rows or columns, are shown with dots.
    let limit: Int
    /// The width from which on the cells of matrices are broken.
    var cellWidth = Int.max
    /// Whether the formula is a cell of a matrix: there, ∂L/∂y takes one line, so that rows are low.
    private var isCell = false

    init(style: MathStyle, limit: Int, cellWidth: Int = .max) {
        self.style = style
        self.limit = limit
        self.cellWidth = cellWidth
    }

    /// The words of a text in lines of at most `width` columns. A longer word is cut.
    static func wrapped(_ text: String, width: Int) -> [String] {
        var lines = [""]
        for word in text.split(separator: " ") {
            var word = word
            let end = lines.count - 1
            if lines[end].isEmpty {
                lines[end] = String(word.prefix(width))
            } else if lines[end].count + 1 + word.count <= width {
                lines[end] += " " + word
                continue
            } else {
                lines.append(String(word.prefix(width)))
            }
            word = word.dropFirst(width)
            while !word.isEmpty {
                lines.append(String(word.prefix(width)))
                word = word.dropFirst(width)
            }
        }
        return lines
    }

    /// The formula with its outermost terms or factors on as many lines as necessary; the baseline is that of the first.
    func broken(_ formula: MathExpression, width: Int) -> MathBox {
        let whole = box(formula)
        guard whole.width > width else { return whole }
        var lines: [MathBox] = []
        for piece in pieces(formula) {
            if let last = lines.last, last.width + piece.width <= width {
                lines[lines.count - 1] = .row([last, piece])
            } else {
                lines.append(lines.isEmpty ? piece : .row([MathBox("  "), piece]))
            }
        }
        let widest = lines.map(\.width).max()!
        return MathBox(
            lines: lines.flatMap { $0.padded(left: 0, to: widest).lines }, baseline: lines[0].baseline)
    }

    /// The pieces at which a formula may be broken; each begins with its operator.
    private func pieces(_ formula: MathExpression) -> [MathBox] {
        switch formula {
        case .sum(let terms): return termBoxes(terms)
        case .product(let a, let b, .dot):
            return [inner(a, atLeast: .product), .row([MathBox(" \(style.dot) "), factor(b)])]
        case .matrixProduct(let a, let b):
            return [inner(a, atLeast: .product), .row([MathBox(" \(style.dot) "), inner(b, atLeast: .power)])]
        case .dotProduct(let a, let b):
            let (a, b) = (inner(a, atLeast: .product), inner(b, atLeast: .product))
            return [
                .row([MathBox("sum("), a]), .row([MathBox(" \(style.cellwise) "), b, MathBox(")")]),
            ]
        case .each(_, _, let body): return pieces(body)
        case .fraction(.number(1), let denominator) where denominator.precedence(onOneLine: false) == .product:
            return [box(formula)]
        default: return [box(formula)]
        }
    }

    func box(_ formula: MathExpression) -> MathBox {
        switch formula {
        case .number(let number): MathBox(number < 0 ? style.minus + String(-number) : String(number))
        case .symbol(let symbol), .named(let symbol, _): box(symbol)
        case .sum(let terms): .row(termBoxes(terms))
        case .negative(let part): .row([MathBox(style.minus), inner(part, atLeast: .product)])
        case .product(let a, let b, let sign): product(inner(a, atLeast: .product), factor(b), sign)
        case .fraction(let a, let b): .fraction(box(a), box(b), style)
        case .power(let base, let exponent): raising(inner(base, atLeast: .atom), .number(exponent))
        case .exponential(let exponent): raising(MathBox("e"), exponent)
        case .call(let function, let argument):
            .row([MathBox(style.name(function)), box(argument).inParentheses(style)])
        case .prime(let function, let argument):
            .row([MathBox(style.name(function) + style.prime), box(argument).inParentheses(style)])
        case .summation(let index, let count, let body): summation(index, count, body)
        case .each(_, _, let body): box(body)
        case .largest(let parts): .row([MathBox("max"), listed(parts).inParentheses(style)])
        case .cases(let cases): self.cases(cases)
        case .derivative(let part, let variable): derivative(part, variable)
        case .matrix(let rows): matrix(rows.map { $0.map(cell) })
        case .transpose(let part): transposed(inner(part, atLeast: .atom))
        case .matrixProduct(let a, let b): product(inner(a, atLeast: .product), inner(b, atLeast: .power), .dot)
        case .dotProduct(let a, let b):
            .row([
                MathBox("sum"),
                MathBox.row([
                    inner(a, atLeast: .product), MathBox(" \(style.cellwise) "), inner(b, atLeast: .product),
                ]).inParentheses(style),
            ])
        case .diagonal(let part): .row([MathBox("diag"), box(part).inParentheses(style)])
        }
    }

    private func box(_ symbol: MathSymbol) -> MathBox {
        guard let numerator = symbol.numerator else { return MathBox(style.symbol(symbol)) }
        let letter = style.symbol(MathSymbol(symbol.letter, indices: symbol.indices))
        if isCell { return MathBox("\(style.partial)\(numerator)/\(style.partial)\(letter)") }
        return .fraction(MathBox(style.partial + numerator), MathBox(style.partial + letter), style)
    }

    private func cell(_ formula: MathExpression) -> MathBox {
        var layout = self
        layout.isCell = true
        return layout.broken(formula, width: cellWidth)
    }

    private func inner(_ formula: MathExpression, atLeast precedence: MathPrecedence) -> MathBox {
        let box = box(formula)
        return formula.precedence(onOneLine: false) < precedence ? box.inParentheses(style) : box
    }

    /// The second factor of a product, in parentheses if it begins with a sign.
    private func factor(_ formula: MathExpression) -> MathBox { inner(formula, atLeast: .product) }

    private func termBoxes(_ terms: [MathExpression]) -> [MathBox] {
        shownPlaces(of: terms.count, atMost: limit).enumerated().map { place, index in
            guard let index else { return MathBox(" + \(style.dots)") }
            if case .negative(let part) = terms[index] {
                return .row([
                    MathBox(place == 0 ? style.minus : " \(style.minus) "), inner(part, atLeast: .product),
                ])
            }
            return place == 0 ? box(terms[index]) : .row([MathBox(" + "), box(terms[index])])
        }
    }

    private func product(_ a: MathBox, _ b: MathBox, _ sign: ProductSign) -> MathBox {
        let isLow = a.height == 1 && b.height == 1
        if sign == .none, isLow, !style.isASCII { return .row([a, b]) }
        return .row([a, MathBox(isLow ? style.dot : " \(style.dot) "), b])
    }

    private func raising(_ base: MathBox, _ exponent: MathExpression) -> MathBox {
        if let raised = style.raised(exponent.line(style)) {
            // On the first line of tall parentheses, where exponents of tall formulas belong.
            let box = MathBox(raised)
            guard base.height > 1 else { return .row([base, box]) }
            return .row([
                base, MathBox(lines: [raised] + Array(repeating: "", count: base.height - 1), baseline: base.baseline),
            ])
        }
        return base.raising(self.box(exponent))
    }

    private func transposed(_ base: MathBox) -> MathBox {
        guard !style.isASCII else { return .row([base, MathBox(".T")]) }
        return .row([
            base, MathBox(lines: ["ᵀ"] + Array(repeating: "", count: base.height - 1), baseline: base.baseline),
        ])
    }

    private func summation(_ index: String, _ count: Int, _ body: MathExpression) -> MathBox {
        let sign = MathBox.column(
            [MathBox(String(count - 1)), MathBox(style.sum), MathBox("\(index)=0")], baselineOf: 1)
        return .row([sign, MathBox(" "), inner(body, atLeast: .product)])
    }

    private func listed(_ parts: [MathExpression]) -> MathBox {
        .row(
            shownPlaces(of: parts.count, atMost: limit).enumerated().flatMap { place, index in
                (place == 0 ? [] : [MathBox(", ")]) + [index.map { box(parts[$0]) } ?? MathBox(style.dots)]
            })
    }

    private func cases(_ cases: [MathCase]) -> MathBox {
        let rows = cases.map { value in
            let (sign, bound) =
                switch value.condition {
                case .above(let bound): (">", bound)
                case .notAbove(let bound): (style.notAbove, bound)
                }
            return [
                box(value.value), .row([MathBox("if "), box(value.subject), MathBox(" \(sign) "), box(bound)]),
            ]
        }
        let spaced = rows.enumerated().flatMap { place, row in
            place == 0 ? [row] : [row.map { _ in MathBox("") }, row]
        }
        return MathBox.grid(spaced).afterBrace(style)
    }

    private func derivative(_ part: MathExpression, _ variable: MathExpression) -> MathBox {
        let sign = variable.isPlainLetter ? "d" : style.partial
        let below = MathBox.row([MathBox(sign), inner(variable, atLeast: .atom)])
        if case .named = part { return .fraction(.row([MathBox(sign), box(part)]), below, style) }
        return .row([.fraction(MathBox(sign), below, style), MathBox(" "), inner(part, atLeast: .power)])
    }

    /// Cells in brackets; only the corners if there are many rows or columns.
    func matrix(_ cells: [[MathBox]], rightAligned: Bool = false) -> MathBox {
        let columns = shownPlaces(of: cells[0].count, atMost: limit)
        let rows = shownPlaces(of: cells.count, atMost: limit).map { row in
            columns.map { column in
                guard let row else { return MathBox(column == nil ? "" : style.verticalDots) }
                return column.map { cells[row][$0] } ?? MathBox(style.dots)
            }
        }
        return MathBox.grid(rows, rightAligned: rightAligned).inBrackets(style)
    }
}

extension MathBox {
    /// A matrix of texts, such as numbers, in brackets; only the corners if there are more than four rows or columns.
    /// - Precondition: there is at least one cell, and rows have one length.
    public static func matrix(_ cells: [[String]], _ style: MathStyle = .unicode) -> MathBox {
        MathLayout(style: style, limit: 4).matrix(cells.map { $0.map { MathBox($0) } }, rightAligned: true)
    }
}
