import Derivations
import Testing

@testable import Workbench

/// `derive`: where its numbers come from, what is reported and counted, and what is refused.
@Suite struct DeriveCommandTests {
    private func report(_ contents: [Report]) throws -> DerivationReport {
        guard let report = contents.last?.body as? DerivationReport else { throw UnexpectedOutput(contents: contents) }
        return report
    }

    private struct UnexpectedOutput: Error {
        let contents: [Report]
    }

    private func given(_ report: DerivationReport) -> [[Double]]? { report.checked.derivation.given.first?.cells }

    @Test(arguments: DerivationName.allCases)
    func everyDerivationHoldsWithoutANetwork(_ name: DerivationName) throws {
        var bench = TestBench()
        let report = try report(bench.run("derive \(name.rawValue)"))
        #expect(report.holds)
        #expect(report.origin == nil)
        #expect(report.summary.hasPrefix("✓ "))
        #expect(report.text.hasSuffix("\n" + report.summary))
        #expect(bench.state.expectations.passed == 1)
    }

    @Test(arguments: DerivationName.allCases)
    func beforeAnythingRanTheUsualNumbersAreTaken(_ name: DerivationName) throws {
        var bench = TestBench()
        _ = bench.run("data xor\nnetwork 2-4-2")
        let report = try report(bench.run("derive \(name.rawValue)"))
        #expect(report.holds)
        #expect(report.origin == nil)
    }

    @Test(arguments: DerivationName.allCases)
    func everyTextFitsAnOldTerminal(_ name: DerivationName) throws {
        var bench = TestBench()
        let report = try report(bench.run("derive \(name.rawValue)"))
        #expect(report.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
        for columns in [50, 78, 120] {
            let lines = report.lines(columns: columns, style: .ascii)
            #expect(lines.allSatisfy { $0.allSatisfy { $0.isASCII } })
            #expect(lines.allSatisfy { $0.count <= columns })
        }
    }

    @Test func theNumbersOfTheUserAreTaken() throws {
        var bench = TestBench.xor("step 3")
        #expect(given(try report(bench.run("derive tanh at 0.25"))) == [[0.25]])
        let cell = bench.value("Z1[1,2]")?.scalar ?? .nan
        #expect(given(try report(bench.run("derive tanh at Z1[1,2]"))) == [[cell]])
        #expect(given(try report(bench.run("derive softmax at [1, 2, 4]"))) == [[1, 2, 4]])
        #expect(given(try report(bench.run("derive linear at [[1, 2, 3]]"))) == [[1, 2, 3]])
        #expect(try report(bench.run("derive tanh at 0.25")).origin == nil)
    }

    @Test func theNumbersOfTheSessionAreTakenWhereItHasThem() throws {
        var bench = TestBench.xor("next\nfinish")
        let tanh = try report(bench.run("derive tanh"))
        #expect(tanh.origin == "x is Z1[0,0] of the session")
        let cell = bench.value("Z1[0,0]")?.scalar ?? .nan
        #expect(given(tanh) == [[cell]])
        // There is no sigmoid in the network.
        #expect(try report(bench.run("derive sigmoid")).origin == nil)
        let entropy = try report(bench.run("derive cross-entropy"))
        #expect(entropy.origin == "X is Z2 of the session, the right classes are Y's")
        #expect(given(entropy)?.count == 4)
        let momentum = try report(bench.run("derive momentum"))
        #expect(momentum.origin == "lr and μ are those of the optimizer")
        #expect(momentum.checked.derivation.values[MathSymbol("lr")] == 0.5)
    }

    @Test func theMeanGradientIsTheSessionsOwn() throws {
        var bench = TestBench.xor("step 6")
        let report = try report(bench.run("derive cross-entropy"))
        let derived = try #require(report.checked.parts.last?.last?.cells).joined()
        let own = bench.value("dZ2")?.matrix.elements ?? []
        #expect(own.count == derived.count)
        #expect(zip(derived, own).allSatisfy { ($0 - $1).magnitude < 1e-15 })
    }

