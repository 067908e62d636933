import NeuralEngine
import TerminalDrawing
import Workbench

/// Which of the theme's styles each part of the screen takes.
extension Theme {
    /// Whether colours carry meaning.
    var hasColors: Bool { self != .monochrome }
    /// The operation that the user has selected while the session is at another.
    var selected: Style { text.underlined() }

    /// An operation in the list.
    func operation(_ pass: Pass) -> Style {
        switch pass {
        case .load: text
        case .forward: forward
        case .backward: backward
        case .update: update
        }
    }

    /// A line of the log.
    func log(_ kind: LogLine.Kind) -> Style {
        switch kind {
        case .command: accent
        case .output: text
        case .narration: narration
        case .title: title
        case .question: accent.bold()
        case .success: good
        case .failure: bad
        case .note, .hint, .pause: muted
        }
    }
}
