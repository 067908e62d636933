import TerminalDrawing
import Workbench

/// A pane on a given screen. Everything about a kind of pane is in its type: its title, what it draws, what keys do in it
/// and what the mouse points at.
///
/// `model` is the screen before the key or the mouse event; changes go to the `ScreenState` that is passed in. Most
/// requirements have a default, which suits a pane that only shows something.
protocol PaneBody {
    /// What the user has done with the pane, kept from frame to frame.
    associatedtype State: PaneState = NoPaneState

    /// Keys that only work in this pane, for the help.
    static var keys: [(key: String, meaning: String)] { get }
    /// Whether the menu of lessons may cover it.
    static var menuMayCover: Bool { get }
    /// Shows a plot, if this is the pane for it, and takes the focus.
    /// - Returns: whether it did.
    static func show(_ report: PlotReport, on screen: inout ScreenState) -> Bool
    /// Clears what is selected in it: after Esc, and when the session has moved.
    static func clearSelection(_ screen: inout ScreenState)

    init(model: ScreenModel)
    /// The screen it is part of.
    var model: ScreenModel { get }

    // MARK: What it shows

    /// Whether the pane exists at the moment. When one pane fills the screen, Tab skips those that do not.
    var isAvailable: Bool { get }
    /// Whether a layout should make room for it.
    var wantsRoom: Bool { get }
    /// The most rows it can use, frame included; nil if there is no limit.
    var mostRows: Int? { get }
    /// The text on its upper frame line.
    var title: PaneTitle { get }
    /// Draws the content.
    /// - Parameter inside: the area within the frame, never empty.
    func draw(on grid: inout CellGrid, in inside: Rect)

    // MARK: Keys

    /// How many places in it Tab stops at.
    var placeCount: Int { get }
    /// The status line while the pane has the focus, longest version first; empty for the usual line.
    var hints: [String] { get }
    /// How far it can be scrolled within an area; nil if it does not scroll.
    func farthestScroll(in inside: Rect) -> Int?
    /// Handles a key before the rest of the screen gets it.
    func handle(_ key: Key, _ screen: inout ScreenState) -> PaneAnswer
    /// Handles a movement.
    /// - Parameter place: which of the places that Tab stops at has the focus.
    func move(_ movement: Movement, atPlace place: Int, _ screen: inout ScreenState)

    // MARK: The mouse

    /// What the mouse points at.
    /// - Parameter point: a point within the frame; nil if the mouse is on the frame itself.
    func target(at point: Point?, in inside: Rect) -> MouseTarget
}

/// What a pane did with a key.
enum PaneAnswer: Equatable {
    /// Nothing: the key means nothing there.
    case ignored
    /// It handled the key, and the loop is to do this.
    case handled(ScreenRequest?)
}

/// What the mouse points at in a pane.
struct MouseTarget {
    /// What gets the focus when it is pressed.
    let focus: Focus
    /// What else a press does, and what the loop is to do about it.
    var press: (inout ScreenState) -> ScreenRequest? = { _ in nil }
    /// What the wheel does; nil if it does what the arrow keys would do with the focus here.
    var turnWheel: ((WheelDirection, inout ScreenState) -> Void)?

    init(_ focus: Focus) {
        self.focus = focus
    }
}

/// The direction of a turn of the mouse wheel.
enum WheelDirection {
    case up, down

    /// How many rows a turn scrolls.
    var rows: Int { self == .up ? -3 : 3 }
}

/// The text on a pane's upper frame line: at the left, and at the right if there is room.
struct PaneTitle {
    let text: String
    let trailing: String
    /// What stands in its place where it does not fit, each shorter than the one before.
    private let shorter: [String]

    /// - shorter: what may stand in its place; if there is nothing, a title of parts loses the first ones.
    init(_ text: String, shorter: [String] = [], trailing: String = "") {
        self.text = text
        self.trailing = trailing
        let parts = text.components(by: Self.separator)
        self.shorter =
            shorter.isEmpty
            ? parts.indices.dropFirst().map { parts[$0...].joined(separator: Self.separator) } : shorter
    }

