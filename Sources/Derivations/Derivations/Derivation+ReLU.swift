extension Derivation {
    /// ReLU′ by difference quotients from both sides, which have different limits at 0.
    static func relu(at x: Double) -> Derivation {
        let (letter, step) = (MathExpression.symbol("x"), MathExpression.symbol("h"))
        func relu(_ argument: MathExpression) -> MathExpression { .call(.relu, argument) }
        let fromAbove = (relu(letter + step) - relu(letter)) / step
        let fromBelow = (relu(letter) - relu(letter - step)) / step
        // The difference quotient on either side of x, without ReLU in the numerator.
        let above: [(MathExpression, String)] =
            x < 0
            ? [((0 - 0) / step, "x + h and x are below 0"), (0, "nothing changes")]
            : [
                ((letter + step - letter) / step, x == 0 ? "x is 0, x + h is above" : "x and x + h are above 0"),
                (step / step, "x goes"), (1, "h goes"),
            ]
        let below: [(MathExpression, String)] =
            x <= 0
            ? [((0 - 0) / step, x == 0 ? "x is 0, x − h is below" : "x and x − h are below 0"), (0, "nothing changes")]
            : [
                ((letter - (letter - step)) / step, "x and x − h are above 0"), (step / step, "x goes"), (1, "h goes"),
            ]
        let result = MathExpression.cases([
            MathCase(1, where: letter, .above(0)), MathCase(0, where: letter, .notAbove(0)),
        ])
        let definition = MathExpression.cases([
            MathCase(letter, where: letter, .above(0)), MathCase(0, where: letter, .notAbove(0)),
        ])
        // Short enough for x ± h to be on the same side of the kink as x.
        let length = x == 0 ? 0x1p-10 : x.magnitude * 0x1p-10
        var derivation = activation(
            "relu", "The derivative of ReLU", .relu, .relu, at: x, with: [MathSymbol("h"): length],
            parts: [
                DerivationPart(
                    "The function", relu(letter), [(.largest([0, letter]), "definition"), (definition, "by cases")]),
                DerivationPart("The difference quotient from above, h > 0", fromAbove, above),
                DerivationPart("And from below", fromBelow, below),
                DerivationPart(
                    "The derivative", .prime(.relu, letter),
                    [
                        (
                            result,
                            x == 0
                                ? "1 from above, 0 from below: at the kink there is none; the engine takes 0"
                                : "both sides meet, however short h is"
                        )
                    ]),
            ], result: result,
            whyNoDifference: x.magnitude <= Derivation.kinkWidth
                ? "they are taken across the kink, and say nothing" : nil)
        derivation.given.append(GivenNumbers(symbol: step, cells: [[length]]))
        return derivation
    }

    /// Closer to the kink than this, central differences reach across it.
    private static let kinkWidth = 0x1p-17
}
