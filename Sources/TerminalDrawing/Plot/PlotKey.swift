/// The keys that change a plot, while it has the focus. None of them is short for a command or means anything to the
/// screen.
public enum PlotKey: Character, CaseIterable, Sendable {
    case zoomIn = "]"
    case zoomOut = "["
    case panRight = "}"
    case panLeft = "{"
    case whole = "r"
    case logY = "y"
    case logX = "x"
    case smoother = "."
    case rougher = ","

    /// What it does, in a line.
    public var meaning: String {
        switch self {
        case .zoomIn: "on a plot: zooms in around its cursor, as the wheel does"
        case .zoomOut: "on a plot: zooms out"
        case .panRight: "on a plot: moves the part that is shown to the right"
        case .panLeft: "on a plot: moves the part that is shown to the left"
        case .whole: "on a plot: shows the whole curve again"
        case .logY: "on a plot: makes the vertical axis logarithmic, or linear again"
        case .logX: "on a plot: makes the horizontal axis logarithmic, or linear again"
        case .smoother: "on a plot: smooths the curves more"
        case .rougher: "on a plot: smooths the curves less"
        }
    }
}
