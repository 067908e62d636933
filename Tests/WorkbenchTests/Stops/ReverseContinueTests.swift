import CommandLanguage
import NeuralEngine
import StepDebugger
import Testing

@testable import Workbench

@Suite struct ReverseContinueTests {
    @Test func whatIsFoundHasTheBitsOfARunThatStoppedThere() {
        var there = TestBench.xor("break if loss < 0.3\ncontinue")
        var bench = TestBench.xor("train 3000 iterations\nbreak if loss < 0.3")
        let report = TestBench.stop(bench.run("reverse-continue"))
        #expect(report?.reason == .breakpoint)
        #expect(bench.state.session == there.state.session)
        #expect(report?.iterations == (there.state.session?.position.iteration ?? 0) - 3000)
        #expect(TestBench.stop(bench.run("reverse-continue"))?.reason == .start)
        _ = there.run("goto start")
        #expect(bench.state.session == there.state.session)
    }

    @Test func withoutStopsItGoesToTheStartAndSaysSo() {
        var bench = TestBench.xor("train 20 iterations")
        let report = TestBench.stop(bench.run("reverse-continue"))
        #expect(report?.reason == .start)
        #expect(report?.text.hasPrefix("no stop was hit on the way back to the start: 20 iterations back") == true)
        #expect(bench.state.session?.position == .start)
        #expect(TestBench.stop(bench.run("reverse-continue"))?.reason == .start)
    }

    @Test func theLastChangeOfARarelyChangingValueIsFoundAcrossEpochs() {
        // A learning rate of 0 changes nothing; one update in the middle does.
        var bench = TestBench.xor(
            "optimizer sgd lr=0\ntrain 700 iterations\nset lr 0.5\nnext\nset lr 0\ntrain 800 iterations")
        _ = bench.run("watch W1[0,0]")
        let report = TestBench.stop(bench.run("reverse-continue"))
        #expect(report?.reason == .watchpoint)
        #expect(bench.state.session?.position == Position(iteration: 701))
        guard case .changed(let change)? = report?.hits.first?.finding else {
            Issue.record("no change")
            return
        }
        #expect(change.old?.scalar != change.new?.scalar && !change.isByHand)
        #expect(TestBench.stop(bench.run("reverse-continue"))?.reason == .start)
    }

    @Test func aChangeByHandIsFoundAndCalledThat() {
        var bench = TestBench.xor(
            "train 40 iterations\nstep 4\nlet W1[0,0] = 5\ntrain 60 iterations\nwatch b2[0,0] * 0 + 1")
        _ = bench.run("delete\noptimizer sgd lr=0\ntrain 10 iterations\nwatch W1[0,0] == 5")
        _ = bench.run("reverse-continue")
        let report = TestBench.stop(bench.run("reverse-continue"))
        #expect(bench.state.session?.position == Position(iteration: 40, operation: 4))
        guard case .changed(let change)? = report?.hits.first?.finding else {
            Issue.record("no change: \(report.map(\.text) ?? "")")
            return
        }
        #expect(change.isByHand)
        #expect(report?.text.contains("changed by hand\n  old  false\n  new  true\n") == true)
        #expect(bench.value("W1[0,0]")?.scalar == 5)
    }

    @Test func aRunThroughThePastStopsAtAChangeByHand() {
        var bench = TestBench.xor("step 4\nlet W1[0,0] = 5\ntrain 3 iterations\ngoto start\nwatch W1[0,0]")
        let report = TestBench.stop(bench.run("continue"))
        #expect(bench.state.session?.position == Position(iteration: 0, operation: 4))
        #expect(report?.text.contains("changed by hand") == true)
        #expect(TestBench.stop(bench.run("continue"))?.position.operation == "update")
    }

    @Test func aChangeByHandRightAfterAnUpdateIsToldApartFromIt() {
        var bench = TestBench.xor("next 3\nlet W1[0,0] = 5\nnext 2\ngoto iteration=2\nwatch W1[0,0]")
        let report = TestBench.stop(bench.run("next"))
        #expect(report?.hits.count == 2)
        guard case .changed(let update)? = report?.hits.first?.finding,
            case .changed(let edit)? = report?.hits.last?.finding
        else {
            Issue.record("no changes were found: \(String(describing: report))")
            return
        }
        #expect(!update.isByHand && edit.isByHand)
        #expect(update.new == edit.old)
        #expect(edit.new?.scalar == 5)
    }

    @Test(arguments: [
        ("reverse-step 20", Position(iteration: 29, operation: 3)),
        ("reverse-next 3", Position(iteration: 29, operation: 3)),
        ("reverse-epoch 2", Position(iteration: 29, operation: 3)),
        ("reverse-step 7", Position(iteration: 29, operation: 3)),
        ("reverse-step 6", Position(iteration: 29, operation: 4)),
    ])
    func goingBackAWayHeedsStopsOnIt(_ command: String, _ place: Position) {
        var bench = TestBench.xor("train 30 iterations\nbreak tanh1.forward")
        _ = bench.run(command)
        #expect(bench.state.session?.position == place)
        #expect(bench.state.stopList.stops[0].hitCount == (place.operation == 3 ? 1 : 0))
    }

    @Test func anInterruptedSearchLeavesEverythingAsItWas() {
        var bench = TestBench.xor("train 5000 iterations\nbreak if loss > 1e9")
        let before = bench.state
        #expect(bench.start("reverse-continue").isEmpty)
        for _ in 0..<5 { _ = bench.send(.advance(budget: 100)) }
        guard case .pastSearch(let search)? = bench.state.run?.work else {
            Issue.record("no search")
            return
        }
        #expect(search.iteration < 5000)
        #expect(bench.state.session?.position == before.session?.position)
        guard let report = bench.send(.interrupt).last?.report.body as? StopReport else {
            Issue.record("no stop")
            return
        }
        #expect(report.reason == .interrupted)
        #expect(bench.state.session == before.session)
        #expect(bench.state.run == nil)
    }

    @Test func aPlantedNaNIsFoundWhereItBegan() {
        var bench = TestBench.xor("train 900 iterations\nstep 3\nlet A1[2,1] = nan\ntrain 300 iterations\ncatch nan")
        let report = TestBench.stop(bench.run("reverse-continue"))
        #expect(report?.reason == .catchpoint)
        #expect(bench.state.session?.position == Position(iteration: 900, operation: 3))
        guard
            case .trouble(.nonFinite(let name, let row, let column, let value, let count))? = report?.hits.first?
                .finding
        else {
            Issue.record("no NaN: \(report.map(\.text) ?? "")")
            return
        }
        #expect(name.description == "A1" && row == 2 && column == 1 && value.isNaN && count == 1)
    }
}
