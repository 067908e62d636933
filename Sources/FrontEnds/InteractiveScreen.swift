import CommandLanguage
import Foundation
import Platform
import TerminalDrawing
import Workbench
import Screen

/// The screen's loop: events in, frames out, and a slice of the run under way in between.
struct InteractiveScreen {
    /// The workbench and what the screen shows of it.
    var host: WorkbenchHost
    /// The last frame's cost; nil before the first.
    private(set) var lastFrame: FrameCost?
    /// How many frames have been drawn.
    private(set) var frameCount = 0
    /// The process's exit status, once there is nothing more to do.
    private(set) var exitStatus: Int32?

    private let terminal: any TerminalDriver
    private var history: PromptHistory
    var needsDrawing = true
    /// Whether the user waits for the effect of a key.
    private var isAwaited = false
    private var pacing = FramePacing(startingAt: .now)
    private var applied: ScreenSettings?
    var autoplay: Autoplay?
    var lesson = LessonPlayer()
    /// How far the user got in the lessons of the course.
    var progress = CourseProgress(path: nil)
    /// The lesson that was begun last.
    var playedLesson: ParsedLesson?
    /// What is asked again; nil where nothing is.
    var review: Review?
    private var speed = SpeedMeter()
    /// The pace of the run under way; nil before its first slice.
    var runPace: RunPace?
    /// When the graph lights the next path of a cell; nil where none follows by itself.
    var nextPath: ContinuousClock.Instant?

    /// Opens the terminal with a scenario and runs until the user quits.
    ///
    /// - Parameters:
    ///   - scenario: the scenario's path; nil for the first lesson of the course and the menu of lessons.
    ///   - playsItself: whether it plays by itself rather than with a learner.
    /// - Returns: the exit status of the process.
    static func run(
        scenario: String?, playsItself: Bool, history: PromptHistory, progress: CourseProgress,
        streams: StandardStreams,
        openTerminal: () throws -> any TerminalDriver
    ) -> Int32 {
        var script: ParsedLesson?
        if let scenario {
            switch EffectRunner.readText(scenario, name: scenario) {
            case .success(let source):
                let parsed = Script.parse(source)
                for diagnostic in parsed.diagnostics { streams.writeError(diagnostic.rendered(in: source) + "\n") }
                guard parsed.diagnostics.isEmpty else { return ExitStatus.usage.rawValue }
                let path = URL(fileURLWithPath: scenario).standardizedFileURL.path
                script = ParsedLesson(path: path, source, parsed.commands)
            case .failure(let failure):
                streams.writeError("backstep: error: \(failure.message); 'backstep --help' lists what can be done\n")
                return ExitStatus.usage.rawValue
            }
        }
        do {
            var loop = InteractiveScreen(terminal: try openTerminal(), history: history, progress: progress)
            return loop.run { loop in
                if let script { loop.begin(script) } else { loop.start(ParsedLesson.all[0]) }
                if playsItself { loop.host.play(as: .watch) }
                if script == nil { loop.showCourse() }
            }
        } catch {
            streams.writeError("backstep: error: \(error)\n")
            return ExitStatus.usage.rawValue
        }
    }

    init(
        terminal: any TerminalDriver, threads: Int = Machine.threads,
        history: PromptHistory = PromptHistory(path: nil), progress: CourseProgress = CourseProgress(path: nil)
    ) {
        self.init(terminal: terminal, host: Self.emptyHost(threads: threads), history: history)
        self.progress = progress
    }

    private static func emptyHost(threads: Int) -> WorkbenchHost {
        WorkbenchHost(
            state: WorkbenchState(
                allowsUnboundedRuns: true, threads: threads, freshSeed: .random(in: .min ... .max)),
            effects: EffectRunner(), sliceDuration: SlicePace.betweenKeys, loadingPatience: moment)
    }

    /// Replaces the workbench with an empty one; the screen's settings and the prompt's history stay.
    mutating func beginAnew() {
        _ = host.send(.interrupt)
        let (former, mode) = (host.screen, host.state.lesson.mode)
        host = Self.emptyHost(threads: host.state.threads)
        host.screen.keep(former)
        host.play(as: mode)
        lesson = LessonPlayer()
    }

