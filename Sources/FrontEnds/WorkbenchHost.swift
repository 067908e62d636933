import CommandLanguage
import NeuralEngine
import TerminalDrawing
import Workbench
import Screen

/// A workbench and its screen, attached to the outside world: actions go in, outputs of commands come out.
///
/// The player, the line REPL and the screen differ only in where actions come from and where output goes.
struct WorkbenchHost {
    @CopyOnWrite private(set) var state: WorkbenchState
    /// The state of its screen, even if none is shown.
    @CopyOnWrite var screen = ScreenState()
    /// What to reuse from the last frame.
    let memo = ScreenMemo()
    private let effects: EffectRunner
    private let logs = RunLogFiles()
    private let records = RecordFiles()
    /// The data being loaded, and how long `send` waits for them; nil waits until they are loaded.
    private var load: BackgroundLoad?
    private let loadingPatience: Duration?
    /// How much of a run fits into a slice.
    var pace: SlicePace
    /// How questions went, until somebody keeps that.
    private var settledQuestions: [SettledQuestion] = []
    /// Whether what was missed is to be asked again.
    var asksForReview = false

    /// - Parameters:
    ///   - sliceDuration: about how long a slice of a run should take.
    ///   - loadingPatience: how long `send` waits for data; the caller then continues with `takeLoaded` or `finishRun`.
    ///     Nil waits until they are loaded.
    init(
        state: WorkbenchState, effects: EffectRunner, sliceDuration: Duration = SlicePace.betweenInterrupts,
        loadingPatience: Duration? = nil
    ) {
        self.state = state
        self.effects = effects
        self.loadingPatience = loadingPatience
        pace = SlicePace(target: sliceDuration)
    }

    /// Performs an action, with everything that follows from it at once.
    ///
    /// - Parameter isLogged: whether an output belongs in the screen's log.
    /// - Returns: the outputs of commands, in order.
    mutating func send(
        _ action: WorkbenchAction, isLogged: (CommandOutput) -> Bool = { _ in true }
    ) -> [CommandOutput] {
        let wasRunning = state.run != nil
        if case .interrupt = action { giveUpLoading() }
        var outputs: [CommandOutput] = []
        var waiting = [action]
        while !waiting.isEmpty {
            for effect in state.reduce(waiting.removeFirst()) {
                if case .report(let output) = effect {
                    outputs.append(output)
                    if isLogged(output) {
                        screen.record(output, session: state.session, question: state.lesson.question)
                    }
                }
                if case .keepAnswer(let question) = effect { settledQuestions.append(question) }
                if case .review = effect { asksForReview = true }
                if case .loadData(let request, let source) = effect {
                    load = effects.startLoading(request, relativeTo: source)
                    waiting += loaded(within: loadingPatience)
                }
                if let answer = effects.run(effect, logs: logs, records: records, draw: draw) { waiting.append(answer) }
            }
        }
        // How much of the last run fitted into a slice says nothing about another network.
        if !wasRunning, let run = state.run {
            pace = SlicePace(target: pace.target)
            if run.isSweep { screen.showRuns() }
        }
        return outputs
    }

    // MARK: Lessons

    /// How the questions went that are over since the last call.
    mutating func takeSettledQuestions() -> [SettledQuestion] {
        defer { settledQuestions = [] }
        return settledQuestions
    }

    /// Plays lessons in another mode from here on.
    mutating func play(as mode: LessonMode) { _ = send(.playLessons(mode)) }

    /// Goes back to the state at a place in a lesson.
    mutating func goBack(to workbench: WorkbenchState, _ former: ScreenState, playsOn: Bool) {
        _ = send(.goBack(to: workbench, playsOn: playsOn))
        screen.goBack(to: former)
    }

    // MARK: Loading

    /// Whether data are being loaded.
    var isLoading: Bool { load != nil }

    /// Takes over data that have been loaded, or will be within a given time.
    mutating func takeLoaded(
        within limit: Duration, isLogged: (CommandOutput) -> Bool = { _ in true }
    ) -> [CommandOutput] {
        let outputs = loaded(within: limit).flatMap { send($0, isLogged: isLogged) }
        screen.loading = load?.monitor.status
        return outputs
    }

    private mutating func loaded(within limit: Duration?) -> [WorkbenchAction] {
        guard let outcome = load?.wait(upTo: limit) else { return [] }
        load = nil
        return [.dataLoaded(outcome)]
    }

    private mutating func giveUpLoading() {
        load?.monitor.cancel()
        load = nil
        screen.loading = nil
    }

    // MARK: Drawing and running

    /// The screen at a size, with its settings, for pictures.
    func draw(_ size: Size) -> CellGrid { ScreenModel(picturing: state, screen, size: size).draw() }

    /// Takes the run under way forward by a slice.
    /// - limit: the most operations to run.
    mutating func advanceOneSlice(
        atMost limit: Int = .max, isLogged: (CommandOutput) -> Bool = { _ in true }
    ) -> [CommandOutput] {
        let start = ContinuousClock.now
        let outputs = send(.advance(budget: min(pace.operations, limit)), isLogged: isLogged)
        // A short slice says little about how many operations would fit into a whole one.
        if limit >= pace.operations { pace.adapt(to: ContinuousClock.now - start) }
        return outputs
    }

    /// How long Ctrl-C may have to wait during loading.
    private static let loadingLook = Duration.milliseconds(30)

    /// Finishes the run or the loading under way, if there is one, unless it is interrupted.
    /// - showLoading: called now and then with the progress of loading, and with nil when it has ended.
    mutating func finishRun(
        isInterrupted: () -> Bool, showLoading: (LoadingStatus?) -> Void = { _ in }
    ) -> [CommandOutput] {
        var outputs: [CommandOutput] = []
        while state.run != nil || isLoading {
            if isInterrupted() {
                outputs += send(.interrupt)
            } else if isLoading {
                outputs += takeLoaded(within: Self.loadingLook)
                showLoading(screen.loading)
            } else {
                outputs += advanceOneSlice()
            }
        }
        showLoading(nil)
        return outputs
    }
}

/// How many operations fit into one slice of a run, learned from how long the slices take.
struct SlicePace: Equatable {
    /// For a run that only Ctrl-C can end: short enough to seem immediate.
    static let betweenInterrupts = Duration.milliseconds(20)
    /// For a run that is watched. A key is answered after the slice under way, so this is much shorter than anyone
    /// notices, and still a thousand times what checking for a key costs.
    static let betweenKeys = Duration.milliseconds(8)

    /// How long a slice should take.
    let target: Duration
    private(set) var operations = 8
    /// The longest time that an operation took, as far as that is remembered.
    private var slowest = Duration.zero

    init(target: Duration) {
        self.target = target
    }

    /// Adapts to the time that a slice took.
    ///
    /// In a large network operations differ greatly: after some quick ones, the next slice must not count on more of
    /// them. So the slowest one counts, and is forgotten little by little.
    mutating func adapt(to duration: Duration) {
        slowest = max(duration / operations, slowest * 19 / 20, .nanoseconds(1))
        operations = min(max(Int(target / slowest), 1), 2 * operations, 1 << 24)
    }
}
