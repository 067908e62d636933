/// A timed piece of work between two runs of the calibration.
struct Slice: Equatable {
    /// How many units of the work were done.
    var units: Int
    /// How long they took, in seconds.
    var seconds: Double
    /// How long the calibration took just before, in seconds.
    var calibrationBefore: Double
    /// How long it took just after, in seconds.
    var calibrationAfter: Double

    /// Units a second.
    var rate: Double { Double(units) / seconds }
}

/// The slices of one kind of work.
///
/// A shared machine may be slow for seconds at a time, and the only sign is that everything takes longer. The
/// calibration always does the same work. If it took long, the slice next to it says more about other programs than
/// about the work, and is left out.
struct SliceSeries: Equatable {
    private(set) var slices: [Slice] = []

    /// How much longer than the best calibration of the run a calibration may take, as a share, for its slice to be
    /// kept.
    static let tolerance = 0.05

    mutating func append(_ more: [Slice]) { slices += more }

    /// The time of all slices, in seconds.
    var seconds: Double { slices.reduce(0) { $0 + $1.seconds } }

    /// The slices during which the machine kept its speed.
    /// - bestCalibration: the shortest of the run, in seconds.
    func kept(bestCalibration: Double) -> [Slice] {
        slices.filter {
            max($0.calibrationBefore, $0.calibrationAfter) <= bestCalibration * (1 + Self.tolerance)
        }
    }

    /// The summary of the kept slices, or of all slices if none was kept.
    /// - Precondition: there is a slice.
    func summary(bestCalibration: Double) -> RateSummary {
        precondition(!slices.isEmpty, "nothing was measured")
        let kept = kept(bestCalibration: bestCalibration)
        let used = kept.isEmpty ? slices : kept
        let rates = used.map(\.rate)
        let rate = Statistics.median(rates)
        return RateSummary(
            unitsPerSecond: rate, spread: (rates.max()! - rates.min()!) / rate,
            calibrationSeconds: Statistics.median(used.flatMap { [$0.calibrationBefore, $0.calibrationAfter] }),
            keptCount: kept.count, measuredCount: slices.count)
    }
}

/// A summary of slices.
struct RateSummary: Equatable {
    /// The median of the slices used.
    var unitsPerSecond: Double
    /// The largest less the smallest rate, as a share of the median.
    var spread: Double
    /// The median of the calibrations beside the slices used, in seconds.
    var calibrationSeconds: Double
    /// How many slices were kept. If none was, the figures are those of all slices measured.
    var keptCount: Int
    /// How many were measured.
    var measuredCount: Int
}

enum Statistics {
    /// The value in the middle, or half-way between the two in the middle.
    /// - Precondition: there is a value.
    static func median(_ values: [Double]) -> Double {
        precondition(!values.isEmpty, "no median of nothing")
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}
