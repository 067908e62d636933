import CommandLanguage
import TerminalDrawing
import Testing

@testable import FrontEnds

/// Space with a speed.
@Suite struct AutoplayTests {
    private let tests = InteractiveScreenTests()
    private var terminal: SimulatedTerminal { tests.terminal }

    private func playing(speed: Int, _ more: String = "") throws -> InteractiveScreen {
        var loop = tests.loop(more)
        loop.perform("set speed \(speed)")
        terminal.events = [.key(.character(" "))]
        try tests.turn(&loop) { $0.host.screen.isPlaying }
        return loop
    }

    private func operations(_ loop: InteractiveScreen) -> Int {
        guard let session = loop.host.state.session else { return -1 }
        return session.position.iteration * session.engine.plan.operations.count + session.position.operation
    }

    @Test func operationsRunOneByOneAndEachIsShown() throws {
        var loop = try playing(speed: 100)
        let start = operations(loop)
        var frames = loop.frameCount
        var seen = start
        while seen < start + 15 {
            try tests.turn(&loop) { operations($0) > seen }
            #expect(operations(loop) == seen + 1)
            #expect(loop.frameCount > frames)
            (seen, frames) = (operations(loop), loop.frameCount)
        }
        #expect(terminal.text.contains("PLAYING"))
        #expect(terminal.text.contains("playing 100 operations/s"))
    }

    @Test func thePaceIsKept() throws {
        var loop = try playing(speed: 50)
        let (start, from) = (ContinuousClock.now, operations(loop))
        try tests.turn(&loop) { operations($0) >= from + 20 }
        // Never faster than set; how much slower depends on the machine.
        #expect(ContinuousClock.now - start >= .milliseconds(360))
    }

    @Test func betweenTwoOperationsItWaitsForAKey() throws {
        var loop = try playing(speed: 2)
        try tests.turn(&loop) { operations($0) >= 1 }
        loop.turn()
        let wait = try #require(terminal.waits.last)
        #expect((1...500).contains(wait))
    }

    @Test func theLogIsNotFilled() throws {
        var loop = try playing(speed: 100)
        let count = loop.host.screen.log.entries.count
        let from = operations(loop)
        try tests.turn(&loop) { operations($0) >= from + 5 }
        #expect(loop.host.screen.log.entries.count == count)
    }

    @Test func displayedValuesAreStillShown() throws {
        var loop = try playing(speed: 100, "display lr\n")
        let from = operations(loop)
        let count = loop.host.screen.log.entries.count
        try tests.turn(&loop) { operations($0) >= from + 2 }
        #expect(loop.host.screen.log.entries.count > count)
    }

    @Test(arguments: [Key.character(" "), .escape, .control("c"), .character("s")])
    func keysPause(key: Key) throws {
        var loop = try playing(speed: 100)
        try tests.turn(&loop) { operations($0) >= 2 }
        terminal.events = [.key(key)]
        try tests.turn(&loop) { !$0.host.screen.isPlaying }
        let stopped = operations(loop)
        #expect(loop.exitStatus == nil)
        loop.turn()
        #expect(operations(loop) == stopped)
        #expect(!terminal.text.contains("PLAYING"))
    }

    @Test func aBreakpointStopsIt() throws {
        var loop = try playing(speed: 100, "break tanh1.forward\n")
        try tests.turn(&loop) { !$0.host.screen.isPlaying }
        #expect(operations(loop) == 3)
        #expect(terminal.text.contains("breakpoint"))
    }

    @Test func plusAndMinusTakeHoldAtOnce() throws {
        var loop = try playing(speed: 1)
        try tests.turn(&loop) { operations($0) >= 1 }
        // At one operation a second the next hundred would take almost two minutes.
        for _ in 0..<6 { terminal.events.append(.key(.character("+"))) }
        try tests.turn(&loop) { operations($0) >= 40 }
        #expect(loop.host.screen.settings.operationsPerSecond == 100)
        #expect(loop.host.screen.isPlaying)
    }

    @Test func theFastestIsARunAndMinusMakesStepsOfItAgain() throws {
        var loop = try playing(speed: 100)
        terminal.events = [.key(.character("+"))]
        try tests.turn(&loop) { $0.host.state.run != nil }
        #expect(!loop.host.screen.isPlaying)
        terminal.events = [.key(.character("="))]
        try tests.turn(&loop) { operations($0) > 10_000 }
        let log = loop.host.screen.log.entries
        // From a few hundred thousand iterations a second down to one, and then to operations.
        try tests.turn(&loop) { [terminal] loop in
            if terminal.events.isEmpty { terminal.events = [.key(.character("-"))] }
            return loop.host.screen.isPlaying
        }
        #expect(loop.host.state.run == nil)
        #expect(loop.host.screen.log.entries == log)
        let from = operations(loop)
        try tests.turn(&loop) { operations($0) >= from + 3 }
        #expect(operations(loop) == from + 3)
    }

    @Test func aCommandThatMovesTheSessionTakesOver() throws {
        var loop = try playing(speed: 1)
        loop.perform("set lr 0.2")
        #expect(loop.host.screen.isPlaying)
        loop.perform("next 3")
        #expect(!loop.host.screen.isPlaying)
    }

    @Test func withoutASpeedSpaceRunsFlatOut() throws {
        var loop = tests.loop()
        terminal.events = [.key(.character(" "))]
        try tests.turn(&loop) { $0.host.state.run != nil }
        #expect(!loop.host.screen.isPlaying)
    }
}
