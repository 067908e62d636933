import TerminalDrawing
import Workbench

/// The accuracy over the iterations.
struct AccuracyPane: RunPlotPane {
    let model: ScreenModel

    struct State: RunPlotState {
        var plot = PlotState()
    }

    static func show(_ report: PlotReport, on screen: inout ScreenState) -> Bool {
        guard case .curve(.accuracy, let options) = report.request, screen.layout == .train else { return false }
        screen[Self.self].plot.take(options, report.data)
        screen.focus = Focus(.accuracy)
        return true
    }

    var subject: PlotSubject? { .accuracy }

    /// Numeric targets have no accuracy.
    var wantsRoom: Bool { model.workbench.session?.engine.training?.isClassification ?? true }

    var title: PaneTitle { plotTitle ?? PaneTitle("") }

    func draw(on grid: inout CellGrid, in inside: Rect) { drawPlot(on: &grid, in: inside) }
}

extension Pane {
    static let accuracy = Pane(AccuracyPane.self)
}
