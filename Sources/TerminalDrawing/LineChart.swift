/// A plot of one or more series of points as lines: in braille dots, or in asterisks where there is only ASCII.
public struct LineChart: Equatable, Sendable {
    /// A point of a series.
    public struct DataPoint: Equatable, Sendable {
        /// Along the horizontal axis.
        public var x: Double
        /// Along the vertical axis. What is not finite makes a gap in the line.
        public var y: Double

        /// A point from its parts.
        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// A line of the plot.
    public struct Series: Equatable, Sendable {
        /// The points, with ascending `x`.
        public var points: [DataPoint]
        /// The line's colour.
        public var color: Color

        /// A line from its points.
        public init(points: [DataPoint], color: Color) {
            self.points = points
            self.color = color
        }

        /// A line through `values` at 0, 1, 2, ….
        public init(values: [Double], color: Color) {
            points = values.enumerated().map { DataPoint(x: Double($0.offset), y: $0.element) }
            self.color = color
        }
    }

    /// A place on the horizontal axis that is pointed out.
    public struct Cursor: Equatable, Sendable {
        /// Along the horizontal axis.
        public var x: Double
        /// What is written beside it, such as the value there.
        public var label: String

        /// A cursor from its parts.
        public init(x: Double, label: String) {
            self.x = x
            self.label = label
        }
    }

    /// The lines, drawn one over the other in this order.
    public var series: [Series]
    /// The ends of the horizontal axis; nil takes them from the points.
    public var horizontalRange: ClosedRange<Double>?
    /// What the vertical axis must hold besides the points, for example 0…1 for shares.
    public var verticalRange: ClosedRange<Double>?
    /// Whether the last value of each series is written at the right of the plot.
    public var showsLastValues = true
    /// Whether the ends of the horizontal axis are written below the plot.
    public var showsHorizontalLabels = true
    /// How the numbers at the axes are drawn.
    public var labelStyle = Style.plain
    /// Draws a vertical line with its label beside it, over the chart: nothing else changes its place for it.
    public var cursor: Cursor?
    /// How the cursor is drawn, on the background that is there if it has none of its own.
    public var cursorStyle = Style(bold: true)

    /// A chart of `series`.
    public init(series: [Series]) {
        self.series = series
    }

    /// The least and the greatest finite value of either axis; nil without any finite point.
    var dataRanges: (x: ClosedRange<Double>, y: ClosedRange<Double>)? {
        var ranges: (x: ClosedRange<Double>, y: ClosedRange<Double>)?
        for point in series.lazy.flatMap(\.points) where point.x.isFinite && point.y.isFinite {
            guard let known = ranges else {
                ranges = (point.x...point.x, point.y...point.y)
                continue
            }
            ranges = (
                min(known.x.lowerBound, point.x)...max(known.x.upperBound, point.x),
                min(known.y.lowerBound, point.y)...max(known.y.upperBound, point.y)
            )
        }
        return ranges
    }
}
