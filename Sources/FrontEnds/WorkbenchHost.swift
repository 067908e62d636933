import CommandLanguage
import TerminalDrawing
import Workbench
import WorkbenchViews

/// A workbench and its screen with the outside world attached: actions go in, what commands left behind comes out.
///
/// The player, the line REPL and the screen differ only in where actions come from and where output goes.
struct WorkbenchHost {
    private(set) var state: WorkbenchState
    /// What the screen shows of it, or would show if there were one.
    var screen = ScreenState()
    private let effects: EffectRunner
    private var pace = SlicePace()

    init(state: WorkbenchState, effects: EffectRunner) {
        self.state = state
        self.effects = effects
    }

    /// Lets an action happen with everything that follows from it at once.
    ///
    /// - Returns: what commands left behind, in order.
    mutating func send(_ action: WorkbenchAction) -> [CommandOutput] {
        let wasRunning = state.run != nil
        var outputs: [CommandOutput] = []
        var waiting = [action]
        while !waiting.isEmpty {
            for effect in state.reduce(waiting.removeFirst()) {
                if case .report(let output) = effect {
                    outputs.append(output)
                    screen.record(output)
                }
                if let answer = effects.run(effect, draw: draw) { waiting.append(answer) }
            }
        }
        // How much of the last run fitted into a slice says nothing about one of another network.
        if !wasRunning, state.run != nil { pace = SlicePace() }
        return outputs
    }

    private func draw(_ size: Size) -> CellGrid {
        ScreenModel(workbench: state, screen: screen, size: size).draw()
    }

    /// Takes the run under way forward for about as long as a frame may take.
    mutating func advanceOneSlice() -> [CommandOutput] {
        let start = ContinuousClock.now
        let outputs = send(.advance(budget: pace.operations))
        pace.adapt(to: ContinuousClock.now - start)
        return outputs
    }

    /// Finishes the run under way, if there is one, unless it is interrupted.
    mutating func finishRun(isInterrupted: () -> Bool) -> [CommandOutput] {
        var outputs: [CommandOutput] = []
        while state.run != nil {
            outputs += isInterrupted() ? send(.interrupt) : advanceOneSlice()
        }
        return outputs
    }
}

/// How many operations fit into one slice of a run, learned from how long the slices take.
struct SlicePace: Equatable {
    /// Short enough that a key or Ctrl-C is answered at once, long enough that the slices' own cost vanishes.
    private static let target = Duration.milliseconds(20)

    private(set) var operations = 8

    /// Doubles or shrinks the slice towards the duration that is aimed at.
    mutating func adapt(to duration: Duration) {
        if duration < Self.target / 2 {
            operations = min(operations * 2, 1 << 24)
        } else if duration > Self.target * 2 {
            operations = max(operations / 2, 1)
        }
    }
}
