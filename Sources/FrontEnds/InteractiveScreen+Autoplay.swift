import CommandLanguage
import TerminalDrawing
import Workbench
import Screen

/// Space with a speed: one operation after another, as if `s` were pressed regularly.
extension InteractiveScreen {
    mutating func startPlaying() {
        autoplay = Autoplay(at: .now)
        host.screen.setPlaying(true)
    }

    mutating func stopPlaying() {
        autoplay = nil
        host.screen.setPlaying(false)
    }

    mutating func playNextOperation() {
        guard let speed = host.screen.settings.operationsPerSecond else { return }
        let now = ContinuousClock.now
        guard autoplay?.wait(at: now) == .zero else { return }
        autoplay?.beat(at: now, operationsPerSecond: speed)
        let source = SourceText(name: "prompt", text: StepCommand.entry.name)
        for command in Script.parse(source).commands {
            take(host.send(.perform(command, source), isLogged: isLogged))
            finishShortRun()
        }
        needsDrawing = true
    }

    /// Operations that are played can be seen; only stops and displays are logged as well.
    var isLogged: (CommandOutput) -> Bool {
        guard autoplay != nil else { return { _ in true } }
        return { output in
            !(output.report.body is PositionReport) || !output.displays.isEmpty
        }
    }

    /// Switches between playing and running at full speed, according to the speed that was just set.
    mutating func followSpeed() {
        let now = ContinuousClock.now
        if let speed = host.screen.settings.operationsPerSecond {
            if autoplay != nil {
                autoplay?.keepUp(at: now, operationsPerSecond: speed)
            } else if host.state.run?.command.parsed.command.body is ContinueCommand, !host.state.hasScriptedRun {
                _ = host.send(.interrupt, isLogged: { _ in false })
                host.screen.iterationsPerSecond = nil
                startPlaying()
            }
        } else if autoplay != nil {
            stopPlaying()
            perform(ContinueCommand.entry.name)
        }
    }
}
