import Derivations
import Testing

@testable import Workbench

/// `derive`: where its numbers come from, what is reported and counted, and what is refused.
@Suite struct DeriveCommandTests {
    private func report(_ contents: [CommandOutput.Content]) throws -> DerivationReport {
        guard case .derivation(let report)? = contents.last else { throw UnexpectedOutput(contents: contents) }
        return report
    }

    private struct UnexpectedOutput: Error {
        let contents: [CommandOutput.Content]
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
        #expect(bench.state.expectationsPassed == 1)
    }

    @Test(arguments: DerivationName.allCases)
    func everyTextFitsAnOldTerminal(_ name: DerivationName) throws {
        var bench = TestBench()
        let report = try report(bench.run("derive \(name.rawValue)"))
        #expect(report.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
        for columns in [36, 50, 78, 120] {
            let lines = report.lines(columns: columns, style: .ascii)
            #expect(lines.allSatisfy { $0.allSatisfy(\.isASCII) })
            #expect(lines.allSatisfy { $0.count <= columns })
        }
    }

    @Test func theNumbersOfTheUserAreTaken() throws {
        var bench = TestBench.xor("step 3")
        #expect(try given(report(bench.run("derive tanh at 0.25"))) == [[0.25]])
        #expect(try given(report(bench.run("derive tanh at Z1[1,2]"))) == [[bench.value("Z1[1,2]")?.scalar ?? .nan]])
        #expect(try given(report(bench.run("derive softmax at [1, 2, 4]"))) == [[1, 2, 4]])
        #expect(try given(report(bench.run("derive linear at [[1, 2, 3]]"))) == [[1, 2, 3]])
        #expect(try report(bench.run("derive tanh at 0.25")).origin == nil)
    }

    @Test func theNumbersOfTheSessionAreTakenWhereItHasThem() throws {
        var bench = TestBench.xor("next\nfinish")
        let tanh = try report(bench.run("derive tanh"))
        #expect(tanh.origin == "x is Z1[0,0] of the session")
        #expect(given(tanh) == [[bench.value("Z1[0,0]")?.scalar ?? .nan]])
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
        let own = try #require(bench.value("dZ2")).matrix.elements
        #expect(zip(derived, own).allSatisfy { ($0 - $1).magnitude < 1e-15 })
    }

    @Test func aLayerOfTheSessionGivesItsOwnGradients() throws {
        var bench = TestBench.xor("next\nfinish\nfinish")
        for layer in 1...2 {
            let report = try report(bench.run("derive linear layer=\(layer)"))
            #expect(report.holds)
            #expect(report.origin?.contains("W is W\(layer)") == true)
            let own = try #require(bench.value("dW\(layer)")).matrix.elements
            let derived = report.checked.witnesses[1][0].cells.joined()
            #expect(zip(derived, own).allSatisfy { ($0 - $1).magnitude < 1e-14 })
        }
    }

    @Test func theClassCanBeChosen() throws {
        var bench = TestBench()
        let report = try report(bench.run("derive cross-entropy at [1, 2, 3] class=2"))
        #expect(report.checked.derivation.introduction.contains("3rd of 3"))
        #expect((report.checked.parts[0][0].cells[0][0] - 0.4076059644443803).magnitude < 1e-15)
    }

    @Test(arguments: [
        ("derive sigmoid at [1, 2]", "'derive sigmoid' takes a number, as 0.5, not a matrix of 1×2"),
        ("derive tanh at 1/0", "a derivation takes finite numbers, not inf"),
        ("derive tanh at 20000", "a derivation takes numbers from -10000 to 10000"),
        ("derive cross-entropy class=7", "there is no class 7: 3 numbers are those of classes 0 to 2"),
        ("derive linear layer=1", "there is no network yet: give one with 'network 2-4-2'"),
        (
            "data xor\nnetwork 2-4-2\nderive linear layer=3",
            "there is no layer 3: the network has 2 layers, counted from 1"
        ),
    ])
    func whatCannotBeDerivedIsRefused(_ commands: String, _ message: String) {
        var bench = TestBench()
        #expect(bench.error(commands) == message)
        #expect(bench.state.expectationsPassed == 0)
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
        let text = try report(bench.run("derive sigmoid at 0.5")).text
        print(text)
        #expect(text == Self.sigmoid)
    }

    private static let sigmoid = """
        """
}
