extension ChartSeries {
    /// The line smoothed by an exponential moving average, as TensorBoard smooths curves: each point is the mean of
    /// those up to it, the one before with `weight` of the weight of the one after it. Divided by 1 − weightⁿ after n
    /// points, so that the start is not drawn to zero. Values that are not finite stay so and do not enter the mean.
    /// - weight: 0 leaves the line as it is; at most 0.999.
    public func smoothed(by weight: Double) -> ChartSeries {
        let weight = min(0.999, max(0, weight.isFinite ? weight : 0))
        guard weight > 0 else { return self }
        var average = 0.0
        var shareOfStart = 1.0
        let smoothed = points.map { point -> ChartPoint in
            guard point.y.isFinite else { return point }
            average = average * weight + point.y * (1 - weight)
            shareOfStart *= weight
            return ChartPoint(x: point.x, y: average / (1 - shareOfStart))
        }
        var series = ChartSeries(name: name, points: smoothed, color: color, stroke: stroke, hasMarks: hasMarks)
        series.isBackdrop = isBackdrop
        series.pale = pale
        return series
    }
}
