/// The symbols of a row of logits x₁ … xₙ, and the formulas that several derivations make of them.
struct LogitSymbols {
    let count: Int
    /// The letter of the logits.
    let letter: String
    /// The row of the batch, from 1; nil if there is only one row.
    let row: Int?

    init(count: Int, row: Int? = nil) {
        self.count = count
        letter = "x"
        self.row = row
    }

    private func indices(_ index: MathIndex) -> [MathIndex] { (row.map { [.number($0)] } ?? []) + [index] }

    /// xᵢ
    func logit(_ index: MathIndex) -> MathExpression { .symbol(MathSymbol(letter, indices: indices(index))) }

    /// x, as a row of its cells.
    var vector: MathExpression {
        .named(
            MathSymbol(letter, indices: row.map { [.number($0)] } ?? []),
            .row((1...count).map { logit(.number($0)) }))
    }

    /// Σⱼ e^xⱼ
    var sumOfPowers: MathExpression { .summation(index: "j", count: count, .e(logit("j"))) }

    /// S, which stands for the same sum.
    var sum: MathExpression { .named(MathSymbol("S"), sumOfPowers) }

    /// The largest logit, m.
    var largest: MathExpression { .named(MathSymbol("m"), .largest((1...count).map { logit(.number($0)) })) }

    /// Σⱼ e^(xⱼ − m)
    var shiftedSum: MathExpression { .summation(index: "j", count: count, .e(logit("j") - largest)) }

    /// pᵢ, which stands for e^xᵢ/S.
    func probability(_ index: Int) -> MathExpression {
        .named(MathSymbol("p", .number(index)), .e(logit(.number(index))) / sumOfPowers)
    }

    /// p, the row of the probabilities.
    var probabilities: MathExpression {
        .named(
            MathSymbol("p", indices: row.map { [.number($0)] } ?? []),
            .row((1...count).map { .e(logit(.number($0))) / sumOfPowers }))
    }

    /// yᵢ, 1 for the right class and 0 for every other.
    func target(_ index: MathIndex) -> MathExpression { .symbol(MathSymbol("y", index)) }

    /// Σᵢ yᵢ
    var sumOfTargets: MathExpression { .summation(index: "i", count: count, target("i")) }

    /// Σᵢ yᵢ·log pᵢ
    var crossEntropy: MathExpression {
        let p = MathExpression.named(MathSymbol("p", "i"), .e(logit("i")) / sumOfPowers)
        return .summation(index: "i", count: count, target("i") * .log(p))
    }

    /// The values of y where the class at the given place, from 1, is the right one.
    func targets(right: Int) -> [MathSymbol: Double] {
        Dictionary(uniqueKeysWithValues: (1...count).map { (MathSymbol("y", .number($0)), $0 == right ? 1 : 0) })
    }

    /// The values of the row's cells.
    func values(_ cells: [Double]) -> [MathSymbol: Double] {
        Dictionary(
            uniqueKeysWithValues: cells.enumerated().map { place, cell in
                (MathSymbol(letter, indices: indices(.number(place + 1))), cell)
            })
    }
}
