import NeuralEngine
import Testing

@testable import Derivations

/// Every derivation, at many points: each line equal to the one before, and to what the witnesses say.
@Suite struct DerivationTests {
    static let points: [Double] = [
        0, 0.5, -0.5, 1, -1, 2, 1e-9, -1e-9, 1e-300, 0.1, 3.7, -3.7, 20, -20, 40, -40, 100, -100, 700, -745, 1000,
        -1000,
        9999, -1e4,
    ]

    @Test(arguments: [DerivationName.sigmoid, .tanh, .relu], points)
    func derivativesOfActivationsHoldEverywhere(_ name: DerivationName, at x: Double) throws {
        let checked = try derivation(name, [[x]]).checked()
        #expect(checked.holds, "\(failures(of: checked))")
        #expect(checked.witnesses[0][0].agrees == true)
    }

    static let rows: [[Double]] = [
        [1, 2, 3], [0, 0], [1000, 999, -1000], [-800, -801, -802], [1e4, -1e4], [0.1, -0.2, 0.3, 5, 5, 5],
        Array(repeating: 1, count: 16),
    ]

    @Test("the sum over the classes collapses to the right one, and the gradient for any class comes from Σ y = 1")
    func collapse() throws {
        let checked = try Derivation(.crossEntropy).checked()
        #expect(checked.holds)
        let loss = checked.derivation.parts[0].steps.prefix(3)
        #expect(loss.map { $0.line() } == ["L = −Σᵢ yᵢ·log(pᵢ)", "L = −y_c·log(p_c)", "L = −log(p_c)"])
        #expect(
            loss.map(\.reason).suffix(2) == [
                "every other y is 0: only the right class, c, is left", "since y_c = 1",
            ])
        let part = try #require(checked.derivation.parts.firstIndex { $0.steps[0].left.line() == "∂L/∂xⱼ" })
        let lines = checked.derivation.parts[part].steps
        #expect(
            lines.map { $0.line() } == [
                "∂L/∂xⱼ = ∂/∂xⱼ (−Σᵢ yᵢ·log(pᵢ))", "∂L/∂xⱼ = ∂/∂xⱼ (−Σᵢ yᵢ·(xᵢ − log(Σₖ e^xₖ)))",
                "∂L/∂xⱼ = ∂/∂xⱼ (log(Σₖ e^xₖ)·Σᵢ yᵢ − Σᵢ yᵢ·xᵢ)", "∂L/∂xⱼ = pⱼ·Σᵢ yᵢ − yⱼ",
                "∂L/∂xⱼ = pⱼ·1 − yⱼ", "∂L/∂xⱼ = pⱼ − yⱼ",
            ])
        #expect(lines[4].reason == "since the y sum to 1")
        // Every line is worked out for each of the classes.
        #expect(checked.parts[part].allSatisfy { $0.cells.count == 1 && $0.cells[0].count == 4 })
    }

    @Test("the classic example: y = [0, 1, 0, 0] and p = [.1, .3, .5, .1] have the loss −log .3")
    func classicExample() throws {
        let checked = try Derivation(.crossEntropy).checked()
        #expect(checked.derivation.given.map { $0.symbol.line() } == ["x", "y", "p"])
        #expect(checked.derivation.given[1].cells == [[0, 1, 0, 0]])
        for (p, expected) in zip(checked.derivation.given[2].cells[0], [0.1, 0.3, 0.5, 0.1]) {
            #expect((p - expected).magnitude < 1e-15)
        }
        // −log .3, from another program.
        #expect((checked.parts[0][0].cells[0][0] - 1.2039728043259361).magnitude < 1e-15)
        let gradient = try #require(checked.parts.last?.last).cells[0]
        #expect(zip(gradient, [0.1, -0.7, 0.5, 0.1]).allSatisfy { ($0 - $1).magnitude < 1e-15 })
    }

    @Test(arguments: [DerivationName.logSumExp, .softmax, .crossEntropy], rows)
    func derivationsOfRowsHold(_ name: DerivationName, of row: [Double]) throws {
        let checked = try derivation(name, [row]).checked()
        #expect(checked.holds, "\(failures(of: checked))")
    }

    @Test(arguments: rows)
    func everyClassCanBeTheRightOne(_ row: [Double]) throws {
        for right in row.indices {
            var numbers = DerivationNumbers()
            (numbers.cells, numbers.classes) = ([row], [right])
            #expect(try Derivation(.crossEntropy, numbers).checked().holds)
        }
    }

    @Test func theMeanOverABatchDividesByItsSize() throws {
        var numbers = DerivationNumbers()
        numbers.cells = [[1, 2, 3], [0, -1, 4], [2, 2, 2]]
        numbers.classes = [2, 0, 1]
        let checked = try Derivation(.crossEntropy, numbers).checked()
        #expect(checked.holds, "\(failures(of: checked))")
        let gradient = try #require(checked.parts.last?.last).cells
        #expect((gradient[2][1] - (1.0 / 3 - 1) / 3).magnitude < 1e-15)
    }

    @Test(arguments: [(1, 1), (2, 2), (3, 1), (1, 4), (5, 3), (16, 8)])
    func theLinearLayerHoldsForAnyShape(_ rows: Int, _ columns: Int) throws {
        var random = SplitMix64(seed: UInt64(rows * 100 + columns))
        let x = (0..<rows).map { _ in (0..<columns).map { _ in Double.random(in: -3...3, using: &random) } }
        let checked = try derivation(.linear, x).checked()
        #expect(checked.holds, "\(failures(of: checked))")
        #expect(checked.witnesses.count == 3)
        #expect(checked.witnesses.joined().allSatisfy { $0.agrees == true })
    }

    @Test func theSlidesMatricesGiveTheSlidesGradients() throws {
        var numbers = DerivationNumbers()
        numbers.layer = LinearNumbers(
            x: [[1, 2], [3, 4]], w: [[5, 6, 7], [8, 9, 10]], b: [0, 0, 0], dY: [[1, 2, 3], [4, 5, 6]])
        let checked = try Derivation(.linear, numbers).checked()
        #expect(checked.holds)
        // dY·Wᵀ and Xᵀ·dY, by hand.
        #expect(checked.witnesses[0][0].cells == [[38, 56], [92, 137]])
        #expect(checked.witnesses[1][0].cells == [[13, 17, 21], [18, 24, 30]])
        #expect(checked.witnesses[2][0].cells == [[5, 7, 9]])
        let lines = checked.derivation.parts.flatMap(\.steps).map { $0.line() }
        for line in [
            // Equations 8 to 10 and 13 of the slides, which count from 1.
            "∂L/∂x₀₀ = Σᵢ Σⱼ ∂L/∂yᵢⱼ·∂yᵢⱼ/∂x₀₀", "∂Y/∂x₀₀ = [[w₀₀, w₀₁, w₀₂], [0, 0, 0]]",
            "∂L/∂x₀₀ = sum(∂L/∂Y ⊙ ∂Y/∂x₀₀)", "∂L/∂x₀₀ = ∂L/∂y₀₀·w₀₀ + ∂L/∂y₀₁·w₀₁ + ∂L/∂y₀₂·w₀₂",
            "∂Y/∂x₀₁ = [[w₁₀, w₁₁, w₁₂], [0, 0, 0]]", "∂L/∂x₀₁ = sum(∂L/∂Y ⊙ ∂Y/∂x₀₁)",
            "∂L/∂x₀₁ = ∂L/∂y₀₀·w₁₀ + ∂L/∂y₀₁·w₁₁ + ∂L/∂y₀₂·w₁₂",
            // Equations 22 to 24.
            "∂L/∂X = [[∂L/∂y₀₀·w₀₀ + ∂L/∂y₀₁·w₀₁ + ∂L/∂y₀₂·w₀₂, ∂L/∂y₀₀·w₁₀ + ∂L/∂y₀₁·w₁₁ + ∂L/∂y₀₂·w₁₂], "
                + "[∂L/∂y₁₀·w₀₀ + ∂L/∂y₁₁·w₀₁ + ∂L/∂y₁₂·w₀₂, ∂L/∂y₁₀·w₁₀ + ∂L/∂y₁₁·w₁₁ + ∂L/∂y₁₂·w₁₂]]",
            "Wᵀ = [[w₀₀, w₁₀], [w₀₁, w₁₁], [w₀₂, w₁₂]]",
            "∂L/∂X = [[∂L/∂y₀₀, ∂L/∂y₀₁, ∂L/∂y₀₂], [∂L/∂y₁₀, ∂L/∂y₁₁, ∂L/∂y₁₂]]·[[w₀₀, w₁₀], [w₀₁, w₁₁], [w₀₂, w₁₂]]",
            "∂L/∂X = ∂L/∂Y·Wᵀ",
            // And the same for W.
            "∂Y/∂w₀₀ = [[x₀₀, 0, 0], [x₁₀, 0, 0]]", "∂L/∂w₀₀ = sum(∂L/∂Y ⊙ ∂Y/∂w₀₀)",
            "Xᵀ = [[x₀₀, x₁₀], [x₀₁, x₁₁]]",
            "∂L/∂W = [[x₀₀, x₁₀], [x₀₁, x₁₁]]·[[∂L/∂y₀₀, ∂L/∂y₀₁, ∂L/∂y₀₂], [∂L/∂y₁₀, ∂L/∂y₁₁, ∂L/∂y₁₂]]",
            "∂L/∂W = Xᵀ·(∂L/∂Y)",
        ] { #expect(lines.contains(line), "\(line)") }
    }

    @Test func withoutNumbersTheLayerHasTheSlidesShapes() throws {
        let given = try Derivation(.linear).given
        #expect(given.map { $0.symbol.line() } == ["X", "W", "b", "∂L/∂Y"])
        #expect(given.map(\.cells.count) == [2, 2, 1, 2])
        #expect(given.map(\.cells[0].count) == [2, 3, 3, 3])
    }

    @Test(arguments: DerivationName.allCases)
    func whereThereAreIndicesTheyAreSaidToCountFromZero(_ name: DerivationName) throws {
        let derivation = try Derivation(name)
        let numbers = derivation.values.keys.flatMap(\.indices)
        #expect(derivation.introduction.contains("Indices count from 0") == !numbers.isEmpty)
        #expect(numbers.isEmpty || numbers.contains(.number(0)))
    }

    @Test(arguments: [[1, 0.5, -0.25], [2], [1, -1, 1, -1, 1, -1]])
    func bothFormsOfMomentumTakeTheSameSteps(_ gradients: [Double]) throws {
        let checked = try derivation(.momentum, [gradients]).checked()
        #expect(checked.holds, "\(failures(of: checked))")
        #expect(checked.witnesses[0][0].agrees == true)
    }

    @Test func reluHasNoDerivativeAtItsKinkAndTheEngineTakesZero() throws {
        let checked = try derivation(.relu, [[0]]).checked()
        #expect(checked.parts[1].last?.cells == [[1]])
        #expect(checked.parts[2].last?.cells == [[0]])
        #expect(checked.parts[3].last?.cells == [[0]])
        #expect(checked.witnesses[0][1].agrees == nil)
        #expect(checked.witnesses[0][1].remark != nil)
    }

    @Test func theNaiveSumOverflowsAndTheShiftedOneDoesNot() throws {
        let lines = try derivation(.logSumExp, [[1000, 1001]]).checked().parts[0]
        #expect(lines.first?.overflow == [[.infinity]])
        #expect(lines.last?.overflow == nil)
        #expect((try #require(lines.first).cells[0][0] - 1001.3132616875182).magnitude < 1e-12)
    }

    @Test func whatTheEngineComputesWithoutOverflowIsNotSaidToOverflow() throws {
        for name in [DerivationName.sigmoid, .tanh, .relu] {
            let checked = try derivation(name, [[-1000]]).checked()
            #expect(checked.parts.last?.last?.overflow == nil)
        }
        #expect(try derivation(.crossEntropy, [[1000, 0]]).checked().parts.last?.last?.overflow == nil)
    }

    @Test func aCurveIsThatOfTheFunctionAndItsDerivative() throws {
        for (name, activation) in [
            (DerivationName.sigmoid, Activation.sigmoid), (.tanh, .tanh), (.relu, .relu),
        ] {
            let curve = try #require(try derivation(name, [[0.5]]).curve)
            for x in stride(from: -6.0, through: 6, by: 0.75) {
                #expect((curve.value(x) - activation.value(x)).magnitude < 1e-14)
                #expect((curve.slope(x) - activation.derivative(x)).magnitude < 1e-14)
            }
        }
    }
}