    @Test func aLayerOfTheSessionGivesItsOwnGradients() throws {
        var bench = TestBench.xor("next\nfinish\nfinish")
        for layer in 1...2 {
            let report = try report(bench.run("derive linear layer=\(layer)"))
            #expect(report.holds)
            #expect(report.origin?.contains("W is W\(layer)") == true)
            let own = bench.value("dW\(layer)")?.matrix.elements ?? []
            let derived = report.checked.witnesses[1][0].cells.joined()
            #expect(own.count == derived.count)
            #expect(zip(derived, own).allSatisfy { ($0 - $1).magnitude < 1e-14 })
        }
    }

    @Test func withoutALayerTheFirstThatFitsIsTaken() throws {
        var bench = TestBench.xor("finish")
        #expect(try report(bench.run("derive linear")).origin == nil)
        let linear = try report(bench.run("finish\nderive linear"))
        #expect(linear.origin == "X is X, W is W1, b is b1 and ∂L/∂Y is dZ1 of the session")
        #expect(linear.holds)
    }

    @Test func theClassCanBeChosen() throws {
        var bench = TestBench()
        let report = try report(bench.run("derive cross-entropy at [1, 2, 3] class=2"))
        #expect(report.checked.derivation.introduction.contains("c is the right class: 2 of the classes 0 to 2"))
        #expect((report.checked.parts[0][0].cells[0][0] - 0.4076059644443803).magnitude < 1e-15)
    }

