import CommandLanguage
import NeuralEngine
import StepDebugger
import Testing

@testable import Workbench

@Suite struct CatchTests {
    private func stop(_ contents: [Report]) -> StopReport? {
        guard let report = contents.last?.body as? StopReport else { return nil }
        return report
    }

    private func trouble(_ report: StopReport?) -> TroubleFinding? {
        guard case .trouble(let finding)? = report?.hits.first?.finding else { return nil }
        return finding
    }

    @Test func theThresholdsAreThoseThatTheHelpStates() {
        for (kind, trouble) in [
            ("dead-relu", Trouble.deadUnits(share: 0.5)), ("vanishing", .vanishing(ratio: 0.001)),
            ("exploding", .exploding(ratio: 10)), ("saturated", .saturated(share: 0.9, slope: 0.01)),
            ("diverging", .diverging(factor: 10)), ("nan", .nonFinite),
        ] {
            #expect(Trouble(kind: kind, []) == trouble)
            let options = CommandTable.backstep.entry(spelled: "catch")!.options(forForm: kind).map { option in
                CommandOption(
                    name: Located(option.name, at: SourceRange(lower: 0, upper: 0)),
                    value: Located(
                        .number(Double(option.defaultText ?? "") ?? .nan, spelling: ""),
                        at: SourceRange(lower: 0, upper: 0)))
            }
            #expect(Trouble(kind: kind, options) == trouble)
        }
    }

    @Test func aNumberThatIsNotFiniteIsCaughtAtItsFirstOperation() {
        var bench = TestBench()
        _ = bench.run(
            "data xor\nnetwork 2-3-2 hidden=relu seed=1\nnext 2\nlet W1[0,1] = 1e308\nlet W1[1,1] = 1e308\ncatch nan")
        let report = stop(bench.run("continue"))
        #expect(report?.position.operation == "linear1.forward")
        #expect(
            trouble(report)
                == .nonFinite(.preactivation(1), row: 3, column: 1, value: .infinity, count: 1))
        #expect(report?.text.hasPrefix("catchpoint 1, nan: Z1[3,1] = inf\n") == true)
    }

    @Test(arguments: [1, 100_000])
    func itIsToldOnceUntilItHasCeased(_ budget: Int) {
        var bench = TestBench()
        bench.budget = budget
        _ = bench.run("data xor\nnetwork 2-3-2 seed=1\ncatch nan\ntrain 5 iterations\nlet W1[0,0] = nan")
        #expect(stop(bench.run("train 3 iterations"))?.position.operation == "linear1.forward")
        #expect(stop(bench.run("train 3 iterations"))?.reason == .reached)
        #expect(bench.value("isnan(loss)")?.scalar == 1)
        _ = bench.run("goto iteration=5\nlet W1[0,0] = 1")
        #expect(stop(bench.run("train 3 iterations"))?.reason == .reached)
        #expect(bench.value("isnan(loss)")?.scalar == 0)
        let report = stop(bench.run("step 2\nlet Z1[0,0] = nan\ntrain 3 iterations"))
        #expect(report?.position.operation == "tanh1.forward")
    }

    @Test func deadUnitsAreCountedOverTheWholeBatch() {
        var bench = TestBench()
        _ = bench.run("data xor\nnetwork 2-4-2 hidden=relu seed=1\ncatch dead-relu")
        _ = bench.run("let b1 = [[-9, -9, 9, 9]]")
        let report = stop(bench.run("continue"))
        #expect(trouble(report) == .deadUnits(.activation(1), dead: 2, units: 4))
        #expect(report?.position.operation == "relu1.forward")
        #expect(
            stop(bench.run("delete\ncatch dead-relu threshold=0.75\nrestart\ntrain 2 iterations"))?.reason == .reached)
    }

    @Test func aVanishingGradientIsOneThatIsSmallBesideTheLargest() {
        var bench = TestBench()
        _ = bench.run("data xor\nnetwork 2-4-2 hidden=sigmoid seed=1\ncatch vanishing\nlet b1 = [[30, 30, 30, 30]]")
        let report = stop(bench.run("continue"))
        #expect(report?.position.operation == "linear1.backward")
        guard case .vanishing(let name, let size, let largest, let largestSize)? = trouble(report) else {
            Issue.record("nothing vanishes")
            return
        }
        #expect(name.description == "dW1" && largest.description == "dW2")
        #expect(size < 0.001 * largestSize)
        let expected = bench.value("sqrt(mean(dW1 ** 2))")?.scalar ?? 0
        #expect(abs(size - expected) <= 1e-12 * expected)
    }

    @Test func anExplodingGradientIsOneThatIsLargeBesideItsWeights() {
        var bench = TestBench()
        _ = bench.run("data xor\nnetwork 2-4-2 seed=1\ncatch exploding\nlet W2 = W2 * 1e-4")
        let report = stop(bench.run("continue"))
        guard case .exploding(let name, let size, let weightsSize)? = trouble(report) else {
            Issue.record("nothing explodes")
            return
        }
        #expect(name.description == "dW2" && size > 10 * weightsSize)
        #expect(report?.position.operation == "linear2.backward")
    }

    @Test func saturatedCellsHaveAlmostNoSlope() {
        var bench = TestBench()
        _ = bench.run("data xor\nnetwork 2-4-2 seed=1\ncatch saturated\nlet b1 = [[9, 9, -9, 9]]")
        let report = stop(bench.run("continue"))
        #expect(trouble(report) == .saturated(.activation(1), flat: 16, cells: 16))
        #expect(report?.position.operation == "tanh1.forward")
        let gentle = stop(bench.run("delete\ncatch saturated slope=1e-12\nrestart\ntrain 2 iterations"))
        #expect(gentle?.reason == .reached)
    }

    @Test(arguments: [1, 100_000])
    func aLossFarAboveTheFirstOneDiverges(_ budget: Int) {
        var bench = TestBench()
        bench.budget = budget
        _ = bench.run("data inline X=[[1], [2]] Y=[[3], [5]]\nnetwork 1-1 seed=1\noptimizer sgd lr=1\ncatch diverging")
        let report = stop(bench.run("continue"))
        guard case .diverging(let loss, let first?)? = trouble(report) else {
            Issue.record("nothing diverges")
            return
        }
        #expect(loss > 10 * first)
        #expect(report?.position.operation == "loss.forward")
        #expect(bench.value("previous(loss) <= 10 * \(first)")?.scalar == 1)
    }
}
