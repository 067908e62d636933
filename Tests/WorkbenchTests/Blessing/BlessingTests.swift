import CommandLanguage
import NeuralEngine
import Testing

@testable import Workbench

/// `run --bless`: what becomes of the numbers.
@Suite struct BlessingTests {
    /// Plays a text, and gives what it would be blessed to.
    private func bless(_ text: String) -> (text: String, edits: [String], refusals: [String], passes: Bool) {
        let blessing = Self.play(text)
        let blessed = blessing.texts.first?.text ?? text
        let again = Self.play(blessed)
        return (
            blessed, blessing.texts.flatMap { $0.edits.map { "\($0.line): \($0.old) → \($0.new)" } },
            blessing.refusals.map { "\($0.line): \($0.problem)" }, again.texts.isEmpty && again.refusals.isEmpty
        )
    }

    private static func play(_ text: String) -> Blessing {
        var bench = TestBench()
        var blessing = Blessing()
        let source = SourceText(name: "test", text: text)
        let script = Script.parse(source)
        #expect(script.diagnostics.map(\.message) == [])
        _ = bench.send(.play(source, script.commands))
        while bench.state.hasScriptLeft {
            for output in bench.send(.playNext) {
                guard let report = output.report.body as? ExpectationReport, let frame = bench.state.frames.last else {
                    if output.report.body is ErrorReport { Issue.record("\(output.text)") }
                    continue
                }
                blessing.add(report, of: frame.commands[frame.next - 1], in: frame.source)
            }
        }
        return blessing
    }

    @Test(arguments: [
        // As many decimals as there were, with the sign that the value has.
        ("expect 0.74812 ~= 0.7479", "expect 0.74812 ~= 0.7481"),
        ("expect -0.74812 ~= 0.7479", "expect -0.74812 ~= -0.7481"),
        ("expect 0.5 ~= -0.4", "expect 0.5 ~= 0.5"),
        ("expect 0.5 ~= +0.4", "expect 0.5 ~= +0.5"),
        ("expect 12.3 ~= 7", "expect 12.3 ~= 12"),
        ("expect -0.00001 ~= 0.02", "expect -0.00001 ~= 0.00"),
        ("expect 0.25 ~= .7", "expect 0.25 ~= .2"),
        ("expect 3.4 ~= 5.", "expect 3.4 ~= 3."),
        // The exponent as it was written.
        ("expect 0.00123456 ~= 1.1e-3", "expect 0.00123456 ~= 1.2e-3"),
        ("expect 123456 ~= 1.1e3", "expect 123456 ~= 1.2e5"),
        ("expect 123456 ~= 1.1E+03", "expect 123456 ~= 1.2E+05"),
        ("expect 0.0000123 ~= 1.5e-04", "expect 0.0000123 ~= 1.2e-05"),
        ("expect 0 ~= 1.5e-04", "expect 0 ~= 0.0e00"),
        // So many more digits as the comparison needs.
        ("expect 1 / 3 == 0.3", "expect 1 / 3 == 0.3333333333333333"),
        ("expect 7 == 5", "expect 7 == 7"),
        ("expect 0.74812 ~= 0.7 within 0.001", "expect 0.74812 ~= 0.748 within 0.001"),
        // Brackets and comments stay.
        ("expect 2.25 ~= (1.1) # why", "expect 2.25 ~= (2.2) # why"),
        ("expect -2.25 ~= -(1.1)", "expect -2.25 ~= -(2.2)"),
    ])
    func aNumberIsWrittenAsItWasWritten(text: String, blessed: String) {
        let result = bless(text)
        #expect(result.text == blessed)
        #expect(result.passes && result.refusals.isEmpty)
    }

    @Test func onlyTheCellsThatDifferAreTouchedAndColumnsStayInLine() {
        let text = """
            # Numbers by hand.\r
            let A = [[0.11, -0.22], [0.33, 10.5]]\r
            expect A ~= [[ 0.11,  0.22],   # first\r
                         [-0.33, 1.50]]    # second\r
            expect A[0] ~= [0.1, 0.2]\r
            """
        let result = bless(text)
        #expect(
            result.text == """
                # Numbers by hand.\r
                let A = [[0.11, -0.22], [0.33, 10.5]]\r
                expect A ~= [[ 0.11, -0.22],   # first\r
                             [ 0.33, 10.50]]    # second\r
                expect A[0] ~= [0.1, -0.2]\r
                """)
        #expect(result.edits == ["3: 0.22 → -0.22", "4: -0.33 → 0.33", "4: 1.50 → 10.50", "5: 0.2 → -0.2"])
        #expect(result.passes)
    }

    @Test(arguments: [
        ("expect 1 > 2", "1: a condition has no numbers to take: write it as 'expect A ~= B'"),
        ("expect 1 ~= 2 + 3", "1: its right side is computed, not written in numbers"),
        ("expect [1, 2] ~= [1, 1 + 2]", "1: its right side is computed, not written in numbers"),
        ("expect [1, 2] ~= [1, 2, 3]", "1: the value is 1×2, and 1×3 is written: rewrite it"),
        ("expect [1, 2] ~= 1", "1: its cells differ from one another, and one number is written for all of them"),
        ("expect nan ~= 1", "1: the value is not a finite number"),
        ("expect inf ~= 1", "1: the value is not a finite number"),
        ("expect 1 ~= -(2)", "1: the sign changes, and it does not stand right before its number"),
    ])
    func whatCannotBeBlessedIsLeftAloneAndSaid(text: String, refusal: String) {
        let result = bless(text)
        #expect(result.text == text)
        #expect(result.refusals == [refusal])
    }

    @Test func anExpectationThatIsPlayedTwiceMustHoldBothTimes() throws {
        let source = SourceText(name: "s", text: "expect a ~= 3\n")
        let command = try #require(Script.parse(source).commands.first)
        func report(_ value: String) throws -> ExpectationReport {
            var bench = TestBench()
            let contents = bench.run("let a = \(value)\nexpect a ~= 3")
            guard let report = contents.last?.body as? ExpectationReport else { throw ReportMissing() }
            return report
        }
        for (first, second, refused) in [("4", "4.1", false), ("4", "5", true), ("3", "4", true), ("4", "3", true)] {
            var blessing = Blessing()
            blessing.add(try report(first), of: command, in: source)
            blessing.add(try report(second), of: command, in: source)
            #expect(blessing.texts.isEmpty == refused)
            #expect(blessing.refusals.map(\.problem) == (refused ? [.severalValues] : []))
        }
    }

    private struct ReportMissing: Error {}

    @Test func numbersOfEveryKindStayWithinWhatIsAllowed() {
        // Whatever is written, the blessed text holds.
        var generator = SystemRandomNumberGenerator()
        let written = ["3", "0.5", "-1.25", "1e-3", "2.50e+07", "[[1, -2.0], [0.003, 4e2]]"]
        for _ in 0..<200 {
            let right = written.randomElement(using: &generator)!
            let value = Double.random(in: -1...1, using: &generator) * Double.pow(10, Double.random(in: -8...8))
            let left = right.hasPrefix("[") ? "[[1, 2], [3, 4]] * \(value)" : "\(value)"
            for text in ["expect \(left) ~= \(right)", "expect \(left) == \(right)"] {
                let result = bless(text)
                #expect(result.passes && result.refusals.isEmpty, "\(text) → \(result.text)")
            }
        }
    }
}