/// A derivation with a wrong line, or a wrong witness, does not hold.
@Suite struct WrongDerivationTests {
    @Test(arguments: DerivationName.allCases)
    func aFactorTooMuchInAnyLineIsFound(_ name: DerivationName) throws {
        let derivation = try Derivation(name)
        for part in derivation.parts.indices {
            for line in derivation.parts[part].steps.indices {
                let right = derivation.parts[part].steps[line].right
                var wrong = derivation
                // What is 0 stays 0: there, 1 is added.
                wrong.parts[part].steps[line].right = 2 * right + 1
                let checked = wrong.checked()
                #expect(!checked.holds)
                #expect(!checked.parts[part][line].isEqual)
            }
        }
    }

    private static let power = MathExpression.e(-.symbol("x"))
    private static let sigmoid = MathExpression.call(.sigmoid, .symbol("x"))
    private static let mistakes: [(name: String, formula: MathExpression)] = [
        ("e⁻ˣ with the wrong sign", .e(.symbol("x")) / (1 + power).squared),
        ("the square forgotten", power / (1 + power)),
        ("1 + σ", sigmoid * (1 + sigmoid)),
        ("tanh's", 1 - MathExpression.call(.tanh, .symbol("x")).squared),
    ]

    @Test(arguments: mistakes.indices)
    func usualMistakesAreFoundAtMostPoints(_ index: Int) throws {
        let (mistake, formula) = Self.mistakes[index]
        for x in [0.5, -0.5, 2, -3, 10] {
            var wrong = try derivation(.sigmoid, [[x]])
            wrong.parts[1].steps[2].right = formula
            #expect(!wrong.checked().holds, "\(mistake) at \(x)")
        }
    }