    @Test func theClassicExampleHasTheLossMinusLogOfThreeTenths() throws {
        var bench = TestBench()
        for command in ["derive cross-entropy", "derive cross-entropy at log([.1, .3, .5, .1]) class=1"] {
            let report = try report(bench.run(command))
            #expect(
                report.text.contains(
                    """
                      x = [-2.303  -1.204  -0.6931  -2.303]   y = [0  1  0  0]
                      p = [0.1  0.3  0.5  0.1]
                    """))
            #expect((report.checked.parts[0][0].cells[0][0] - 1.2039728043259361).magnitude < 1e-15)
        }
    }

    @Test func theGradientOfTheInputsIsWrittenOutInFull() throws {
        var bench = TestBench()
        #expect(try report(bench.run("derive linear")).text.contains(Self.gradientOfInputs))
    }

    @Test(arguments: [
        ("derive sigmoid at [1, 2]", "'derive sigmoid' takes a number, as 0.5, not a matrix of 1×2"),
        ("derive tanh at 1/0", "a derivation takes finite numbers, not inf"),
        ("derive tanh at 20000", "a derivation takes numbers from -10000 to 10000"),
        ("derive cross-entropy class=7", "there is no class 7: 4 numbers are those of classes 0 to 3"),
        ("derive linear layer=1", "there is no network yet: give one with 'network 2-4-2'"),
        (
            "data xor\nnetwork 2-4-2\nderive linear layer=3",
            "there is no layer 3: the network has 2 layers, counted from 1"
        ),
    ])
    func whatCannotBeDerivedIsRefused(_ commands: String, _ message: String) {
        var bench = TestBench()
        #expect(bench.error(commands) == message)
        #expect(bench.state.expectations.passed == 0)
    }

    @Test func aLayerWithoutItsGradientYetIsRefused() {
        var bench = TestBench.xor()
        let error = bench.error("derive linear layer=2")
        #expect(error?.contains("dZ2") == true)
    }

    @Test func theSessionStaysAsItIs() {
        var bench = TestBench.xor("step 3")
        let before = bench.state.session
        for name in DerivationName.allCases { _ = bench.run("derive \(name.rawValue)") }
        #expect(bench.state.session == before)
    }

    @Test func theSigmoidIsDerivedAsOnTheSlide() throws {
        var bench = TestBench()
        #expect(try report(bench.run("derive sigmoid at 0.5")).text == Self.sigmoid)
    }

    @Test func logSumExpShowsWhatOverflows() throws {
        var bench = TestBench()
        let text = try report(bench.run("derive log-sum-exp at [1000, 1001]")).text
        #expect(text.hasPrefix(Self.logSumExp))
    }

    private static let gradientOfInputs = """
        W transposed: its rows are columns now
               ⎡w₀₀  w₁₀⎤                             ⎡0.5   1.5⎤
          Wᵀ = ⎢w₀₁  w₁₁⎥                             ⎢ -1  -0.5⎥ ✓
               ⎣w₀₂  w₁₂⎦                             ⎣  2     1⎦
                                                      written out

        By all inputs
                 ⎡∂L/∂y₀₀·w₀₀ + ∂L/∂y₀₁·w₀₁  ∂L/∂y₀₀·w₁₀ + ∂L/∂y₀₁·w₁₁⎤
           ∂L    ⎢   + ∂L/∂y₀₂·w₀₂              + ∂L/∂y₀₂·w₁₂         ⎥
          ──── = ⎢                                                    ⎥
           ∂X    ⎢∂L/∂y₁₀·w₀₀ + ∂L/∂y₁₁·w₀₁  ∂L/∂y₁₀·w₁₀ + ∂L/∂y₁₁·w₁₁⎥
                 ⎣   + ∂L/∂y₁₂·w₀₂              + ∂L/∂y₁₂·w₁₂         ⎦
                 ⎡1.5    2⎤ ✓
                 ⎣  4  4.5⎦
                 collect the cells
                                               ⎡w₀₀  w₁₀⎤
               = ⎡∂L/∂y₀₀  ∂L/∂y₀₁  ∂L/∂y₀₂⎤ · ⎢w₀₁  w₁₁⎥
                 ⎣∂L/∂y₁₀  ∂L/∂y₁₁  ∂L/∂y₁₂⎦   ⎣w₀₂  w₁₂⎦
                 ⎡1.5    2⎤ ✓
                 ⎣  4  4.5⎦
                 each cell is a row of the first times a column of the second
                  ∂L
               = ──── · Wᵀ                            ⎡1.5    2⎤ ✓
                  ∂Y                                  ⎣  4  4.5⎦
                                                      these are ∂L/∂Y and Wᵀ
        """

    private static let sigmoid = """
        The derivative of the sigmoid
          x = 0.5

        The function
                     1
          σ(x) = ─────────                            0.622459 ✓  definition
                  1 + e⁻ˣ

        Its derivative
                   d       1
          σ′(x) = ──── ─────────                      0.235004 ✓
                   dx   1 + e⁻ˣ                       put the definition in
                   0·(1 + e⁻ˣ) − 1·(−e⁻ˣ)
                = ────────────────────────            0.235004 ✓
                         (1 + e⁻ˣ)²                   quotient rule; (e⁻ˣ)′ = −e⁻ˣ
                      e⁻ˣ
                = ────────────                        0.235004 ✓  multiply out
                   (1 + e⁻ˣ)²
                   1 + e⁻ˣ − 1
                = ─────────────                       0.235004 ✓
                   (1 + e⁻ˣ)²                         add 1 and take it away again
                      1        1 + e⁻ˣ − 1
                = ───────── · ─────────────           0.235004 ✓  split the fraction
                   1 + e⁻ˣ       1 + e⁻ˣ
                      1       ⎛        1    ⎞
                = ───────── · ⎜1 − ─────────⎟         0.235004 ✓
                   1 + e⁻ˣ    ⎝     1 + e⁻ˣ ⎠         (1 + e⁻ˣ)/(1 + e⁻ˣ) is 1
                = σ(x)·(1 − σ(x))                     0.235004 ✓  both are σ(x)

        ✓ σ′(x): the engine's derivative of sigmoid: 0.235004, difference 0
        ✓ σ′(x): central differences: 0.235004, difference 1.6e-13
        ✓ 8 lines equal but for rounding, 2 witnesses agree
        """

    private static let logSumExp = """
        LogSumExp: log Σ eˣ without overflow, and its derivative
          m is the largest of the numbers; any m would do for the algebra, the largest
          does for computers. Indices count from 0, as in the program.
          x = [1000  1001]

        The largest term is taken out
                      ⎛ 1   xₖ⎞
          LSE(x) = log⎜ Σ  e  ⎟                       1001.31 ✓
                      ⎝k=0    ⎠                       definition: the naive way
                                                      in float64: inf
                      ⎛ 1        xₖ − m⎞
        """
}
