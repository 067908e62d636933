import Foundation
import RunLogs
import TerminalDrawing
import Testing

@testable import RunWatching

/// A watch of logs that contain `text` as JSON lines.
private func watch(_ logs: (name: String, text: String)...) -> WatchState {
    WatchState(
        logs: logs.map { name, text in
            var reader = RunLogReader(.jsonLines)
            reader.take(Array(text.utf8))
            var log = WatchedLog(name: name)
            log.log = reader.log
            log.status = .upToDate
            return log
        })
}

/// A run of 60 steps whose loss falls from `start`.
private func run(from start: Double, name: String? = nil, columns: String = "") -> String {
    (0..<60).map { step in
        let run = name.map { "\"run\":\"\($0)\"," } ?? ""
        let loss = start * exp(-Double(step) / 20)
        return "{\(run)\"step\":\(step),\"loss\":\(loss),\"acc\":\(1 - loss / 3)\(columns)}\n"
    }.joined()
}

private func draw(
    _ state: WatchState, columns: Int = 100, rows: Int = 30, theme: Theme = .dark, glyphs: GlyphSet = .unicode
) -> CellGrid {
    WatchModel(state: state, size: Size(columns: columns, rows: rows), theme: theme, glyphs: glyphs).draw()
}

private func text(_ state: WatchState, columns: Int = 100, rows: Int = 30) -> String {
    draw(state, columns: columns, rows: rows).plainText
}

/// Writes the screen as a picture if asked to.
private func keepPicture(_ grid: CellGrid, _ name: String) {
    guard let folder = ProcessInfo.processInfo.environment["BACKSTEP_PICTURES"] else { return }
    try? grid.svg(title: name).write(toFile: "\(folder)/\(name).svg", atomically: true, encoding: .utf8)
}

extension CellGrid {
    /// Whether a curve is drawn in braille dots.
    fileprivate var hasCurve: Bool { plainText.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) } }
}

@Suite struct WatchScreenTests {
    @Test func lossesAndAccuraciesHaveTheirPanesAndTheRunsATable() {
        let state = watch(("one.jsonl", run(from: 2)), ("two.jsonl", run(from: 1)))
        let grid = draw(state)
        keepPicture(grid, "watch-two")
        let text = grid.plainText
        #expect(grid.hasCurve)
        #expect(text.contains("╭ loss ") && text.contains("╭ accuracy ") && text.contains("╭ runs "))
        #expect(text.contains("2 logs · 2 runs · 120 records"))
        #expect(text.contains("FOLLOWING"))
        let row = text.split(separator: "\n").first { $0.contains("● one.jsonl") }
        #expect(row?.contains("  59  ") == true)
        #expect(row?.contains("0.1047 (0.1047)") == true)
        // In the legend, too.
        #expect(text.components(separatedBy: "one.jsonl").count >= 4)
    }

    @Test func runsInOneLogAreToldApartByTheirNames() {
        let state = watch(("a.jsonl", run(from: 2, name: "main") + run(from: 3, name: "branch-1")))
        let shown = text(state)
        #expect(shown.contains("1 log · 2 runs"))
        #expect(shown.contains("● main ") && shown.contains("● branch-1 "))
        #expect(!shown.contains("a.jsonl main"))
    }

    @Test func aThirdPlotShowsTheOtherColumnsOneByOne() {
        var state = watch(("a.jsonl", run(from: 2, columns: ",\"lr\":0.1,\"norm\":5")))
        #expect(text(state).contains("╭ lr (1 of 2, < >) "))
        _ = state.handle(.character(">"), size: Size(columns: 100, rows: 30))
        #expect(text(state).contains("╭ norm (2 of 2, < >) "))
        _ = state.handle(.character(">"), size: Size(columns: 100, rows: 30))
        #expect(text(state).contains("╭ lr (1 of 2, < >) "))
        keepPicture(draw(state), "watch-other")
    }

    @Test func aLogWithoutLossOrAccuracyIsPlottedAllTheSame() {
        let state = watch(("a.jsonl", "{\"reward\":1}\n{\"reward\":3}\n{\"reward\":2}\n"))
        #expect(text(state).contains("╭ reward "))
        #expect(!text(state).contains("╭ loss "))
    }

    @Test func whatIsToBeSaidAboutFilesStandsInTheTable() {
        var state = watch(("a.jsonl", run(from: 2) + "Dear diary\n"), ("b.jsonl", ""), ("c.jsonl", ""), ("d.jsonl", ""))
        state.logs[1].status = .missing
        state.logs[2].status = .unreadable("permission denied")
        state.emptyFolders = ["runs/"]
        let shown = text(state, rows: 40)
        #expect(shown.contains("a.jsonl: 1 line is not a record, line 61"))
        #expect(shown.contains("waiting for b.jsonl: there is no such file yet"))
        #expect(shown.contains("cannot read c.jsonl: permission denied"))
        #expect(shown.contains("d.jsonl holds no record yet"))
        #expect(shown.contains("runs/ holds no .jsonl or .csv file yet"))
        state.logs[0].status = .missing
        #expect(text(state, rows: 40).contains("a.jsonl is gone; what it held stays here"))
    }

    @Test func aMissingLogIsWaitedFor() {
        let shown = text(WatchState(logs: [WatchedLog(name: "run.jsonl")]))
        #expect(shown.contains("waiting for run.jsonl: there is no such file yet"))
        #expect(shown.contains(" WAITING"))
    }

    @Test func readingALongFileShowsHowFarItIs() {
        var state = watch(("a.jsonl", run(from: 2)))
        state.logs[0].status = .reading(0.345)
        #expect(text(state).contains(" READING 34 %"))
    }

