import CommandLanguage
import NeuralEngine
import TerminalDrawing
import Workbench
import Screen

/// A workbench and its screen with the outside world attached: actions go in, what commands left behind comes out.
///
/// The player, the line REPL and the screen differ only in where actions come from and where output goes.
struct WorkbenchHost {
    @CopyOnWrite private(set) var state: WorkbenchState
    /// What the screen shows of it, or would show if there were one.
    @CopyOnWrite var screen = ScreenState()
    /// What was worked out for the last frame.
    let memo = ScreenMemo()
    private let effects: EffectRunner
    private let logs = RunLogFiles()
    private let records = RecordFiles()
    /// The data being loaded, and for how long a command waits for them before it goes on without; nil waits to the end.
    private var load: BackgroundLoad?
    private let loadingPatience: Duration?
    /// How much of a run fits into a slice.
    var pace: SlicePace

    /// - Parameters:
    ///   - sliceDuration: about how long a slice of a run is to take.
    ///   - loadingPatience: how long `send` waits for data; whoever gives one goes on with `takeLoaded`, or with
    ///     `finishRun`. Nil waits until they are there.
    init(
        state: WorkbenchState, effects: EffectRunner, sliceDuration: Duration = SlicePace.betweenInterrupts,
        loadingPatience: Duration? = nil
    ) {
        self.state = state
        self.effects = effects
        self.loadingPatience = loadingPatience
        pace = SlicePace(target: sliceDuration)
    }

    /// Lets an action happen with everything that follows from it at once.
    ///
    /// - Parameter isWorthALine: whether an output is to stand in the screen's log.
    /// - Returns: what commands left behind, in order.
    mutating func send(
        _ action: WorkbenchAction, isWorthALine: (CommandOutput) -> Bool = { _ in true }
    ) -> [CommandOutput] {
        let wasRunning = state.run != nil
        if case .interrupt = action { giveUpLoading() }
        var outputs: [CommandOutput] = []
        var waiting = [action]
        while !waiting.isEmpty {
            for effect in state.reduce(waiting.removeFirst()) {
                if case .report(let output) = effect {
                    outputs.append(output)
                    if isWorthALine(output) { screen.record(output, session: state.session, question: state.question) }
                }
                if case .loadData(let request, let besides) = effect {
                    load = effects.startLoading(request, besides: besides)
                    waiting += loaded(within: loadingPatience)
                }
                if let answer = effects.run(effect, logs: logs, records: records, draw: draw) { waiting.append(answer) }
            }
        }
        // How much of the last run fitted into a slice says nothing about one of another network.
        if !wasRunning, let run = state.run {
            pace = SlicePace(target: pace.target)
            if run.isSweep { screen.showRuns() }
        }
        return outputs
    }

    // MARK: Lessons

    /// Plays lessons in another way from here on.
    mutating func play(as mode: LessonMode) { _ = send(.playLessons(mode)) }

    /// Goes back to how all was at a place in a lesson.
    mutating func goBack(to workbench: WorkbenchState, _ former: ScreenState, playsOn: Bool) {
        _ = send(.goBack(to: workbench, playsOn: playsOn))
        screen.goBack(to: former)
    }

    // MARK: Loading

    /// Whether data are being loaded, so that a command waits for them.
    var isLoading: Bool { load != nil }

    /// Takes in data that have come, or come within a while.
    mutating func takeLoaded(
        within limit: Duration, isWorthALine: (CommandOutput) -> Bool = { _ in true }
    ) -> [CommandOutput] {
        let outputs = loaded(within: limit).flatMap { send($0, isWorthALine: isWorthALine) }
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

    /// The screen in a size, as it is set, for pictures of it.
    func draw(_ size: Size) -> CellGrid { ScreenModel(picturing: state, screen, size: size).draw() }

    /// Takes the run under way forward by a slice.
    mutating func advanceOneSlice(
        isWorthALine: (CommandOutput) -> Bool = { _ in true }
    ) -> [CommandOutput] {
        let start = ContinuousClock.now
        let outputs = send(.advance(budget: pace.operations), isWorthALine: isWorthALine)
        pace.adapt(to: ContinuousClock.now - start)
        return outputs
    }

    /// How long a Ctrl-C may have to wait while nothing but loading goes on.
    private static let loadingLook = Duration.milliseconds(30)

    /// Finishes the run or the loading under way, if there is one, unless it is interrupted.
    /// - showLoading: told now and then how far the loading is, and nil when it has ended.
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
    /// For a run that only Ctrl-C can end: at once, to whoever pressed it.
    static let betweenInterrupts = Duration.milliseconds(20)
    /// For a run that is watched: a key is answered after the slice under way, so this is a small part of the time
    /// that nobody notices, and still a thousand times what looking for a key costs.
    static let betweenKeys = Duration.milliseconds(8)

    /// How long a slice is to take.
    let target: Duration
    private(set) var operations = 8
    /// How long one operation took at most, as far as that is remembered.
    private var slowest = Duration.zero

    init(target: Duration) {
        self.target = target
    }

    /// Takes in how long a slice took.
    ///
    /// In a large network operations are very unlike: after some quick ones, the next slice must not reckon with more of
    /// them. So the slowest one counts, and is forgotten little by little.
    mutating func adapt(to duration: Duration) {
        slowest = max(duration / operations, slowest * 19 / 20, .nanoseconds(1))
        operations = min(max(Int(target / slowest), 1), 2 * operations, 1 << 24)
    }
}
