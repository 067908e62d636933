import RunLogs
import StepDebugger
import Testing

@testable import Workbench

/// A bench with XOR in batches of 2, so that an epoch has two iterations, and a log.
private func bench(_ commands: String = "", budget: Int = 64) -> TestBench {
    var bench = TestBench.xor("batch 2")
    bench.budget = budget
    _ = bench.run(commands)
    return bench
}

private func iterations(_ records: [RunRecord]?, run: String = "main") -> [Int] {
    (records ?? []).filter { $0.epoch == nil && $0.run == run }.map(\.iteration)
}

private func epochs(_ records: [RunRecord]?, run: String = "main") -> [Int] {
    (records ?? []).filter { $0.run == run }.compactMap(\.epoch)
}

private func runs(_ records: [RunRecord]?) -> [String] {
    (records ?? []).map(\.run).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
}

@Suite struct LogCommandTests {
    @Test func everyIterationAndEpochIsWrittenInTheOrderInWhichItComes() throws {
        let bench = bench("log a.jsonl\ntrain 3 epochs")
        let records = try #require(bench.logs.files["a.jsonl"])
        #expect(records.map(\.iteration) == [0, 1, 2, 2, 3, 4, 4, 5, 6])
        #expect(records.map(\.epoch) == [nil, nil, 1, nil, nil, 2, nil, nil, 3])
        let point = try #require(bench.state.session?.history.points[3])
        #expect(records[4].values == [.init("loss", point.loss), .init("accuracy", point.accuracy!), .init("lr", 0.5)])
        let epoch = try #require(bench.state.session?.epochs.points[1])
        #expect(records[5].values.map(\.name) == ["lr", "train.loss", "train.accuracy"])
        #expect(records[5].values[1].value == epoch.trainingLoss)
    }

    @Test func theTestSamplesAreInTheRecordsOfEpochs() throws {
        var bench = TestBench()
        _ = bench.run("data xor test=0.2\nnetwork 2-4-2\nlog a.csv records=epochs\ntrain 2 epochs")
        let records = try #require(bench.logs.files["a.csv"])
        #expect(records.map(\.epoch) == [1, 2])
        #expect(
            records[1].values.map(\.name) == ["lr", "train.loss", "train.accuracy", "test.loss", "test.accuracy"])
    }

    @Test(arguments: [1, 7, 100, 100_000])
    func theRecordsAreTheSameHoweverTheRunIsSliced(_ budget: Int) throws {
        let whole = bench("log a.jsonl\ntrain 10000 iterations", budget: 1 << 20)
        let sliced = bench("log a.jsonl\ntrain 30 iterations", budget: budget)
        let stepped = bench("log a.jsonl\nstep 12\nstepi 3\nnext 9\ntrain 19 iterations", budget: budget)
        let expected = whole.logs.files["a.jsonl"]!
        #expect(sliced.logs.files["a.jsonl"]! == Array(expected.prefix(45)))
        #expect(stepped.logs.files["a.jsonl"]!.prefix(40) == expected.prefix(40))
        // Past 8192 every second one is kept.
        #expect(iterations(expected).suffix(3) == [9994, 9996, 9998])
        #expect(iterations(expected).count == 8192 + (10000 - 8192) / 2)
    }

    @Test func whatHasRunBeforeIsWrittenFirst() {
        let bench = bench("train 2 epochs\nlog a.jsonl\ntrain 1 epochs")
        #expect(iterations(bench.logs.files["a.jsonl"]) == Array(0..<6))
    }

    @Test func theAnswerTellsWhatIsWrittenWhere() {
        var bench = bench("train 2 epochs")
        #expect(
            bench.run("log runs/a.csv") == [
                .text("log runs/a.csv: CSV of iterations and epochs, 6 records of the run so far")
            ])
        #expect(
            bench.run("log tb format=tensorboard records=epochs") == [
                .text("log tb: TensorBoard event files of epochs, 2 records of the run so far")
            ])
        #expect(
            bench.run("info logs") == [
                .text(
                    """
                    * runs/a.csv  6 records  CSV of iterations and epochs
                    * tb          2 records  TensorBoard event files of epochs
                    """)
            ])
        #expect(
            bench.run("log off") == [.text("log runs/a.csv ends after 6 records\nlog tb ends after 2 records")])
        #expect(bench.logs.closed == ["runs/a.csv", "tb"])
        #expect(bench.run("log off") == [.text("nothing is logged: 'log run.jsonl' starts a log")])
    }

    @Test func nothingIsWrittenAfterLogOff() {
        let bench = bench("log a.jsonl\ntrain 1 epochs\nlog off\ntrain 5 epochs")
        #expect(iterations(bench.logs.files["a.jsonl"]) == [0, 1])
    }

    @Test func severalLogsAreWrittenAtOnce() {
        let bench = bench("log a.jsonl\ntrain 1 epochs\nlog b.csv records=epochs\ntrain 1 epochs")
        #expect(iterations(bench.logs.files["a.jsonl"]) == Array(0..<4))
        #expect(epochs(bench.logs.files["b.csv"]) == [1, 2])
        #expect(iterations(bench.logs.files["b.csv"]).isEmpty)
    }
}

@Suite struct LogAndTimeTravelTests {
    @Test func goingBackAndRunningAgainWritesNothingTwice() {
        let bench = bench(
            "log a.jsonl\ntrain 5 epochs\nreverse-next 4\ngoto start\ntrain 3 epochs\nrestart\ntrain 6 epochs\ngoto end"
        )
        #expect(iterations(bench.logs.files["a.jsonl"]) == Array(0..<12))
        #expect(epochs(bench.logs.files["a.jsonl"]) == Array(1...6))
    }

