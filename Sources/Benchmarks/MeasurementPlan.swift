/// Several kinds of work that are measured in turns, each for its share of the time, so that the conditions are the
/// same for all.
struct MeasurementPlan {
    /// One of them.
    struct Part {
        let work: any TimedWork
        /// Its share of the time, relative to the first part's.
        var weight = 1.0
        /// How many slices it takes at a turn.
        var slicesPerTurn = 1
    }

    /// What to measure; the first part decides when it is enough.
    let parts: [Part]
    /// How long to measure the first part, in seconds of kept slices.
    let seconds: Double

    /// Seconds after which a slice ends, if a unit does.
    var sliceSeconds: Double { min(0.1, seconds / 5) }

    /// The fewest slices for a median.
    static let fewestSlices = 3
    /// How many times the requested time may pass before measuring gives up on an unsteady machine.
    static let patience = 3.0

    /// Measures all parts.
    /// - Returns: the slices of each.
    func run(_ meter: inout InterleavedMeter) -> [SliceSeries] {
        var series = Array(repeating: SliceSeries(), count: parts.count)
        let units = parts.map { meter.units(of: $0.work, in: sliceSeconds) }
        while true {
            let index = nextPart(series)
            if index == 0, !series[0].slices.isEmpty, isDone(series[0], meter.bestCalibration) { return series }
            series[index].append(
                meter.measure(parts[index].work, slices: parts[index].slicesPerTurn, units: units[index]))
        }
    }

    /// The part that has had the least of its share.
    private func nextPart(_ series: [SliceSeries]) -> Int {
        parts.indices.min { series[$0].seconds / parts[$0].weight < series[$1].seconds / parts[$1].weight }!
    }

    private func isDone(_ series: SliceSeries, _ bestCalibration: Double) -> Bool {
        if Self.isEnough(series, seconds: seconds, bestCalibration: bestCalibration) { return true }
        return series.seconds >= Self.patience * seconds && series.slices.count >= Self.fewestSlices
    }

    /// Whether enough slices were kept.
    static func isEnough(_ series: SliceSeries, seconds: Double, bestCalibration: Double) -> Bool {
        let kept = series.kept(bestCalibration: bestCalibration)
        return kept.count >= fewestSlices && kept.reduce(0) { $0 + $1.seconds } >= seconds
    }
}
