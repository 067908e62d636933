import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger
import TerminalDrawing
import Workbench

/// The last line: the keys that matter now.
extension ScreenModel {
    func drawStatus(on grid: inout CellGrid, in area: Rect) {
        if screen.prompt != nil { return drawPrompt(on: &grid, in: area) }
        grid.put(
            hints.first { $0.count <= area.columns } ?? "", at: Point(column: 0, row: area.row), style: theme.muted,
            limit: area.columns)
    }

    /// The keys that matter now, in shorter and shorter forms.
    private var hints: [String] {
        if let page = screen.page { return page.hints }
        // In a lesson, space only goes on.
        let stopKey = workbench.hasScriptedRun ? "Esc" : "space"
        if let activity = workbench.run?.activity {
            return [" \(activity)  \(stopKey) stops  q quit", " \(stopKey) stops  q quit"]
        }
        if let loading = screen.loading {
            return [
                " \(loading.text)  space stops  q quit",
                " loading: \(Int(loading.share * 100)) %  space stops  q quit", " space stops  q quit",
            ]
        }
        if screen.isPlaying {
            return [" playing \(screen.speedText)  + - speed  space pauses  q quit", " space pauses  q quit"]
        }
        if playsLesson {
            return [
                " the lesson plays by itself  space goes on now  + - pace  ] [ chapters  a stops that  : command  ? help  q quit",
                " plays by itself  space goes on now  + - pace  ] [ chapters  a stops that  q quit",
                " space goes on now  + - pace  a stops that  q quit", " space goes on  q quit",
            ]
        }
        if workbench.run != nil, let rate = screen.runRate {
            let text = " \(NumberFormat.grouped(rate.rounded())) iterations/s"
            if workbench.hasScriptedRun {
                return [
                    "\(text)  + faster  - slower  space full speed  Esc stops  q quit",
                    "\(text)  + - speed  space full speed", " space full speed",
                ]
            }
            return [
                "\(text)  + faster  - slower  = full speed  space pauses  o after this epoch  q quit",
                "\(text)  + faster  - slower  = full speed  space pauses  q quit",
                "\(text)  + - speed  = full  space pauses", " + - speed  = full  space pauses",
            ]
        }
        if workbench.run != nil {
            let rate = screen.iterationsPerSecond.map { "  \(NumberFormat.grouped($0)) iterations/s" } ?? ""
            return [
                " running\(rate)\(bestText)  \(stopKey) stops  o after this epoch  q quit",
                " running\(rate)  \(stopKey) stops  o after this epoch  q quit",
                " running\(rate)  \(stopKey) stops  q quit",
                " \(stopKey) stops  q quit",
            ]
        }
        if screen.lessonEnd != nil, screen.courseMenu == nil {
            return [
                " Enter begins the next lesson  Esc stays here  0 lessons  [ back to the last chapter  ? help  q quit",
                " Enter begins the next lesson  Esc stays here  0 lessons  ? help  q quit",
                " Enter next lesson  Esc stays",
            ]
        }
        if screen.courseMenu != nil {
            return [
                " arrows choose a lesson  Enter begins it  Esc stays here  any other key does what it always does  ? help  q quit",
                " arrows choose  Enter begins  Esc stays here  ? help  q quit", " Enter begins  Esc stays  q quit",
            ]
        }
        if workbench.waitsForAnswer {
            let keys = answerKeys
            return [
                " \(keys) answer  space helps  arrows hjkl cells  Tab matrices  ] [ chapters  Backspace back  : command  ? help  q quit",
                " \(keys) answer  space helps  Tab matrices  ] [ chapters  Backspace back  ? help  q quit",
                " \(keys) answer  space helps  ? help  q quit",
            ]
        }
        let paneHints = body(of: screen.focus.pane).hints
        if !paneHints.isEmpty, !workbench.lesson.isPaused { return paneHints }
        let lesson = workbench.lesson.isPaused ? [" s step  space goes on  ? help  q quit"] : []
        return [
            " s step  n next  f finish  c train  space \(spaceMeaning)  S N F C back  b break  e explain  v view  z zoom  : command  ? help  q quit",
            " s step  n next  f finish  c train  space \(spaceMeaning)  S N F back  b break  v view  : command  ? help  q quit",
            " s step  n next  f finish  c train  space \(spaceMeaning)  : command  ? help  q quit",
        ] + lesson + [" s step  n next  : command  ? help", " ? help  q quit"]
    }

    /// Whether a lesson plays by itself and is between two pauses.
    var playsLesson: Bool {
        workbench.lesson.mode == .watch && workbench.hasScriptLeft && !workbench.lesson.isPaused
    }

    /// The best epoch so far; empty before the first.
    private var bestText: String {
        guard let session = workbench.session else { return "" }
        let monitor = session.defaultMonitor
        guard let best = monitor.best(of: session.epochs.points), let value = monitor.value(of: best) else { return "" }
        return "  best \(monitor.rawValue) \(NumberFormat.rounded(value, digits: 4)) after epoch \(best.epoch)"
    }

    private var spaceMeaning: String { workbench.lesson.isPaused ? "goes on" : "run" }
}
