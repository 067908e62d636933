import NeuralEngine
import Testing

@testable import Workbench

@Suite struct VariableTests {
    private func bench(_ more: String = "") -> TestBench {
        var bench = TestBench()
        _ = bench.run(TestBench.xorSetup + "\n" + more)
        return bench
    }

    @Test func cellsRowsAndPartsCanBeSet() {
        var bench = bench("let W1 = 0\nlet W1[0,1] = 0.3\nlet W1[1] = [1, 2, 3, 4]\nlet W1[:,3] = 9")
        #expect(bench.value("W1")?.matrix == Matrix([[0, 0.3, 0, 9], [1, 2, 3, 9]]))
    }

    @Test func anEditCountsInWhatFollows() {
        var bench = bench("step 2\nlet Z1 = 0\nstep")
        #expect(bench.value("all(A1 == 0)")?.scalar == 1)
    }

    @Test func newNamesAreVariables() {
        var bench = bench("let target = [[1, 2]]\nlet target[0,0] = 5\nlet twice = target * 2")
        #expect(bench.value("twice")?.matrix == Matrix([[10, 4]]))
    }

    @Test func letLeavesTheNewValueBehind() {
        var bench = bench()
        guard let value = (bench.run("let W1[0,1] = 0.25").last?.body as? ValueReport)?.value else {
            Issue.record("let left nothing behind")
            return
        }
        #expect(value.scalar == 0.25)
    }

    @Test(arguments: [
        ("let loss = 3", "'loss' cannot be set: the session computes it; choose another name for a variable"),
        ("let lr = 3", "'lr' cannot be set: it is a setting, changed with 'set', as in 'set lr 0.05'"),
        ("let W1 = [[1, 2]]", "'W1' is 2×4, the value is 1×2"),
        ("let W1[0] = [1, 2]", "'W1[0]' is 1×4, the value is 1×2"),
        ("let W1[5,0] = 1", "row 5 is out of range: the matrix is 2×4, rows count from 0"),
        ("let W9 = 1", "the network 2-4-2 has no matrix 'W9' with this optimizer"),
        ("let A1 = 1", "'A1' has no value yet: 'tanh1.forward' computes it, step there first"),
        (
            "let missing[0] = 1",
            "there is no variable 'missing' whose cells could be set: give it a value first, 'let missing = …'"
        ),
        ("let pi = 3", "'pi' cannot be set: it is a constant; choose another name for a variable"),
    ])
    func whatCannotBeSetSaysWhy(command: String, message: String) {
        var bench = bench()
        #expect(bench.error(command) == message)
    }
}
