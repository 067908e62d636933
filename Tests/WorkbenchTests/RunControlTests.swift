import NeuralEngine
import PlainText
import StepDebugger
import Testing

@testable import Workbench

@Suite struct RunControlTests {
    /// The operations of the XOR network, in order.
    private static let operations = [
        "load-batch", "linear1.forward", "tanh1.forward", "linear2.forward", "loss.forward", "loss.backward",
        "linear2.backward", "tanh1.backward", "linear1.backward", "update",
    ]

    private func bench() -> TestBench {
        var bench = TestBench()
        _ = bench.run(TestBench.xorSetup)
        return bench
    }

    private func position(_ contents: [Report]) -> PositionReport? {
        guard let report = contents.last?.body as? PositionReport else { return nil }
        return report
    }

    private func stop(_ contents: [Report]) -> StopReport? {
        guard let report = contents.last?.body as? StopReport else { return nil }
        return report
    }

    @Test func eachStepRunsOneOperationInOrder() {
        var bench = bench()
        for (index, label) in Self.operations.enumerated() {
            let report = position(bench.run("step"))
            #expect(report?.operation == label)
            #expect(report?.operationNumber == index + 1)
            #expect(report?.operationCount == Self.operations.count)
        }
        #expect(bench.state.session?.position == Position(iteration: 1, operation: 0))
    }

    @Test func finishRunsToTheEndOfEachPass() {
        var bench = bench()
        #expect(position(bench.run("finish"))?.operation == "loss.forward")
        #expect(position(bench.run("finish"))?.operation == "linear1.backward")
        #expect(position(bench.run("finish"))?.operation == "update")
        #expect(position(bench.run("finish"))?.operation == "loss.forward")
    }

    @Test func nextFinishesTheIterationThatIsUnderWay() {
        var bench = bench()
        #expect(position(bench.run("step 3\nnext"))?.position == Position(iteration: 1, operation: 0))
        #expect(position(bench.run("next 2"))?.position == Position(iteration: 3, operation: 0))
    }

