import CommandLanguage
import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// A screen: what the user works on and what he looks at, in a size. Drawing it is a pure function.
public struct ScreenModel {
    let workbench: WorkbenchState
    let screen: ScreenState
    let size: Size
    let theme: Theme
    let glyphs: GlyphSet

    /// - Parameters:
    ///   - workbench: what the user works on.
    ///   - screen: what he looks at.
    ///   - size: the terminal's size in cells.
    public init(
        workbench: WorkbenchState, screen: ScreenState, size: Size, theme: Theme = .dark, glyphs: GlyphSet = .unicode
    ) {
        self.workbench = workbench
        self.screen = screen
        self.size = size
        self.theme = theme
        self.glyphs = glyphs
    }

    /// The screen as cells.
    public func draw() -> CellGrid {
        var grid = CellGrid(size: size, style: theme.text)
        guard size.columns >= ScreenLayout.smallest.columns, size.rows >= ScreenLayout.smallest.rows else {
            drawTooSmall(on: &grid)
            return grid
        }
        let layout = ScreenLayout(size: size)
        drawHeader(on: &grid, in: layout.header)
        if let area = layout.pipeline { drawPipeline(on: &grid, in: area) }
        if let area = layout.operations { drawOperations(on: &grid, in: area) }
        if let area = layout.lossPlot { drawLossPlot(on: &grid, in: area) }
        drawMatrices(on: &grid, in: layout.matrices)
        drawLog(on: &grid, in: layout.log)
        if screen.helpScroll != nil { drawHelp(on: &grid) }
        drawStatus(on: &grid, in: layout.status)
        return grid
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
