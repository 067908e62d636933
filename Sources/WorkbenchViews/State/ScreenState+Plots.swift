import CommandLanguage
import Derivations
import StepDebugger
import TerminalDrawing
import Workbench

/// What the pane of the curve shows.
public enum CurveSubject: Equatable, Sendable {
    /// A curve of the run.
    case run(PlotSubject)
    /// How the cells of a value are spread, as they are now.
    case histogram(Expression, bins: Int)
    /// The curves of a function and of its derivative.
    case function(DerivationCurve)

    /// The curve; nil where there is none.
    var curve: PlotSubject? {
        if case .run(let subject) = self { subject } else { nil }
    }
}

/// The panes that have plots.
extension ScreenState {
    /// The curve that a pane shows; nil where it shows none.
    func curve(in pane: Pane) -> PlotSubject? {
        switch pane {
        case .curve: curveSubject.curve
        case .accuracy: .accuracy
        default: nil
        }
    }

    /// What the user does with the plot of a pane.
    private subscript(plotIn pane: Pane) -> PlotState {
        get { pane == .accuracy ? accuracyPlot : curvePlot }
        set { if pane == .accuracy { accuracyPlot = newValue } else { curvePlot = newValue } }
    }

    /// What the user does with the plot of a pane.
    func plot(in pane: Pane) -> PlotState { self[plotIn: pane] }

    /// Takes in a key for the plot that has the focus.
    mutating func handleOnPlot(_ key: Key, _ workbench: WorkbenchState) -> PlotState.Answer {
        guard let subject = curve(in: focus.pane) else { return .notMine }
        return self[plotIn: focus.pane].handle(key, PlotContent(subject, of: workbench, .dark))
    }

    /// What the wheel does over a plot.
    mutating func zoomPlot(in pane: Pane, by factor: Double, about x: Double, _ workbench: WorkbenchState) {
        guard let subject = curve(in: pane) else { return }
        self[plotIn: pane].zoom(by: factor, about: x, PlotContent(subject, of: workbench, .dark))
    }

    /// Puts the cursor of a plot near a place.
    /// - Returns: where it is, if it was there before.
    mutating func point(atPlot pane: Pane, _ x: Double, _ workbench: WorkbenchState) -> Double? {
        guard let subject = curve(in: pane) else { return nil }
        let former = self[plotIn: pane].cursor
        self[plotIn: pane].setCursor(near: x, PlotContent(subject, of: workbench, .dark))
        return self[plotIn: pane].cursor == former ? former : nil
    }

    /// Brings a plot to its pane, and gives that the keys.
    mutating func take(_ report: PlotReport) {
        switch report.look {
        case .curve(let subject, let options):
            if subject == .accuracy, layout == .train {
                focus = .accuracy
                accuracyPlot.take(options, report.data)
            } else {
                showInCurvePane(.run(subject))
                curvePlot.take(options, report.data)
            }
        case .histogram(let expression, let bins): showInCurvePane(.histogram(expression, bins: bins))
        case .outcome(let kind):
            outcomeKind = kind
            if !layout.shows(.outcome) || layout == .step { layout = .data }
            focus = .outcome
        }
    }

    /// Puts a derivation in the matrices' place, its function's curves beside it, and gives it the keys, for it is long.
    mutating func take(_ report: DerivationReport) {
        if let curve = report.curve {
            curvePlot = PlotState()
            curveSubject = .function(curve)
        }
        derivation = report
        scroll[.derivation] = nil
        if layout != .lesson { layout = .step }
        focus = .derivation
    }

    /// Shows the matrices again.
    mutating func closeDerivation() {
        derivation = nil
        if focus == .derivation { focus = layout.home }
    }

    private mutating func showInCurvePane(_ subject: CurveSubject) {
        if curveSubject != subject { curvePlot = PlotState() }
        curveSubject = subject
        if !layout.shows(.curve) { layout = .train }
        focus = .curve
    }
}

extension PlotState {
    /// Takes in the options of `plot`; what was not given stays as it is.
    mutating func take(_ options: PlotOptions, _ data: PlotData) {
        isLogX = options.isLogX ?? isLogX
        isLogY = options.isLogY ?? isLogY
        smoothing = options.smoothing ?? smoothing
        guard options.start != nil || options.end != nil else { return }
        var last = 0
        if case .curves(let curves, _) = data { last = curves.compactMap(\.points.last?.iteration).max() ?? 0 }
        let (start, end) = (options.start ?? 0, min(options.end ?? last, last))
        if start < end { window = Double(start)...Double(end) }
    }
}
