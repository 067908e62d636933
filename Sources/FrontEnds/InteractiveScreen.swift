import CommandLanguage
import Foundation
import TerminalDrawing
import Workbench
import WorkbenchViews

/// The screen's loop: events in, frames out, and a slice of the run under way in between.
struct InteractiveScreen {
    private var host: WorkbenchHost
    private let terminal: any TerminalDriver
    private var history: PromptHistory
    private var needsDrawing = true
    private var lastFrame = ContinuousClock.now
    private var speed = SpeedMeter()
    private var exitStatus: Int32?

    /// The time between two frames of a run; keys are answered in between.
    private static let frameInterval = Duration.milliseconds(33)

    /// Opens the terminal on a scenario and stays until the user quits.
    ///
    /// - Parameter scenario: the scenario's path; nil is the built-in first lesson.
    /// - Returns: the exit status of the process.
    static func run(
        scenario: String?, history: PromptHistory, streams: StandardStreams,
        openTerminal: () throws -> any TerminalDriver
    ) -> Int32 {
        let source: SourceText
        if let scenario {
            switch EffectRunner.readText(scenario, name: scenario) {
            case .success(let text): source = text
            case .failure(let failure):
                streams.writeError("backstep: error: \(failure.message); 'backstep --help' lists what can be done\n")
                return ExitStatus.usage.rawValue
            }
        } else {
            source = BuiltInLesson.first
        }
        let script = Script.parse(source)
        guard script.diagnostics.isEmpty else {
            for diagnostic in script.diagnostics { streams.writeError(diagnostic.rendered(in: source) + "\n") }
            return ExitStatus.usage.rawValue
        }
        do {
            var loop = InteractiveScreen(terminal: try openTerminal(), history: history)
            return loop.run(source, script.commands)
        } catch {
            streams.writeError("backstep: error: \(error)\n")
            return ExitStatus.usage.rawValue
        }
    }

    private init(terminal: any TerminalDriver, history: PromptHistory) {
        self.terminal = terminal
        self.history = history
        host = WorkbenchHost(
            state: WorkbenchState(allowsUnboundedRuns: true, threads: Machine.threads), effects: EffectRunner())
        host.screen.takeOver(promptHistory: self.history.load())
    }

    private mutating func run(_ source: SourceText, _ commands: [ParsedCommand]) -> Int32 {
        defer { terminal.close() }
        take(host.send(.play(source, commands)))
        while true {
            goOn()
            if host.state.hasExited { return ExitStatus.success.rawValue }
            drawIfDue()
            let isIdle = !host.state.isBusy && !playsOn
            if let event = terminal.nextEvent(timeoutMilliseconds: isIdle ? 1000 : 0) { handle(event) }
            if let exitStatus { return exitStatus }
        }
    }

    /// Whether the scenario goes on by itself.
    private var playsOn: Bool { host.state.hasScriptLeft && !host.state.isPausedByScenario }

    private mutating func goOn() {
        if host.state.run != nil {
            take(host.advanceOneSlice())
            speed.measure(iteration: host.state.session?.position.iteration ?? 0)
            host.screen.iterationsPerSecond = host.state.run == nil ? nil : speed.iterationsPerSecond
            needsDrawing = true
        } else if playsOn {
            take(host.send(.playNext))
        }
    }

    private mutating func take(_ outputs: [CommandOutput]) {
        if !outputs.isEmpty { needsDrawing = true }
    }

    // MARK: Frames

    private mutating func drawIfDue() {
        guard needsDrawing else { return }
        let isRunning = host.state.run != nil || playsOn
        guard !isRunning || ContinuousClock.now - lastFrame >= Self.frameInterval else { return }
        let model = ScreenModel(
            workbench: host.state, screen: host.screen, size: terminal.size,
            theme: .standard(for: terminal.colorTier), glyphs: terminal.glyphs)
        terminal.present(model.draw(), cursor: model.textCursor)
        lastFrame = .now
        needsDrawing = false
    }

    // MARK: Events

    private mutating func handle(_ event: TerminalEvent) {
        needsDrawing = true
        switch event {
        case .key(.control("c")), .signal(.interrupt):
            if host.state.isBusy || playsOn {
                take(host.send(.interrupt))
            } else if host.screen.prompt != nil || host.screen.helpScroll != nil {
                _ = host.screen.handle(.escape, workbench: host.state)
            } else {
                exitStatus = ExitStatus.interrupted.rawValue
            }
        case .key(let key):
            let request = host.screen.handle(
                key, workbench: host.state, files: FileNames.beginning(with:))
            for line in host.screen.takePromptLinesToKeep() { history.append(line) }
            if let request { follow(request) }
        case .signal(.resume):
            break
        case .signal(let signal):
            exitStatus = signal.exitStatus
        case .endOfInput:
            exitStatus = ExitStatus.success.rawValue
        default:
            break
        }
    }

    private mutating func follow(_ request: ScreenRequest) {
        switch request {
        case .quit: exitStatus = ExitStatus.success.rawValue
        case .interrupt: take(host.send(.interrupt))
        case .resumeScenario: take(host.send(.playNext))
        case .command(let line): perform(line)
        }
    }

    /// How long a command may keep keys waiting: less than anyone notices.
    private static let moment = Duration.milliseconds(80)

    private mutating func perform(_ line: String) {
        let source = SourceText(name: "prompt", text: line)
        let script = Script.parse(source)
        for diagnostic in script.diagnostics { host.screen.record(diagnostic, in: source) }
        guard script.diagnostics.isEmpty else { return }
        speed = SpeedMeter()
        for command in script.commands {
            take(host.send(.perform(command, source)))
            finishShortRun()
        }
    }

    /// Lets a run end that needs no more than a moment, so that a key that is held down, or typed ahead, steps again
    /// instead of interrupting the step before.
    private mutating func finishShortRun() {
        let start = ContinuousClock.now
        while host.state.run != nil, ContinuousClock.now - start < Self.moment { take(host.advanceOneSlice()) }
    }
}

/// How fast a run goes, over the last second.
struct SpeedMeter {
    private var start: (time: ContinuousClock.Instant, iteration: Int)?
    private(set) var iterationsPerSecond: Double?

    mutating func measure(iteration: Int) {
        let now = ContinuousClock.now
        guard let start else {
            self.start = (now, iteration)
            return
        }
        let elapsed = (now - start.time) / .seconds(1)
        guard elapsed >= 0.5 else { return }
        iterationsPerSecond = Double(iteration - start.iteration) / elapsed
        self.start = (now, iteration)
    }
}
