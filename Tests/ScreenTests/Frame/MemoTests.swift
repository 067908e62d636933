import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// Results kept from the last frame never show once they are out of date.
@Suite struct MemoTests {
    private func expectSame(_ fixture: ScreenFixture, _ memo: ScreenMemo, _ comment: String) {
        for (columns, rows) in [(200, 60), (120, 36)] {
            let fresh = fixture.model(columns, rows).draw()
            #expect(fixture.model(columns, rows, memo: memo).draw() == fresh, "\(comment) \(columns)")
        }
    }

    @Test(arguments: [LayoutName.step, .train])
    func framesAreTheSameWithAndWithoutIt(layout: LayoutName) {
        var fixture = ScreenFixture()
        fixture.run("layout \(layout.rawValue)")
        let memo = ScreenMemo()
        for line in [
            "step", "step 3", "stepi 3", "step 2", "next", "next 5", "let W1 = W1 * 2", "let W1[0,0] = 3",
            "reverse-step",
            "restart", "step 4", "batch 2", "step 4", "batch 2 shuffle=yes seed=1", "step 4",
            "batch 2 shuffle=yes seed=2", "step 4", "network 2-4-2 seed=1", "step 4", "network 2-4-2 seed=2", "step 4",
            "network 2-4-2 hidden=relu seed=2", "step 4", "next 3", "fork other", "let b1[0,0] = 1", "next",
            "switch main",
            "switch other", "goto start", "optimizer adam", "next 2", "step 10",
            "optimizer adam lr=0.3", "regularize l2=0.3", "optimizer rmsprop", "step 5", "focus W1[1,2]",
            "focus dW2[0,1]", "view",
            "data xor noise=0.3 seed=4", "step 4",
            "data xor noise=0.3 seed=5", "step 4", "network 2-4-2 dropout=0.5 seed=1", "step 6", "next 2", "goto end",
        ] {
            fixture.run(line)
            expectSame(fixture, memo, line)
        }
    }

    /// Parameters in another order have the same sums, but the network is a different one.
    @Test func exchangedWeightsAreOtherWeights() {
        var fixture = ScreenFixture()
        let memo = ScreenMemo()
        fixture.run("step 4")
        // Powers of two, whose sums are the same in every order.
        for line in [
            "let W2 = [[0.5, -0.5], [1, 2], [-1, 0.25], [0.125, -0.25]]",
            "let W2 = [[2, 1], [-0.5, 0.5], [0.125, -0.25], [-1, 0.25]]",
            "restart\nlet W2 = [[-1, 0.25], [0.5, -0.5], [-0.25, 0.125], [1, 2]]\nstep 4",
        ] {
            fixture.run(line)
            expectSame(fixture, memo, line)
        }
    }

    /// Overwritten values are not available during a run, and are available again afterwards.
    @Test func whatARunLeavesOutComesBackWhenItStops() {
        var fixture = ScreenFixture()
        let memo = ScreenMemo()
        fixture.begin("train 100000 iterations", operations: 2000)
        #expect(fixture.workbench.run != nil)
        #expect(fixture.workbench.session?.previous(.weights(1)) == nil)
        expectSame(fixture, memo, "running")
        fixture.send(.interrupt)
        #expect(fixture.workbench.run == nil)
        expectSame(fixture, memo, "stopped")
    }

    @Test func otherDataOfTheSameShapeIsOtherData() {
        var fixture = ScreenFixture(playing: "network 2-3-2 seed=1\ndata xor noise=0.5 samples=40 seed=1\nstep 4")
        let memo = ScreenMemo()
        expectSame(fixture, memo, "first")
        fixture.run("data xor noise=0.5 samples=40 seed=2\nstep 4")
        expectSame(fixture, memo, "second")
        fixture.run("data xor noise=0.5 samples=40 seed=2 standardize=yes\nstep 4")
        expectSame(fixture, memo, "standardized")
    }
}
