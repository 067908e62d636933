import CommandLanguage
import NeuralEngine
import Testing

@testable import Workbench

/// `schedule`, `regularize` and dropout in a session.
@Suite struct ObjectiveTests {
    private func text(_ content: Report?) -> String? {
        guard let text = (content?.body as? TextReport)?.text else { return nil }
        return text
    }

    @Test func theRateIsThatOfTheIterationTheSessionIsIn() {
        var bench = TestBench()
        _ = bench.run("data xor\nnetwork 2-4-2\nbatch 2\noptimizer sgd lr=0.8\nschedule step every=1 gamma=0.5")
        #expect(bench.value("lr")?.scalar == 0.8)
        _ = bench.run("next\nstep 10")
        #expect(bench.value("lr")?.scalar == 0.4)
        _ = bench.run("set lr 4")
        #expect(bench.value("lr")?.scalar == 2)
        _ = bench.run("step 10")
        #expect(bench.value("iteration == 3 and all(abs(W1 - (previous(W1) - 2 * dW1)) < 1e-15)")?.scalar == 1)
    }

    @Test func restartGoesBackToTheScheduleOfTheStart() {
        var bench = TestBench()
        _ = bench.run(TestBench.xorSetup + "\nschedule exponential gamma=0.5\nnext 2\nschedule constant")
        #expect(bench.value("lr")?.scalar == 0.5)
        _ = bench.run("restart\nnext 2")
        #expect(bench.value("lr")?.scalar == 0.125)
    }

