import TerminalDrawing

@testable import FrontEnds

/// A terminal without a screen: it keeps what it is shown, and returns the events that a test puts into it.
final class SimulatedTerminal: TerminalDriver {
    var size = Size(columns: 120, rows: 36)
    /// What it could show.
    let available = ColorTier.palette256
    private(set) var colorTier = ColorTier.palette256
    private(set) var glyphs = GlyphSet.unicode
    var reportsMouse = false

    var events: [TerminalEvent] = []
    private(set) var frames: [CellGrid] = []
    /// The timeout of each request for an event.
    private(set) var waits: [Int] = []
    private(set) var redrawCount = 0
    private(set) var isClosed = false

    func use(colorLimit: ColorTier?, glyphs: GlyphSet?) {
        colorTier = min(available, colorLimit ?? available)
        self.glyphs = glyphs ?? .unicode
    }

    func present(_ grid: CellGrid, cursor: Point?) { frames.append(grid) }

    func redraw() { redrawCount += 1 }

    /// Never waits: a request without a timeout is told that nothing will ever come.
    func nextEvent(timeoutMilliseconds: Int) -> TerminalEvent? {
        waits.append(timeoutMilliseconds)
        if !events.isEmpty { return events.removeFirst() }
        return timeoutMilliseconds < 0 ? .endOfInput : nil
    }

    func suspend() {}
    func close() { isClosed = true }

    /// The last frame as text.
    var text: String { frames.last?.plainText ?? "" }
}
