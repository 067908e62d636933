/// What a plot shows, apart from what a user does with it: the series of a session, or of a log that another program
/// writes.
public struct PlotContent: Equatable, Sendable {
    /// The lines, the most important first.
    public var series: [ChartSeries]
    /// How strongly they are smoothed by default, from 0 to 1.
    public var usualSmoothing = 0.0
    /// Where the legend is.
    public var legendPlace = LineChart.LegendPlace.topRight
    /// What the vertical axis includes besides the values.
    public var holds: ClosedRange<Double>?
    /// What the horizontal axis counts.
    public var unit = "iteration"
    /// The index of the series along whose points the cursor moves; nil for all series.
    public var cursorSeries: Int?
    /// Where the cursor begins; nil for the end.
    public var cursorStart: Double?

    /// A plot of `series`.
    public init(series: [ChartSeries]) {
        self.series = series
    }

    /// The series that the cursor moves along.
    private var path: [ChartSeries] { cursorSeries.map { [series[$0]] } ?? series }

    /// The range in which the cursor can move; nil if there is nothing.
    func cursorRange(_ measure: ChartMeasure) -> ClosedRange<Double>? {
        path.compactMap { $0.extent(measure) }.reduce(nil) { $0?.joined(with: $1) ?? $1 }
    }

    /// The range in which there is anything to show; nil if there is nothing.
    func extent(_ measure: ChartMeasure) -> ClosedRange<Double>? {
        series.compactMap { $0.extent(measure) }.reduce(nil) { $0?.joined(with: $1) ?? $1 }
    }

    /// The place for the cursor that is nearest to `x`; nil if there is none in the range.
    func nearestX(to x: Double, in range: ClosedRange<Double>) -> Double? {
        path.compactMap { $0.nearestX(to: x, in: range) }.min { ($0 - x).magnitude < ($1 - x).magnitude }
    }

    /// The next point for the cursor.
    func neighborX(of x: Double, isAfter: Bool) -> Double? {
        let found = path.compactMap { $0.neighborX(of: x, isAfter: isAfter) }
        return isAfter ? found.min() : found.max()
    }
}
