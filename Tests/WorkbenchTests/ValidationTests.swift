import StepDebugger
import Testing

@testable import Workbench

/// Samples held out for validation.
@Suite struct ValidationTests {
    private static let setUp = "data xor test=0.25 validation=0.25\nnetwork 2-4-2 seed=1\noptimizer sgd lr=0.5\n"

    private func bench(_ more: String = "") -> TestBench {
        var bench = TestBench()
        _ = bench.run(Self.setUp + more)
        return bench
    }

    @Test func theyHaveFiguresOfTheirOwn() throws {
        var bench = bench("train 3 epochs")
        let epoch = try #require(bench.state.session?.epochs.latest)
        #expect(bench.value("validation.loss")?.scalar == epoch.validationLoss)
        #expect(bench.value("validation.accuracy")?.scalar == epoch.validationAccuracy)
        #expect(bench.state.curves(of: .loss).map(\.name) == ["train", "validation", "test"])
        #expect(bench.state.curves(of: .accuracy)[1].points.count == 3)
        #expect(bench.state.setup.data?.summary.contains("to train, 4 for validation, 4 to test") == true)
    }

    @Test func withoutThemTheirFigureSaysHowToGetThem() {
        var bench = TestBench.xor()
        #expect(
            bench.error("print validation.loss")
                == "'validation.loss' needs validation samples: keep some back with 'data … validation=0.2'")
        #expect(
            bench.error("train 3 epochs patience=1 monitor=validation.accuracy")?.contains("validation=0.2") == true)
    }

    @Test func patienceAndTheBestEpochGoByThemUnlessToldOtherwise() throws {
        // Nothing gets better at a rate of 0.
        var bench = bench("optimizer sgd lr=0")
        let stop = try #require(TestBench.stop(bench.run("train 9 epochs patience=2")))
        #expect(stop.best?.monitor == EpochMonitor(.validation))
        let told = try #require(TestBench.stop(bench.run("train 9 epochs patience=2 monitor=test.loss")))
        #expect(told.best?.monitor == EpochMonitor(.test))
    }

    @Test func outcomesAreOfThemSoThatTheTestSamplesStayUnseen() throws {
        let bench = bench("train 2 epochs")
        guard
            case .confusion(let confusion) = try #require(
                bench.state.outcome(.confusion, fieldColumns: 1, fieldRows: 1, sampleLimit: 10))
        else {
            Issue.record("no confusion")
            return
        }
        #expect(confusion.part == .validation && confusion.samples.total == 4)
    }

    @Test func aStopAndASweepCanGoByThem() throws {
        var bench = bench()
        _ = bench.run("break if validation.loss < 0.6\ncontinue")
        let loss = bench.value("validation.loss")?.scalar
        #expect(try #require(loss) < 0.6)
        let sweep = try #require(bench.run("sweep lr=0.1,0.5 epochs=3").last?.body as? SweepReport)
        #expect(sweep.monitor == EpochMonitor(.validation))
    }

    @Test func anEpochsRecordHasThem() throws {
        var bench = bench("log \"run.jsonl\"\ntrain 1 epochs")
        _ = bench.run("log off")
        let records = try #require(bench.logs.files["run.jsonl"])
        #expect(records.contains { $0.values.map(\.name).contains("validation.loss") })
    }
}
