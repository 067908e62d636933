import Foundation
import Synchronization
import TerminalDrawing

/// Presses keys at moments that the program cannot foresee, and measures the time until a frame has shown the effect of
/// each.
final class AnswerTimes: Sendable {
    private struct State {
        var pressed: ContinuousClock.Instant?
        var hasArrived = false
        var times: [Duration] = []
        var isOver = false
    }

    private let state = Mutex(State())

    /// From each press to the end of its frame.
    var times: [Duration] { state.withLock(\.times) }

    /// Presses keys until `stop` is called, each a random time after the one before was answered.
    /// - press: types a key into the terminal; called on another thread.
    func start(press: @escaping @Sendable () -> Void) {
        Thread.detachNewThread { [self] in
            while true {
                usleep(UInt32.random(in: 15_000...60_000))
                let isReady = state.withLock { state -> Bool? in
                    if state.isOver { return nil }
                    guard state.pressed == nil else { return false }
                    state.pressed = .now
                    return true
                }
                guard let isReady else { return }
                if isReady { press() }
            }
        }
    }

    func stop() {
        state.withLock { $0.isOver = true }
    }

    /// To be called when the loop receives a key.
    func keyArrived() {
        state.withLock { $0.hasArrived = $0.pressed != nil }
    }

    /// To be called when a frame is on the terminal.
    func frameShown() {
        state.withLock { state in
            guard state.hasArrived, let pressed = state.pressed else { return }
            state.times.append(ContinuousClock.now - pressed)
            state.pressed = nil
            state.hasArrived = false
        }
    }
}

/// A terminal that passes everything on, and reports when keys arrive and frames are shown.
final class MeasuredTerminal: TerminalDriver {
    private let terminal: any TerminalDriver
    /// The receiver of these reports, if any.
    var answers: AnswerTimes?
    /// What to do about a signal that asks the program to end.
    private let end: (TerminalSignal) -> Never

    init(_ terminal: any TerminalDriver, onSignal end: @escaping (TerminalSignal) -> Never) {
        self.terminal = terminal
        self.end = end
    }

    var size: Size { terminal.size }
    var colorTier: ColorTier { terminal.colorTier }
    var glyphs: GlyphSet { terminal.glyphs }
    var reportsMouse: Bool {
        get { terminal.reportsMouse }
        set { terminal.reportsMouse = newValue }
    }

    func use(colorLimit: ColorTier?, glyphs: GlyphSet?) { terminal.use(colorLimit: colorLimit, glyphs: glyphs) }

    func present(_ grid: CellGrid, cursor: Point?) {
        terminal.present(grid, cursor: cursor)
        answers?.frameShown()
    }

    func redraw() { terminal.redraw() }

    func nextEvent(timeoutMilliseconds: Int) -> TerminalEvent? {
        let event = terminal.nextEvent(timeoutMilliseconds: timeoutMilliseconds)
        switch event {
        case .key: answers?.keyArrived()
        case .signal(let signal) where signal != .resume: end(signal)
        default: break
        }
        return event
    }

    func suspend() { terminal.suspend() }
    func close() { terminal.close() }
}
