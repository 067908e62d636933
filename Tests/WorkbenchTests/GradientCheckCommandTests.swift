import NeuralEngine
import StepDebugger
import Testing

@testable import Workbench

/// `check gradients` as a command: where the session stands, what is reported, and how it ends early.
@Suite struct GradientCheckCommandTests {
    private func bench(_ options: String = "") -> TestBench {
        var bench = TestBench()
        _ = bench.run("data xor\nnetwork 2-4-2 seed=3 \(options)\noptimizer sgd lr=0.5 momentum=0.9")
        return bench
    }

    private func report(_ contents: [Report]) throws -> GradientCheckReport {
        guard let report = contents.last?.body as? GradientCheckReport else {
            throw UnexpectedOutput(contents: contents)
        }
        return report
    }

    private struct UnexpectedOutput: Error {
        let contents: [Report]
    }

    @Test func whatIsRightIsSaidInALineAMatrixAndASummary() throws {
        var bench = bench()
        let report = try report(bench.run("check gradients"))
        #expect(report.passed)
        #expect(report.lines.count == 9)
        #expect(
            report.lines[0].split(separator: " ").map(String.init) == [
                "gradient", "shape", "cells", "error", "at", "analytic", "difference",
            ])
        #expect(report.lines[1...].allSatisfy { $0.hasPrefix("  d") && $0.hasSuffix("  ✓") })
        #expect(report.summary == "✓ all 70 gradients of 8 matrices agree within 1e-6")
        #expect(report.text.hasSuffix("\n" + report.summary))
        #expect(bench.state.expectations.passed == 1)
        #expect(bench.state.run == nil)
    }

    @Test(arguments: ["", "step 3", "step", "stepi 3", "step 4\nstepi 2", "next 3", "finish\nfinish", "step 9"])
    func theSessionStaysAsItIsWhereverItStands(commands: String) throws {
        var bench = bench()
        _ = bench.run(commands)
        let before = bench.state.session
        #expect(try report(bench.run("check gradients")).passed)
        #expect(bench.state.session == before)
    }

    @Test func aGradientSetByHandIsFoundAtItsCell() throws {
        var bench = bench()
        _ = bench.run("step 7\nlet dW2[0,0] = 1")
        let report = try report(bench.run("check gradients"))
        #expect(!report.passed)
        #expect(report.failedCount == 1)
        #expect(report.matrices.first?.name.description == "dW2")
        #expect(report.lines[1].hasPrefix("  dW2 "))
        #expect(report.lines[1].contains("[0,0]"))
        #expect(report.lines[1].hasSuffix("  ✗ 1 wrong"))
        #expect(
            report.summary.hasPrefix(
                "✗ 1 of 70 gradients of 8 matrices differs by more than 1e-6, dW2[0,0]: 1, central ")
        )
        #expect(bench.state.expectations.failed == 1)
        #expect(bench.state.expectations.passed == 0)
    }

    /// What was set before the backward pass is what the backward pass is checked with.
    @Test func anEarlierEditSpreads() throws {
        var bench = bench()
        _ = bench.run("step 6\nlet dZ2[1,0] = 1")
        let report = try report(bench.run("check gradients"))
        let failed = Set(report.matrices.filter { $0.failed > 0 }.map(\.name.description))
        #expect(failed == ["dZ2", "dA1", "dW2", "db2", "dZ1", "dW1", "db1", "dX"])
        #expect(report.matrices.first { $0.name.description == "dZ2" }?.failed == 1)
    }

    /// Numbers of the start are the network's own: whatever they are, their gradients are right.
    @Test func otherParametersAndDataAreNoMistake() throws {
        var bench = bench()
        _ = bench.run("let W1 = [[1, 2, 3, 4], [5, 6, 7, 8]] / 10\nstep\nlet X[0,1] = 3")
        let report = try report(bench.run("check gradients"))
        #expect(report.passed)
        #expect(report.changed.isEmpty)
    }

    /// What was changed after it was used counts as it was, wherever the iteration stands.
    @Test(arguments: ["step 3", "step 5", "step 7", "next 2\nstep 9"])
    func aParameterChangedBehindItsOperationIsAsBefore(commands: String) throws {
        var bench = bench()
        _ = bench.run(commands + "\nlet W1[0,1] = 0.3")
        let report = try report(bench.run("check gradients"))
        #expect(report.passed)
        #expect(report.basis == .beforeChanges([.matrix(.weights(1))]))
        #expect(
            report.lines.suffix(2) == [
                "  checked: this iteration, with W1 as before the change by hand;",
                "  'next', then 'check gradients' checks with the new numbers",
            ])
        #expect(bench.state.expectations.passed == 1)
    }

    @Test func aWrongGradientIsFoundBehindAChange() throws {
        var bench = bench()
        _ = bench.run("step 9\nlet W1[0,1] = 0.3\nlet dW2[0,0] = 1")
        let report = try report(bench.run("check gradients"))
        #expect(report.failedCount == 1)
    }

    @Test func afterTheIterationTheNextOneIsChecked() throws {
        var bench = bench()
        _ = bench.run("next 2\nlet W1[0,1] = 0.3")
        let report = try report(bench.run("check gradients"))
        #expect(report.passed)
        #expect(report.basis == .nextIteration([.matrix(.weights(1))]))
        #expect(report.lines.last == "  checked: the next iteration, with W1 as changed by hand")
    }

    @Test func gradientsOfOldAndNewNumbersAreNoGradients() throws {
        var bench = bench()
        _ = bench.run("step 5\nlet W2[0,0] = 3\nfinish")
        let report = try report(bench.run("check gradients"))
        #expect(report.basis == .mixed([.matrix(.weights(2))]))
        #expect(report.lines.last == "  'next' computes all of them again, with the same numbers")
        #expect(report.changed == [ChangedResult(matrix: .preactivation(2), operation: "linear2.forward")])
        #expect(report.lines.contains("  Z2 no longer follows from the operands of linear2.forward"))
        #expect(!report.passed)
    }

    @Test func kinksAreNamedAndPass() throws {
        var bench = bench("hidden=relu")
        let report = try report(bench.run("check gradients"))
        // The sample 0 0 makes Z1[0,:] zero, as the biases are.
        #expect(report.passed)
        #expect(report.lines.contains("  Z1[0,0] Z1[0,1] Z1[0,2] Z1[0,3] cross relu's kink"))
        #expect(report.summary == "✓ all 70 gradients of 8 matrices agree within 1e-6; 10 at kinks")
        #expect(report.lines.first { $0.contains(" db1 ") }?.hasSuffix("  ✓ 4 kinks") == true)
        _ = bench.run("let b1 = [[0, 0.5, 0.5, 0.5]]")
        #expect(try self.report(bench.run("check gradients")).lines.contains("  Z1[0,0] crosses relu's kink"))
    }

    @Test func dropoutKeepsTheMasksOfTheIteration() throws {
        for options in ["dropout=0.5", "dropout=0.5 hidden=identity", "dropout=0.25 precision=float32"] {
            var bench = bench(options)
            _ = bench.run("next 3\nfinish")
            let right = try report(bench.run("check gradients"))
            #expect(right.passed)
            #expect(right.changed.isEmpty)
            #expect(right.matrices.contains { $0.name == .dropped(1).gradient })
            _ = bench.run("finish\nlet dD1[0,0] = 1")
            #expect(try report(bench.run("check gradients")).passed == false)
        }
        var bench = bench("dropout=0.5")
        _ = bench.run("finish\nlet D1[0,0] = 3")
        let lines = try report(bench.run("check gradients")).lines
        #expect(lines.contains("  D1 no longer follows from the operands of dropout1.forward"))
    }

    @Test func thePenaltyIsPartOfTheLoss() throws {
        for options in ["", "precision=float32", "dropout=0.5"] {
            var bench = bench(options)
            _ = bench.run("regularize l1=0.01 l2=0.2\nnext 3")
            let right = try report(bench.run("check gradients"))
            #expect(right.passed)
            #expect(right.changed.isEmpty)
            // What dW1 is without the penalty.
            _ = bench.run("finish\nfinish\nlet dW1 = dW1 - 0.01 * (2 * (W1 > 0) - 1) - 0.2 * W1")
            let wrong = try report(bench.run("check gradients"))
            #expect(wrong.matrices.filter { $0.failed > 0 }.map(\.name) == [.weights(1).gradient])
            #expect(wrong.failedCount == 8)
        }
    }

    @Test func theKinkOfThePenaltyIsNamed() throws {
        var bench = bench()
        _ = bench.run("regularize l1=0.01\nlet W1[0,0] = 1e-9\nlet W1[1,1] = 0")
        let report = try report(bench.run("check gradients"))
        #expect(report.passed)
        #expect(report.lines.contains("  W1[0,0] crosses l1's kink"))
        #expect(report.summary == "✓ all 70 gradients of 8 matrices agree within 1e-6; 1 at kinks")
    }

    @Test func toleranceAndCellsAreAsAsked() throws {
        var bench = bench("precision=float32")
        #expect(try report(bench.run("check gradients")).tolerance == 1e-3)
        let strict = try report(bench.run("check gradients tolerance=1e-12 cells=4"))
        #expect(strict.tolerance == 1e-12)
        #expect(!strict.passed)
        #expect(strict.matrices.allSatisfy { $0.checked == min(4, $0.shape.count) })
        let sampled = try report(bench.run("check gradients cells=4"))
        #expect(sampled.summary == "✓ all 30 gradients checked (of 70 in 8 matrices) agree within 0.001")
    }

    @Test func numbersThatAreNotFiniteFailAndSaySo() throws {
        var bench = bench()
        _ = bench.run("let W2[0,0] = 0/0")
        let report = try report(bench.run("check gradients tolerance=1e9"))
        #expect(!report.passed)
        #expect(report.failedCount == 70)
        #expect(
            report.summary
                == "✗ 70 of 70 gradients of 8 matrices are not finite, dX[0,0] first: nan, central difference nan")
        #expect(report.lines[1].contains("not finite"))
    }

    @Test func itRunsInSlicesAndEndsEarlyWithWhatItHas() throws {
        var bench = bench()
        _ = bench.run("next 2\nstep 6\nlet dZ2[0,0] = 1")
        let before = bench.state.session
        #expect(bench.start("check gradients").isEmpty)
        #expect(bench.state.isBusy)
        func check() -> GradientCheck? {
            if case .gradientCheck(let check, _)? = bench.state.run?.work { check } else { nil }
        }
        #expect(check()?.checkedCount == 0)
        while check()?.failedCount == 0 { #expect(bench.send(.advance(budget: 1)).isEmpty) }
        let report = try report(bench.send(.interrupt).map(\.report))
        #expect(report.isInterrupted)
        #expect(!report.passed)
        #expect((1..<70).contains(report.checkedCount))
        #expect(report.summary.hasPrefix("interrupted: \(report.checkedCount) of 70 gradients checked, 1 differs by"))
        #expect(bench.state.run == nil)
        #expect(bench.state.session == before)
        // Nobody knows what the whole check would have come to: it counts as interrupted everywhere.
        #expect(report.verdict == .interrupted)
        #expect(bench.state.expectations.failed == 0)
    }

    @Test func anEarlyEndIsNoResultWhereNothingWasWrong() throws {
        var bench = bench()
        _ = bench.start("check gradients")
        var report = try report(bench.send(.interrupt).map(\.report))
        #expect(report.summary == "interrupted: 0 of 70 gradients checked")
        #expect(report.lines.isEmpty)
        _ = bench.start("check gradients")
        _ = bench.send(.advance(budget: 1))
        report = try self.report(bench.send(.interrupt).map(\.report))
        #expect(report.summary.hasSuffix("checked, agreeing within 1e-6"))
        #expect(bench.state.expectations.passed == 0)
        #expect(bench.state.expectations.failed == 0)
        _ = bench.run("next")
        #expect(bench.state.session?.position == Position(iteration: 1))
    }

    @Test(arguments: [
        ("check gradients", "there is no network yet: give one with 'network 2-4-2'"),
        ("network 2-4-2\ncheck gradients", "there is no data yet: give some with 'data xor'"),
        (
            "data xor\nnetwork 3-4-2\ncheck gradients",
            "the network takes 3 inputs, the data has 2 features: give a network that fits, as in 'network 2-4-2', "
                + "or other data"
        ),
    ])
    func whatCannotBeCheckedSaysWhatIsMissing(commands: String, message: String) {
        var bench = TestBench()
        #expect(bench.error(commands) == message)
    }

    @Test func noLineIsWiderThanAnOldTerminal() throws {
        var bench = bench("hidden=relu")
        for line in try report(bench.run("check gradients")).lines { #expect(line.count <= 76) }
    }
}
