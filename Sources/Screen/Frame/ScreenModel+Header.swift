import NeuralEngine
import PlainText
import StepDebugger
import TerminalDrawing
import Workbench

/// The title line.
extension ScreenModel {
    func drawHeader(on grid: inout CellGrid, in area: Rect) {
        grid.fill(area, style: theme.statusBar)
        var column = 1
        func put(_ text: String, _ style: Style, before end: Int) {
            let limit = end - column
            guard limit > 3 else { return }
            column += grid.put(
                glyphs.spell(text), at: Point(column: column, row: area.row), style: style, limit: limit,
                overflow: .ellipsis(glyphs.ellipsis))
        }
        let isTravelling = workbench.run?.journey != nil
        let mode =
            isTravelling
            ? "SEEKING"
            : screen.isPlaying || (playsLesson && workbench.run == nil)
                ? "PLAYING" : workbench.run != nil ? "RUNNING" : workbench.lesson.isPaused ? "LESSON" : "PAUSED"
        let badge = " \(mode) "
        // What is left for the position beside the program's name and the mode.
        let room = area.columns - badge.count - "  backstep  ".count
        let position = positionTexts.first { $0.count <= room } ?? ""
        let end = area.columns - badge.count - position.count - 4
        put("backstep", theme.statusBar.bold(), before: end)
        if let title = workbench.lesson.title ?? workbench.setup.data?.name {
            put("  \(title)", theme.statusBar, before: end)
        }
        if let session = workbench.session {
            let network = session.engine.network
            let learningRate = NumberFormat.rounded(session.learningRate, digits: 3)
            let parts = [
                "\(network.shapeDescription) \(network.activationsDescription)", network.loss.rawValue,
                "\(session.engine.optimizer.kind.rawValue) lr \(learningRate)",
            ]
            let texts = parts.indices.reversed().map {
                "   " + glyphs.spell(parts[...$0].joined(separator: " \(glyphs.separator) "))
            }
            // None of them is cut, for a cut number would be another one.
            if let text = texts.first(where: { CharacterWidth.of($0) <= end - column }) {
                put(text, theme.statusBarMuted, before: end)
            }
        }
        grid.putRightAligned(badge, endColumn: area.columns, row: area.row, style: theme.statusBadge)
        grid.putRightAligned(
            position, endColumn: area.columns - badge.count - 1, row: area.row, style: theme.statusBar.bold())
    }

    /// Where the session stands, in shorter and shorter forms.
    private var positionTexts: [String] {
        guard let session = workbench.session, let report = workbench.positionReport else { return [] }
        if let journey = workbench.run?.journey {
            return ["iteration \(journey.traveller.position.iteration) of \(journey.target.iteration)"]
        }
        if let progress = RunProgress(workbench, iterationsPerSecond: screen.iterationsPerSecond) {
            return progress.texts(glyphs)
        }
        let operation = "\(report.position.operation)/\(report.operationCount)"
        // In the past, the end of the run shows how far back that is.
        let isInThePast = workbench.run == nil && session.end.iteration > report.position.iteration
        let end = isInThePast ? " of \(session.end.iteration)" : ""
        let iteration = "iteration \(report.position.iteration)\(end)  \(operation)"
        let branch = report.branch.map { "\($0): " } ?? ""
        return ["\(branch)epoch \(report.epoch)  \(iteration)", "\(branch)\(iteration)", iteration, operation]
    }
}
