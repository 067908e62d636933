import Testing

@testable import Derivations

@Suite struct MathLineTests {
    private let x = MathExpression.symbol("x")

    @Test func formulasOnOneLineMeanWhatTheTreeSays() {
        let power = MathExpression.e(-x)
        #expect((1 / (1 + power)).line() == "1/(1 + e⁻ˣ)")
        #expect((1 / (1 + power)).line(.ascii) == "1/(1 + exp(-x))")
        #expect((power / (1 + power).squared).line() == "e⁻ˣ/(1 + e⁻ˣ)²")
        #expect((power / (1 + power).squared).line(.ascii) == "exp(-x)/(1 + exp(-x))^2")
        #expect((x - (x - 1)).line() == "x − (x − 1)")
        #expect((x - 1 + 2).line() == "x − 1 + 2")
        #expect((-(x + 1)).line() == "−(x + 1)")
        #expect((2 * -x).line() == "2·(−x)")
        #expect((x / (x * x)).line() == "x/(x·x)")
        #expect((x / (x / 2)).line() == "x/(x/2)")
        #expect(MathExpression.derivative(x * x, by: x).line() == "d/dx (x·x)")
        #expect(MathExpression.prime(.sigmoid, x).line(.ascii) == "sigmoid'(x)")
    }

    @Test func longSumsAndLargeMatricesHaveDots() {
        let cells = (1...9).map { MathExpression.symbol("x", .number($0)) }
        #expect(MathExpression.sum(cells).line() == "x₁ + x₂ + … + x₉")
        #expect(MathExpression.row(cells).line(.ascii) == "[[x_1, x_2, ..., x_9]]")
    }

    @Test func aDotProductIsTheSumOfTheProductsCellByCell() {
        let (a, b) = (MathExpression.symbol("A"), MathExpression.symbol("B"))
        #expect(MathExpression.dotProduct(a, a + b).line() == "sum(A ⊙ (A + B))")
        #expect(MathExpression.dotProduct(a, b).line(.ascii) == "sum(A * B)")
    }

    @Test func aWideDotProductGoesOnInTheNextLine() {
        let row = MathExpression.row((0..<3).map { .symbol("x", .number($0)) })
        #expect(
            MathExpression.dotProduct(row, row).box(width: 20).lines == [
                "sum([x₀  x₁  x₂]  ", "   ⊙ [x₀  x₁  x₂])",
            ])
    }

    @Test func anIndexWithoutALoweredCharacterStaysOnTheLine() {
        #expect((MathExpression.symbol("y", "c") * .log(.symbol("p", "c"))).line() == "y_c·log(p_c)")
        #expect(MathExpression.e(.symbol("x", "c")).line() == "e^x_c")
    }

    @Test func indicesOfTwoDigitsAreKeptApart() {
        #expect(MathExpression.symbol("x", 1, 12).line(.ascii) == "x_1,12")
        #expect(MathExpression.symbol("x", 1, 2).line() == "x₁₂")
    }

    @Test func sentencesAreSpelledInASCII() {
        #expect(MathStyle.ascii.words("quotient rule; (e⁻ˣ)′ = −e⁻ˣ") == "quotient rule; (e^-x)' = -e^-x")
        #expect(MathStyle.ascii.words("u is −lr·v") == "u is -lr*v")
        #expect(MathStyle.unicode.words("∂L/∂Y") == "∂L/∂Y")
    }
}

@Suite struct MathLayoutTests {
    private let x = MathExpression.symbol("x")

    private func drawn(_ formula: MathExpression, _ style: MathStyle = .unicode, width: Int = 60) -> String {
        formula.box(style, width: width).lines.map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }

