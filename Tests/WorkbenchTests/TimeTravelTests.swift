import CommandLanguage
import NeuralEngine
import StepDebugger
import Testing

@testable import Workbench

@Suite struct TimeTravelTests {
    func bench(_ commands: String = "train 12 iterations") -> TestBench {
        TestBench.xor("batch 2 shuffle=yes seed=1\n" + commands)
    }

    @Test(arguments: [
        ("reverse-step", "step", Position(iteration: 11, operation: 9)),
        ("rs 12", "step 12", Position(iteration: 10, operation: 8)),
        ("reverse-finish", "finish", Position(iteration: 11, operation: 9)),
        ("reverse-next", "next", Position(iteration: 11)),
        ("rn 5", "next 5", Position(iteration: 7)),
        ("re 2", "epoch 2", Position(iteration: 8)),
        ("rsi 3", "stepi 3", Position(iteration: 11, operation: 9, cell: 41)),
        ("goto iteration=4 operation=loss.forward", "goto iteration=12", Position(iteration: 4, operation: 5)),
        ("goto epoch=3", "goto end", Position(iteration: 6)),
        ("goto epoch=3 iteration=1", "goto end", Position(iteration: 7)),
        ("goto epoch=3 iteration=7", "goto end", Position(iteration: 7)),
        ("goto iteration=4 operation=update", "goto end", Position(iteration: 5)),
        ("goto operation=tanh1.backward", "goto end", Position(iteration: 11, operation: 8)),
        ("goto start", "goto end", Position.start),
    ])
    func goingBackAndForthEndsAtTheSameBits(_ back: String, _ forth: String, _ place: Position) {
        var bench = bench()
        let before = bench.state.session!
        _ = bench.run(back)
        #expect(bench.state.session?.position == place)
        #expect(bench.state.session != before)
        _ = bench.run(forth)
        #expect(bench.state.session == before)
    }

    @Test func goingBackFarEndsAtTheStart() {
        var bench = bench()
        let contents = bench.run("reverse-epoch 100")
        #expect(bench.state.session?.position == .start)
        guard let report = contents.last?.body as? PositionReport else {
            Issue.record("no position: \(contents)")
            return
        }
        #expect(report.position == .start && report.loss == nil)
    }

    @Test func settingsAreThoseOfThePlace() {
        var bench = bench("train 5 iterations\nset lr 0.25\nregularize l2=0.125\ntrain 5 iterations\nreverse-next 8")
        #expect(bench.value("lr")?.scalar == 0.5)
        #expect(bench.state.setup.optimizer.learningRate == 0.5)
        #expect(bench.state.setup.regularization == .none)
        _ = bench.run("train 6 iterations")
        #expect(bench.value("lr")?.scalar == 0.25)
        #expect(bench.state.setup.optimizer.learningRate == 0.25)
        #expect(bench.state.setup.regularization.l2 == 0.125)
    }

    @Test func aChangeInThePastBeginsABranchAndSaysSo() {
        var bench = bench("train 5 iterations\nset lr 0.25\ntrain 5 iterations")
        let old = bench.state.session!
        _ = bench.run("reverse-next 5")
        let outputs = bench.perform("let W1[0,0] = 3")
        #expect(outputs.last?.note?.contains("'branch-1'") == true)
        #expect(outputs.last?.note?.contains("'switch main'") == true)
        #expect(bench.state.session?.branches.map(\.name) == ["main", "branch-1"])
        _ = bench.run("train 9 iterations\nswitch main")
        #expect(bench.state.session == old)
        _ = bench.run("switch branch-1")
        #expect(bench.state.session?.position == Position(iteration: 14))
    }

    @Test func aChangeInThePresentBeginsNone() {
        var bench = bench()
        #expect(bench.perform("set lr 0.1").last?.note == nil)
        #expect(bench.perform("let W1[0,0] = 3").last?.note == nil)
        #expect(bench.state.session?.branches.count == 1)
    }

    @Test func aForkGoesOnInTheNewBranch() {
        var bench = bench("train 4 iterations\nfork fast\nset lr 2\ntrain 6 iterations")
        #expect(bench.state.session?.branchName == "fast")
        #expect(bench.state.session?.branches.map(\.end) == [Position(iteration: 4), Position(iteration: 10)])
        _ = bench.run("switch main\ntrain 6 iterations")
        #expect(bench.value("lr")?.scalar == 0.5)
    }

    @Test func branchesPartAtTheFirstUpdateWithAnotherRate() throws {
        var bench = bench("train 4 iterations\nfork fast\ntrain 3 iterations\nset lr 2\ntrain 6 iterations")
        let contents = bench.run("switch main\ntrain 9 iterations\ncompare main fast")
        guard let result = contents.last?.body as? BranchComparisonResult else {
            Issue.record("no comparison: \(contents)")
            return
        }
        let parting = try #require(result.parting)
        #expect(parting.iteration == 7)
        #expect(parting.operation == "update")
        #expect(parting.matrix == .weights(1) && (parting.row, parting.column) == (0, 0))
        var main = bench
        _ = main.run("goto iteration=7 operation=update")
        #expect(main.value("W1[0,0]")?.scalar == parting.values.0)
        _ = main.run("switch fast\ngoto iteration=7 operation=update")
        #expect(main.value("W1[0,0]")?.scalar == parting.values.1)
        #expect(result.curve.first?.losses.0 == result.curve.first?.losses.1)
        #expect(result.curve.last?.losses.0 != result.curve.last?.losses.1)
    }

