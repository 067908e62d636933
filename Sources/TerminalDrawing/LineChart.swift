/// A plot of one or more series of points as lines: in braille dots, or in ASCII with a character for each series.
///
/// Series are told apart by colour and by stroke or character, and named in a legend inside the plot if there is room.
/// The ends of axes are round numbers unless they are given, and numbers have fields of a fixed width: while values
/// change a little, nothing but the line moves.
public struct LineChart: Equatable, Sendable {
    /// A marked place on the horizontal axis.
    public struct Cursor: Equatable, Sendable {
        /// Along the horizontal axis.
        public var x: Double
        /// What is written beside it, such as the iteration there.
        public var label: String

        /// A cursor from its parts.
        public init(x: Double, label: String) {
            self.x = x
            self.label = label
        }
    }

    /// Where the legend is: a fixed place for each kind of curve, so that it never changes sides.
    public enum LegendPlace: Equatable, Sendable {
        /// For curves that fall.
        case topRight
        /// For curves that rise.
        case bottomRight
    }

    /// The lines, the most important first: it is drawn over the others.
    public var series: [ChartSeries]
    /// Whether equal distances along the horizontal axis are equal ratios. Values that are not above zero are then left
    /// out, and counted in the legend.
    public var isLogX = false
    /// The same for the vertical axis.
    public var isLogY = false
    /// The ends of the horizontal axis, exactly; lines are cut off there. Nil takes round numbers around the points.
    public var xRange: ClosedRange<Double>?
    /// The same for the vertical axis. Nil takes round numbers around the points between the ends of the horizontal
    /// axis.
    public var yRange: ClosedRange<Double>?
    /// What a vertical axis without a given range must include, for example 0…1 for shares.
    public var yHolds: ClosedRange<Double>?
    /// Where the legend is.
    public var legendPlace = LegendPlace.topRight
    /// Whether the last value of each series is written: in the legend, or else at the right of the plot.
    public var showsLastValues = true
    /// Whether there are numbers below the plot.
    public var showsHorizontalLabels = true
    /// How the numbers at the axes are drawn.
    public var labelStyle = Style.plain
    /// How the marks of values that are not finite are drawn.
    public var warningStyle = Style(bold: true)
    /// A vertical line over the chart with its label beside it; nothing else moves for it. The legend shows the values
    /// there, or the label if there is no legend.
    public var cursor: Cursor?
    /// How the cursor is drawn, on the present background unless it has one of its own.
    public var cursorStyle = Style(bold: true)

    /// A chart of `series`.
    public init(series: [ChartSeries]) {
        self.series = series
    }

    /// The ends of the horizontal axis before they are rounded; nil if there is nothing to show.
    var shownXs: ClosedRange<Double>? {
        if let xRange {
            guard xRange.lowerBound.isFinite, xRange.upperBound.isFinite else { return nil }
            return !isLogX || xRange.lowerBound > 0 ? xRange : nil
        }
        var range: ClosedRange<Double>?
        for own in series.compactMap({ $0.extent(isLogX ? .logarithmic : .linear) }) {
            range = range?.joined(with: own) ?? own
        }
        return range
    }

    /// The least and the greatest value in a part of the horizontal axis; nil if none can be shown.
    func shownYs(in xs: ClosedRange<Double>) -> ClosedRange<Double>? {
        if let yRange {
            guard yRange.lowerBound.isFinite, yRange.upperBound.isFinite else { return nil }
            return !isLogY || yRange.lowerBound > 0 ? yRange : nil
        }
        var range: ClosedRange<Double>?
        for series in series {
            let summary = series.summary(of: series.indices(in: xs))
            guard let own = summary.range(isLog: isLogY) else { continue }
            range = range?.joined(with: own) ?? own
        }
        // If the part shown has no point of its own, lines between points outside may pass through it.
        if range == nil {
            for series in series {
                let summary = series.summary(of: series.indices(around: xs))
                guard let own = summary.range(isLog: isLogY) else { continue }
                range = range?.joined(with: own) ?? own
            }
        }
        guard let range, let yHolds, !isLogY || yHolds.lowerBound > 0 else { return range }
        return range.joined(with: yHolds)
    }

    /// How many points a log axis leaves out.
    var leftOutCount: Int {
        guard isLogX || isLogY else { return 0 }
        return series.lazy.filter { !$0.isBackdrop }.reduce(0) { count, series in
            let start = isLogX ? series.firstIndex { $0.x > 0 } : 0
            return count + start
                + (isLogY ? series.summary(of: start..<series.points.count).nonPositiveCount : 0)
        }
    }
}

extension ClosedRange<Double> {
    /// The smallest range that contains both.
    public func joined(with other: ClosedRange<Double>) -> ClosedRange<Double> {
        Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
    }
}
