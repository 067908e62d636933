import CommandLanguage
import TerminalDrawing
import Testing

@testable import FrontEnds

/// The screen's loop on a simulated terminal.
@Suite struct InteractiveScreenTests {
    let terminal = SimulatedTerminal()

    /// The loop on a network ready to train, its set-up done and shown.
    func loop(_ more: String = "") -> InteractiveScreen {
        var loop = InteractiveScreen(terminal: terminal, threads: 1)
        play("data xor\nnetwork 2-4-2 hidden=tanh seed=1\noptimizer sgd lr=0.1\n" + more, on: &loop)
        return loop
    }

    /// Plays commands to their end, and until they are shown.
    func play(_ text: String, on loop: inout InteractiveScreen) {
        let source = SourceText(name: "test", text: text)
        loop.play(source, Script.parse(source).commands)
        while loop.host.state.hasScriptLeft || loop.frameCount == 0 { loop.turn() }
    }

    /// Runs the loop until a condition holds; nothing here takes a minute.
    func turn(_ loop: inout InteractiveScreen, until condition: (InteractiveScreen) -> Bool) throws {
        let end = ContinuousClock.now + .seconds(60)
        while !condition(loop) {
            try #require(ContinuousClock.now < end, "it never came")
            try #require(loop.exitStatus == nil, "the loop ended")
            loop.turn()
        }
    }

    private func iteration(_ loop: InteractiveScreen) -> Int { loop.host.state.session?.position.iteration ?? -1 }

    // MARK: Frames

    @Test func aKeyIsShownInTheTurnThatTakesItWhileTrainingRuns() throws {
        var loop = loop()
        loop.perform("continue")
        try turn(&loop) { iteration($0) > 100 }
        for _ in 0..<5 {
            let count = loop.frameCount
            terminal.events = [.key(.tab)]
            loop.turn()
            #expect(loop.frameCount == count + 1)
        }
    }

    @Test func keysThatCameTogetherAreShownTogether() {
        var loop = loop()
        let count = loop.frameCount
        terminal.events = Array(repeating: .key(.tab), count: 5)
        loop.turn()
        #expect(terminal.events.isEmpty)
        #expect(loop.frameCount == count + 1)
    }

    @Test func trainingGoesOnBetweenFrames() throws {
        var loop = loop()
        loop.perform("set speed max")
        loop.perform("continue")
        let (frames, turns) = (loop.frameCount, terminal.waits.count)
        try turn(&loop) { _ in terminal.waits.count > turns + 60 }
        // Sixty slices of 8 ms are about half a second, in which there is time for 15 frames.
        #expect(loop.frameCount - frames < 30)
        #expect(loop.frameCount > frames)
        #expect(terminal.waits.suffix(60).allSatisfy { $0 == 0 })
    }

    @Test func thePathsOfACellAreLitOneAfterAnother() throws {
        var loop = loop("step 9\nplot graph")
        loop.perform("why dW1[0,2]")
        loop.turn()
        #expect(terminal.text.contains("path 1 of 4"))
        loop.turn()
        #expect((1...900).contains(try #require(terminal.waits.last)), "it waits for the next path or a key")
        try turn(&loop) { _ in terminal.text.contains("path 2 of 4") }
        terminal.events = [.key(.escape)]
        loop.turn()
        loop.turn()
        #expect(terminal.waits.last == -1)
    }

    @Test func withNothingToDoItWaitsForAnEventWithoutEnd() {
        var loop = loop()
        let count = loop.frameCount
        loop.turn()
        #expect(terminal.waits.last == -1)
        #expect(loop.frameCount == count)
        #expect(loop.exitStatus == 0)
    }

    // MARK: Settings

    @Test func theTerminalFollowsTheSettings() {
        var loop = loop()
        #expect(terminal.reportsMouse)
        loop.perform("set mouse off")
        loop.perform("set colors 16")
        loop.perform("set glyphs ascii")
        loop.turn()
        #expect(!terminal.reportsMouse)
        #expect(terminal.colorTier == .sixteen)
        #expect(terminal.glyphs.isASCII)
        #expect(terminal.text.allSatisfy { $0.isASCII })
        loop.perform("set colors direct")
        loop.perform("set glyphs auto")
        loop.turn()
        #expect(terminal.colorTier == .palette256)
        #expect(!terminal.text.allSatisfy { $0.isASCII })
    }

    @Test func ctrlLDrawsEverythingAgain() {
        var loop = loop()
        terminal.events = [.key(.control("l"))]
        loop.turn()
        #expect(terminal.redrawCount == 1)
        #expect(loop.exitStatus == nil)
    }
}
