import TerminalDrawing
import Workbench

extension PlotState {
    /// Applies the options of `plot`; those that were not given stay as they are.
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
