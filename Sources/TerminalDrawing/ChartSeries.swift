/// A point of a chart.
public struct ChartPoint: Equatable, Sendable {
    /// Along the horizontal axis.
    public var x: Double
    /// Along the vertical axis. Values that are not finite leave a gap in the line.
    public var y: Double

    /// A point from its parts.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// A line of a chart.
///
/// Its points never change: what drawing needs to know about them is worked out once, so that a chart of a million
/// points is drawn as quickly as one of a thousand. Comparing two series that share their points takes no time.
public struct ChartSeries: Equatable, Sendable {
    /// How the line is drawn, to tell it from others without colours.
    public enum Stroke: CaseIterable, Equatable, Sendable {
        case solid, dashed, dotted
    }

    /// Its name in the legend; a line without a name is not in the legend.
    public let name: String
    /// The points, with ascending and finite `x`.
    public let points: [ChartPoint]
    /// The line's colour.
    public var color: Color
    /// How the line is drawn in dots.
    public var stroke: Stroke
    /// Whether each point has a mark, unless they are too close.
    public var hasMarks: Bool
    /// Whether it is only a backdrop for the others, such as a raw line behind its smoothed one: it is drawn first, and
    /// neither the legend nor the cursor mentions it.
    public var isBackdrop = false
    /// Where the line turns pale, because what follows lies in the future; its last value is the one there. Nil if no
    /// part is pale.
    public var pale: Pale?

    /// The pale part of a line.
    public struct Pale: Equatable, Sendable {
        /// Where it begins; the point there is the last one in the line's own colour.
        public var start: Double
        /// Its colour.
        public var color: Color

        /// The part of a line after `start`.
        public init(after start: Double, color: Color) {
            self.start = start
            self.color = color
        }
    }

    /// The summaries of blocks of neighbouring points.
    let blocks: [PointSummary]
    /// The summary of all points.
    let whole: PointSummary
    static let blockLength = 256

    /// A line from its points.
    /// - points: they are sorted by `x` if necessary; those whose `x` is not finite are left out.
    public init(
        name: String = "", points: [ChartPoint], color: Color, stroke: Stroke = .solid, hasMarks: Bool = false
    ) {
        self.name = name
        self.color = color
        self.stroke = stroke
        self.hasMarks = hasMarks
        self.points = Self.inOrder(points) ? points : Self.sorted(points)
        (blocks, whole) = Self.summarize(self.points)
    }

    /// A line through `values` at 0, 1, 2, ….
    public init(name: String = "", values: [Double], color: Color, stroke: Stroke = .solid) {
        self.init(
            name: name, points: values.enumerated().map { ChartPoint(x: Double($0.offset), y: $0.element) },
            color: color, stroke: stroke)
    }

    private static func inOrder(_ points: [ChartPoint]) -> Bool {
        var former = -Double.greatestFiniteMagnitude
        for point in points {
            guard point.x >= former, point.x.isFinite else { return false }
            former = point.x
        }
        return true
    }

    private static func sorted(_ points: [ChartPoint]) -> [ChartPoint] {
        // Points with the same `x` stay in their order.
        points.filter(\.x.isFinite).enumerated()
            .sorted { ($0.element.x, $0.offset) < ($1.element.x, $1.offset) }.map(\.element)
    }

    /// Whether two series are the same in everything.
    public static func == (a: ChartSeries, b: ChartSeries) -> Bool {
        a.points == b.points && a.name == b.name && a.color == b.color && a.stroke == b.stroke
            && a.hasMarks == b.hasMarks && a.isBackdrop == b.isBackdrop && a.pale == b.pale
    }
}

extension ChartSeries {
    // MARK: Places

    /// The points from the last one before a range to the first one after it, so that lines reach its ends.
    func indices(around range: ClosedRange<Double>) -> Range<Int> {
        let lower = firstIndex { $0.x >= range.lowerBound }
        let upper = firstIndex { $0.x > range.upperBound }
        return max(0, lower - 1)..<min(points.count, upper + 1)
    }

    /// The points in a range.
    func indices(in range: ClosedRange<Double>) -> Range<Int> {
        let lower = firstIndex { $0.x >= range.lowerBound }
        return lower..<max(lower, firstIndex { $0.x > range.upperBound })
    }

    /// How many points are in a range.
    public func count(in range: ClosedRange<Double>) -> Int { indices(in: range).count }

    /// The first point for which a condition holds, as it then does for all later ones; the number of points if there
    /// is none.
    func firstIndex(from start: Int = 0, where holds: (ChartPoint) -> Bool) -> Int {
        // In growing strides, since the point is often near.
        var (low, stride) = (start, 1)
        while low + stride <= points.count, !holds(points[low + stride - 1]) {
            low += stride
            stride *= 2
        }
        var high = min(points.count, low + stride)
        while low < high {
            let middle = (low + high) / 2
            if holds(points[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The newest point at or before `x` that has a finite value; nil if there is none.
    public func latestPoint(at x: Double) -> ChartPoint? {
        guard x.isFinite else { return nil }
        var index = firstIndex { $0.x > x } - 1
        while index >= 0, !points[index].y.isFinite { index -= 1 }
        return index >= 0 ? points[index] : nil
    }

    /// The place of the point that is nearest to `x`, of those in a range that have a finite value; nil if there is
    /// none.
    public func nearestX(to x: Double, in range: ClosedRange<Double>) -> Double? {
        let shown = indices(in: range)
        let start = min(max(firstIndex { $0.x >= x }, shown.lowerBound), shown.upperBound)
        let after = (start..<shown.upperBound).first { points[$0].y.isFinite }
        let before = (shown.lowerBound..<start).last { points[$0].y.isFinite }
        return [before, after].compactMap { $0.map { points[$0].x } }.min { ($0 - x).magnitude < ($1 - x).magnitude }
    }

    /// The place of the next point after `x`, or before it; nil if there is none.
    public func neighborX(of x: Double, isAfter: Bool) -> Double? {
        let index = isAfter ? firstIndex { $0.x > x } : firstIndex { $0.x >= x } - 1
        return points.indices.contains(index) ? points[index].x : nil
    }

    /// From the first to the last point that an axis can show; nil without any.
    public func extent(_ measure: ChartMeasure) -> ClosedRange<Double>? {
        let first = firstIndex { measure.shows($0.x) }
        return first < points.count ? points[first].x...points[points.count - 1].x : nil
    }

    /// The line's height at `x`, interpolated between points; nil outside the line and in its gaps.
    func value(at x: Double) -> Double? {
        guard x.isFinite else { return nil }
        let index = firstIndex { $0.x >= x }
        guard index < points.count else { return nil }
        let after = points[index]
        guard after.y.isFinite else { return nil }
        if after.x == x { return after.y }
        guard index > 0, points[index - 1].y.isFinite else { return nil }
        let before = points[index - 1]
        let share = (x / 2 - before.x / 2) / (after.x / 2 - before.x / 2)
        return before.y * (1 - share) + after.y * share
    }
}
