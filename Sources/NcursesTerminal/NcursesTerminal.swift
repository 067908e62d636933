import CNcurses
import Glibc
import TerminalDrawing

/// The terminal that the program runs in, through ncurses.
///
/// There is one terminal, so at most one of these may be open at a time, and used from one thread only. Whatever ends
/// the program while it is open (a crash, `exit`, a signal handled by the event loop), the terminal is restored. What
/// is written to standard error meanwhile appears afterwards.
public final class NcursesTerminal: TerminalDriver {
    /// The terminal's size as last reported.
    public private(set) var size: Size
    /// The colours that the terminal shows, or that it was limited to.
    public private(set) var colorTier: ColorTier
    /// The characters that the locale allows, or that were asked for.
    public private(set) var glyphs: GlyphSet

    /// Whether presses, releases and the wheel arrive as events.
    public var reportsMouse = false {
        didSet {
            guard isOpen, reportsMouse != oldValue else { return }
            mousemask(reportsMouse ? CursesMouseMask : 0, nil)
        }
    }

    private let showsUnicode: Bool
    /// Whether the user's environment forbids colours, unless the user asks for some.
    private let forbidsColor: Bool
    /// The colours that the terminal shows; nil until colours are started.
    private var availableTier: ColorTier?

    let signalPipe: Int32
    /// When and where the left button was last pressed.
    var lastPress: (time: ContinuousClock.Instant, point: Point)?
    /// Events that were found together with the one that was asked for.
    var pendingEvents: [TerminalEvent] = []
    var hasInputEnded = false
    private(set) var isOpen = true

    private let screen: OpaquePointer?
    private var painter: GridPainter
    private let restoreBytes: [UInt8]

    /// Opens the terminal on standard input and output.
    /// - environment: the process's environment variables, of which TERM, NO_COLOR, LC_ALL, LC_CTYPE and LANG matter.
    /// - Throws: if there is no terminal, or if it cannot show a screen; nothing has been changed then.
    public init(environment: [String: String]) throws(TerminalError) {
        let environment = TerminalEnvironment(environment)
        guard isatty(STDIN_FILENO) == 1 else { throw .notATerminal(stream: "input") }
        guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal(stream: "output") }
        let name = try Self.usableTerminal(among: environment.terminalNames)
        showsUnicode = environment.establishLocale()
        forbidsColor = environment.forbidsColor
        let glyphs = showsUnicode ? GlyphSet.unicode : .ascii
        self.glyphs = glyphs

        guard terminalGuardRemember(STDIN_FILENO) else { throw .refused(name: name) }
        // ncurses only handles signals that nobody else handles yet.
        signalPipe = terminalGuardCatchSignals()
        guard signalPipe >= 0 else { throw .refused(name: name) }
        screen = cursesStart(name)
        guard screen != nil else {
            terminalGuardReleaseSignals()
            throw .refused(name: name)
        }
        restoreBytes = Self.restoreBytes()
        terminalGuardArm(restoreBytes.map { CChar(bitPattern: $0) }, restoreBytes.count)
        terminalGuardParkErrors()

        Self.setUpInput()
        // ncurses writes colours once they are started, so not before they are wanted.
        availableTier = forbidsColor ? nil : Self.startColors()
        let tier = availableTier ?? .none
        colorTier = tier
        size = Size(columns: Int(getmaxx(cursesWindow())), rows: Int(getmaxy(cursesWindow())))
        painter = GridPainter(tier: tier, glyphs: glyphs, showsUnicode: showsUnicode)
        adoptSize()
    }

    deinit {
        close()
    }

    /// Uses other colours and characters.
    public func use(colorLimit: ColorTier?, glyphs wantedGlyphs: GlyphSet?) {
        guard isOpen else { return }
        let limit = colorLimit ?? (forbidsColor ? ColorTier.none : nil)
        let tier = tier(atMost: limit)
        let glyphs = showsUnicode ? wantedGlyphs ?? .unicode : .ascii
        guard tier != colorTier || glyphs != self.glyphs else { return }
        colorTier = tier
        self.glyphs = glyphs
        painter.use(tier: tier, glyphs: glyphs)
    }

    private func tier(atMost limit: ColorTier?) -> ColorTier {
        if limit == ColorTier.none { return .none }
        let available = availableTier ?? Self.startColors()
        availableTier = available
        return min(available, limit ?? available)
    }

    /// Draws the whole screen again, whatever it shows.
    public func redraw() {
        guard isOpen else { return }
        adoptSize()
        repaint()
    }

    /// Shows `grid`; what does not fit is cut off.
    public func present(_ grid: CellGrid, cursor: Point?) {
        guard isOpen else { return }
        painter.paint(grid, on: cursesWindow())
        if let cursor, Rect(size).contains(cursor) {
            wmove(cursesWindow(), Int32(cursor.row), Int32(cursor.column))
            curs_set(1)
        } else {
            curs_set(0)
        }
        wnoutrefresh(cursesWindow())
        doupdate()
    }

    /// Gives the terminal back, stops the program, and draws the screen again once it continues.
    public func suspend() {
        guard isOpen else { return }
        leaveScreen()
        terminalGuardStop()
        returnToScreen()
    }

    /// Restores the terminal for good.
    public func close() {
        guard isOpen else { return }
        isOpen = false
        mousemask(0, nil)
        leaveScreen()
        delscreen(screen)
        terminalGuardReleaseSignals()
    }

    private func leaveScreen() {
        curs_set(1)
        endwin()
        terminalGuardDisarm()
        terminalGuardReplayErrors()
    }

    private func returnToScreen() {
        terminalGuardArm(restoreBytes.map { CChar(bitPattern: $0) }, restoreBytes.count)
        terminalGuardParkErrors()
        adoptSize()
        repaint()
    }

    /// Draws the whole screen again, in the program's own modes, whatever it shows.
    func repaint() {
        reset_prog_mode()
        redrawwin(cursesWindow())
        clearok(cursesPhysicalScreen(), true)
        wrefresh(cursesWindow())
    }

    /// Asks the terminal for its size and tells ncurses.
    /// - Returns: whether the size has changed.
    @discardableResult
    func adoptSize() -> Bool {
        var window = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
            return false
        }
        let reported = Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
        guard reported != size else { return false }
        resizeterm(Int32(reported.rows), Int32(reported.columns))
        size = reported
        painter.forgetScreen()
        return true
    }
}
