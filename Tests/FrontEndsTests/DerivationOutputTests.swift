import CommandLanguage
import Derivations
import Foundation
import Platform
import Testing

@testable import FrontEnds
@testable import Workbench

/// The output of `derive` for programs: its object and the exit status.
@Suite struct DerivationOutputTests {
    private func output(_ report: DerivationReport) throws -> CommandOutput {
        let name = report.checked.derivation.name
        return CommandOutput(
            source: "test", line: 3, command: "derive \(name)",
            parsed: Command(
                DeriveCommand(subject: Located(name, at: SourceRange(lower: 7, upper: 7 + name.count)), options: [])),
            isScripted: true, report: report)
    }

    private func object(_ report: DerivationReport) throws -> [String: Any] {
        try #require(
            JSONSerialization.jsonObject(with: Data(try output(report).json.utf8)) as? [String: Any])
    }

    @Test func oneObjectTellsEveryLine() throws {
        let report = DerivationReport(
            checked: try Derivation(.sigmoid).checked(), origin: "x is Z1[0,0] of the session")
        let object = try object(report)
        #expect(object["kind"] as? String == "derivation")
        #expect(object["name"] as? String == "sigmoid")
        #expect(object["line"] as? Int == 3)
        #expect(object["origin"] as? String == "x is Z1[0,0] of the session")
        #expect(object["given"] as? [String: Double] == ["x": 0.5])
        #expect(object["holds"] as? Bool == true)
        let steps = try #require(object["steps"] as? [[String: Any]])
        #expect(steps.count == 8)
        #expect(steps[2]["line"] as? String == "σ′(x) = (0·(1 + e⁻ˣ) − 1·(−e⁻ˣ))/(1 + e⁻ˣ)²")
        #expect(steps[2]["reason"] as? String == "quotient rule; (e⁻ˣ)′ = −e⁻ˣ")
        #expect(steps.allSatisfy { $0["equal"] as? Bool == true })
        let value = try #require(steps.last?["values"] as? Double)
        #expect(abs(value - 0.2350037122015945) < 1e-15)
        let witnesses = try #require(object["witnesses"] as? [[String: Any]])
        #expect(witnesses.map { $0["agrees"] as? Bool } == [true, true])
    }

    @Test(arguments: DerivationName.allCases)
    func everyDerivationIsAnObject(_ name: DerivationName) throws {
        let object = try object(DerivationReport(checked: try Derivation(name).checked(), origin: nil))
        #expect(object["holds"] as? Bool == true)
        #expect((object["steps"] as? [[String: Any]])?.isEmpty == false)
    }

    @Test func whatOverflowsInDoublePrecisionIsText() throws {
        var numbers = DerivationNumbers()
        numbers.cells = [[1000, 999]]
        let object = try object(
            DerivationReport(checked: try Derivation(.logSumExp, numbers).checked(), origin: nil))
        let steps = try #require(object["steps"] as? [[String: Any]])
        #expect(steps[0]["float64"] as? String == "inf")
        #expect(steps[0]["values"] is Double)
    }

    @Test func aDerivationThatDoesNotHoldFailsTheRun() throws {
        var wrong = try Derivation(.tanh)
        wrong.parts[1].steps[1].right = 1
        let report = DerivationReport(checked: wrong.checked(), origin: nil)
        #expect(ExitStatus(for: try output(report)) == .expectationFailed)
        let object = try object(report)
        #expect(object["holds"] as? Bool == false)
        let right = DerivationReport(checked: try Derivation(.tanh).checked(), origin: nil)
        #expect(ExitStatus(for: try output(right)) == .success)
        #expect(report.summary == "✗ 2 of 6 lines not equal, 0 of 2 witnesses disagree")
    }
}
