import Workbench

extension ScreenState {
    /// Brings a plot to its pane, and gives that the keys.
    mutating func take(_ report: PlotReport) {
        switch report.look {
        case .curve(.accuracy, let options) where layout == .train:
            focus = Focus(.accuracy)
            self[AccuracyPane.self].plot.take(options, report.data)
        case .curve(let subject, let options):
            showInCurvePane(.run(subject))
            self[CurvePane.self].plot.take(options, report.data)
        case .histogram(let expression, let bins): showInCurvePane(.histogram(expression, bins: bins))
        case .outcome(let kind): showOutcome(kind)
        }
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