    @Test func aCellSetByHandIsWhereBranchesPart() throws {
        var bench = bench("train 4 iterations\nfork other\nlet b2[0,1] = 3\ntrain 2 iterations\nswitch main\nnext")
        guard let result = bench.run("compare other main").last?.body as? BranchComparisonResult else {
            Issue.record("no comparison")
            return
        }
        let parting = try #require(result.parting)
        #expect(parting.operation == nil && parting.iteration == 4)
        #expect(parting.matrix == .bias(2) && (parting.row, parting.column) == (0, 1) && parting.values.0 == 3)
    }

    @Test func branchesThatDoNotPartAreTheSame() {
        var bench = bench("train 4 iterations\nfork other\ntrain 4 iterations\nswitch main\ntrain 2 iterations")
        guard let result = bench.run("compare main other").last?.body as? BranchComparisonResult else {
            Issue.record("no comparison")
            return
        }
        #expect(result.parting == nil && result.comparedTo == Position(iteration: 6))
    }

    @Test func aJourneyThatIsInterruptedChangesNothing() {
        var bench = bench("train 3000 iterations")
        let before = bench.state.session!
        #expect(bench.start("goto iteration=1400 operation=loss.forward").isEmpty)
        _ = bench.send(.advance(budget: 3))
        #expect(bench.state.run != nil)
        let outputs = bench.send(.interrupt).map(\.report)
        guard let stop = outputs.last?.body as? StopReport else {
            Issue.record("no stop: \(outputs)")
            return
        }
        #expect(stop.reason == .interrupted)
        #expect(bench.state.session == before)
    }

    @Test func anInterruptedRunHasEverythingThereToLookAt() {
        var bench = bench("train 3 iterations")
        _ = bench.start("train 100000 iterations")
        for _ in 0..<7 { _ = bench.send(.advance(budget: 101)) }
        _ = bench.send(.interrupt)
        let position = bench.state.session!.position
        var straight = self.bench("goto iteration=\(position.iteration)")
        #expect(bench.state.session == straight.state.session)
        #expect(straight.value("sum(previous(W1))") == bench.value("sum(previous(W1))"))
    }

    @Test(arguments: [
        ("goto operation=tnh1.forward", "no operation 'tnh1.forward'"),
        ("goto epoch=3 iteration=9", "iteration 9 is not in epoch 3, which has iterations 6 to 7"),
        ("goto iteration=999999999999999", "no run gets that far"),
        ("switch fast", "no branch 'fast': there is 'main'"),
        ("fork main", "a branch 'main' already"),
        ("compare main fast", "no branch 'fast'"),
    ])
    func mistakesAreToldInASentence(_ command: String, _ sentence: String) {
        var bench = bench()
        let before = bench.state.session
        #expect(bench.error(command)?.contains(sentence) == true)
        #expect(bench.state.session == before)
    }

    @Test func withoutANetworkThereIsNothingToGoBackIn() {
        var bench = TestBench()
        for command in ["reverse-step", "goto start", "fork a", "switch a", "compare a b", "info timeline"] {
            #expect(bench.error(command)?.contains("there is no network yet") == true)
        }
    }

    @Test func theTimelineTellsPositionsCheckpointsBytesAndBranches() throws {
        var bench = bench(
            "train 5000 iterations\ngoto iteration=4000 operation=tanh1.forward\nfork fast\nset lr 1\nnext 2")
        let text = try #require((bench.run("info timeline").last?.body as? TextReport)?.text)
        #expect(text.contains("position    iteration 4002, the run goes to iteration 4002"))
        #expect(text.contains("* └─ fast  from iteration 4000 after tanh1.forward to iteration 4002, 1 change"))
        #expect(text.contains("  main     from the start to iteration 5000, 0 changes"))
        #expect(text.contains("of 256 MiB"))
        _ = bench.run("set timeline-memory 0")
        #expect(bench.state.session?.timelineSummary.checkpointCount == 0)
        _ = bench.run("data xor")
        #expect(bench.state.session?.timelineMemory == 0)
    }
}

extension TestBench {
    /// Carries out one command as a user would, to its end.
    mutating func perform(_ text: String) -> [CommandOutput] {
        let source = SourceText(name: "prompt", text: text)
        var outputs = Script.parse(source).commands.flatMap { send(.perform($0, source)) }
        while state.run != nil { outputs += send(.advance(budget: budget)) }
        return outputs
    }
}
