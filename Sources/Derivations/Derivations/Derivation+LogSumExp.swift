extension Derivation {
    /// Shows why the largest logit is taken out of log Σ eˣ, and that the derivative is the softmax.
    static func logSumExp(of cells: [Double]) -> Derivation {
        let logits = LogitSymbols(count: cells.count)
        let vector = logits.vector
        let function = MathExpression.call(.logSumExp, vector)
        let (largest, shifted) = (logits.largest, logits.shiftedSum)
        let result = largest + .log(shifted)
        let first = logits.logit(0)
        return Derivation(
            name: "log-sum-exp", title: "LogSumExp: log Σ eˣ without overflow, and its derivative",
            introduction:
                "m is the largest of the numbers; any m would do for the algebra, the largest does for computers. "
                + indicesNote,
            given: [GivenNumbers(symbol: vector, cells: [cells])], values: logits.values(cells),
            parts: [
                DerivationPart(
                    "The largest term is taken out", function,
                    [
                        (.log(logits.sumOfPowers), "definition: the naive way"),
                        (
                            .log(
                                .summation(
                                    index: "k", count: cells.count, .e(largest) * .e(logits.logit("k") - largest))),
                            "xₖ is m + (xₖ − m)"
                        ),
                        (.log(.e(largest) * shifted), "the common factor comes before the sum"),
                        (.log(.e(largest)) + .log(shifted), "the log of a product"),
                        (result, "log eᵐ is m; no power is above e⁰ = 1 now"),
                    ]),
                DerivationPart(
                    "Its derivative, for the first", .derivative(.named(MathSymbol("LSE"), function), by: first),
                    [
                        (.derivative(.log(logits.sumOfPowers), by: first), "put the definition in"),
                        ((1 / logits.sumOfPowers) * .e(first), "chain rule; only one term of the sum has x₀"),
                        (.e(first) / logits.sumOfPowers, "one fraction"),
                        (logits.probability(0), "the softmax"),
                    ]),
                DerivationPart(
                    "For all", .derivative(.named(MathSymbol("LSE"), function), by: vector),
                    [(.call(.softmax, vector), "each in the same way")]),
            ],
            claims: [
                DerivationClaim(
                    subject: function, formula: result, derivative: nil,
                    whyNoDifference: nil,
                    engine: EngineWitness.logSumExp(of: cells)),
                DerivationClaim(
                    subject: .derivative(.named(MathSymbol("LSE"), function), by: vector),
                    formula: .call(.softmax, vector), derivative: (function, vector),
                    engine: EngineWitness.softmax(of: cells)),
            ], curve: nil)
    }
}
