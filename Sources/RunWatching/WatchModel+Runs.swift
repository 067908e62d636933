import PlainText
import RunLogs
import TerminalDrawing

/// The table of runs, with the results and the speed of each; below it remarks on the files.
extension WatchModel {
    func drawRuns(on grid: inout CellGrid, in area: Rect) {
        let runs = state.runs
        var row = 0
        if !runs.isEmpty {
            let table = table(columns: area.columns - 4)
            write("  " + table[0], on: &grid, in: area, style: theme.header)
            let notes = state.notes.count
            let room = max(1, area.rows - 1 - min(notes, max(0, area.rows - 3)))
            let first = min(max(0, state.selection - room + 1), max(0, runs.count - room))
            for (number, run) in runs.enumerated().dropFirst(first).prefix(room) {
                row += 1
                let isSelected = state.focusedPane == .runs && number == state.selection
                let isHidden = state.hidden.contains(run)
                write(
                    "  " + table[number + 1], on: &grid, in: area, row: row,
                    style: isSelected ? theme.cursor : isHidden ? theme.muted : theme.text)
                let color = WatchState.color(number, theme)
                let mark = isHidden ? " " : glyphs.spell("●")
                if runs.count > 1, row < area.rows {
                    grid.put(
                        mark, at: Point(column: area.column + 1, row: area.row + row),
                        style: Style(foreground: color, background: theme.text.background))
                }
            }
            row += 1
        }
        for (number, note) in state.notes.enumerated() {
            write(note, on: &grid, in: area, row: row + number, style: theme.warning)
        }
    }

    /// The lines of the table, its header first, in at most `room` columns.
    private func table(columns room: Int) -> [String] {
        let runs = state.runs
        var table = [["run"] + runs.map(state.name)]
        var width = min(table[0].map(\.count).max() ?? 0, max(12, room / 3))
        table[0] = table[0].map { $0.count > width ? $0.prefix(width - 1) + glyphs.ellipsis.description : $0 }
        func add(_ title: String, _ cells: [String]) {
            let cellWidth = ([title] + cells).map(\.count).max() ?? 0
            guard width + 2 + cellWidth <= room else { return }
            width += 2 + cellWidth
            table.append([title] + cells)
        }
        let axes = Set(runs.map { state.logged($0).axis })
        add(
            axes.count == 1 ? axes.first!.rawValue : "at",
            runs.map { PlotPane.spelled(state.logged($0).latestX) })
        let names = state.columns(of: .loss) + state.columns(of: .accuracy) + state.otherColumns
        for name in names.prefix(2) { addValues(of: name, runs, add) }
        add("records/s", runs.map(speed))
        add("records", runs.map { NumberFormat.grouped(Double(state.logged($0).recordCount)) })
        for name in names.dropFirst(2) { addValues(of: name, runs, add) }
        let first = table[0]
        let firstWidth = first.map(\.count).max() ?? 0
        let rest = first.indices.map { row in table.dropFirst().map { $0[row] } }.alignedRight
        return zip(first, rest).map { $0 + String(repeating: " ", count: firstWidth - $0.count) + "  " + $1 }
    }

    /// The last value of a column, and the best one if it is known which way is better.
    private func addValues(of name: String, _ runs: [WatchedRun], _ add: (String, [String]) -> Void) {
        let series = runs.map { state.logged($0).series(named: name) }
        let best = state.best(of: name)
        let cells = series.map { series -> String in
            guard let series else { return glyphs.spell("–") }
            let last = NumberFormat.rounded(series.latest, digits: 4)
            guard let best else { return last }
            return "\(last) (\(best(series).map { NumberFormat.rounded($0.y, digits: 4) } ?? "nan"))"
        }
        add(best == nil ? name : "\(name) (best)", cells)
    }

    private func speed(_ run: WatchedRun) -> String {
        let speeds = state.logs[run.log].recordsPerSecond
        guard run.run < speeds.count, let speed = speeds[run.run] else { return "" }
        return NumberFormat.rounded(speed, digits: 3)
    }
}

extension WatchState {
    /// How to find the best value of a column; nil if it is not known which way is better.
    func best(of name: String) -> ((LoggedSeries) -> LoggedPoint?)? {
        let name = name.lowercased()
        if name.contains("loss") || name.contains("err") { return \.smallest }
        return name.contains("acc") ? \.largest : nil
    }

    /// The rows that the table needs.
    var tableRowCount: Int { (runs.isEmpty ? 0 : runs.count + 1) + notes.count }

    /// Remarks on the files, a line each.
    var notes: [String] {
        var notes = emptyFolders.map { "\($0) holds no .jsonl or .csv file yet" }
        for log in logs {
            switch log.status {
            case .missing where log.log.recordCount == 0:
                notes.append("waiting for \(log.name): there is no such file yet")
            case .missing: notes.append("\(log.name) is gone; what it held stays here")
            case .unreadable(let reason): notes.append("cannot read \(log.name): \(reason)")
            case .upToDate where log.log.recordCount == 0: notes.append("\(log.name) holds no record yet")
            case .upToDate, .reading: break
            }
            if let line = log.log.firstBadLine {
                let count = log.log.badLineCount
                notes.append(
                    "\(log.name): \(counted(count, "line")) \(count == 1 ? "is not a record" : "are not records"), "
                        + (count == 1 ? "line \(line)" : "the first is line \(line)"))
            }
            if log.log.hasLeftOut {
                notes.append(
                    "\(log.name): more than \(RunLog.runLimit) runs or \(RunLog.seriesLimit) columns, the rest is left out"
                )
            }
        }
        return notes
    }
}