    @Test func aTransposeForgottenIsFound() throws {
        // Square weights, so that both products exist.
        var wrong = try derivation(.linear, [[1, 2, 3], [4, 5, 6]])
        let last = wrong.parts.lastIndex { $0.steps.last?.line() == "∂L/∂X = ∂L/∂Y·Wᵀ" }
        let part = try #require(last)
        let line = wrong.parts[part].steps.count - 1
        guard case .matrixProduct(let gradient, .transpose(let weights)) = wrong.parts[part].steps[line].right else {
            Issue.record("the last line is a product")
            return
        }
        wrong.parts[part].steps[line].right = .matrixProduct(gradient, weights)
        #expect(!wrong.checked().holds)
    }

    @Test(arguments: DerivationName.allCases)
    func aResultThatTheWitnessesDenyDoesNotHold(_ name: DerivationName) throws {
        var wrong = try Derivation(name)
        for claim in wrong.claims.indices { wrong.claims[claim].engine.cells[0][0] += 1e-6 }
        let checked = wrong.checked()
        #expect(!checked.holds)
        #expect(checked.witnesses.allSatisfy { $0[0].agrees == false })
    }

    @Test func aWitnessOfAnotherShapeDenies() throws {
        var wrong = try Derivation(.softmax)
        wrong.claims[0].engine.cells = [[1, 2]]
        #expect(!wrong.checked().holds)
        wrong.claims[0].engine.cells = []
        #expect(!wrong.checked().holds)
    }

