extension Derivation {
    /// ∂pᵢ/∂xⱼ: pᵢ(1 − pᵢ) on the diagonal, −pᵢpⱼ elsewhere.
    static func softmax(of cells: [Double]) -> Derivation {
        let logits = LogitSymbols(count: cells.count)
        let (first, second) = (logits.logit(0), logits.logit(1))
        let (sum, p0, p1) = (logits.sum, logits.probability(0), logits.probability(1))
        let all = logits.probabilities
        let formula = MathExpression.diagonal(all) - .matrixProduct(.transpose(all), all)
        let jacobian = MathExpression.derivative(all, by: logits.vector)
        let everyCell = MathExpression.matrix(
            (0..<cells.count).map { i in
                (0..<cells.count).map { j in
                    let (pi, pj) = (logits.probability(.number(i)), logits.probability(.number(j)))
                    return i == j ? pi.times(1 - pi) : -(pi.times(pj))
                }
            })
        return Derivation(
            name: "softmax", title: "The derivative of softmax: its Jacobian",
            introduction: "Every output depends on every input, through the sum; p₀ stands for all outputs. "
                + indicesNote,
            given: [GivenNumbers(symbol: logits.vector, cells: [cells])], values: logits.values(cells),
            parts: [
                DerivationPart(
                    "The function", p0,
                    [
                        (.e(first) / logits.sumOfPowers, "definition"),
                        (.e(first) / sum, "S for the sum; ∂S/∂xₖ is e to the power of xₖ"),
                    ]),
                DerivationPart(
                    "By its own input", .derivative(p0, by: first),
                    [
                        (.derivative(.e(first) / sum, by: first), "put the definition in"),
                        ((.e(first) * sum - .e(first) * .e(first)) / sum.squared, "quotient rule"),
                        ((.e(first) / sum) * ((sum - .e(first)) / sum), "take a factor out, split the fraction"),
                        ((.e(first) / sum) * (1 - .e(first) / sum), "S/S is 1"),
                        (p0 * (1 - p0), "both fractions are p₀"),
                    ]),
                DerivationPart(
                    "By another input", .derivative(p0, by: second),
                    [
                        (.derivative(.e(first) / sum, by: second), "put the definition in"),
                        (
                            (0 * sum - .e(first) * .e(second)) / sum.squared,
                            "quotient rule; the numerator does not have x₁"
                        ),
                        (-((.e(first) / sum) * (.e(second) / sum)), "split the fraction"),
                        (-(p0 * p1), "the fractions are p₀ and p₁"),
                    ]),
                DerivationPart(
                    "All of them", jacobian,
                    [(everyCell, "rows: outputs; columns: inputs"), (formula, "as matrices")]),
            ],
            claims: [
                DerivationClaim(
                    subject: jacobian, formula: formula, derivative: (all, logits.vector),
                    engine: EngineWitness.softmaxJacobian(of: cells))
            ], curve: nil)
    }
}
