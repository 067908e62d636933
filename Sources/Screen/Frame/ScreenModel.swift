import CommandLanguage
import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// One frame of the screen: the workbench, what the user looks at, the size, and the layout that follows from them. It is
/// drawn by a pure function, and keys and mouse events are interpreted by it.
///
/// A reference, so that every pane can hold its screen cheaply and the layout is worked out only once.
public final class ScreenModel {
    let workbench: WorkbenchState
    let screen: ScreenState
    let size: Size
    let theme: Theme
    let glyphs: GlyphSet
    let memo: ScreenMemo
    /// Where the panes are.
    private(set) lazy var layout = ScreenLayout(size: size, input)

    /// - Parameters:
    ///   - workbench: what the user works on.
    ///   - screen: what the user looks at.
    ///   - size: the terminal's size in cells.
    ///   - memo: results of the last frame that may still hold.
    public init(
        workbench: WorkbenchState, screen: ScreenState, size: Size, theme: Theme = .dark, glyphs: GlyphSet = .unicode,
        memo: ScreenMemo = ScreenMemo()
    ) {
        self.workbench = workbench
        self.screen = screen
        self.size = size
        self.theme = theme
        self.glyphs = glyphs
        self.memo = memo
    }

    /// A frame with the theme and the glyphs that `set` chose, for pictures of the screen.
    public convenience init(picturing workbench: WorkbenchState, _ screen: ScreenState, size: Size) {
        let settings = screen.settings
        self.init(
            workbench: workbench, screen: screen, size: size,
            theme: .standard(for: settings.colorLimit ?? .direct, isLight: settings.isLight),
            glyphs: settings.glyphs ?? .unicode)
    }

    private var input: ScreenLayout.Input {
        var input = ScreenLayout.Input(layout: screen.layout, focused: screen.focus.pane, isZoomed: screen.isZoomed)
        input.derivationHasCurves = screen.derivation?.curve != nil
        input.hasTrained = workbench.hasTrained
        input.panes = []
        for pane in Pane.all {
            let body = body(of: pane)
            if body.wantsRoom { input.panes.insert(pane) }
            input.rows[pane] = body.mostRows
        }
        return input
    }

    /// A pane, on this screen.
    func body(of pane: Pane) -> any PaneBody { pane.body.init(model: self) }

    var isLargeEnough: Bool {
        size.columns >= ScreenLayout.smallest.columns && size.rows >= ScreenLayout.smallest.rows
    }

    /// The screen as cells.
    public func draw() -> CellGrid {
        var grid = CellGrid(size: size, style: theme.text)
        guard isLargeEnough else {
            drawTooSmall(on: &grid)
            return grid
        }
        memo.begin(workbench.session)
        drawHeader(on: &grid, in: layout.header)
        if let page = screen.page {
            draw(page, on: &grid)
        } else {
            if let area = layout.pipeline { drawPipeline(on: &grid, in: area) }
            for slot in layout.slots where !slot.area.interior.isEmpty {
                body(of: slot.pane).draw(on: &grid, in: slot.area.interior)
            }
            drawFrames(on: &grid)
            if let end = screen.lessonEnd { drawLessonEnd(end, on: &grid) }
            if let menu = screen.courseMenu { drawCourseMenu(menu, on: &grid) }
        }
        drawStatus(on: &grid, in: layout.status)
        return grid
    }

    // MARK: Panes

    /// The frames of the panes. Panes below one another share a line; the frame of the pane with the focus is
    /// highlighted.
    private func drawFrames(on grid: inout CellGrid) {
        for slot in layout.slots {
            let title = body(of: slot.pane).title
            // The corners of the line, and a space on either side, stay.
            let text = title.text(in: slot.area.columns - 4, glyphs)
            let isFocused = slot.pane == screen.focus.pane
            let titleStyle = isFocused ? theme.focusedTitle : theme.title
            let sharesLine = layout.slots.contains {
                $0.area.endRow - 1 == slot.area.row && $0.area.column == slot.area.column
            }
            grid.box(slot.area, style: theme.border, glyphs: glyphs)
            if sharesLine {
                grid.divider(
                    in: slot.area, row: slot.area.row, title: text, style: theme.border,
                    titleStyle: titleStyle, glyphs: glyphs)
            } else {
                grid.box(
                    slot.area, title: text, style: theme.border, titleStyle: titleStyle,
                    glyphs: glyphs)
            }
            // The hint about keys is the first to go when there is little room.
            let trailing = glyphs.spell(title.trailing)
            if !trailing.isEmpty, PaneTitle.hasRoom(for: trailing, after: text, in: slot.area.columns) {
                grid.putRightAligned(
                    " \(trailing) ", endColumn: slot.area.endColumn - 2, row: slot.area.row, style: theme.muted)
            }
        }
        guard let focused = layout.area(of: screen.focus.pane) else { return }
        for edge in [
            Rect(column: focused.column, row: focused.row, columns: focused.columns, rows: 1),
            Rect(column: focused.column, row: focused.endRow - 1, columns: focused.columns, rows: 1),
            Rect(column: focused.column, row: focused.row, columns: 1, rows: focused.rows),
            Rect(column: focused.endColumn - 1, row: focused.row, columns: 1, rows: focused.rows),
        ] {
            grid.restyle(edge) { if $0 == theme.border { $0 = theme.focusedBorder } }
        }
    }

    private func drawTooSmall(on grid: inout CellGrid) {
        let smallest = ScreenLayout.smallest
        let sentence =
            "backstep needs \(smallest.columns)×\(smallest.rows), this is \(size.columns)×\(size.rows): "
            + "make the window larger, or q to quit."
        var row = 0
        var line = ""
        for word in glyphs.spell(sentence).split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > size.columns {
                grid.put(line, at: Point(column: 0, row: row), style: theme.text, limit: size.columns)
                row += 1
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        if row < size.rows { grid.put(line, at: Point(column: 0, row: row), style: theme.text, limit: size.columns) }
    }
}
