import StepDebugger
import Workbench
import Screen

/// Training at a pace that can be followed on the screen.
extension InteractiveScreen {
    /// A lesson's run of at most this many iterations is a step rather than something to watch.
    private static let shortRun = 3

    /// The iterations a second to which the run under way is limited; nil at full speed, which every run with a given
    /// length has outside lessons.
    var runRate: Double? {
        guard let run = host.state.run, run.isTraining, let session = host.state.session else { return nil }
        guard run.command.parsed.command.body is ContinueCommand || isWatchedInLesson(run) else { return nil }
        return host.screen.runSpeed.rate(after: session.position.iteration - session.start.iteration)
    }

    /// Whether a lesson trains while the user follows it.
    private func isWatchedInLesson(_ run: RunInProgress) -> Bool {
        guard host.state.hasScriptedRun, !lesson.isSkipping, review == nil else { return false }
        return run.target.map { $0.iteration - run.start.iteration > Self.shortRun } ?? true
    }

    /// To be called when a run is under way. A run from the start is seen from its first point on.
    mutating func beginPace() {
        guard runPace == nil, let session = host.state.session else { return }
        runPace = RunPace(at: .now)
        if session.position == session.start { host.screen.forgetChosenRunSpeed() }
    }

    /// Advances the run under way by the iterations that are due.
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
        // To the end of the iterations that are due, so that a key stops the run between two of them, but no longer
        // than a key may wait.
        var done = 0
        repeat {
            let operations = (count - done) * session.engine.plan.operations.count
            take(host.advanceOneSlice(atMost: operations, isLogged: isLogged))
            done = (host.state.session?.position.iteration ?? iteration) - iteration
        } while host.state.run != nil && done < count && ContinuousClock.now - start < SlicePace.betweenKeys
        runPace?.run(done)
        needsDrawing = true
    }

    /// How long it is until the next iteration of the run under way is due; nil at full speed.
    var runWait: Duration? {
        guard let rate = runRate else { return nil }
        return runPace?.wait(perSecond: rate)
    }
}
