extension Derivation {
    /// Compares the textbooks' momentum, u ← μu − lr·g and W ← W + u, with PyTorch's, v ← μv + g and W ← W − lr·v. With a
    /// constant learning rate, u is −lr·v, and the weights are the same.
    static func momentum(weight: Double, gradients: [Double], rate: Double, momentum: Double) -> Derivation {
        let symbols = MomentumSymbols()
        let count = gradients.count
        var values = [symbols.weight(0): weight, symbols.rateSymbol: rate, symbols.momentumSymbol: momentum]
        for (place, gradient) in gradients.enumerated() { values[MathSymbol("g", .number(place))] = gradient }
        let last = symbols.weights(count)
        let result = symbols.weights(0) - symbols.rate * .sum((1...count).map(symbols.velocity))
        return Derivation(
            name: "momentum", title: "Momentum as textbooks state it, and as PyTorch does",
            introduction:
                "u is the textbooks' velocity, v PyTorch's; both start at 0. g₀ is the gradient at W₀, and so on. "
                + indicesNote,
            given: [
                GivenNumbers(symbol: symbols.weights(0), cells: [[weight]]),
                GivenNumbers(symbol: symbols.rate, cells: [[rate]]),
                GivenNumbers(symbol: symbols.momentum, cells: [[momentum]]),
                GivenNumbers(symbol: .symbol("g"), cells: [gradients]),
            ], values: values,
            parts: (1...count).flatMap(symbols.step) + [
                symbols.sumOfGradients(count), symbols.lastWeight(count, result),
            ],
            claims: [
                DerivationClaim(
                    subject: last, formula: result, derivative: nil,
                    engine: EngineWitness.momentum(
                        weight: weight, gradients: gradients, rate: rate, momentum: momentum))
            ], curve: nil)
    }
}

/// The symbols of both forms of momentum, step by step.
private struct MomentumSymbols {
    let rateSymbol = MathSymbol("lr")
    let momentumSymbol = MathSymbol("μ")
    var rate: MathExpression { .symbol(rateSymbol) }
    var momentum: MathExpression { .symbol(momentumSymbol) }

    /// The gradient that the step to W of the same number is taken with: g₀ in the step to W₁.
    func gradient(_ step: Int) -> MathExpression { .symbol("g", .number(step - 1)) }
    func weight(_ step: Int) -> MathSymbol { MathSymbol("W", .number(step)) }

    /// The textbooks' velocity: uₜ₊₁ = μ·uₜ − lr·gₜ
    func textbook(_ step: Int) -> MathExpression {
        let symbol = MathSymbol("u", .number(step))
        return .named(symbol, step == 0 ? 0 : textbookRule(step))
    }

    func textbookRule(_ step: Int) -> MathExpression { momentum * textbook(step - 1) - rate * gradient(step) }

    /// PyTorch's velocity: vₜ₊₁ = μ·vₜ + gₜ
    func velocity(_ step: Int) -> MathExpression {
        .named(MathSymbol("v", .number(step)), step == 0 ? 0 : velocityRule(step))
    }

    func velocityRule(_ step: Int) -> MathExpression { momentum * velocity(step - 1) + gradient(step) }

    /// Wₜ, which stands for the textbooks' Wₜ₋₁ + uₜ.
    func weights(_ step: Int) -> MathExpression {
        step == 0 ? .symbol(weight(0)) : .named(weight(step), weights(step - 1) + textbook(step))
    }

    func step(_ step: Int) -> [DerivationPart] {
        [
            DerivationPart(
                "From \(weights(step - 1).line()) to \(weights(step).line())", textbook(step),
                [
                    (textbookRule(step), "the textbooks' rule"),
                    (
                        momentum * -(rate * velocity(step - 1)) - rate * gradient(step),
                        step == 1 ? "u₀ and v₀ are 0" : "u is −lr·v after the step before"
                    ),
                    (-(rate * velocityRule(step)), "take −lr out"),
                    (-(rate * velocity(step)), "PyTorch's rule"),
                ]),
            DerivationPart(
                "", weights(step),
                [
                    (weights(step - 1) + textbook(step), "the textbooks' update"),
                    (weights(step - 1) - rate * velocity(step), "PyTorch's update"),
                ]),
        ]
    }

    /// v as a sum of all gradients so far.
    func sumOfGradients(_ count: Int) -> DerivationPart {
        let terms = (0..<count).map { age -> MathExpression in
            let gradient = gradient(count - age)
            return age == 0 ? gradient : (age == 1 ? momentum : .power(momentum, age)) * gradient
        }
        return DerivationPart(
            "The velocity is a sum of all gradients so far, the older the smaller", velocity(count),
            [(velocityRule(count), "PyTorch's rule"), (.sum(terms), "put each velocity in")])
    }

    func lastWeight(_ count: Int, _ result: MathExpression) -> DerivationPart {
        DerivationPart(
            "The weight after all steps", weights(count),
            [
                (.sum([weights(0)] + (1...count).map(textbook)), "the textbooks' updates, added up"),
                (result, "PyTorch's; so both forms are one"),
            ])
    }
}
