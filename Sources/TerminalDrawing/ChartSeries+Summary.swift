/// A summary of some neighbouring points.
struct PointSummary: Equatable, Sendable {
    /// The least and the greatest finite value; the wrong way round if there is none.
    var low = Double.infinity
    var high = -Double.infinity
    /// The least value above zero, which is what a log axis begins with.
    var leastPositive = Double.infinity
    /// Whether every value is finite.
    var isFinite = true
    /// How many finite values are zero or below.
    var nonPositiveCount = 0

    var isEmpty: Bool { low > high }

    mutating func take(_ value: Double) {
        guard value.isFinite else {
            isFinite = false
            return
        }
        low = min(low, value)
        high = max(high, value)
        if value > 0 { leastPositive = min(leastPositive, value) } else { nonPositiveCount += 1 }
    }

    mutating func take(_ other: PointSummary) {
        low = min(low, other.low)
        high = max(high, other.high)
        leastPositive = min(leastPositive, other.leastPositive)
        isFinite = isFinite && other.isFinite
        nonPositiveCount += other.nonPositiveCount
    }

    /// From the least to the greatest value that an axis can show; nil if there is none.
    func range(isLog: Bool) -> ClosedRange<Double>? {
        let lower = isLog ? leastPositive : low
        return lower <= high ? lower...high : nil
    }
}

extension ChartSeries {
    static func summarize(_ points: [ChartPoint]) -> (blocks: [PointSummary], whole: PointSummary) {
        var blocks: [PointSummary] = []
        blocks.reserveCapacity(points.count / blockLength + 1)
        var whole = PointSummary()
        var start = 0
        while start < points.count {
            let end = min(points.count, start + blockLength)
            var block = PointSummary()
            for index in start..<end { block.take(points[index].y) }
            blocks.append(block)
            whole.take(block)
            start = end
        }
        return (blocks, whole)
    }

    /// From the least to the greatest finite value in a part of the horizontal axis, or in all of it; nil without any.
    public func values(in window: ClosedRange<Double>?) -> ClosedRange<Double>? {
        let summary = window.map { self.summary(of: indices(in: $0)) } ?? whole
        return summary.range(isLog: false)
    }

    /// The summary of the points in a range of indices, in a time that hardly grows with their number.
    func summary(of range: Range<Int>) -> PointSummary {
        if range.count == points.count { return whole }
        var summary = PointSummary()
        var index = range.lowerBound
        while index < range.upperBound {
            if index % Self.blockLength == 0, index + Self.blockLength <= range.upperBound {
                summary.take(blocks[index / Self.blockLength])
                index += Self.blockLength
            } else {
                summary.take(points[index].y)
                index += 1
            }
        }
        return summary
    }
}
