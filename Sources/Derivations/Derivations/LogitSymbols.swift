/// The symbols of a row of logits x₀ … xₙ₋₁, and the formulas that several derivations make of them.
struct LogitSymbols {
    let count: Int
    /// The letter of the logits.
    let letter: String
    /// The row of the batch, from 0; nil if there is only one row.
    let row: Int?

    init(count: Int, row: Int? = nil) {
        self.count = count
        letter = "x"
        self.row = row
    }

    private func indices(_ index: MathIndex) -> [MathIndex] { (row.map { [.number($0)] } ?? []) + [index] }

    /// The classes, as indices.
    private var classes: [MathIndex] { (0..<count).map(MathIndex.number) }

    /// xᵢ
    func logit(_ index: MathIndex) -> MathExpression { .symbol(MathSymbol(letter, indices: indices(index))) }

    /// The logits, one after another.
    var all: [MathExpression] { classes.map(logit) }

    /// x, as a row of its cells.
    var vector: MathExpression {
        .named(MathSymbol(letter, indices: row.map { [.number($0)] } ?? []), .row(all))
    }

    /// Σₖ e^xₖ
    var sumOfPowers: MathExpression { .summation(index: "k", count: count, .e(logit("k"))) }

    /// S, which stands for the same sum.
    var sum: MathExpression { .named(MathSymbol("S"), sumOfPowers) }

    /// The largest logit, m.
    var largest: MathExpression { .named(MathSymbol("m"), .largest(all)) }

    /// Σₖ e^(xₖ − m)
    var shiftedSum: MathExpression { .summation(index: "k", count: count, .e(logit("k") - largest)) }

    /// pᵢ, which stands for e^xᵢ/Σₖ e^xₖ.
    func probability(_ index: MathIndex) -> MathExpression { .named(MathSymbol("p", index), softmax(index)) }

    /// e^xᵢ/Σₖ e^xₖ
    func softmax(_ index: MathIndex) -> MathExpression { .e(logit(index)) / sumOfPowers }

    /// p, the row of the probabilities.
    var probabilities: MathExpression {
        .named(MathSymbol("p", indices: row.map { [.number($0)] } ?? []), .row(classes.map(softmax)))
    }

    /// yᵢ, 1 for the right class and 0 for every other.
    func target(_ index: MathIndex) -> MathExpression { .symbol(MathSymbol("y", index)) }

    /// y, as a row of its cells.
    var targets: MathExpression { .named(MathSymbol("y"), .row(classes.map(target))) }

    /// Σᵢ yᵢ
    var sumOfTargets: MathExpression { sum(target("i")) }

    /// Σᵢ yᵢ·log pᵢ
    var crossEntropy: MathExpression { sum(target("i") * .log(probability("i"))) }

    /// A sum over the classes i.
    func sum(_ term: MathExpression) -> MathExpression { .summation(index: "i", count: count, term) }

    /// A formula for any class j.
    func each(_ formula: MathExpression) -> MathExpression { .each(index: "j", count: count, formula) }

    /// The values of y for a right class.
    func targets(right: Int) -> [MathSymbol: Double] {
        Dictionary(uniqueKeysWithValues: (0..<count).map { (MathSymbol("y", .number($0)), $0 == right ? 1 : 0) })
    }

    /// The values of the row's cells.
    func values(_ cells: [Double]) -> [MathSymbol: Double] {
        Dictionary(
            uniqueKeysWithValues: cells.enumerated().map { place, cell in
                (MathSymbol(letter, indices: indices(.number(place))), cell)
            })
    }
}
