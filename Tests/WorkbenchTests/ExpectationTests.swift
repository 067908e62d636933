import NeuralEngine
import Testing

@testable import Workbench

@Suite struct ExpectationTests {
    private func report(_ command: String, after setup: String = "") -> ExpectationReport? {
        var bench = TestBench()
        guard let report = bench.run(setup + "\n" + command).last?.body as? ExpectationReport else { return nil }
        return report
    }

    @Test(arguments: [
        ("expect 1 < 2", true), ("expect 2 < 1", false), ("expect 3 == 3", true), ("expect 0.1 + 0.2 == 0.3", false),
        ("expect 0.1 + 0.2 ~= 0.3", true), ("expect 0.02042 ~= 0.0204", true), ("expect 0.02046 ~= 0.0204", false),
        ("expect 0.02045 ~= 0.0204", true), ("expect 3.4 ~= 3", true), ("expect 3.6 ~= 3", false),
        ("expect -0.125 ~= -0.13", true), ("expect [1.04, 2] ~= [1.0, 2]", true),
        ("expect [1.06, 2] ~= [1.0, 2]", false), ("expect 1 ~= 1.2 within 0.3", true),
        ("expect 1 ~= 1.2 within 0.1", false), ("expect [1, 2] == [1, 2]", true), ("expect [1, 2] == [1, 3]", false),
        ("expect [1, 2] == [[1], [2]]", false), ("expect [2, 2] == 2", true), ("expect nan == nan", false),
        ("expect isnan(nan)", true), ("expect [1, 0]", false), ("expect inf ~= inf", true),
        ("expect sqrt(2) ~= 2 ** 0.5", true), ("expect 1 ~= 1 + 3 * 0.000001", false),
    ])
    func holdsToTheDigitsWritten(command: String, passes: Bool) {
        #expect(report(command)?.passed == passes)
    }

    @Test func aFailureShowsWhereItDiffersAndByHowMuch() {
        let report = report("expect [[1, 2], [3, 4]] ~= [[1, 2.5], [3, 9]] within 0.1")
        #expect(report?.differenceCount == 2)
        #expect(report?.largestDifference == 5)
        #expect(report?.differences.map(\.row) == [0, 1])
        #expect(report?.differences.map(\.column) == [1, 1])
        #expect(
            report?.text == """
                ✗ [[1, 2], [3, 4]] ~= [[1, 2.5], [3, 9]] within 0.1
                  [0,1] is 2, expected 2.5
                  [1,1] is 4, expected 9
                  largest difference 5 (within 0.1)
                  actual  2×2
                    1  2
                    3  4
                  expected  2×2
                    1  2.5
                    3    9
                """)
    }

    @Test func aConditionThatDoesNotHoldShowsWhatItsSidesAre() {
        let setup = "let a = 3\nlet b = [[1, 2], [3, 4]]"
        #expect(report("expect a < 2", after: setup)?.text == "✗ a < 2\n  a = 3")
        #expect(
            report("expect a > b", after: setup)?.text == """
                ✗ a > b
                  a = 3
                  b  2×2
                    1  2
                    3  4
                  actual  2×2
                     true   true
                    false  false
                """)
        #expect(report("expect not a", after: setup)?.text == "✗ not a\n  actual    false\n  expected  true")
    }

    @Test func ofALargeMatrixOnlyTheDifferencesAreShown() throws {
        let row = "[" + Array(repeating: "0", count: 65).joined(separator: ", ") + "]"
        let text = try #require(report("expect \(row) ~= \(row) - 1")?.text)
        #expect(text.contains("\n  … and 60 more cells\n"))
        #expect(text.hasSuffix("\n  largest difference 1 (within 1e-06)"))
    }

    @Test func shapesThatDifferAreNamed() {
        #expect(
            report("expect [1, 2] == [1, 2, 3]")?.text
                == """
                ✗ [1, 2] == [1, 2, 3]
                  the left side is 1×2, the right side 1×3
                  actual  1×2
                    1  2
                  expected  1×3
                    1  2  3
                """)
    }

    @Test func aFailedExpectationDoesNotStopAScenario() {
        var bench = TestBench()
        let contents = bench.run("expect 1 == 2\nexpect 1 == 1\nexpect 2 == 3")
        #expect(contents.count == 3)
        #expect(bench.state.expectations.failed == 2)
        #expect(bench.state.expectations.passed == 1)
    }

    @Test(arguments: [
        ("expect 1 ~= 2 within -1", "the tolerance after 'within' must not be negative"),
        ("expect 1 ~= 2 within [1, 2]", "the tolerance after 'within' must be a single number"),
    ])
    func tolerancesMustBeNumbers(command: String, message: String) {
        var bench = TestBench()
        #expect(bench.error(command) == message)
    }
}
