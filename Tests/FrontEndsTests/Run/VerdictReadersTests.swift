import CommandLanguage
@testable import Derivations
import Testing

@testable import FrontEnds
@testable import Workbench

/// Whoever reads a report's verdict reads the same one: the log's colours, the counters and JUnit.
@Suite struct VerdictReadersTests {
    /// The last output of a scenario, which failed.
    private func failure(of text: String) throws -> CommandOutput {
        let source = SourceText(name: "a.scenario", text: "data xor\nnetwork 2-4-2 seed=3\nnext 2\n" + text)
        var host = WorkbenchHost(state: WorkbenchState(), effects: EffectRunner())
        var outputs = host.send(.play(source, Script.parse(source).commands))
        while host.state.hasScriptLeft { outputs += host.send(.playNext) + host.finishRun(isInterrupted: { false }) }
        return try #require(outputs.last)
    }

    private func expectFailure(_ output: CommandOutput) {
        #expect(output.verdict == .failed)
        #expect(output.report.body.logLines(of: output).contains { $0.kind == .failure })
        var report = TestReport()
        report.begin("a.scenario")
        report.add(output, after: 1)
        #expect(report.suites[0].count(.failed) == 1)
        #expect(report.suites[0].count(.held) == 0)
        #expect(report.junit.contains("failures=\"1\""))
    }

    @Test(arguments: [
        "expect 1 == 2", "ask N\nanswer 7", "bug sign in linear1.backward\naccuse linear2.backward",
        "bug sign in linear1.backward\nnext\ncheck gradients",
    ])
    func aFailedClaimIsAFailureToAll(_ text: String) throws {
        expectFailure(try failure(of: text))
    }

    @Test func aDerivationThatDoesNotHoldIsAFailureToAll() throws {
        var wrong = try Derivation(.sigmoid)
        wrong.values = [:]
        let command = DeriveCommand(subject: Located("sigmoid", at: SourceRange(lower: 7, upper: 14)), options: [])
        expectFailure(
            CommandOutput(
                source: "a.scenario", line: 1, command: "derive sigmoid", parsed: Command(command), isScripted: true,
                report: DerivationReport(checked: wrong.checked(), origin: nil)))
    }
}
