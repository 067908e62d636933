/// A terminal that grids are shown on and events come from.
///
/// Not for use from several threads at once.
public protocol TerminalDriver: AnyObject {
    /// The terminal's size as last reported.
    var size: Size { get }

    /// The colours that it shows, or that it was limited to.
    var colorTier: ColorTier { get }

    /// The characters that it shows.
    var glyphs: GlyphSet { get }

    /// Whether the mouse is reported; the terminal's own selecting of text is off meanwhile.
    var reportsMouse: Bool { get set }

    /// Uses other colours and characters from the next grid on, but never more than the terminal has.
    /// - colorLimit: the colours to use at most; nil for what the terminal has and the user's environment allows.
    /// - glyphs: the characters to use; nil for those that the locale suggests.
    func use(colorLimit: ColorTier?, glyphs: GlyphSet?)

    /// Shows `grid`, as much of it as fits, touching only what changed since the last one.
    /// - cursor: where the text cursor stands; nil hides it.
    func present(_ grid: CellGrid, cursor: Point?)

    /// Draws the whole screen again, whatever it shows.
    func redraw()

    /// The next event, waiting for one if need be.
    /// - timeoutMilliseconds: how long to wait at most; 0 only looks, a negative number waits without end.
    /// - Returns: nil if nothing happened in that time.
    func nextEvent(timeoutMilliseconds: Int) -> TerminalEvent?

    /// Gives the terminal back, stops the program as Ctrl-Z does, and returns once it continues.
    func suspend()

    /// Gives the terminal back for good, as it was before. Further calls of anything have no effect.
    func close()
}