    @Test func aLogThatIsEndedAndBegunAgainGoesOnWhereItEnded() {
        let bench = bench("log a.jsonl\ntrain 2 epochs\nlog off\ntrain 2 epochs\nlog a.jsonl\ntrain 1 epochs")
        #expect(iterations(bench.logs.files["a.jsonl"]) == Array(0..<10))
    }

    @Test func anotherBranchIsAnotherRunFromWhereItBegins() throws {
        let bench = bench(
            "log a.jsonl\ntrain 4 epochs\ngoto iteration=5\nset lr 0.1\ntrain 2 iterations\nswitch main\nnext")
        let records = try #require(bench.logs.files["a.jsonl"])
        #expect(runs(records) == ["main", "branch-1"])
        #expect(iterations(records) == Array(0..<9))
        #expect(iterations(records, run: "branch-1") == [5, 6])
        #expect(epochs(records, run: "branch-1") == [3])
        let rates = records.filter { $0.run == "branch-1" && $0.epoch == nil }.map { $0.values.last!.value }
        #expect(rates == [0.1, 0.1])
    }

    @Test func aBranchWhosePastIsInNoLogIsWrittenWhole() {
        let bench = bench("train 4 epochs\ngoto iteration=5\nset lr 0.1\ntrain 2 iterations\nlog a.jsonl\nnext")
        #expect(runs(bench.logs.files["a.jsonl"]) == ["branch-1"])
        #expect(iterations(bench.logs.files["a.jsonl"], run: "branch-1") == Array(0..<8))
    }

    @Test func learningRatesAreThoseOfTheirIterations() throws {
        let bench = bench("train 3 iterations\nset lr 0.25\ntrain 3 iterations\ngoto start\nlog a.jsonl\ngoto end")
        let records = try #require(bench.logs.files["a.jsonl"]).filter { $0.epoch == nil }
        #expect(records.map { $0.values.last!.value } == [0.5, 0.5, 0.5, 0.25, 0.25, 0.25])
    }

    @Test func anotherNetworkIsAnotherRun() {
        let bench = bench("log a.jsonl\nnext 2\nnetwork 2-3-2\nnext 3\nbatch 4\nnext")
        let records = bench.logs.files["a.jsonl"]
        #expect(runs(records) == ["main", "main-2", "main-3"])
        #expect(iterations(records, run: "main-2") == [0, 1, 2])
    }

    @Test func runsAreCalledAsTheUserSays() {
        let bench = bench("log a.jsonl run=wide\nnext 4\ngoto iteration=2\nset lr 0.1\nnext\nnetwork 2-3-2\nnext")
        #expect(runs(bench.logs.files["a.jsonl"]) == ["wide", "wide/branch-1", "wide-2"])
    }

    @Test func aRunOfThatNameInTheFileIsNotMixedWithThisOne() {
        var bench = bench()
        bench.logs.files["a.jsonl"] = [RunRecord(run: "main", iteration: 7, values: [])]
        #expect(
            bench.run("log a.jsonl\nnext").first
                == .text("log a.jsonl: JSON Lines of iterations and epochs, after 1 record that it holds"))
        #expect(runs(bench.logs.files["a.jsonl"]) == ["main", "main-2"])
        _ = bench.run("log off\nnext\nlog a.jsonl append=no")
        #expect(runs(bench.logs.files["a.jsonl"]) == ["main"])
        #expect(iterations(bench.logs.files["a.jsonl"]) == [0, 1])
    }
}

@Suite struct LogErrorTests {
    @Test(arguments: [
        ("log a.txt", "does not say how to write the log: end it in .jsonl or .csv"),
        ("log a.csv format=jsonl", "'a.csv' is not a name for JSON Lines"),
        ("log a.csv format=tensorboard", "'a.csv' is not a name for TensorBoard event files"),
        ("log tb format=tensorboard append=no", "event files are only ever added to a folder"),
        ("log nowhere/a.csv", "there is no folder 'nowhere'"),
        ("log a.jsonl\nlog a.jsonl", "'a.jsonl' is written already: 'log off' ends it"),
    ])
    func whatCannotBeWrittenIsSaid(_ commands: String, _ sentence: String) {
        var bench = bench()
        let error = bench.error(commands)
        #expect(error?.contains(sentence) == true, "\(error ?? "no error")")
    }

    @Test func aFullDiskEndsTheLogOnceAndNothingOfTheRun() {
        var bench = bench("log a.jsonl")
        bench.logs.room = 5
        bench.budget = 20
        var errors: [String] = []
        for content in bench.start("train 5 epochs") {
            if let diagnostic = (content.body as? ErrorReport)?.diagnostic { errors.append(diagnostic.message) }
        }
        while bench.state.run != nil {
            for output in bench.send(.advance(budget: bench.budget)) {
                if let diagnostic = (output.report.body as? ErrorReport)?.diagnostic {
                    errors.append(diagnostic.message)
                }
            }
        }
        #expect(
            errors == [
                "cannot write 'a.jsonl': no space left; this log ends here, but what has run is not lost: "
                    + "'log a.jsonl' continues it"
            ])
        #expect(bench.state.session?.position.iteration == 10)
        #expect(iterations(bench.logs.files["a.jsonl"]).count < 5)

        bench.logs.room = .max
        _ = bench.run("log a.jsonl\ntrain 1 epochs")
        #expect(iterations(bench.logs.files["a.jsonl"]) == Array(0..<12))
        #expect(epochs(bench.logs.files["a.jsonl"]) == Array(1...6))
    }
}