    @Test func howFastARunGrowsIsInItsRow() {
        var state = watch(("a.jsonl", run(from: 2)))
        state.logs[0].recordsPerSecond = [12.5]
        let lines = text(state).split(separator: "\n")
        #expect(lines.contains { $0.contains("records/s") } && lines.contains { $0.contains("  12.5  ") })
    }

    /// Everything that can be shown, at every size: nothing crashes, and nothing is drawn outside.
    @Test func everySizeIsDrawn() {
        var state = watch(
            ("one.jsonl", run(from: 2, columns: ",\"lr\":0.1")), ("é 日本.jsonl", run(from: 1) + "bad\n"))
        for focus in [Key.tab, .tab, .tab, .character("z"), .character("?")] {
            _ = state.handle(focus, size: Size(columns: 80, rows: 24))
            for columns in stride(from: 1, through: 170, by: 13) {
                for rows in stride(from: 1, through: 60, by: 7) {
                    #expect(draw(state, columns: columns, rows: rows).size == Size(columns: columns, rows: rows))
                    _ = draw(state, columns: columns, rows: rows, theme: .monochrome, glyphs: .ascii)
                }
            }
        }
        #expect(draw(state, columns: 100, theme: .monochrome, glyphs: .ascii).plainText.allSatisfy(\.isASCII) == true)
    }

    @Test func asManyRunsAsALogCanHaveAreScrolled() {
        var state = watch(("a.jsonl", (0..<70).map { "{\"run\":\"r\($0)\",\"loss\":\($0)}\n" }.joined()))
        state.focus = .runs
        #expect(text(state).contains("r0 "))
        for _ in 0..<7 { _ = state.handle(.pageDown, size: Size(columns: 100, rows: 30)) }
        #expect(text(state).contains("r63 "))
        #expect(text(state).contains("more than 64 runs or 512 columns, the rest is left out"))
    }
}

@Suite struct WatchKeyTests {
    private let size = Size(columns: 100, rows: 30)

    private func pressing(_ keys: Key..., in state: WatchState) -> WatchState {
        var state = state
        for key in keys { #expect(state.handle(key, size: size) == nil) }
        return state
    }

    @Test func tabGoesThroughThePanesThatThereAre() {
        var state = watch(("a.jsonl", run(from: 2)))
        #expect(state.focusedPane == .loss)
        state = pressing(.tab, in: state)
        #expect(state.focusedPane == .accuracy)
        state = pressing(.tab, in: state)
        #expect(state.focusedPane == .runs)
        state = pressing(.tab, in: state)
        #expect(state.focusedPane == .loss)
        state = pressing(.backTab, in: state)
        #expect(state.focusedPane == .runs)
    }

    @Test func zGivesAPaneTheWholeScreenAndEscapeTakesItBack() {
        let state = watch(("a.jsonl", run(from: 2)))
        let zoomed = pressing(.character("z"), in: state)
        #expect(!text(zoomed).contains("╭ accuracy ") && text(zoomed).contains("╭ loss "))
        #expect(pressing(.escape, in: zoomed) == state)
    }

    @Test func keysOfPlotsActOnTheOneWithTheFocus() {
        let state = pressing(.character("y"), .character("."), in: watch(("a.jsonl", run(from: 2))))
        #expect(text(state).contains("╭ loss  log y  smoothed 0.5"))
        #expect(!text(state).contains("╭ accuracy  log y"))
        let zoomed = pressing(.character("]"), .right, in: state)
        #expect(zoomed.plots[.loss]?.window != nil && zoomed.plots[.loss]?.cursor != nil)
        #expect(text(zoomed).contains("loss at step "))
    }

    @Test func spaceLeavesTheSelectedRunOutOfThePlots() throws {
        let state = pressing(
            .backTab, .down, .character(" "), in: watch(("one.jsonl", run(from: 2)), ("two.jsonl", run(from: 1))))
        #expect(state.content(of: .loss, .dark).series.map(\.name) == ["one.jsonl"])
        let color = WatchState.color(0, .dark)
        #expect(state.content(of: .loss, .dark).series[0].color == color)
        #expect(pressing(.character(" "), in: state).content(of: .loss, .dark).series.count == 2)
        let none = pressing(.character(" "), .up, .character(" "), .down, .character(" "), in: state)
        #expect(none.content(of: .loss, .dark).series.isEmpty)
        #expect(text(none).contains("every run is left out"))
    }

    @Test func theHelpHasEveryKeyAndAnyKeyLeavesIt() {
        var state = pressing(.character("?"), in: watch(("a.jsonl", run(from: 2))))
        let help = text(state, rows: 40)
        for key in PlotKey.allCases { #expect(help.contains("  \(key.rawValue) ")) }
        keepPicture(draw(state), "watch-help")
        state = pressing(.down, in: state)
        #expect(state.helpScroll != nil)
        state = pressing(.character("q"), in: state)
        #expect(state.helpScroll == nil)
    }

    @Test func qQuits() {
        var state = watch(("a.jsonl", run(from: 2)))
        #expect(state.handle(.character("q"), size: size) == .quit)
    }

    @Test func theMouseSelectsAndTheWheelZooms() {
        var state = watch(("one.jsonl", run(from: 2)), ("two.jsonl", run(from: 1)))
        func mouse(_ action: MouseEvent.Action, _ column: Int, _ row: Int) {
            let event = MouseEvent(action: action, point: Point(column: column, row: row))
            state.handle(event, size: size, theme: .dark, glyphs: .unicode)
        }
        mouse(.press, 70, 8)
        #expect(state.focusedPane == .accuracy && state.plots[.accuracy]?.cursor != nil)
        mouse(.scrollUp, 20, 8)
        #expect(state.plots[.loss]?.window != nil)
        mouse(.press, 10, 25)
        #expect(state.focusedPane == .runs)
    }
}
