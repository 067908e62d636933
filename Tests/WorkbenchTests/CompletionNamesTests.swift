import CommandLanguage
import Testing

@testable import Workbench

/// The names that exist, as prompts complete them.
@Suite struct CompletionNamesTests {
    private func names(after commands: String) -> CompletionNames {
        var bench = TestBench()
        _ = bench.run(commands)
        return bench.state.completionNames
    }

    @Test func anEmptyWorkbenchHasNoNames() {
        #expect(names(after: "print 1") == CompletionNames())
    }

    @Test func matricesComeWithShapeAndMeaningUnderEachOfTheirNames() {
        let matrices = names(after: "data xor\nnetwork 2-3-2\noptimizer sgd lr=0.1 momentum=0.9\nnext").matrices
        #expect(
            matrices.map(\.name) == [
                "X", "Y", "P", "W1", "b1", "Z1", "A1", "W2", "b2", "Z2", "A2", "dX", "dY", "dP", "dW1", "db1", "dZ1",
                "dA1",
                "dW2", "db2", "dZ2", "dA2", "vW1", "vb1", "vW2", "vb2",
            ])
        #expect(matrices.first { $0.name == "W1" }?.meaning == "2×3  weights of layer 1")
        #expect(matrices.first { $0.name == "dA2" }?.meaning == "4×2  ∂loss/∂A2")
        let dropout = names(after: "data xor\nnetwork 2-3-2 dropout=0.5\noptimizer adam").matrices.map(\.name)
        for name in ["M1", "D1", "dD1", "mW1", "sb2"] { #expect(dropout.contains(name), "\(name)") }
        #expect(!dropout.contains("dM1") && !dropout.contains("M2") && !dropout.contains("vW1"))
    }

    @Test func everyNameThatIsOfferedHasAValue() {
        var bench = TestBench()
        _ = bench.run("data xor test=0.5\nnetwork 2-3-2 dropout=0.2\noptimizer adam\nnext\nlet target = 3")
        let names = bench.state.completionNames
        for entry in names.matrices + names.variables { #expect(bench.value(entry.name) != nil, "\(entry.name)") }
    }

    @Test func operationsBranchesVariablesStopsAndDisplaysAreNamed() {
        let names = names(
            after: """
                data xor
                network 2-2
                let a = 0.5
                let b = [[1, 2]]
                next 3
                fork slower
                break linear1.forward if loss < 0.1
                catch nan
                delete 1
                watch W1[0, 0]
                display loss
                """)
        #expect(
            names.operations.map(\.name) == [
                "load-batch", "linear1.forward", "loss.forward", "loss.backward", "linear1.backward", "update",
            ])
        #expect(names.operations[1].meaning == "Z1 = X·W1 + b1")
        #expect(
            names.branches == [
                .init("main", "goes to iteration 3"),
                .init("slower", "left main at iteration 3, goes to iteration 3 (here)"),
            ])
        #expect(names.variables == [.init("a", "0.5"), .init("b", "1×2")])
        #expect(names.stops == [.init("2", "catchpoint nan"), .init("3", "watchpoint W1[0, 0]")])
        #expect(names.displays == [.init("1", "loss")])
    }
}