    /// A screen with a workbench that is already set up.
    init(terminal: any TerminalDriver, host: WorkbenchHost, history: PromptHistory) {
        self.terminal = terminal
        self.history = history
        self.host = host
        self.host.screen.takeOver(promptHistory: self.history.load())
    }

    /// Runs until the user quits.
    ///
    /// - Parameter begin: what to do first.
    /// - Returns: the exit status of the process.
    mutating func run(begin: (inout InteractiveScreen) -> Void) -> Int32 {
        defer { terminal.close() }
        begin(&self)
        while true {
            turn()
            if let exitStatus { return exitStatus }
        }
    }

    /// Begins a scenario.
    mutating func play(_ source: SourceText, _ commands: [ParsedCommand]) {
        take(host.send(.play(source, commands)))
    }

    /// Begins a scenario on the workbench as it is.
    private mutating func begin(_ lesson: ParsedLesson) {
        playedLesson = lesson
        play(lesson.source, lesson.commands)
    }

    /// One turn of the loop: a slice of what is under way, the events that came meanwhile, and a frame if one is due.
    mutating func turn() {
        goOn()
        keepAnswers()
        if host.asksForReview { beginReview() }
        endLessonIfDue()
        if host.state.hasExited { exitStatus = ExitStatus.success.rawValue }
        if exitStatus == nil { takeEvents() }
        if exitStatus == nil {
            applySettings()
            drawIfDue()
        }
    }

    private mutating func goOn() {
        if host.state.run == nil { runPace = nil }
        showNextPathIfDue()
        if host.isLoading {
            take(host.takeLoaded(within: .zero, isLogged: isLogged))
            needsDrawing = true
        } else if host.state.run != nil {
            let isScripted = host.state.hasScriptedRun
            advanceRun()
            // A prediction is judged at the end of a run, and the lesson waits there.
            if isScripted, host.state.run == nil { lesson.didPlay(host) }
            speed.measure(iteration: host.state.iterationsOfRun)
            host.screen.iterationsPerSecond = host.state.run == nil ? nil : speed.iterationsPerSecond
        } else if playsOn {
            playLesson()
        } else if autoplay != nil {
            playNextOperation()
        }
    }

    mutating func take(_ outputs: [CommandOutput]) {
        if !outputs.isEmpty { needsDrawing = true }
        lesson.hold(for: outputs, host, at: .now)
        // Whatever stops a run also stops playing.
        let isOver = outputs.contains { $0.report.body is StopReport || $0.verdict == .error }
        if isOver { stopPlaying() }
    }

    // MARK: Frames

    private mutating func applySettings() {
        let settings = host.screen.settings
        guard settings != applied else { return }
        terminal.reportsMouse = settings.takesMouse
        terminal.use(colorLimit: settings.colorLimit, glyphs: settings.glyphs)
        if applied?.operationsPerSecond != settings.operationsPerSecond, applied != nil { followSpeed() }
        applied = settings
        needsDrawing = true
    }

    private var theme: Theme { .standard(for: terminal.colorTier, isLight: host.screen.settings.isLight) }

    private mutating func drawIfDue() {
        guard needsDrawing else { return }
        let isFlatOut = (host.state.isBusy && autoplay == nil) || playsOn
        guard isAwaited || !isFlatOut || pacing.isDue(at: .now) else { return }
        let start = ThreadTime.now
        let model = ScreenModel(
            workbench: host.state, screen: host.screen, size: terminal.size,
            theme: theme, glyphs: terminal.glyphs, memo: host.memo)
        let grid = model.draw()
        let drawn = ThreadTime.now
        terminal.present(grid, cursor: model.textCursor)
        let cost = FrameCost(drawing: drawn - start, presenting: ThreadTime.now - drawn)
        pacing.record(cost.total, at: .now)
        lastFrame = cost
        frameCount += 1
        needsDrawing = false
        isAwaited = false
    }

