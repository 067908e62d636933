extension Derivation {
    /// tanh′ = 1 − tanh², by the quotient rule.
    static func tanh(at x: Double) -> Derivation {
        let letter = MathExpression.symbol("x")
        let (rising, falling) = (MathExpression.e(letter), MathExpression.e(-letter))
        let (sum, difference) = (rising + falling, rising - falling)
        let tanh = MathExpression.call(.tanh, letter)
        let result = 1 - tanh.squared
        return activation(
            "tanh", "The derivative of tanh", .tanh, .tanh, at: x,
            parts: [
                DerivationPart("The function", tanh, [(difference / sum, "definition: sinh x over cosh x")]),
                DerivationPart(
                    "Its derivative", .prime(.tanh, letter),
                    [
                        (.derivative(difference / sum, by: letter), "put the definition in"),
                        ((sum * sum - difference * difference) / sum.squared, "quotient rule; (e⁻ˣ)′ = −e⁻ˣ"),
                        (sum.squared / sum.squared - difference.squared / sum.squared, "split the fraction"),
                        (1 - (difference / sum).squared, "the first is 1; one square around the second"),
                        (result, "inside of the square is tanh(x)"),
                    ]),
            ], result: result)
    }
}
