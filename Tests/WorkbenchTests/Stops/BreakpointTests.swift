import CommandLanguage
import NeuralEngine
import StepDebugger
import Testing

@testable import Workbench

@Suite struct BreakpointTests {
    // MARK: What a stop says

    @Test func aBreakpointSaysWhichItIsAndShowsItsOperationsResults() throws {
        var bench = TestBench.xor("break tanh1.forward")
        let report = try #require(TestBench.stop(bench.run("continue")))
        #expect(report.reason == .breakpoint)
        #expect(report.hits.map(\.number) == [1])
        #expect(report.hits.first?.finding == .ran)
        #expect(report.position.operation == "tanh1.forward")
        #expect(bench.value("all(A1 == tanh(Z1))")?.scalar == 1)
        #expect(
            report.text == """
                breakpoint 1, tanh1.forward
                epoch 0 iteration 0: 3/10 tanh1.forward  A1 = tanh(Z1)
                """)
        #expect(TestBench.stop(bench.run("continue"))?.position.position == Position(iteration: 1, operation: 3))
    }

    @Test func aWatchpointShowsTheOldAndTheNewValue() throws {
        var bench = TestBench.xor("watch W1[0,0]")
        let before = try #require(bench.value("W1[0,0]")?.scalar)
        let report = try #require(TestBench.stop(bench.run("continue")))
        let after = try #require(bench.value("W1[0,0]")?.scalar)
        #expect(report.reason == .watchpoint)
        #expect(before != after)
        #expect(
            report.hits.first?.finding
                == .changed(ValueChange(old: .number(before), new: .number(after), isByHand: false)))
        #expect(report.text.contains("\n  old  \(before)\n  new  \(after)\n"))
    }

    @Test func aWatchedMatrixShowsHowManyCellsChangedAndTheFirst() throws {
        var bench = TestBench.xor("let W1 = [[1, 2, 3, 4], [5, 6, 7, 8]]\nnext\nwatch W1\nlet dW1 = zeros")
        _ = bench.run("step 9\nlet vW1 = W1 * 0\nlet dW1 = W1 * 0\nlet dW1[1,2] = 1")
        let report = try #require(TestBench.stop(bench.run("continue")))
        guard case .changed(let change)? = report.hits.first?.finding else {
            Issue.record("no change: \(report)")
            return
        }
        #expect(change.cells?.count == 1 && change.cells?.row == 1 && change.cells?.column == 2)
        #expect(report.text.contains("watchpoint 1, W1: changed in 1 of 8 cells\n  old  [1,2] = "))
    }

    @Test func aValueComputedForTheFirstTimeChangesFromNothing() {
        var bench = TestBench.xor("watch dW1[0,0]")
        let report = TestBench.stop(bench.run("continue"))
        #expect(report?.position.operation == "linear1.backward")
        #expect(report?.text.contains("\n  old  no value yet\n") == true)
    }

    @Test func aTemporaryBreakpointIsHitOnce() {
        var bench = TestBench.xor("tbreak loss.forward")
        #expect(TestBench.stop(bench.run("train 3 iterations"))?.hits.first?.isTemporary == true)
        #expect(bench.state.stopList.stops.isEmpty)
        #expect(TestBench.stop(bench.run("train 3 iterations"))?.reason == .reached)
    }

    // MARK: Runs that heed them

    @Test(arguments: ["step 8", "finish", "next 2", "epoch 2", "train 2 epochs", "train until loss < 0", "continue"])
    func everyCommandThatRunsHeedsStops(_ command: String) {
        var bench = TestBench.xor("break linear2.forward")
        #expect(TestBench.stop(bench.run(command))?.hits.map(\.number) == [1])
        #expect(bench.state.session?.position == Position(iteration: 0, operation: 4))
    }

    @Test(arguments: ["goto iteration=3", "restart"])
    func goingToAPlaceDoesNot(_ command: String) {
        var bench = TestBench.xor("break linear2.forward")
        guard bench.run(command).last?.body is PositionReport else {
            Issue.record("stopped on the way")
            return
        }
    }

    @Test func aStopAtTheEndOfARunIsToldAsOne() {
        var bench = TestBench.xor("break linear1.forward")
        #expect(TestBench.stop(bench.run("step 2"))?.hits.map(\.number) == [1])
    }

    @Test func steppingCellsStopsOnlyWhereTheOperationEnds() {
        var bench = TestBench.xor("break linear1.forward\nstep")
        guard bench.run("stepi 2").last?.body is PositionReport else {
            Issue.record("stopped between two cells")
            return
        }
        #expect(TestBench.stop(bench.run("stepi 100"))?.position.operation == "linear1.forward")
    }

    @Test func trainUntilAConditionAndAStopEndWhereTheFirstIs() {
        var bench = TestBench.xor("break if iteration == 3")
        #expect(TestBench.stop(bench.run("train until iteration == 2"))?.reason == .condition)
        #expect(TestBench.stop(bench.run("train until iteration == 5"))?.reason == .breakpoint)
        let both = TestBench.stop(bench.run("restart\ntrain until iteration == 3"))
        #expect(both?.reason == .condition && both?.hits.count == 1)
    }

    @Test func continueWithoutAUserNeedsAStopAndHasABound() {
        var bench = TestBench.xor("break update if loss < 0")
        bench.budget = 1 << 24
        let report = TestBench.stop(bench.run("continue"))
        #expect(report?.reason == .nothingStopped)
        #expect(report?.iterations == 1_000_000)
        #expect(bench.error("disable\ncontinue")?.hasPrefix("nothing would ever stop 'continue' here") == true)
    }

    // MARK: Lists and numbers

    @Test func hitsAreCountedAndListed() {
        var bench = TestBench.xor("break tanh1.forward\nwatch W1[0,0]\ncatch nan\ndisable 2\ntrain 9 epochs\ncontinue")
        guard let list = bench.run("tbreak if loss < 0.1\ninfo breakpoints").last?.body as? StopListReport else {
            Issue.record("no list")
            return
        }
        #expect(
            list.text == """
                 No  Kind        Enabled  Hits  What
                  1  breakpoint  yes         2  tanh1.forward
                  2  watchpoint  no          0  W1[0, 0]
                  3  catchpoint  yes         0  nan
                  4  breakpoint  yes         0  if loss < 0.1 (once)
                """)
    }

    @Test func numbersAreNotGivenTwice() {
        var bench = TestBench.xor("break update\nbreak load-batch\ndelete 2\nbreak loss.forward")
        #expect(bench.state.stopList.stops.map(\.number) == [1, 3])
        _ = bench.run("delete")
        #expect(bench.state.stopList.stops.isEmpty)
    }

    @Test func aStopThatAnotherNetworkHasNoUseForIsKeptAndPassed() throws {
        var bench = TestBench.xor("break tanh1.forward\nnetwork 2-3-2 hidden=relu")
        #expect(TestBench.stop(bench.run("train 2 iterations"))?.reason == .reached)
        let list = try #require(bench.run("info breakpoints").last?.body as? StopListReport)
        #expect(list.text.hasSuffix("tanh1.forward (not in this network)"))
        #expect(TestBench.stop(bench.run("network 2-3-2 seed=1\ntrain 2 iterations"))?.hits.count == 1)
    }

    @Test func theListOfOperationsMarksThoseWithABreakpoint() throws {
        var bench = TestBench.xor("break tanh1.forward\nbreak if loss < 1\nstep")
        let text = try #require((bench.run("list").last?.body as? TextReport)?.text)
        let lines = text.split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("●") }.count == 1)
        #expect(lines[2].hasPrefix("●   3 tanh1.forward"))
        #expect(lines[0].hasPrefix(" ▶  1 load-batch"))
    }

    // MARK: Mistakes

    @Test(arguments: [
        ("break tanh.forward", "there is no operation 'tanh.forward' in this network: 'list' names them"),
        ("break update if W7 > 0", "the network 2-4-2 has no matrix 'W7' with this optimizer"),
        (
            "break if los < 1",
            "there is no 'los': it is neither a matrix or scalar of the session nor one of your variables"
        ),
        (
            "break if loss < 1 and target > 2",
            "there is no 'target': it is neither a matrix or scalar of the session nor one of your variables"
        ),
        (
            "break if W1 > 0",
            "a condition is one yes or no, this is a matrix of 2×4: put it into 'all(…)' or 'any(…)'"
        ),
        ("break if 1 < 2", "nothing that runs changes '1 < 2': it would never stop a run"),
        ("let x = 3\nwatch x", "nothing that runs changes 'x': it would never stop a run"),
        ("watch W1[9,0]", "row 9 is out of range: the matrix is 2×4, rows count from 0"),
        ("catch dead-relu", "the network 2-4-2 has no layer in which 'dead-relu' could show"),
        ("delete 1", "there is no stop 1: none has been made"),
        ("break update\ndisable 2", "there is no stop 2; there is 1"),
        ("undisplay 1", "there is no display 1: none has been made"),
        ("display W1[0,9]", "column 9 is out of range: the matrix is 2×4, columns count from 0"),
    ])
    func whatCannotBeIsSaidWhenItIsMade(_ commands: String, _ message: String) {
        var bench = TestBench.xor()
        #expect(bench.error(commands) == message)
    }

    @Test func withoutANetworkThereIsNothingToStop() {
        var bench = TestBench()
        #expect(bench.error("break update") == "there is no network yet: give one with 'network 2-4-2'")
    }

    @Test func aConditionThatCannotBeJudgedSaysSoAndStops() throws {
        var bench = TestBench.xor("batch 3\nbreak loss.forward if Z1[2,0] < -1e9")
        let report = try #require(TestBench.stop(bench.run("continue")))
        #expect(report.reason == .failed)
        #expect(report.position.position == Position(iteration: 1, operation: 5))
        #expect(
            report.text.hasPrefix(
                "breakpoint 1, loss.forward if Z1[2, 0] < -1e9: cannot be judged: row 2 is out of range"))
    }
}