    @Test func aSymbolWithoutAValueDoesNotHold() throws {
        var wrong = try Derivation(.sigmoid)
        wrong.values = [:]
        #expect(!wrong.checked().holds)
    }
}

/// Numbers that no derivation takes.
@Suite struct DerivationErrorTests {
    private typealias Refusal = (name: DerivationName, cells: [[Double]], message: String)

    private static let refusals: [Refusal] = [
        (.sigmoid, [[1.0, 2]], "'derive sigmoid' takes a number, as 0.5, not a matrix of 1×2"),
        (.tanh, [[.nan]], "a derivation takes finite numbers, not nan"),
        (.relu, [[-.infinity]], "a derivation takes finite numbers, not -inf"),
        (.sigmoid, [[10001]], "a derivation takes numbers from -10000 to 10000"),
        (.sigmoid, [], "a derivation takes at least one number"),
        (.softmax, [[]], "a derivation takes at least one number"),
        (.linear, [[1, 2], [3]], "the rows of a matrix have one length"),
        (.softmax, [[1]], "'derive softmax' takes a row of 2 to 16 numbers, as [1, 2, 3], not a matrix of 1×1"),
        (
            .logSumExp, [[1, 2], [3, 4]],
            "'derive log-sum-exp' takes a row of 2 to 16 numbers, as [1, 2, 3], not a matrix of 2×2"
        ),
        (
            .momentum, [[1, 1, 1, 1, 1, 1, 1]],
            "'derive momentum' takes a row of 1 to 6 numbers, as [1, 2, 3], not a matrix of 1×7"
        ),
        (
            .crossEntropy, [[1], [2]],
            "'derive cross-entropy' takes up to 16 rows of 2 to 16 numbers, as [1, 2, 3], not a matrix of 2×1"
        ),
        (
            .linear, Array(repeating: [1], count: 17),
            "a layer of 17×1 inputs and 1×3 weights is too large to write out: up to 16 rows and 1024 products"
        ),
        (
            .linear, [Array(repeating: 1, count: 513)],
            "a layer of 1×513 inputs and 513×3 weights is too large to write out: up to 16 rows and 1024 products"
        ),
    ]