    @Test func theOrderOfSetUpCommandsDoesNotMatterToASchedule() {
        let commands = ["data xor", "network 2-4-2 seed=3", "optimizer adam lr=0.5", "batch 2", "schedule warmup"]
        var losses: Set<Double> = []
        for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [1, 4, 0, 2, 3], [2, 4, 3, 0, 1]] {
            var bench = TestBench()
            _ = bench.run(order.map { commands[$0] }.joined(separator: "\n") + "\ntrain 9 iterations")
            losses.insert(bench.value("loss")?.scalar ?? .nan)
            #expect(bench.value("lr")?.scalar == 0.5 * (1.0 / 3 + (1 - 1.0 / 3) * 4 / 5))
        }
        #expect(losses.count == 1)
    }

    @Test func anotherOptimizerKeepsTheScheduleOfTheSession() {
        var bench = TestBench()
        _ = bench.run(TestBench.xorSetup + "\nschedule exponential gamma=0.5\nnext\nschedule constant\nrestart\n")
        _ = bench.run("optimizer adam lr=1\nnext")
        #expect(bench.value("lr")?.scalar == 0.5)
    }

    @Test func theScheduleSaysWhatItIs() {
        var bench = TestBench()
        #expect(
            text(bench.run("schedule warmup").last) == "schedule warmup length=5 start=0.3333333333333333 per=epoch")
        #expect(text(bench.run("schedule constant").last) == "schedule constant")
        #expect(text(bench.run("schedule cosine length=4").last) == "schedule cosine length=4 minimum=0 per=epoch")
        // A count is a whole number, however large.
        let count = "\(Int.max)"
        #expect(text(bench.run("schedule cosine length=\(count)").last)?.contains(" length=\(count) ") == true)
        #expect(
            text(bench.run("schedule exponential gamma=0.5 per=iteration").last)
                == "schedule exponential gamma=0.5 per=iteration")
        _ = bench.run(TestBench.xorSetup + "\nschedule step every=2 per=iteration\nnext 2")
        #expect(
            text(bench.run("info optimizer").last) == """
                optimizer sgd lr=0.5 momentum=0.9
                schedule step every=2 gamma=0.1 per=iteration: lr=0.05 in iteration 2
                batch full: 1 iteration an epoch
                """)
    }

    @Test func theHelpHasTheOptionsAndTheDefaultsOfTheEngine() throws {
        let entry = try #require(CommandTable.backstep.entry(spelled: "schedule"))
        #expect(
            entry.usage == [
                "schedule constant", "schedule step every=N [gamma=NUMBER] [per=epoch|iteration]",
                "schedule exponential gamma=NUMBER [per=epoch|iteration]",
                "schedule cosine length=N [minimum=NUMBER] [per=epoch|iteration]",
                "schedule warmup [length=N] [start=NUMBER] [per=epoch|iteration]",
            ])
        for kind in LearningRateSchedule.Kind.allCases {
            let options = entry.options(forForm: kind.rawValue).filter { $0.name != "per" }
            #expect(options.map(\.name) == kind.parameters.map(\.name))
            #expect(options.map(\.defaultText) == kind.parameters.map(\.defaultText))
            #expect(options.map(\.summary) == kind.parameters.map(\.meaning))
        }
    }

    @Test func theScheduleStaysAsItIsWhileTheUpdateIsUnderWay() {
        var bench = TestBench()
        _ = bench.run(TestBench.xorSetup + "\nstep 9\nstepi")
        #expect(
            bench.error("schedule warmup") == "update is under way: step to its end before changing the optimizer")
        _ = bench.run("step\ndata xor")
        #expect(bench.state.session?.engine.schedule == .constant)
    }

    // MARK: regularize

    @Test func theLossAndTheGradientsHaveThePenalty() {
        var bench = TestBench()
        _ = bench.run("data xor test=0.5\nnetwork 2-3-2\nnext\nstep 9")
        let (loss, test) = (bench.value("loss")?.scalar ?? .nan, bench.value("test.loss")?.scalar ?? .nan)
        _ = bench.run("let before = dW1\nrestart\nnext\nregularize l1=0.25 l2=0.5\nstep 9")
        let penalty = bench.value("0.25 * (sum(abs(W1)) + sum(abs(W2))) + 0.25 * (sum(W1 ** 2) + sum(W2 ** 2))")
        #expect(abs((bench.value("loss")?.scalar ?? .nan) - loss - (penalty?.scalar ?? .nan)) < 1e-12)
        #expect(abs((bench.value("test.loss")?.scalar ?? .nan) - test - (penalty?.scalar ?? .nan)) < 1e-12)
        #expect(
            bench.value("all(abs(dW1 - before - 0.25 * ((W1 > 0) - (W1 < 0)) - 0.5 * W1) < 1e-12)")?.scalar == 1)
    }

    @Test func aPenaltySurvivesLaterSetUpAndCanBeSwitchedOff() {
        let commands = ["data xor", "network 2-4-2 seed=3", "regularize l2=0.5", "optimizer sgd lr=0.5"]
        var losses: Set<Double> = []
        for order in [[0, 1, 2, 3], [2, 1, 0, 3], [3, 2, 1, 0]] {
            var bench = TestBench()
            _ = bench.run(order.map { commands[$0] }.joined(separator: "\n") + "\nnext 3")
            losses.insert(bench.value("loss")?.scalar ?? .nan)
            _ = bench.run("regularize l1=0 l2=0")
            #expect(bench.state.session?.engine.regularization == Regularization.none)
        }
        #expect(losses.count == 1)
    }

    @Test func thePenaltySaysWhatItIs() {
        var bench = TestBench()
        #expect(text(bench.run("regularize l2=1e-3").last) == "regularize l1=0 l2=0.001")
        _ = bench.run("network 2-4-2")
        #expect(text(bench.run("info network").last)?.contains("\n  regularize l1=0 l2=0.001\n") == true)
        _ = bench.run("regularize l1=0 l2=0")
        #expect(text(bench.run("info network").last)?.contains("regularize") == false)
    }

    @Test func restartGoesBackToThePenaltyOfTheStart() {
        var bench = TestBench()
        _ = bench.run(TestBench.xorSetup + "\nregularize l1=0.5\nnext\nregularize l2=1\nrestart")
        #expect(bench.state.session?.engine.regularization == Regularization(l1: 0.5))
    }

    // MARK: dropout

    @Test func stepsShowTheMaskAndWhatItLeaves() {
        var bench = TestBench()
        _ = bench.run("data xor\nnetwork 2-8-2 dropout=0.5\nstep 4")
        #expect(bench.value("all(D1 == A1 * M1) and all((M1 == 0) + (M1 == 2))")?.scalar == 1)
        #expect(bench.error("print previous(M1)") == "'M1' has no previous value: it was computed for the first time")
        let first = bench.value("M1")
        _ = bench.run("next\nstep 4")
        #expect(bench.value("previous(M1)") == first)
        #expect(bench.value("M1") != first)
        _ = bench.run("step 5")
        #expect(bench.value("all(dA1 == dD1 * M1)")?.scalar == 1)
        _ = bench.run("restart\nstep 3\nstepi 40")
        #expect(bench.value("M1") == first)
    }

    @Test func namesOfDropoutThatIsNotThereSayWhy() {
        var bench = TestBench()
        _ = bench.run("data xor\nnetwork 2-4-2 dropout=0.5\nnext")
        #expect(
            bench.error("print dM1") == "'M1' is drawn at random, not computed: there is no gradient 'dM1'")
        #expect(
            bench.error("print previous(dM1)")
                == "'M1' is drawn at random, not computed: there is no gradient 'dM1'")
        #expect(
            bench.error("print D2")
                == "the network 2-4-2 has no 'D2': there is no dropout after layer 2, "
                + "'network … dropout=0.5' has it after every hidden layer")
    }

    @Test func dropoutIsGivenForAllHiddenLayersOrForEach() {
        var bench = TestBench()
        _ = bench.run("network 2-4-4-2 dropout=0.5")
        #expect(bench.state.session?.engine.network.dropout == [0.5, 0.5])
        _ = bench.run("network 2-4-4-2 dropout=0,0.25")
        #expect(bench.state.session?.engine.network.dropout == [0, 0.25])
        #expect(
            text(bench.run("info network").last)?.contains("network 2-4-4-2: tanh, dropout 0 → 0.25, ") == true)
        #expect(text(bench.run("info network").last)?.contains("tanh, dropout 0.25\n") == true)
        #expect(
            bench.error("network 2-4-4-2 dropout=0.1,0.2,0.3")
                == "3 dropouts for 2 hidden layers: give one for all, or one for each")
        #expect(bench.error("network 2-2 dropout=0.1") == "dropout follows hidden layers, and this network has none")
        #expect(bench.error("network 2-2 dropout=0") == nil)
    }

    @Test func testSamplesAreEvaluatedWithoutDropout() {
        var bench = TestBench()
        _ = bench.run("data xor test=0.5\nnetwork 2-8-2 seed=3")
        let (test, train) = (bench.value("test.loss"), bench.value("train.loss"))
        _ = bench.run("network 2-8-2 seed=3 dropout=0.5\nstep 6")
        #expect(bench.value("test.loss") == test)
        #expect(bench.value("train.loss") == train)
        #expect(bench.value("loss") != train)
    }
}
