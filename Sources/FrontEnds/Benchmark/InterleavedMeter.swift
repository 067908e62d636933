/// Work that can be timed in slices.
protocol TimedWork: AnyObject {
    /// Does the work, `slices` times `units` of it.
    /// - boundary: called before the first slice, and after every one. What it does belongs to no slice.
    func run(slices: Int, units: Int, boundary: () -> Void)
}

/// What the clocks show.
struct ClockReading: Equatable {
    /// The time, in seconds from any start.
    var seconds: Double
    /// How long the program has been on a processor, in seconds; nil where its threads make that say nothing.
    var processorSeconds: Double?

    /// How long the program was at work since an earlier reading, in seconds; all of the time where that is not known.
    func workSeconds(since earlier: ClockReading) -> Double {
        guard let first = earlier.processorSeconds, let last = processorSeconds else {
            return seconds - earlier.seconds
        }
        return last - first
    }
}

/// Takes times, with a run of the calibration between any two of them.
struct InterleavedMeter {
    /// Reads the clocks.
    let now: () -> ClockReading
    /// Runs the calibration: always the same, about 2 ms.
    let calibrate: () -> Void
    /// The shortest calibration so far, in seconds.
    private(set) var bestCalibration = Double.infinity

    init(now: @escaping () -> ClockReading, calibrate: @escaping () -> Void) {
        self.now = now
        self.calibrate = calibrate
    }

    /// Times slices of a work.
    mutating func measure(_ work: any TimedWork, slices: Int, units: Int) -> [Slice] {
        var measured: [Slice] = []
        var best = bestCalibration
        var last: (reading: ClockReading, calibration: Double)?
        work.run(slices: slices, units: units) {
            let end = now()
            calibrate()
            let afterwards = now()
            // Being interrupted says nothing about the machine's speed, only about this one run.
            let calibration = afterwards.workSeconds(since: end)
            best = min(best, calibration)
            if let last {
                measured.append(
                    Slice(
                        units: units, from: last.reading, to: end, calibrationBefore: last.calibration,
                        calibrationAfter: calibration))
            }
            last = (afterwards, calibration)
        }
        bestCalibration = best
        return measured
    }

    /// How many units of a work take about as long as a slice should. Warms caches and memory up, too.
    func units(of work: any TimedWork, in seconds: Double) -> Int {
        var units = 1
        while true {
            var times: [Double] = []
            work.run(slices: 1, units: units) { times.append(now().seconds) }
            let taken = times[1] - times[0]
            if taken >= seconds / 4 || units >= Self.mostUnits {
                return max(1, min(Self.mostUnits, Int(Double(units) * seconds / max(taken, 1e-9))))
            }
            units *= 4
        }
    }

    /// No work is so small that a slice would need more of it.
    private static let mostUnits = 1 << 30
}

extension Slice {
    fileprivate init(
        units: Int, from start: ClockReading, to end: ClockReading, calibrationBefore: Double, calibrationAfter: Double
    ) {
        self.init(
            units: units, seconds: end.seconds - start.seconds,
            processorSeconds: end.processorSeconds == nil ? nil : end.workSeconds(since: start),
            calibrationBefore: calibrationBefore, calibrationAfter: calibrationAfter)
    }
}