    @Test func fractionsAreStackedAndAlignedAtTheirBars() {
        #expect(
            drawn((1 / (1 + .e(-x))) * (1 - 1 / (1 + .e(-x)))) == """
                    1       ⎛        1    ⎞
                ───────── · ⎜1 − ─────────⎟
                 1 + e⁻ˣ    ⎝     1 + e⁻ˣ ⎠
                """)
        #expect(
            drawn((1 + .e(-x) - 1) / (1 + .e(-x)).squared, .ascii) == """
                      -x
                 1 + e   - 1
                -------------
                          2
                 /     -x\\
                 \\1 + e  /
                """)
    }

    @Test func sumsHaveTheirBounds() {
        let sum = MathExpression.summation(index: "j", count: 3, .e(.symbol("x", "j") - .symbol("m")))
        #expect(
            drawn(.symbol("m") + .log(sum)) == """
                       ⎛ 2   xⱼ − m⎞
                m + log⎜ Σ  e      ⎟
                       ⎝j=0        ⎠
                """)
    }

    @Test func casesHaveABrace() {
        let cases = MathExpression.cases([
            MathCase(1, where: x, .above(0)), MathCase(0, where: x, .notAbove(0)),
        ])
        #expect(
            drawn(cases) == """
                ⎧ 1  if x > 0
                ⎨
                ⎩ 0  if x ≤ 0
                """)
        #expect(
            drawn(cases, .ascii) == """
                { 1  if x > 0
                {
                { 0  if x <= 0
                """)
    }

    @Test func matricesHaveBracketsAndLargeOnesDots() {
        func matrix(_ rows: Int, _ columns: Int) -> MathExpression {
            .matrix((1...rows).map { row in (1...columns).map { .symbol("x", .number(row), .number($0)) } })
        }
        #expect(
            drawn(.transpose(matrix(2, 2))) == """
                ⎡x₁₁  x₁₂⎤ᵀ
                ⎣x₂₁  x₂₂⎦
                """)
        #expect(
            drawn(matrix(6, 6)) == """
                ⎡x₁₁  x₁₂  …  x₁₆⎤
                ⎢x₂₁  x₂₂  …  x₂₆⎥
                ⎢ ⋮    ⋮       ⋮ ⎥
                ⎣x₆₁  x₆₂  …  x₆₆⎦
                """)
    }

    @Test func longFormulasGoOnInTheNextLine() {
        let terms = (1...4).map { MathExpression.symbol("x", .number($0)) * .symbol("y", .number($0)) }
        #expect(
            drawn(.sum(terms), width: 16) == """
                x₁·y₁ + x₂·y₂
                   + x₃·y₃
                   + x₄·y₄
                """)
    }

    @Test func theCellsOfAWideMatrixGoOnInTheNextLine() {
        let sum = MathExpression.sum(
            (0..<3).map { .symbol(MathSymbol("y", .number($0)).gradient()) * .symbol("w", .number($0)) })
        #expect(
            drawn(.row([sum, sum]), width: 60) == """
                ⎡∂L/∂y₀·w₀ + ∂L/∂y₁·w₁  ∂L/∂y₀·w₀ + ∂L/∂y₁·w₁⎤
                ⎣   + ∂L/∂y₂·w₂            + ∂L/∂y₂·w₂       ⎦
                """)
        #expect(
            drawn(.row([sum, sum]), width: 40) == """
                ⎡∂L/∂y₀·w₀       ∂L/∂y₀·w₀     ⎤
                ⎢   + ∂L/∂y₁·w₁     + ∂L/∂y₁·w₁⎥
                ⎣   + ∂L/∂y₂·w₂     + ∂L/∂y₂·w₂⎦
                """)
    }

    @Test(arguments: DerivationName.allCases, [40, 80])
    func noFormulaIsWiderThanItMayBe(_ name: DerivationName, _ width: Int) throws {
        for style in [MathStyle.unicode, .ascii] {
            for step in try Derivation(name).parts.flatMap(\.steps) {
                let box = step.right.box(style, width: width)
                #expect(box.width <= width, "\(step.line())")
                #expect(Set(box.lines.map(\.count)).count == 1)
                if style == .ascii { #expect(box.lines.allSatisfy { $0.allSatisfy { $0.isASCII } }) }
                if style == .ascii { #expect(style.words(step.reason).allSatisfy { $0.isASCII && $0 != "?" }) }
            }
        }
    }
}
