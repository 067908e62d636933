import NeuralEngine

extension Derivation {
    /// σ′ = σ·(1 − σ), by the quotient rule.
    static func sigmoid(at x: Double) -> Derivation {
        let power = MathExpression.e(-.symbol("x"))
        let value = 1 / (1 + power)
        let sigmoid = MathExpression.call(.sigmoid, .symbol("x"))
        let result = sigmoid * (1 - sigmoid)
        return activation(
            "sigmoid", "The derivative of the sigmoid", .sigmoid, .sigmoid, at: x,
            parts: [
                DerivationPart("The function", sigmoid, [(value, "definition")]),
                DerivationPart(
                    "Its derivative", .prime(.sigmoid, .symbol("x")),
                    [
                        (.derivative(value, by: .symbol("x")), "put the definition in"),
                        ((0 * (1 + power) - 1 * -power) / (1 + power).squared, "quotient rule; (e⁻ˣ)′ = −e⁻ˣ"),
                        (power / (1 + power).squared, "multiply out"),
                        ((1 + power - 1) / (1 + power).squared, "add 1 and take it away again"),
                        ((1 / (1 + power)) * ((1 + power - 1) / (1 + power)), "split the fraction"),
                        ((1 / (1 + power)) * (1 - 1 / (1 + power)), "(1 + e⁻ˣ)/(1 + e⁻ˣ) is 1"),
                        (result, "both are σ(x)"),
                    ]),
            ], result: result)
    }

    /// The derivation of an activation function, with the engine's derivative.
    static func activation(
        _ name: String, _ title: String, _ function: MathFunction, _ activation: Activation, at x: Double,
        with values: [MathSymbol: Double] = [:], parts: [DerivationPart], result: MathExpression,
        whyNoDifference: String? = nil
    ) -> Derivation {
        let letter = MathExpression.symbol("x")
        return Derivation(
            name: name, title: title,
            given: [GivenNumbers(symbol: letter, cells: [[x]])],
            values: values.merging([MathSymbol("x"): x]) { $1 }, parts: parts,
            claims: [
                DerivationClaim(
                    subject: .prime(function, letter), formula: result,
                    derivative: (.call(function, letter), letter), whyNoDifference: whyNoDifference,
                    engine: EngineValue(
                        name: "the engine's derivative of \(activation.label)", cells: [[activation.derivative(x)]]))
            ], curve: DerivationCurve(function: function, point: x))
    }
}
