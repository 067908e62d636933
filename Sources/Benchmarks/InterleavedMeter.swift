/// Work that can be timed in slices.
protocol TimedWork: AnyObject {
    /// Does the work, `slices` times `units` of it.
    /// - boundary: called before the first slice, and after every one. What it does belongs to no slice.
    func run(slices: Int, units: Int, boundary: () -> Void)
}

/// Times slices of work, with a run of the calibration between any two of them.
struct InterleavedMeter {
    /// The time now in seconds, from any start.
    let now: () -> Double
    /// Runs the calibration: always the same, about 2 ms.
    let calibrate: () -> Void
    /// The shortest calibration so far, in seconds.
    private(set) var bestCalibration = Double.infinity

    init(now: @escaping () -> Double, calibrate: @escaping () -> Void) {
        self.now = now
        self.calibrate = calibrate
    }

    /// Times slices of a work.
    mutating func measure(_ work: any TimedWork, slices: Int, units: Int) -> [Slice] {
        var measured: [Slice] = []
        var best = bestCalibration
        var last: (end: Double, calibration: Double)?
        work.run(slices: slices, units: units) {
            let end = now()
            calibrate()
            let afterwards = now()
            let calibration = afterwards - end
            best = min(best, calibration)
            if let last {
                measured.append(
                    Slice(
                        units: units, seconds: end - last.end, calibrationBefore: last.calibration,
                        calibrationAfter: calibration))
            }
            last = (afterwards, calibration)
        }
        bestCalibration = best
        return measured
    }

    /// Times one slice of work that reports how many units it did.
    mutating func measure(_ work: () -> Int) -> Slice {
        var times = [now()]
        func runCalibration() {
            calibrate()
            times.append(now())
        }
        runCalibration()
        let units = work()
        times.append(now())
        runCalibration()
        let (before, after) = (times[1] - times[0], times[3] - times[2])
        bestCalibration = min(bestCalibration, before, after)
        return Slice(
            units: units, seconds: times[2] - times[1], calibrationBefore: before, calibrationAfter: after)
    }

    /// How many units of work take about as long as a slice should. This also warms up caches and memory.
    func units(of work: any TimedWork, in seconds: Double) -> Int {
        var units = 1
        while true {
            var times: [Double] = []
            work.run(slices: 1, units: units) { times.append(now()) }
            let taken = times[1] - times[0]
            if taken >= seconds / 4 || units >= Self.mostUnits {
                return max(1, min(Self.mostUnits, Int(Double(units) * seconds / max(taken, 1e-9))))
            }
            units *= 4
        }
    }

    /// More than any slice needs.
    private static let mostUnits = 1 << 30
}