    @Test(arguments: refusals.indices)
    func areRefusedWithWhatWouldBeRight(_ index: Int) {
        let refusal = Self.refusals[index]
        let error = #expect(throws: DerivationError.self) { try derivation(refusal.name, refusal.cells) }
        #expect(error?.description == refusal.message)
    }

    @Test func aClassThatIsNoneIsRefused() {
        var numbers = DerivationNumbers()
        numbers.classes = [4]
        let error = #expect(throws: DerivationError.self) { try Derivation(.crossEntropy, numbers) }
        #expect(error?.description == "there is no class 4: 4 numbers are those of classes 0 to 3")
        numbers.classes = [0, 1]
        #expect(throws: DerivationError.classCount(2, rows: 1)) { try Derivation(.crossEntropy, numbers) }
    }
}

/// The derivation with these numbers and otherwise defaults.
func derivation(_ name: DerivationName, _ cells: [[Double]]) throws -> Derivation {
    var numbers = DerivationNumbers()
    numbers.cells = cells
    return try Derivation(name, numbers)
}

/// The lines and witnesses that do not agree, for messages.
func failures(of checked: CheckedDerivation) -> String {
    let lines = zip(checked.derivation.parts, checked.parts).flatMap { part, results in
        zip(part.steps, results).filter { !$1.isEqual }.map { "\($0.line()) is \($1.cells)" }
    }
    let witnesses = checked.witnesses.joined().filter { $0.agrees == false }.map { "\($0.name): \($0.cells)" }
    return (lines + witnesses).joined(separator: "\n")
}
