extension Derivation {
    /// ∂pᵢ/∂xⱼ: pᵢ(1 − pᵢ) on the diagonal, −pᵢpⱼ elsewhere.
    static func softmax(of cells: [Double]) -> Derivation {
        let logits = LogitSymbols(count: cells.count)
        let (first, second) = (logits.logit(1), logits.logit(2))
        let (sum, p1, p2) = (logits.sum, logits.probability(1), logits.probability(2))
        let all = logits.probabilities
        let formula = MathExpression.diagonal(all) - .matrixProduct(.transpose(all), all)
        let jacobian = MathExpression.derivative(all, by: logits.vector)
        let everyCell = MathExpression.matrix(
            (1...cells.count).map { i in
                (1...cells.count).map { j in
                    let (pi, pj) = (logits.probability(i), logits.probability(j))
                    return i == j ? pi.times(1 - pi) : -(pi.times(pj))
                }
            })
        return Derivation(
            name: "softmax", title: "The derivative of softmax: its Jacobian",
            introduction: "Every output depends on every input, through the sum; p₁ stands for all outputs.",
            given: [GivenNumbers(symbol: logits.vector, cells: [cells])], values: logits.values(cells),
            parts: [
                DerivationPart(
                    "The function", p1,
                    [
                        (.e(first) / logits.sumOfPowers, "definition"),
                        (.e(first) / sum, "S for the sum; ∂S/∂xⱼ is e to the power of xⱼ"),
                    ]),
                DerivationPart(
                    "By its own input", .derivative(p1, by: first),
                    [
                        (.derivative(.e(first) / sum, by: first), "put the definition in"),
                        ((.e(first) * sum - .e(first) * .e(first)) / sum.squared, "quotient rule"),
                        ((.e(first) / sum) * ((sum - .e(first)) / sum), "take a factor out, split the fraction"),
                        ((.e(first) / sum) * (1 - .e(first) / sum), "S/S is 1"),
                        (p1 * (1 - p1), "both fractions are p₁"),
                    ]),
                DerivationPart(
                    "By another input", .derivative(p1, by: second),
                    [
                        (.derivative(.e(first) / sum, by: second), "put the definition in"),
                        (
                            (0 * sum - .e(first) * .e(second)) / sum.squared,
                            "quotient rule; the numerator does not have x₂"
                        ),
                        (-((.e(first) / sum) * (.e(second) / sum)), "split the fraction"),
                        (-(p1 * p2), "the fractions are p₁ and p₂"),
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
