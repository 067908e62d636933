import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

extension ScreenModel {
    var outcomeTitle: PaneTitle { PaneTitle("outcome") }
    func drawOutcome(on grid: inout CellGrid, in inside: Rect) {}
}