    @Test func printMarksTheCellsThatAreStillToCome() {
        var bench = TestBench.xor()
        #expect(
            bench.run("step\nstepi 2\nprint Z1[0:2,:]").last?.body.text == """
                Z1[0:2, :]  2×4
                  0  0  ·  ·
                  ·  ·  ·  ·
                """)
        #expect(bench.run("print Z1[0,3]").last?.body.text == "Z1[0, 3] = ·")
        #expect(bench.run("print Z1[0,1]").last?.body.text == "Z1[0, 1] = 0")
        #expect(bench.run("print Z1.T").last?.body.text.contains("·") == true)
        let fields = bench.run("print Z1[0,1:3]").last?.body.fields ?? []
        #expect(JSONValue.object(fields).text.contains("\"values\":[[0,null]]"))
        #expect(bench.run("step\nprint Z1").last?.body.text.contains("·") == false)
        // The update: what is left of W1 has its number, but not the new one.
        #expect(bench.run("finish\nfinish\nstepi 1\nprint W1").last?.body.text.contains("·") == true)
    }

    @Test func stepiComputesOneCellAndLeavesTheOthers() {
        var bench = bench()
        let report = position(bench.run("step\nstepi 2"))
        #expect(report?.cell?.matrix == MatrixName("Z1"))
        #expect(report?.cell?.row == 0)
        #expect(report?.cell?.column == 1)
        #expect(report?.nextOperation == "linear1.forward")
        #expect(bench.value("sum(abs(Z1[1:]))")?.scalar == 0)
    }

    @Test func epochsCountFromWhereTheyStart() {
        var bench = TestBench()
        _ = bench.run(TestBench.xorSetup + "\nbatch 3")
        #expect(position(bench.run("epoch"))?.position == Position(iteration: 2, operation: 0))
        #expect(position(bench.run("step 2\nepoch"))?.position == Position(iteration: 4, operation: 0))
        #expect(stop(bench.run("train 2 epochs"))?.iterations == 4)
        #expect(bench.value("epoch")?.scalar == 4)
    }

    @Test func trainingUntilAConditionStopsRightAfterTheIterationThatMeetsIt() throws {
        var bench = bench()
        let report = stop(bench.run("train until iteration >= 7"))
        #expect(report?.reason == .condition)
        #expect(report?.iterations == 7)
        #expect(stop(bench.run("train until iteration >= 7"))?.iterations == 0)
        #expect(stop(bench.run("train until loss < 0 max=3"))?.reason == .limit)
        #expect(bench.value("iteration")?.scalar == 10)
    }

    @Test func aConditionThatErrorsSaysSoAndStops() {
        var bench = bench()
        #expect(bench.error("train until nothing > 1")?.hasPrefix("there is no 'nothing'") == true)
        #expect(
            bench.error("train until W1 > 0")
                == "a condition is one yes or no, this is a matrix of 2×4: put it into 'all(…)' or 'any(…)'")
        #expect(bench.state.run == nil)
    }

    @Test func howARunIsSlicedDoesNotChangeItsBits() {
        var fine = bench()
        fine.budget = 1
        _ = fine.run("train 20 iterations")
        var coarse = bench()
        coarse.budget = 100_000
        _ = coarse.run("train 20 iterations")
        #expect(fine.state.session?.matrix(.weights(1)) == coarse.state.session?.matrix(.weights(1)))
    }

    @Test func interruptingARunKeepsWhatItReached() {
        var bench = bench()
        #expect(bench.start("train 1000 iterations").isEmpty)
        _ = bench.send(.advance(budget: 50))
        let outputs = bench.send(.interrupt)
        guard let report = outputs.last?.report.body as? StopReport else {
            Issue.record("no stop: \(outputs)")
            return
        }
        #expect(report.reason == .interrupted)
        #expect(report.iterations == 5)
        #expect(bench.state.run == nil)
        #expect(bench.value("iteration")?.scalar == 5)
    }

    @Test func restartGoesBackToTheParametersOfTheStart() {
        var bench = TestBench()
        _ = bench.run(
            TestBench.xorSetup + "\nlet W1 = [[1, 2, 3, 4], [5, 6, 7, 8]]\ntrain 5 iterations\nset lr 0.1\nrestart")
        #expect(bench.value("W1")?.matrix == Matrix([[1, 2, 3, 4], [5, 6, 7, 8]]))
        #expect(bench.value("lr")?.scalar == 0.5)
        #expect(bench.value("iteration")?.scalar == 0)
    }

    @Test(arguments: [
        ("step", "there is no network yet: give one with 'network 2-4-2'"),
        ("network 2-4-2\nstep", "there is no data yet: give some with 'data xor'"),
        (
            "data xor\nnetwork 3-4-2\nstep",
            "the network takes 3 inputs, the data has 2 features: give a network that fits, as in 'network 2-4-2', "
                + "or other data"
        ),
        (
            "data xor\nnetwork 2-4-3\nstep",
            "the network has 3 outputs, the data has 2 target columns: give a network that fits, as in "
                + "'network 2-4-2', or other data"
        ),
        (
            "data xor\nnetwork 2-4-2\ncontinue",
            "nothing would ever stop 'continue' here: make a stop with 'break', 'watch' or 'catch' first, "
                + "or use 'train 10 epochs' or 'train until loss < 0.1'"
        ),
    ])
    func whatCannotRunSaysWhatIsMissing(commands: String, message: String) {
        var bench = TestBench()
        #expect(bench.error(commands) == message)
    }

    @Test func whatOnlyLooksNeedNotWaitForTheRun() throws {
        var bench = TestBench.xor()
        _ = bench.start("train 1000 iterations")
        _ = bench.send(.advance(budget: 55))
        let iteration = try #require(bench.state.session?.position.iteration)
        guard let value = (bench.start("print iteration").first?.body as? ValueReport)?.value else {
            Issue.record("nothing was printed")
            return
        }
        #expect(value.scalar == Double(iteration))
        #expect(bench.state.run != nil)
        guard bench.start("next").first?.body is ErrorReport else {
            Issue.record("a second run began")
            return
        }
        #expect(bench.state.run != nil && bench.state.session?.position.iteration == iteration)
    }
}