    // MARK: Events

    /// How long events are handled before the screen shows their effect.
    private static let eventTime = Duration.milliseconds(10)

    private mutating func takeEvents() {
        guard let event = terminal.nextEvent(timeoutMilliseconds: timeToWait) else { return }
        handle(event)
        let start = ContinuousClock.now
        while exitStatus == nil, !host.state.hasExited, ContinuousClock.now - start < Self.eventTime,
            let event = terminal.nextEvent(timeoutMilliseconds: 0)
        {
            handle(event)
        }
    }

    /// How often to check whether data have been loaded, in milliseconds.
    private static let loadingLook = 30

    /// How long to wait for an event, in milliseconds; negative to wait without limit.
    private var timeToWait: Int {
        if host.isLoading { return Self.loadingLook }
        if host.state.run != nil, !needsDrawing, let wait = runWait {
            return Int((wait / .milliseconds(1)).rounded(.up))
        }
        if host.state.isBusy || playsOn || needsDrawing { return 0 }
        guard let wait = [lessonHold ?? autoplay?.wait(at: .now), pathHold].compactMap(\.self).min() else { return -1 }
        return Int((wait / .milliseconds(1)).rounded(.up))
    }

    private mutating func handle(_ event: TerminalEvent) {
        needsDrawing = true
        isAwaited = true
        switch event {
        case .key(.control("c")), .signal(.interrupt):
            if host.state.isBusy || isPlayingLesson || autoplay != nil {
                interrupt()
            } else if host.screen.prompt != nil || host.screen.showsPage {
                _ = host.screen.handle(.escape, workbench: host.state, size: terminal.size)
            } else {
                exitStatus = ExitStatus.interrupted.rawValue
            }
        case .key(.control("l")):
            terminal.redraw()
        case .key(let key):
            let request = host.screen.handle(
                key, workbench: host.state, size: terminal.size, files: FileNames.beginning(with:))
            for line in host.screen.takePromptLinesToKeep() { history.append(line) }
            if let request { follow(request) }
        case .mouse(let event):
            let request = host.screen.handle(
                event, workbench: host.state, size: terminal.size, theme: theme, glyphs: terminal.glyphs)
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
        case .interrupt: interrupt()
        case .endAfterEpoch: take(host.send(.endAfterEpoch))
        case .lesson(let request): follow(request)
        case .showLessons: showCourse()
        case .startLesson(let index): start(ParsedLesson.all[index])
        case .review: beginReview()
        case .autoplay: startPlaying()
        case .command(let line): perform(line)
        }
    }

    private mutating func interrupt() {
        let wasPlaying = autoplay != nil
        stopPlaying()
        // Between two operations there is nothing to interrupt.
        if !wasPlaying || host.state.isBusy || isPlayingLesson { take(host.send(.interrupt)) }
    }

    /// How long a command may delay keys: less than anyone notices.
    static let moment = Duration.milliseconds(80)

    /// Carries out a line of the command language.
    mutating func perform(_ line: String) {
        let source = SourceText(name: "prompt", text: line)
        let script = Script.parse(source)
        for diagnostic in script.diagnostics { host.screen.record(diagnostic, in: source) }
        needsDrawing = true
        guard script.diagnostics.isEmpty else { return }
        (speed, runPace) = (SpeedMeter(), nil)
        for command in script.commands {
            let position = host.state.session?.position
            take(host.send(.perform(command, source)))
            finishShortRun()
            // A user who steps by hand has taken over.
            if host.state.session?.position != position || host.state.isBusy { stopPlaying() }
        }
    }

    /// Lets a short run end, so that a key that is held down, or typed ahead, steps again instead of interrupting the
    /// step before.
    mutating func finishShortRun() {
        if host.state.run != nil { beginPace() }
        let start = ContinuousClock.now
        while host.state.run != nil, runRate == nil, ContinuousClock.now - start < Self.moment {
            take(host.advanceOneSlice(isLogged: isLogged))
        }
    }
}

/// Measures how fast a run is, over the last second.
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
