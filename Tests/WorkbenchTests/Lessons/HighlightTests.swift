import NeuralEngine
import Testing

@testable import Workbench

@Suite struct HighlightTests {
    @Test func cellsRowsColumnsAndWholesAreLit() {
        var bench = TestBench.xor("next\nhighlight dW1[0,2] X[:,0] dZ1[-1] b2")
        #expect(
            bench.state.litCells == [
                LitCells(name: .weights(1).gradient, rows: 0..<1, columns: 2..<3),
                LitCells(name: .inputs, rows: 0..<4, columns: 0..<1),
                LitCells(name: .preactivation(1).gradient, rows: 3..<4, columns: 0..<4),
                LitCells(name: .bias(2), rows: 0..<1, columns: 0..<2),
            ])
        _ = bench.run("highlight")
        #expect(bench.state.litCells.isEmpty)
    }

    @Test func lightsGoOutWhenAnOperationRunsAndAreBackWhenItIsTakenBack() {
        var bench = TestBench.xor("step 3\nhighlight Z1")
        _ = bench.run("step")
        #expect(bench.state.litCells.isEmpty)
        _ = bench.run("reverse-step")
        #expect(bench.state.litCells.count == 1)
    }

    @Test(arguments: [
        ("highlight W7", "the network 2-4-2 has no matrix 'W7' with this optimizer"),
        ("highlight W1[2,0]", "row 2 is out of range: the matrix is 2×4, rows count from 0"),
        (
            "let x = 3\nhighlight x",
            "'highlight' is about cells of the network's matrices, as W1[0,2] or loss, and 'x' is not one: "
                + "'print x' shows its value"
        ),
        ("highlight dZ1", "'dZ1' has no value yet: 'tanh1.backward' computes it, step there first"),
    ])
    func whatCannotBeLitIsAnError(_ commands: String, _ message: String) {
        var bench = TestBench.xor()
        #expect(bench.error(commands) == message)
    }

    @Test func chaptersAndWaitsAreThere() {
        var bench = TestBench()
        let contents = bench.run("chapter \"One\"\nwait 1.5s\nchapter \"Two\"")
        #expect(contents == [.chapter("One"), .wait(milliseconds: 1500), .chapter("Two")])
        #expect(bench.state.lesson.chapter == "Two")
    }
}
