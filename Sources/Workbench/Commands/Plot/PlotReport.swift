import CommandLanguage
import NeuralEngine

/// A plot that was asked for: what the screen shows from now on, and the data as they were then.
public struct PlotReport: Equatable, Sendable {
    /// What the screen shows.
    public let look: PlotLook
    /// What was plotted.
    public let data: PlotData
}

/// What a plot is on the screen.
public indirect enum PlotLook: Equatable, Sendable {
    /// The curves of a subject.
    case curve(PlotSubject, PlotOptions)
    /// How the cells of a value are spread.
    case histogram(Expression, bins: Int)
    /// What the network makes of the data.
    case outcome(Outcome.Kind)
}

/// How a curve is to be shown, as far as the user has said it.
public struct PlotOptions: Equatable, Sendable {
    /// Whether the horizontal axis is logarithmic.
    public var isLogX: Bool?
    /// Whether the vertical axis is.
    public var isLogY: Bool?
    /// How strongly the curves are smoothed, 0 … 1.
    public var smoothing: Double?
    /// The first iteration that is shown.
    public var start: Int?
    /// The last one.
    public var end: Int?
}

/// What a plot is made from.
public indirect enum PlotData: Equatable, Sendable {
    /// The curves of a subject, all of their points, and how strongly they are smoothed where nobody has said it.
    case curves([PlotCurve], usualSmoothing: Double)
    /// How cells are spread.
    case histogram(Histogram)
    /// What the network makes of the data.
    case outcome(Outcome)
}
