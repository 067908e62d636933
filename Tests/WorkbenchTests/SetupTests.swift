import NeuralEngine
import Testing

@testable import Workbench

@Suite struct SetupTests {
    @Test func theOrderOfSetUpCommandsDoesNotMatter() {
        let commands = ["data xor", "network 2-4-2 seed=3", "optimizer sgd lr=0.5 momentum=0.9", "batch 2 shuffle=yes"]
        var losses: Set<Double> = []
        for order in [[0, 1, 2, 3], [1, 0, 3, 2], [2, 3, 1, 0], [3, 2, 1, 0]] {
            var bench = TestBench()
            _ = bench.run(order.map { commands[$0] }.joined(separator: "\n") + "\ntrain 9 iterations")
            losses.insert(bench.value("loss")?.scalar ?? .nan)
        }
        #expect(losses.count == 1)
        #expect(losses.first?.isFinite == true)
    }

    @Test func weightsSetByHandSurviveLaterSetUp() {
        var bench = TestBench()
        _ = bench.run("network 2-2-2\nlet W1 = [[1, 2], [3, 4]]\ndata xor\nbatch 2\noptimizer adam")
        #expect(bench.value("W1")?.matrix == Matrix([[1, 2], [3, 4]]))
    }

    @Test func twoClassesFitOneOutput() {
        var bench = TestBench()
        _ = bench.run("data xor\nnetwork 2-4-1\nstep")
        #expect(bench.value("Y")?.matrix == Matrix([[0], [1], [1], [0]]))
        #expect(bench.state.session?.engine.network.loss == .binaryCrossEntropy)
    }

    @Test func theLossFollowsTheTargetsWhereNoneIsAskedFor() {
        var bench = TestBench()
        _ = bench.run("network 2-4-1\ndata inline X=[[0.5, 1], [1, 2]] Y=[[0.3], [-2]]")
        #expect(bench.state.session?.engine.network.loss == .meanSquaredError)
        _ = bench.run("data xor\nnetwork 2-4-2")
        #expect(bench.state.session?.engine.network.loss == .crossEntropy)
        _ = bench.run("network 2-4-1 output=sigmoid")
        #expect(bench.state.session?.engine.network.loss == .meanSquaredError)
    }

    @Test func activationsAreGivenOneByOne() {
        var bench = TestBench()
        _ = bench.run("network 2-3-3-1 activations=relu,tanh,sigmoid")
        #expect(bench.state.session?.engine.network.activations == [.relu, .tanh, .sigmoid])
        #expect(
            bench.error("network 2-3-1 activations=relu,tanh,sigmoid")
                == "3 activations for 2 layers: give one for each layer of weights")
    }

    @Test func activationsAreGivenInOneWay() {
        var bench = TestBench()
        #expect(
            bench.error("network 2-3-1 hidden=relu activations=relu,tanh")
                == "'activations' gives every layer's, 'hidden' would give one again: use either")
    }

    @Test func setUpInTheMiddleOfARunKeepsTheWeightsAndSaysWhereItStands() throws {
        var bench = TestBench()
        _ = bench.run(TestBench.xorSetup + "\ntrain 20 iterations")
        let trained = bench.value("W1")
        let text = try #require((bench.run("batch 2").last?.body as? TextReport)?.text)
        #expect(text.hasSuffix("note: the session is back at its start, with the weights as they are"))
        #expect(bench.value("W1") == trained)
        #expect(bench.value("iteration")?.scalar == 0)
    }

    @Test func aNetworkBeyondAnyMemoryIsRefused() {
        var bench = TestBench()
        #expect(bench.error("network 100000-100000-100000")?.contains("more than 50 million parameters") == true)
        #expect(bench.error("network 4000000000-4000000000-9")?.contains("more than 50 million parameters") == true)
        let deep = "network 2" + String(repeating: "-2", count: 2000)
        #expect(bench.error(deep) == "this network would have more than 1000 layers of weights, which is the limit")
        #expect(bench.state.session == nil)
    }

    @Test func theLearningRateChangesAtAnyMoment() {
        var bench = TestBench()
        _ = bench.run(TestBench.xorSetup + "\nnext\nset lr 0.25\nstep 10")
        #expect(bench.value("all(previous(W1) - 0.25 * vW1 == W1)")?.scalar == 1)
    }

    @Test func dataThatCannotBeHadKeepsWhatWasThere() {
        var bench = TestBench()
        _ = bench.run("data xor\nnetwork 2-4-2")
        #expect(bench.error("data iris") == "no such data here")
        #expect(bench.state.setup.data?.name == "xor")
        #expect(bench.error("step") == nil)
    }
}
