import NeuralEngine
import StepDebugger
import Testing

@testable import Workbench

@Suite struct WhyCommandTests {
    private func bench(_ more: String = "") -> TestBench {
        var bench = TestBench()
        _ = bench.run(TestBench.xorSetup)
        _ = bench.run(more)
        return bench
    }

    private func report(_ contents: [Report]) throws -> WhyReport {
        guard let report = contents.last?.body as? WhyReport else {
            Issue.record("no answer: \(contents)")
            throw NoAnswer()
        }
        return report
    }

    private struct NoAnswer: Error {}

    @Test func aGradientIsShownPathByPath() throws {
        var bench = bench("next")
        let text = try report(bench.run("why dW1[0,2]")).text
        #expect(
            text == """
                dW1[0,2] = 0.00158751, by linear1.backward of iteration 0
                  8 paths lead here from the loss, by the chain rule; dZ2 = (P − Y)/N
                    0.124385  dZ2[3,0]·W2[2,0]·tanh′(Z1[3,2])·X[3,0]
                              = (-0.128)·(-0.9845)·0.9869·1
                   -0.118238  dZ2[3,1]·W2[2,1]·tanh′(Z1[3,2])·X[3,0]
                              = 0.128·(-0.9358)·0.9869·1
                  -0.0922598  dZ2[2,0]·W2[2,0]·tanh′(Z1[2,2])·X[2,0]
                              = 0.1344·(-0.9845)·0.6974·1
                   0.0877007  dZ2[2,1]·W2[2,1]·tanh′(Z1[2,2])·X[2,0]
                              = (-0.1344)·(-0.9358)·0.6974·1
                  the other 4 together 0
                  all paths together 0.00158751, but for rounding by 1.4e-17
                  samples' shares  3: 0.00614665, 2: -0.00455914
                  2 samples have no share, since X[n,0] is 0
                """)
    }

    @Test func aPenaltyIsAPathOfItsOwn() throws {
        var bench = bench("regularize l1=0.01 l2=0.5\nnext")
        let lines = try report(bench.run("why dW1[0,2]")).lines
        #expect(lines.contains { $0.contains("l2·W1[0,2] = 0.5·(-0.6185)") })
        #expect(lines.contains { $0.contains("l1·sign(W1[0,2]) = 0.01·(-1)") })
        #expect(lines[1].hasPrefix("  10 paths lead here"))
    }

    @Test func aWeightIsShownByItsHistory() throws {
        var bench = bench("next 20\nlet W1[0,1] = 0.75\nnext 5")
        let report = try report(bench.run("why W1[0,1]"))
        let lines = report.lines
        #expect(lines[0].hasSuffix(" after 25 updates"))
        #expect(lines[1] == "  start    0.0519902")
        #expect(lines[2].hasPrefix("  updates  "))
        #expect(lines[3].hasPrefix("  by hand  +"))
        #expect(lines[5].hasPrefix("  before iteration 20: set by hand from "))
        #expect(lines[5].hasSuffix(" to 0.75"))
        #expect(lines.count == 7 + 9)
    }

    @Test func whatElseWasChangedIsListedWithAWeightsHistory() throws {
        var bench = bench("next 3\nset lr 0.25\nnext\nstep 2\nlet b1[0,2] = 1\nnext")
        let lines = try report(bench.run("why W1[0,0]")).lines
        #expect(lines[4] == "  before iteration 3: lr set to 0.25")
        #expect(lines[5] == "  in iteration 4 after linear1.forward: b1[0,2] set by hand to 1")
    }

    @Test func aNumberThatIsNoneIsFollowedToWhereItBegan() throws {
        var bench = bench("next 5\nstep 3\nlet A1[0,3] = 1e300\nlet W2[3,1] = 1e10\ntrain 100 iterations")
        let text = try report(bench.run("why W1[0,0]")).text
        #expect(
            text == """
                W1[0,0] = nan
                  it began in iteration 5 (epoch 5): linear2.forward made Z2[0,1] = inf
                  from finite numbers:
                  inf  A1[0,3]·W2[3,1] = 1e+300·1e+10
                  from there it reached this cell through
                    iteration 5  loss.forward      P[0,0] = nan
                    iteration 5  loss.backward     dZ2[0,0] = nan
                    iteration 5  linear2.backward  dA1[0,0] = nan
                    iteration 5  tanh1.backward    dZ1[0,0] = nan
                    iteration 5  linear1.backward  dW1[0,0] = nan
                    iteration 5  update            vW1[0,0] = nan
                    iteration 5  update            W1[0,0] = nan
                """)
        bench = self.bench("next 5\nstep 3\nlet W2[1,0] = 0/0\nnext 10")
        let planted = try report(bench.run("why loss")).lines
        #expect(planted[1] == "  it was put there by hand: W2[1,0] = nan, in iteration 5 after tanh1.forward")
    }

    @Test func theSessionStaysAsItIsAndTheSearchCanBeStopped() throws {
        var bench = bench("next 50")
        let before = bench.state.session
        #expect(bench.start("why W1[0,0]").isEmpty)
        #expect(bench.state.isBusy)
        #expect(bench.send(.advance(budget: 10)).isEmpty)
        let report = try report(bench.send(.interrupt).map(\.report))
        #expect(report.isInterrupted)
        #expect(report.lines[0].hasSuffix("after 1 update: interrupted, so far"))
        #expect(bench.state.run == nil)
        #expect(bench.state.session == before)
        _ = try self.report(bench.run("why W1[0,0]"))
        #expect(bench.state.session == before)
    }

    @Test(arguments: [
        ("why W1", "'W1' has 2×4 cells: name one by its row and column, as in 'why W1[0,0]'; the last is [1,3]"),
        ("why W1[0,9]", "column 9 is out of range: the matrix is 2×4, columns count from 0"),
        (
            "why accuracy",
            "'why' is about cells of the network's matrices, as W1[0,2] or loss, and 'accuracy' is not one: "
                + "'print accuracy' shows its value"
        ),
        ("restart\nwhy dW1[0,0]", "'dW1' has no value yet: 'linear1.backward' computes it, step there first"),
    ])
    func whatHasNoAnswerSaysWhy(commands: String, message: String) {
        var bench = bench("next")
        #expect(bench.error(commands) == message)
    }

    @Test func withoutNetworkOrDataItSaysWhatIsMissing() {
        var bench = TestBench()
        #expect(bench.error("why W1[0,0]") == "there is no network yet that has 'W1': give one with 'network 2-4-2'")
        #expect(bench.error("network 2-4-2\nwhy W1[0,0]") == "there is no data yet: give some with 'data xor'")
    }

    @Test func noLineIsWiderThanAnOldTerminal() throws {
        var bench = TestBench()
        _ = bench.run("data xor\nnetwork 2-9-9-9-9-2 hidden=leaky-relu seed=2 dropout=0.2\nregularize l2=0.1\nnext 3")
        for cell in ["dW1[0,0]", "dX[2,1]", "W1[1,1]", "loss", "Z3[1,5]", "P[0,0]", "dP[0,0]", "db2[0,3]"] {
            for line in try report(bench.run("why \(cell)")).lines { #expect(line.count <= 78, "\(line)") }
        }
        _ = bench.run("optimizer sgd lr=1e300\nnext 20")
        let diverged = try report(bench.run("why W2[0,0]"))
        guard case .origin(let origin) = diverged.answer, case .operation = origin.cause else { throw NoAnswer() }
        for line in diverged.lines { #expect(line.count <= 78, "\(line)") }
        _ = bench.run("let W3[0,0] = 0/0\nnext 2")
        for line in try report(bench.run("why dW1[0,0]")).lines { #expect(line.count <= 78, "\(line)") }
    }
}
