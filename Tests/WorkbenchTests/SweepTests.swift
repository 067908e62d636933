import CommandLanguage
import NeuralEngine
import StepDebugger
import Testing

@testable import Workbench

@Suite struct SweepTests {
    private func bench(_ more: String = "") -> TestBench {
        var bench = TestBench()
        _ = bench.run("data xor\nnetwork 2-4-2 seed=3\noptimizer sgd lr=0.5\nbatch 2\n" + more)
        return bench
    }

    private func report(_ contents: [Report]) throws -> SweepReport {
        guard let report = contents.last?.body as? SweepReport else {
            Issue.record("no sweep: \(contents)")
            throw CancellationError()
        }
        return report
    }

    @Test func everyValueMeetsEveryOther() throws {
        var bench = bench()
        let report = try report(bench.run("sweep lr=0.1,0.5 hidden=tanh,relu,sigmoid epochs=3 sort=run"))
        #expect(report.keys == ["lr", "hidden"])
        #expect(
            report.rows.map(\.values) == [
                ["0.1", "tanh"], ["0.1", "relu"], ["0.1", "sigmoid"], ["0.5", "tanh"], ["0.5", "relu"],
                ["0.5", "sigmoid"],
            ])
        #expect(report.rows.allSatisfy { $0.status == .done && $0.figures?.last.epoch == 3 })
    }

    /// A run of a sweep is the run that one would have made by hand.
    @Test(arguments: [
        ("lr=0.05,0.3", "optimizer sgd lr=0.3"), ("momentum=0,0.9", "optimizer sgd lr=0.5 momentum=0.9"),
        ("optimizer=sgd,adam", "optimizer adam"), ("batch=2,4", "batch 4"), ("l2=0,0.1", "regularize l2=0.1"),
        ("seed=3,7", "network 2-4-2 seed=7"), ("hidden=tanh,relu", "network 2-4-2 seed=3 hidden=relu"),
        ("network=2-4-2,2-3-3-2", "network 2-3-3-2 seed=3"),
        ("init=zeros,he-normal", "network 2-4-2 seed=3 init=he-normal"),
        ("init=zeros,normal:0.05", "network 2-4-2 seed=3 init=normal:0.05"),
        ("dropout=0,0.5", "network 2-4-2 seed=3 dropout=0.5"), ("l1=0,0.01", "regularize l1=0.01"),
        ("weight-decay=0,0.1", "optimizer sgd lr=0.5 weight-decay=0.1"),
    ])
    func aRunIsTheOneMadeByHand(option: String, command: String) throws {
        var swept = bench()
        _ = try report(swept.run("sweep \(option) epochs=5"))
        _ = swept.run("switch run-2")
        var byHand = bench(command)
        _ = byHand.run("train 5 epochs")
        #expect(swept.state.session == byHand.state.session)
        #expect(swept.state.session?.epochs.points.count == 5)
    }

    @Test func theSessionIsLeftAloneAndComesBack() throws {
        var bench = bench("next 3\nlet target = 4")
        let before = bench.state.session
        _ = try report(bench.run("sweep lr=0.1,0.2 epochs=2"))
        #expect(bench.state.session == before)
        _ = bench.run("switch run-1\nnext\nlet W1[0,0] = 1")
        #expect(bench.state.session != before && bench.state.setup.optimizer.learningRate == 0.1)
        _ = bench.run("switch run-2")
        #expect(bench.state.setup.optimizer.learningRate == 0.2)
        _ = bench.run("switch run-0")
        #expect(bench.state.session == before && bench.state.setup.optimizer.learningRate == 0.5)
        // What was done in a run is still done there.
        _ = bench.run("switch run-1")
        #expect(bench.value("W1[0,0]")?.scalar == 1)
    }

    @Test func runsAreSortedByWhatIsAskedFor() throws {
        var bench = bench()
        let byBest = try report(bench.run("sweep lr=0.001,1,0.1 epochs=30"))
        let bests = byBest.rows.map { $0.figures?.best?.trainingLoss ?? .nan }
        #expect(bests == bests.sorted() && Set(bests).count == 3)
        #expect(try report(bench.run("sweep sort=lr")).rows.map(\.values) == [["0.001"], ["0.1"], ["1"]])
        #expect(try report(bench.run("sweep sort=run")).rows.map(\.number) == [1, 2, 3])
        let byLast = try report(bench.run("sweep sort=train.loss")).rows.map { $0.figures?.last.trainingLoss ?? .nan }
        #expect(byLast == byLast.sorted())
    }

    @Test func anInterruptedSweepSaysHowFarItCame() throws {
        var bench = bench()
        bench.budget = 10
        _ = bench.start("sweep lr=0.1,0.2,0.3 epochs=50")
        for _ in 0..<120 { _ = bench.send(.advance(budget: 10)) }
        #expect(bench.state.run != nil)
        let report = try report(bench.send(.interrupt).map(\.report))
        #expect(bench.state.run == nil)
        // What has no figures comes last.
        #expect(report.rows.last?.number == 3 && report.rows.last?.figures == nil)
        #expect(report.rows.contains { $0.status == .done } && report.rows.contains { $0.status == .interrupted })
        #expect(bench.error("switch run-3")?.contains("before it ran") == true)
        #expect(bench.error("switch run-2") == nil)
    }

    @Test func anotherSweepTakesThePlaceOfTheLast() throws {
        var bench = bench()
        let before = bench.state.session
        _ = bench.run("sweep lr=0.1,0.2 epochs=2\nswitch run-2")
        _ = try report(bench.run("sweep seed=1,2,3 epochs=1"))
        #expect(bench.state.session == before)
        #expect(bench.state.sweep?.runs.count == 3)
    }

    @Test(arguments: [
        ("sweep", "needs a setting"), ("sweep epochs=3", "needs a setting"), ("sweep lr=0.1,0.1", "twice"),
        ("sweep lr=0.1,0.2 sort=speed", "no column 'speed'"), ("sweep batch=0,2", "whole number"),
        ("sweep batch=1.5,2", "whole number"), ("sweep network=2-4-3,2-4-2", "outputs"),
        ("sweep network=2-x-2", "layer sizes"), ("sweep seed=-1", "seed"), ("sweep init=zeros,normal", "normal:0.1"),
        ("sweep lr=1,2,3,4,5,6,7,8,9 batch=1,2,3,4,5,6,7,8,9 seed=1,2,3,4", "256"),
        ("switch run-1", "no branch"),
    ])
    func whatCannotBeSweptIsAnError(command: String, part: String) {
        var bench = bench()
        let source = SourceText(name: "test", text: command)
        let message = Script.parse(source).diagnostics.first?.message ?? bench.error(command)
        #expect(message?.contains(part) == true, "\(message ?? "no error")")
        #expect(bench.state.run == nil && bench.state.sweep == nil)
    }

    @Test func aSweepCanBeLoggedRunByRun() throws {
        var bench = bench("log sweep.jsonl")
        _ = try report(bench.run("sweep lr=0.1,0.2 epochs=2"))
        let runs = bench.logs.files["sweep.jsonl"]?.map(\.run) ?? []
        #expect(Set(runs) == ["run-1 lr=0.1", "run-2 lr=0.2"])
        // Two iterations an epoch, and the epochs.
        #expect(runs.count == 2 * (4 + 2))
    }
}
