import Datasets
import NeuralEngine
import StepDebugger
import Testing

@testable import Workbench

@Suite struct PatienceTests {
    private func epoch(_ number: Int, _ loss: Double) -> EpochPoint {
        EpochPoint(
            epoch: number, iteration: number * 10, learningRate: 0.1, trainingLoss: loss, trainingAccuracy: nil)
    }

    /// After how many epochs of these losses a run ends; nil where none ends it.
    private func end(_ losses: [Double], limit: Int, completedEpochs: Int = 0) -> Int? {
        var patience = EpochPatience(monitor: EpochMonitor(.training), limit: limit, completedEpochs: completedEpochs)
        for (index, loss) in losses.enumerated()
        where patience.isExhausted(after: epoch(completedEpochs + index + 1, loss)) {
            return index + 1
        }
        return nil
    }

    @Test func aRunEndsAfterSoManyEpochsWithoutABetterOne() {
        #expect(end([3, 2, 1, 2, 3, 0.5], limit: 2) == 5)
        #expect(end([3, 2, 1, 2, 0.5, 3], limit: 2) == nil)
        #expect(end([3, 3, 3], limit: 1) == 2)
    }

    @Test func figuresThatAreNoNumbersAreNeverBetter() {
        #expect(end([.nan, .nan, .nan], limit: 2) == 2)
        #expect(end([1, .nan, .nan], limit: 2) == 3)
        #expect(end([.infinity, 1, 2], limit: 1) == 3)
    }

    @Test func epochsBeforeTheRunDoNotCount() {
        #expect(end([5, 4, 4], limit: 1, completedEpochs: 7) == 3)
    }

    @Test func theBestOfSeveralIsTheEarliest() {
        let best = EpochMonitor(.training).best(of: [epoch(1, 2), epoch(2, 1), epoch(3, 1), epoch(4, .nan)])
        #expect(best?.epoch == 2)
        #expect(EpochMonitor(.test, isAccuracy: true).best(of: [epoch(1, 2)]) == nil)
    }

    /// Samples whose classes have nothing to do with their features: whatever is learnt of them is wrong for others.
    private static func noise(_ count: Int, seed: UInt64) -> Samples {
        var random = SplitMix64(seed: seed)
        var targets = Matrix<Double>(rows: count, columns: 2)
        for row in 0..<count { targets[row, random.integer(below: 2)] = 1 }
        let inputs = (0..<count * 3).map { _ in random.normal() }
        return Samples(
            inputs: Matrix(rows: count, columns: 3, elements: inputs), targets: targets, isClassification: true)
    }

    private func overfitting(budget: Int = 64) -> TestBench {
        var bench = TestBench()
        bench.budget = budget
        bench.files["noise.csv"] = LoadedData(
            name: "noise.csv", featureNames: ["a", "b", "c"], classNames: ["no", "yes"],
            training: Self.noise(40, seed: 1), test: Self.noise(20, seed: 2))
        _ = bench.run(
            """
            data csv noise.csv label=kind
            network 3-16-2 seed=2
            optimizer sgd lr=0.5
            batch 8
            """)
        return bench
    }

    @Test func trainingEndsEarlyAndSaysWhichEpochWasTheBest() throws {
        var bench = overfitting()
        let report = try #require(TestBench.stop(bench.run("train 200 epochs patience=3")))
        #expect(report.reason == .patience)
        let session = try #require(bench.state.session)
        let epochs = session.epochs.points
        let best = try #require(EpochMonitor(.test).best(of: epochs))
        #expect(report.best?.epoch == best && report.best?.monitor == EpochMonitor(.test))
        #expect(epochs.count == best.epoch + 3 && epochs.count < 200)
        #expect(report.position.position == Position(iteration: epochs.count * session.iterationsPerEpoch))
        _ = bench.run("goto best")
        #expect(bench.state.session?.position == Position(iteration: best.iteration))
        #expect(bench.state.session?.epochsToEnd.points == epochs)
    }

    @Test func howSlicesAreCutDoesNotMatterToPatience() throws {
        var ends: Set<Int> = []
        for budget in [1, 7, 200, 100_000] {
            var bench = overfitting(budget: budget)
            ends.insert(
                try #require(TestBench.stop(bench.run("train 200 epochs patience=3"))).position.position.iteration)
        }
        #expect(ends.count == 1)
    }

    @Test func aStopOnTheWayStillStops() throws {
        var bench = overfitting()
        _ = bench.run("break if epoch == 2")
        let report = try #require(TestBench.stop(bench.run("train 200 epochs patience=3")))
        #expect(report.reason == .breakpoint && report.best == nil)
    }

    @Test(arguments: [
        ("data xor\nnetwork 2-4-2", "train 5 epochs monitor=train.loss", "patience="),
        ("data xor\nnetwork 2-4-2", "train 5 epochs patience=2 monitor=test.loss", "test=0.2"),
        (
            "data inline X=[[1],[2]] Y=[[0.5],[1]]\nnetwork 1-2-1",
            "train 5 epochs patience=2 monitor=train.accuracy", "classes"
        ),
        ("data xor\nnetwork 2-4-2", "goto best", "no epoch"),
    ])
    func whatCannotBeJudgedIsAnError(setup: String, command: String, part: String) {
        var bench = TestBench()
        _ = bench.run(setup)
        #expect(bench.error(command)?.contains(part) == true)
    }

    @Test func aRunCanBeMadeToEndWithItsEpoch() throws {
        var bench = overfitting()
        _ = bench.start("train 50 epochs")
        for _ in 0..<10 { _ = bench.send(.advance(budget: 20)) }
        let epoch = try #require(bench.state.session?.epoch)
        #expect(bench.send(.endAfterEpoch).isEmpty)
        var outputs: [Report] = []
        while bench.state.run != nil { outputs += bench.send(.advance(budget: 20)).map(\.report) }
        #expect(TestBench.stop(outputs)?.reason == .endOfEpoch)
        let session = try #require(bench.state.session)
        #expect(epoch > 0 && session.position == Position(iteration: (epoch + 1) * session.iterationsPerEpoch))
    }
}
