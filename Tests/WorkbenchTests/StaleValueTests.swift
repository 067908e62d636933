import Testing

@testable import Workbench

/// Values that were computed before a change by hand, wherever they are printed.
@Suite struct StaleValueTests {
    @Test(arguments: [
        ("print dW1", true), ("print loss", true), ("print accuracy", true), ("print sum(A1)", true),
        ("print previous(A1)", false), ("print W1", false), ("print X", false), ("print vW1", false),
        ("print train.loss", false), ("print lr", false), ("info network", true), ("print dP", true),
    ])
    func afterALetTheyAreMarked(command: String, isStale: Bool) {
        for run in ["next 3", "step 9", "next 2\nstep 8"] {
            var bench = TestBench.xor(run)
            #expect(bench.run(command).last?.body.text.contains("~ stale") == false)
            _ = bench.run("let W1[0,1] = 0.3")
            let text = bench.run(command).last?.body.text ?? ""
            #expect(text.contains("~ stale") == isStale, "\(run): \(text)")
            #expect(!isStale || text.contains("computed before W1 was changed"))
            _ = bench.run("next")
            #expect(bench.run(command).last?.body.text.contains("~ stale") == false || run != "next 3")
        }
    }

    @Test(arguments: [
        ("let W1 = W1", ""), ("set lr 0.1", ""), ("optimizer adam", ""), ("regularize l2=0.1", "the penalty was"),
        ("let Y[0,0] = 0.5", "Y was"), ("let b1[0,0] = 1\nlet W2[0,0] = 1", "b1 and W2 were"),
    ])
    func whatWasChangedIsNamed(change: String, words: String) {
        var bench = TestBench.xor("next 3")
        _ = bench.run(change)
        let text = bench.run("print dW1").last?.body.text ?? ""
        #expect(words.isEmpty ? !text.contains("stale") : text.hasSuffix("computed before \(words) changed"), "\(text)")
    }

    @Test func goingBackBeforeAChangeUndoesTheMark() {
        var bench = TestBench.xor("next 3\nlet W1[0,1] = 0.3")
        #expect(bench.run("reverse-step\nprint dW1").last?.body.text.contains("stale") == false)
    }
}
