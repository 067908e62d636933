import StepDebugger
import Workbench
import Screen

/// Training at a pace that eyes can follow.
extension InteractiveScreen {
    /// A lesson's run that is no longer than so many iterations is a step rather than something to watch.
    private static let shortRun = 3

    /// How many iterations a second the run under way is held to; nil where it has full speed, as whatever was asked to
    /// go a certain way has.
    var runRate: Double? {
        guard let run = host.state.run, run.isTraining, let session = host.state.session else { return nil }
        guard run.command.parsed.command.body is ContinueCommand || isWatchedInLesson(run) else { return nil }
        return host.screen.runSpeed.rate(after: session.position.iteration - session.start.iteration)
    }

    /// Whether a lesson trains, and somebody follows it.
    private func isWatchedInLesson(_ run: RunInProgress) -> Bool {
        guard host.state.hasScriptedRun, !lesson.isSkipping else { return false }
        return run.target.map { $0.iteration - run.start.iteration > Self.shortRun } ?? true
    }

    /// Takes in that a run is under way. One that begins at the start is seen from its first point on.
    mutating func beginPace() {
        guard runPace == nil, let session = host.state.session else { return }
        runPace = RunPace(at: .now)
        if session.position == session.start { host.screen.forgetChosenRunSpeed() }
    }

    /// Takes the run under way forward by what is due of it.
    mutating func advanceRun() {
        beginPace()
        host.screen.runRate = runRate
        guard let rate = host.screen.runRate, let session = host.state.session else {
            take(host.advanceOneSlice(isLogged: isLogged))
            needsDrawing = true
            return
        }
        let (start, iteration) = (ContinuousClock.now, session.position.iteration)
        let count = runPace?.iterationsDue(at: start, perSecond: rate) ?? 0
        guard count > 0 else { return }
        // To the end of the iterations that are due, so that whoever stops it stops between two, but never past the
        // moment in which a key is to be answered.
        var done = 0
        repeat {
            let operations = (count - done) * session.engine.plan.operations.count
            take(host.advanceOneSlice(atMost: operations, isLogged: isLogged))
            done = (host.state.session?.position.iteration ?? iteration) - iteration
        } while host.state.run != nil && done < count && ContinuousClock.now - start < SlicePace.betweenKeys
        runPace?.run(done)
        needsDrawing = true
    }

    /// How long it is until the run under way has something to do; nil where it has at once.
    var runWait: Duration? {
        guard let rate = runRate else { return nil }
        return runPace?.wait(perSecond: rate)
    }
}