    /// A title of figures, of which as many are shown as fit, from the first on.
    init(figures: [String], trailing: String = "") {
        let count = max(1, figures.count)
        let texts = (1...count).reversed().map { figures.prefix($0).joined(separator: "  ") }
        self.init(texts[0], shorter: Array(texts.dropFirst()), trailing: trailing)
    }

    /// What stands between the parts of a title, of which each says more than the one before.
    private static let separator = " · "

    /// Whether a pane of so many columns, frame included, has room for a text at the right.
    static func hasRoom(for trailing: String, after text: String, in columns: Int) -> Bool {
        text.count + trailing.count + 9 <= columns
    }

    /// The longest of its texts that fits, so that no figure is cut.
    func text(in columns: Int, _ glyphs: GlyphSet) -> String {
        let texts = ([text] + shorter).map(glyphs.spell)
        return texts.first { CharacterWidth.of($0) <= columns } ?? texts[texts.count - 1]
    }
}

extension String {
    fileprivate func components(by separator: String) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}

// MARK: - Defaults

extension PaneBody {
    /// Its name in layouts and for the focus.
    static var pane: Pane { Pane(Self.self) }

    var theme: Theme { model.theme }
    var glyphs: GlyphSet { model.glyphs }

    static var keys: [(key: String, meaning: String)] { [] }
    static var menuMayCover: Bool { true }
    static func show(_ report: PlotReport, on screen: inout ScreenState) -> Bool { false }
    static func clearSelection(_ screen: inout ScreenState) {}

    var isAvailable: Bool { true }
    var wantsRoom: Bool { isAvailable }
    var mostRows: Int? { nil }

    var placeCount: Int { 1 }
    var hints: [String] { [] }
    func farthestScroll(in inside: Rect) -> Int? { nil }
    func handle(_ key: Key, _ screen: inout ScreenState) -> PaneAnswer { .ignored }

    /// Scrolls, if the pane scrolls.
    func move(_ movement: Movement, atPlace place: Int, _ screen: inout ScreenState) {
        guard let farthest = farthestScroll else { return }
        screen.scroll[Self.pane] = min(max(0, (screen.scroll[Self.pane] ?? 0) + movement.rows), farthest)
    }

    func target(at point: Point?, in inside: Rect) -> MouseTarget { MouseTarget(Focus(Self.pane)) }

    /// How far it can be scrolled on this screen; nil if it is not shown or does not scroll.
    var farthestScroll: Int? {
        guard model.isLargeEnough, let inside = model.layout.area(of: Self.pane)?.interior else { return nil }
        return farthestScroll(in: inside)
    }

    /// Writes a line of the log or of a lesson.
    ///
    /// If it does not fit it ends before a word, with a mark, so that no number is cut.
    func put(_ line: LogLine, on grid: inout CellGrid, row: Int, in inside: Rect) {
        var text = Substring(line.text)
        if CharacterWidth.of(text) > inside.columns - 2 {
            var fitting = text.prefix(max(0, inside.columns - 3))
            if let blank = fitting.lastIndex(of: " "), !fitting[..<blank].allSatisfy({ $0 == " " }) {
                fitting = fitting[..<blank]
                text = fitting + " \(glyphs.ellipsis)"
            }
        }
        grid.put(
            text, at: Point(column: inside.column + 1, row: row), style: theme.log(line.kind),
            limit: inside.columns - 2, overflow: .ellipsis(glyphs.ellipsis))
    }

    /// A line after which words are missing, with the key that shows them.
    func cutLine(_ line: String, columns: Int) -> String {
        let mark = " \(glyphs.ellipsis) \(ScreenKey.wholeText.rawValue): all"
        let words = line.wrapped(toColumns: max(1, columns - CharacterWidth.of(mark)))
        return (words.first ?? "") + mark
    }

    /// Writes a muted line in place of content that is missing.
    func write(_ text: String, on grid: inout CellGrid, in inside: Rect) {
        grid.put(
            glyphs.spell(text), at: Point(column: inside.column + 1, row: inside.row), style: theme.muted,
            limit: inside.columns - 1, overflow: .ellipsis(glyphs.ellipsis))
    }
}
