import Platform
import TerminalDrawing

/// The loop of the screen, as far as it is measured. Whoever starts the benchmark has it; here it is only driven.
public protocol MeasuredScreen: AnyObject {
    /// Carries out a scenario to its end, and until it is shown: it leaves a network that can be trained.
    func setUp(_ scenario: String)
    /// Carries out a line of the command language.
    func perform(_ line: String)
    /// Goes once round: a slice of what is under way, the events that came meanwhile, and a frame if one is due.
    func turn()
    /// Takes the run under way forward by a slice, in slices as they are where nothing is shown.
    func advanceWithoutFrames()

    /// How many frames there were.
    var frameCount: Int { get }
    /// What the last one cost; nil before the first.
    var lastFrame: FrameCost? { get }
    /// Whether a run is under way.
    var isRunning: Bool { get }
    /// How many iterations the session has completed.
    var iteration: Int { get }
    /// Whether it stands between two of them.
    var isBetweenIterations: Bool { get }
    /// How many operations one has.
    var operationCount: Int { get }
}

/// Opens a screen on a terminal, with so many threads for large operations.
public typealias ScreenOpener = (_ terminal: any TerminalDriver, _ threads: Int) -> any MeasuredScreen
