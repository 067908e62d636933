import NeuralEngine
import Testing

@testable import Workbench

@Suite struct EvaluatorTests {
    @Test(arguments: [
        ("1 + 2 * 3", 7.0), ("-2 ** 2", -4), ("2 ** -1", 0.5), ("2 ** 3 ** 2", 512), ("7 / 2", 3.5),
        ("sum([[1, 2], [3, 4]])", 10), ("mean([1, 2, 3])", 2), ("max([[1, 5], [3, 4]])", 5), ("min([4, -2])", -2),
        ("norm([3, 4])", 5), ("argmax([[1, 9], [3, 4]])", 1), ("abs(-3)", 3), ("sqrt(16)", 4), ("exp(0)", 1),
        ("log(1)", 0), ("relu(-2)", 0), ("sigmoid(0)", 0.5), ("tanh(0)", 0), ("[[1, 2], [3, 4]][1, 0]", 3),
        ("[[1, 2], [3, 4]][-1, -1]", 4), ("sigmoid(-1000)", 0), ("sum([[1, 2]] @ [[3], [4]])", 11), ("pi", .pi),
    ])
    func scalars(expression: String, expected: Double) {
        var bench = TestBench()
        #expect(bench.value(expression)?.matrix.elements == [expected])
    }

    @Test(arguments: [
        ("[[1, 2], [3, 4]] * [10, 100]", [[10.0, 200], [30, 400]]),
        ("[[1], [2]] + [10, 20]", [[11, 21], [12, 22]]),
        ("[[1, 2], [3, 4]].T", [[1, 3], [2, 4]]),
        ("[[1, 2], [3, 4]] @ [[0, 1], [1, 0]]", [[2, 1], [4, 3]]),
        ("[[1, 2], [3, 4]][1]", [[3, 4]]),
        ("[[1, 2], [3, 4]][:, 0]", [[1], [3]]),
        ("[[1, 2, 3], [4, 5, 6]][0:1, 1:]", [[2, 3]]),
        ("sum([[1, 2], [3, 4]], axis=0)", [[4, 6]]),
        ("sum([[1, 2], [3, 4]], axis=1)", [[3], [7]]),
        ("argmax([[1, 2], [4, 3]], axis=1)", [[1], [0]]),
        ("[1, 2, 3] > 1", [[0, 1, 1]]),
        ("not [0, 2]", [[1, 0]]),
        ("[1, 0] and [1, 1]", [[1, 0]]),
        ("softmax([[1000, 1000], [0, 0]])", [[0.5, 0.5], [0.5, 0.5]]),
        ("shape([[1, 2, 3]])", [[1, 3]]),
    ])
    func matrices(expression: String, expected: [[Double]]) {
        var bench = TestBench()
        #expect(bench.value(expression)?.matrix == Matrix(expected))
    }

    @Test(arguments: [
        (
            "print nothing",
            "there is no 'nothing': it is neither a matrix or scalar of the session nor one of your variables"
        ),
        ("print W1", "there is no network yet that has 'W1': give one with 'network 2-4-2'"),
        ("print [1, 2] + [1, 2, 3]", "shapes 1×2 and 1×3 do not fit '+': they must be equal, or 1 where they differ"),
        (
            "print [1, 2] @ [1, 2]",
            "shapes 1×2 and 1×2 do not fit '@': the left one's columns must be as many as the right one's rows"
        ),
        ("print 2 @ [1, 2]", "'@' is the product of two matrices, one side is a single number: use '*'"),
        ("print [[1, 2], [3, 4]][2]", "row 2 is out of range: the matrix is 2×2, rows count from 0"),
        ("print [[1, 2], [3, 4]][0, -3]", "column -3 is out of range: the matrix is 2×2, columns count from 0"),
        ("print [1, 2][0, 0.5]", "an index must be a whole number"),
        ("print max([1, 2][:, 2:])", "'max' of a matrix without cells (1×0) has no value"),
        ("print previous(3)", "'previous' takes the name of one matrix, as in 'previous(W1)'"),
    ])
    func errorsSayWhatIsWrong(command: String, message: String) {
        var bench = TestBench()
        #expect(bench.error(command) == message)
    }

    /// An expression says of a matrix what the engine's own operation has made of it, to the last bit.
    @Test func functionsHaveTheEnginesBits() {
        for activation in ["tanh", "sigmoid", "relu"] {
            var bench = TestBench()
            _ = bench.run("data xor\nnetwork 2-5-2 hidden=\(activation) seed=2\nnext 3\nfinish")
            #expect(bench.value("all(\(activation)(Z1) == A1)")?.scalar == 1)
        }
        var bench = TestBench()
        let cells = (0..<40).map { 0.37 * Double($0) + 0.01 }
        let list = cells.map(\.description).joined(separator: ", ")
        #expect(bench.value("exp([\(list)])")?.matrix.elements == cells.map(Double.exp))
        #expect(bench.value("log([\(list)])")?.matrix.elements == cells.map(Double.log))
        #expect(bench.value("[\(list)] ** 0.3")?.matrix.elements == cells.map { Double.pow($0, 0.3) })
        #expect(bench.value("10 ** -3 == 0.001")?.scalar == 1)
        #expect(bench.value("isnan((-8) ** (1/3))")?.scalar == 1)
    }

    @Test func namesOfTheSession() throws {
        var bench = TestBench()
        _ = bench.run(TestBench.xorSetup + "\nnext 3")
        #expect(bench.value("iteration")?.scalar == 3)
        #expect(bench.value("epoch")?.scalar == 3)
        #expect(bench.value("N")?.scalar == 4)
        #expect(bench.value("lr")?.scalar == 0.5)
        #expect(bench.value("shape(dW1)")?.matrix == Matrix([[2, 4]]))
        #expect(bench.value("all(previous(W1) - lr * vW1 == W1)")?.scalar == 1)
        #expect(bench.value("sum(P, axis=1)")?.matrix.rows == 4)
    }

    @Test func whatWasComputedOnceHasNoPreviousValue() {
        var bench = TestBench()
        _ = bench.run(TestBench.xorSetup + "\nstep 3")
        let message = "'A1' has no previous value: it was computed for the first time"
        #expect(bench.error("print previous(A1)") == message)
        #expect(bench.error("next\nprint previous(A1)") == message)
        #expect(bench.error("step 2\nprint previous(A1)") == message)
        #expect(bench.error("step\nprint previous(A1)") == nil)
    }

    @Test(arguments: [
        ("print Z1", "'Z1' has no value yet: 'linear1.forward' computes it, step there first"),
        ("print loss", "there is no loss yet: step through 'loss.forward' first"),
        ("print W3", "the network 2-4-2 has no matrix 'W3' with this optimizer"),
        ("print test.loss", "'test.loss' needs test samples: keep some back with 'data … test=0.2'"),
        ("print previous(W1)", "'W1' has no previous value: no operation has written it yet"),
    ])
    func whatHasNoValueYetSaysHowToGetOne(command: String, message: String) {
        var bench = TestBench()
        _ = bench.run(TestBench.xorSetup)
        #expect(bench.error(command) == message)
    }
}
