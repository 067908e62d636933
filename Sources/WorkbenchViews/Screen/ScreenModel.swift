import CommandLanguage
import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// A screen: what the user works on and what he looks at, in a size. Drawing it is a pure function.
public struct ScreenModel {
    @CopyOnWrite private(set) var workbench: WorkbenchState
    @CopyOnWrite private(set) var screen: ScreenState
    let size: Size
    let theme: Theme
    let glyphs: GlyphSet
    let memo: ScreenMemo

    /// - Parameters:
    ///   - workbench: what the user works on.
    ///   - screen: what he looks at.
    ///   - size: the terminal's size in cells.
    ///   - memo: what was worked out for the last frame.
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

    /// Where everything is.
    var layout: ScreenLayout { ScreenLayout(size: size, wishes) }

    private var wishes: ScreenLayout.Wishes {
        ScreenLayout.Wishes(
            layout: screen.layout, focused: screen.focus.pane, isZoomed: screen.isZoomed,
            hasNarration: workbench.narration != nil, hasDerivation: screen.derivation != nil,
            hasDerivationCurve: screen.derivation?.curve != nil,
            outcome: outcomeKind, hasRuns: workbench.sweep != nil,
            hasAccuracy: workbench.session?.engine.training?.isClassification ?? true,
            layerCount: workbench.session?.engine.network.layerCount ?? 0)
    }

    /// How far a pane can be scrolled; 0 where it is not shown or does not scroll.
    func farthestScroll(of pane: Pane) -> Int {
        guard isLargeEnough, let inside = layout.slots.first(where: { $0.pane == pane })?.area.interior else {
            return 0
        }
        return switch pane {
        case .log: farthestLogScroll(in: inside)
        case .derivation: farthestDerivationScroll(in: inside)
        case .explanation: farthestExplanationScroll(in: inside)
        case .layers: farthestLayerScroll(in: inside)
        default: 0
        }
    }

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
        let layout = layout
        drawHeader(on: &grid, in: layout.header)
        if screen.helpScroll != nil {
            drawHelp(on: &grid)
        } else {
            if let area = layout.pipeline { drawPipeline(on: &grid, in: area) }
            for slot in layout.slots { drawContent(of: slot.pane, on: &grid, in: slot.area.interior) }
            drawFrames(of: layout, on: &grid)
            if let menu = screen.courseMenu { drawCourseMenu(menu, on: &grid) }
        }
        drawStatus(on: &grid, in: layout.status)
        return grid
    }

    // MARK: Panes

    private func drawContent(of pane: Pane, on grid: inout CellGrid, in area: Rect) {
        guard !area.isEmpty else { return }
        switch pane {
        case .operations: drawOperations(on: &grid, in: area)
        case .matrices: drawMatrices(on: &grid, in: area)
        case .derivation: drawDerivation(on: &grid, in: area)
        case .explanation: drawExplanation(on: &grid, in: area)
        case .curve, .accuracy: drawPlot(of: pane, on: &grid, in: area)
        case .layers: drawLayers(on: &grid, in: area)
        case .outcome: drawOutcome(on: &grid, in: area)
        case .samples: drawSamples(on: &grid, in: area)
        case .runs: drawRuns(on: &grid, in: area)
        case .narration: drawNarration(on: &grid, in: area)
        case .log: drawLog(on: &grid, in: area)
        }
    }

    private func title(of pane: Pane) -> PaneTitle {
        switch pane {
        case .operations: PaneTitle("operations")
        case .matrices: matricesTitle
        case .derivation: derivationTitle
        case .explanation: explanationTitle
        case .curve, .accuracy: plotTitle(of: pane)
        case .layers: PaneTitle("layers")
        case .outcome: outcomeTitle
        case .samples: samplesTitle
        case .runs: runsTitle
        case .narration: narrationTitle
        case .log: PaneTitle(layout.pinsNarration ? workbench.title ?? "log" : "log")
        }
    }

    /// The boxes about the panes. Where panes share a line it leads from side to side; the focused pane's box is lit.
    private func drawFrames(of layout: ScreenLayout, on grid: inout CellGrid) {
        for slot in layout.slots {
            let title = title(of: slot.pane)
            let isFocused = slot.pane == screen.focus.pane
            let titleStyle = isFocused ? theme.focusedTitle : theme.title
            let sharesLine = layout.slots.contains {
                $0.area.endRow - 1 == slot.area.row && $0.area.column == slot.area.column
            }
            grid.box(slot.area, style: theme.border, glyphs: glyphs)
            if sharesLine {
                grid.divider(
                    in: slot.area, row: slot.area.row, title: glyphs.spell(title.text), style: theme.border,
                    titleStyle: titleStyle, glyphs: glyphs)
            } else {
                grid.box(
                    slot.area, title: glyphs.spell(title.text), style: theme.border, titleStyle: titleStyle,
                    glyphs: glyphs)
            }
            // What keys do here is less than what is here.
            let trailing = glyphs.spell(title.trailing)
            if !trailing.isEmpty, title.text.count + trailing.count + 9 <= slot.area.columns {
                grid.putRightAligned(
                    " \(trailing) ", endColumn: slot.area.endColumn - 2, row: slot.area.row, style: theme.muted)
            }
        }
        guard let focused = layout.slots.first(where: { $0.pane == screen.focus.pane })?.area else { return }
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

/// What stands in the line over a pane: at its left, and at its right where there is room.
struct PaneTitle {
    let text: String
    let trailing: String

    init(_ text: String, trailing: String = "") {
        self.text = text
        self.trailing = trailing
    }
}
