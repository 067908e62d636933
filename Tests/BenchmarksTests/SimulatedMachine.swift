@testable import Benchmarks

/// A simulated machine whose time passes as work is done on it: no clock is read.
final class SimulatedMachine {
    private(set) var seconds = 0.0
    /// How fast it is at a time; 1 is its full speed.
    var speed: (Double) -> Double = { _ in 1 }
    /// How long the calibration takes at that speed.
    let calibrationSeconds = 0.002

    /// Does work that takes `duration` at full speed.
    func work(_ duration: Double) {
        seconds += duration / speed(seconds)
    }

    func meter() -> InterleavedMeter {
        InterleavedMeter(now: { self.seconds }, calibrate: { self.work(self.calibrationSeconds) })
    }
}

/// Work whose units take the same time, each.
final class SimulatedWork: TimedWork {
    let machine: SimulatedMachine
    let unitSeconds: Double

    init(_ machine: SimulatedMachine, unitSeconds: Double) {
        self.machine = machine
        self.unitSeconds = unitSeconds
    }

    func run(slices: Int, units: Int, boundary: () -> Void) {
        boundary()
        for _ in 0..<slices {
            for _ in 0..<units { machine.work(unitSeconds) }
            boundary()
        }
    }
}

/// Whether two numbers are the same, apart from rounding.
func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(abs(a), abs(b)) }
