import Platform
import TerminalDrawing

/// The loop of the screen, as far as it is measured. The caller of the benchmark provides it.
public protocol MeasuredScreen: AnyObject {
    /// Carries out a scenario that sets up a network to train, and draws the screen.
    func setUp(_ scenario: String)
    /// Carries out a line of the command language.
    func perform(_ line: String)
    /// One turn of the loop: a slice of what is under way, the events that came meanwhile, and a frame if one is due.
    func turn()
    /// Advances the run under way by a slice, as long as slices are when nothing is shown.
    func advanceWithoutFrames()

    /// How many frames have been drawn.
    var frameCount: Int { get }
    /// What the last one cost; nil before the first.
    var lastFrame: FrameCost? { get }
    /// Whether a run is under way.
    var isRunning: Bool { get }
    /// How many iterations the session has completed.
    var iteration: Int { get }
    /// Whether the session stands between two iterations.
    var isBetweenIterations: Bool { get }
    /// How many operations an iteration has.
    var operationCount: Int { get }
}

/// Opens a screen on a terminal, with a number of threads for large operations.
public typealias ScreenOpener = (_ terminal: any TerminalDriver, _ threads: Int) -> any MeasuredScreen
