import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

extension ScreenModel {
    func drawLayers(on grid: inout CellGrid, in inside: Rect) {}
}
