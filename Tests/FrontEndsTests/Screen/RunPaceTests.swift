import CommandLanguage
import TerminalDrawing
import Testing
import Screen

@testable import FrontEnds

/// Training that somebody watches begins slowly, and grows.
@Suite struct RunPaceTests {
    private let tests = InteractiveScreenTests()
    private var terminal: SimulatedTerminal { tests.terminal }

    private func iteration(_ loop: InteractiveScreen) -> Int { loop.host.state.session?.position.iteration ?? -1 }

    // MARK: The rate

    @Test func theRateDoublesAboutEverySecond() throws {
        var (time, iterations) = (0.0, 0)
        var secondsUntil: [Int: Double] = [:]
        while iterations < 100_000 {
            time += 1 / (try #require(RunSpeed.growing.rate(after: iterations)))
            iterations += 1
            secondsUntil[iterations] = time
        }
        // One second after its start a run is between iteration 2 and 500.
        #expect(try #require(secondsUntil[2]) < 1)
        #expect(try #require(secondsUntil[500]) > 1)
        for count in [100, 1000, 10_000] {
            let doubling = try #require(secondsUntil[2 * count]) - (try #require(secondsUntil[count]))
            #expect((0.85...1.15).contains(doubling), "from \(count) on")
        }
    }

    @Test func whatIsDueComesWithTimeAndIsNotMadeUpFor() {
        let start = ContinuousClock.now
        var pace = RunPace(at: start)
        #expect(pace.iterationsDue(at: start, perSecond: 10) == 1)
        pace.run(1)
        #expect(pace.iterationsDue(at: start + .milliseconds(50), perSecond: 10) == 0)
        #expect(pace.wait(perSecond: 10) == .milliseconds(50))
        #expect(pace.iterationsDue(at: start + .milliseconds(101), perSecond: 10) == 1)
        // A machine that was away for a minute does not run ten thousand iterations at once.
        #expect(pace.iterationsDue(at: start + .seconds(60), perSecond: 1000) == 100)
    }

    // MARK: On the screen

    @Test func trainingBeginsSlowlyWithAFrameForEachOfItsFirstIterations() throws {
        var loop = tests.loop()
        loop.perform("continue")
        #expect(iteration(loop) == 0, "nothing runs before it is drawn")
        var seen = 0
        while seen < 6 {
            let frames = loop.frameCount
            try tests.turn(&loop) { iteration($0) > seen }
            #expect(iteration(loop) == seen + 1)
            try tests.turn(&loop) { $0.frameCount > frames }
            seen += 1
        }
        #expect(terminal.text.contains("iterations/s  + faster  - slower  = full speed"))
        let wait = try #require(terminal.waits.last { $0 > 0 })
        #expect(wait <= 100)
    }

    @Test func keysChangeTheRate() throws {
        var loop = tests.loop()
        loop.perform("continue")
        try tests.turn(&loop) { iteration($0) >= 1 }
        for (key, rate) in [("+", 20.0), ("+", 50), ("-", 20), ("-", 10), ("-", 5)] {
            terminal.events = [.key(.character(Character(key)))]
            loop.turn()
            #expect(loop.host.screen.runSpeed == .iterationsPerSecond(rate))
        }
        terminal.events = [.key(.character("="))]
        loop.turn()
        #expect(loop.host.screen.runSpeed == .full)
        try tests.turn(&loop) { iteration($0) > 5000 }
        loop.perform("restart")
        terminal.events = [.key(.character(" "))]
        try tests.turn(&loop) { $0.host.state.run == nil }
        loop.perform("restart")
        loop.perform("continue")
        try tests.turn(&loop) { iteration($0) >= 1 }
        #expect(loop.host.screen.runSpeed == .growing, "a run from the start is watched anew")
    }

    @Test func anythingElseRunsAtFullSpeed() throws {
        var loop = tests.loop()
        let start = ContinuousClock.now
        loop.perform("train 400 iterations")
        try tests.turn(&loop) { $0.host.state.run == nil }
        #expect(iteration(loop) == 400)
        // At the pace of a run that is watched they take five seconds.
        #expect(ContinuousClock.now - start < .seconds(4))
    }

    @Test func afterRestartTheCurveFitsTheNewRun() throws {
        var loop = tests.loop()
        loop.perform("train 1000 iterations")
        try tests.turn(&loop) { $0.host.state.run == nil }
        #expect(loop.host.state.curves(of: .loss).first?.points.count == 1000)
        loop.perform("restart")
        #expect(loop.host.state.curves(of: .loss).first?.points.isEmpty == true)
        loop.perform("next 3")
        #expect(loop.host.state.curves(of: .loss).first?.points.count == 3)
        loop.perform("reverse-next 2")
        #expect(loop.host.state.curves(of: .loss).first?.points.count == 3, "going back keeps what ran since")
    }
}
