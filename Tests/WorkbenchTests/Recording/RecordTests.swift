import CommandLanguage
import NeuralEngine
import TestSupport
import Testing

@testable import Workbench

/// `record`: a session by hand becomes a scenario that passes.
@Suite struct RecordTests {
    /// Plays a record on a new bench: what does not hold in it, and its errors.
    private func faults(of record: String) -> [String] {
        var bench = TestBench()
        return bench.run(record).compactMap { content in
            switch content.body {
            case let expectation as ExpectationReport: expectation.passed ? nil : expectation.text
            case let error as ErrorReport: error.diagnostic.message
            case let check as GradientCheckReport: check.passed ? nil : "gradients"
            default: nil
            }
        }
    }

    @Test func theWholeSessionSoFarIsWrittenAndThenEachCommand() {
        var bench = TestBench.xor("step 2\nprint W1[0, 1] > 0\nprint nothing")
        _ = bench.run("expect 1 == 2\npause\nhelp")
        _ = bench.run("record it.scenario\nnext\nrecord off\nnext 5")
        let text = bench.records["it.scenario"] ?? ""
        #expect(
            text.hasPrefix(
                """
                data xor
                network 2-4-2 seed=3
                optimizer sgd lr=0.5 momentum=0.9
                step 2
                expect Z1 ~= [[
                """.trimmingLastLineEnd))
        #expect(text.contains("print W1[0, 1] > 0\nexpect (W1[0, 1] > 0) == "))
        #expect(text.contains("# left out, as it failed: print nothing\n# did not hold: expect 1 == 2\n"))
        #expect(text.contains("\nnext\nexpect iteration == 1\nexpect loss ~= 0."))
        #expect(!text.contains("next 5") && !text.contains("pause") && !text.contains("record"))
        #expect(faults(of: text) == [])
    }

    @Test func aRunThatIsStoppedByHandGoesWhereItWasStopped() {
        var bench = TestBench.xor("record it.scenario")
        _ = bench.start("train 1000 epochs")
        for _ in 0..<3 { _ = bench.send(.advance(budget: 37)) }
        // What is looked at meanwhile is no part of it.
        #expect(bench.start("layout data").count == 1)
        _ = bench.send(.interrupt)
        let iteration = bench.state.session?.position.iteration ?? 0
        #expect(iteration > 0)
        _ = bench.run("print W1")
        let text = bench.records["it.scenario"] ?? ""
        #expect(text.contains("# stopped by hand: train 1000 epochs\ngoto iteration=\(iteration)"))
        #expect(text.contains("expect iteration == \(iteration)\n"))
        #expect(!text.contains("layout"))
        #expect(faults(of: text) == [])
    }

    @Test func whatCannotBeWrittenIsSaid() {
        var bench = TestBench.xor()
        #expect(
            bench.error("record it.txt")
                == "'it.txt' does not say what 'record' is to write: end it in .scenario")
        bench.failsToWriteRecords = true
        #expect(bench.error("record it.scenario") == "cannot write 'it.scenario': disk full")
        #expect(bench.state.recording.path == nil)
        #expect(bench.run("record off").count == 1)
        bench.failsToWriteRecords = false
        #expect(bench.run("record a.scenario").count == 1)
        #expect(bench.error("record b.scenario") == "'a.scenario' is being recorded to: 'record off' ends that")
    }

    /// Whatever is done, the record of it passes.
    @Test(arguments: 0..<12) func anySessionCanBePlayedAgain(seed: UInt64) {
        let commands = [
            "step", "step 3", "stepi", "stepi 2", "finish", "next", "next 3", "epoch 2", "train 4 epochs",
            "train until loss < 0.5 max=20", "reverse-step", "reverse-stepi", "reverse-next", "reverse-finish",
            "goto start",
            "goto iteration=2 operation=tanh1.forward", "goto end", "print W1", "print dW1", "p A1.T @ dZ2",
            "print loss",
            "print P[0] > 0.5", "print Z1 / 0", "print nan", "print sum(W1)", "let W1[0, 1] = 0.25", "let a = norm(W1)",
            "let b1 = [[0.1, 0.2, 0.3, 0.4]]", "print a", "set lr 0.1", "optimizer adam", "batch 3", "batch full",
            "fork one", "switch main", "restart", "explain W1[0, 1]", "explain dW2[1, 0]", "why dW1[0, 0]",
            "check gradients",
            "break if loss < 0.6", "delete", "display loss", "watch W1[0, 0]", "continue", "expect loss > 0",
            "network 2-3-2 hidden=relu",
            "view W1", "info network", "list", "when", "plot loss", "say \"words\"", "# nothing",
            "schedule cosine length=3",
            "regularize l2=0.1", "print W9", "tbreak update", "catch nan", "compare main one", "network 2-4-2 seed=9",
        ]
        var generator = SeededGenerator(seed: seed)
        var bench = TestBench.xor()
        for index in 0..<60 {
            if index == 20 { _ = bench.run("record it.scenario") }
            _ = bench.run(commands.randomElement(using: &generator)!)
        }
        let text = bench.records["it.scenario"] ?? ""
        #expect(text.split(separator: "\n").count > 40)
        #expect(faults(of: text) == [], "\(text)")
    }
}

extension String {
    fileprivate var trimmingLastLineEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
