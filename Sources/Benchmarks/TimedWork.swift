import Dispatch
import NeuralEngine

/// Training steps of a workload.
final class TrainingWork: TimedWork {
    private var engine: Engine

    init(_ workload: TrainingWorkload, _ precision: Precision, threads: Int) {
        engine = workload.engine(precision)
        engine.threads = threads
    }

    func run(slices: Int, units: Int, boundary: () -> Void) {
        var (slicesLeft, stepsLeft) = (slices, units)
        boundary()
        // The engine observes the last step of a run and computes dX in the last two, so that matrices can be looked at
        // afterwards. Long training has none of that, so two more steps are run and not timed.
        engine.runIterations(slices * units + 2) { _ in
            guard slicesLeft > 0 else { return }
            stepsLeft -= 1
            if stepsLeft == 0 {
                boundary()
                stepsLeft = units
                slicesLeft -= 1
            }
        }
    }
}

/// Only the matrix products of a workload.
final class ProductWork: TimedWork {
    private let products: BareProducts
    private let threads: Int

    /// The operations of a unit.
    var floatingPointOperations: Double { products.floatingPointOperations }

    init(_ products: BareProducts, threads: Int) {
        self.products = products
        self.threads = threads
    }

    func run(slices: Int, units: Int, boundary: () -> Void) {
        boundary()
        for _ in 0..<slices {
            products.run(times: units, threads: threads)
            boundary()
        }
    }
}

/// A loop of fused multiplications and additions, on as many threads as the products may use. It measures the machine's
/// peak, and shows whether the machine keeps its speed.
struct Calibration: Sendable {
    let precision: Precision
    let threads: Int
    /// The iterations of the loop on each thread.
    let iterations: Int

    /// How long it should take, in seconds.
    static let seconds = 0.002

    /// The operations of one calibration.
    var floatingPointOperations: Double {
        Double(threads) * MachineLimits.floatingPointOperations(ofLoop: iterations, precision)
    }

    func run() {
        if threads == 1 {
            runOnce()
        } else {
            DispatchQueue.concurrentPerform(iterations: threads) { _ in runOnce() }
        }
    }

    private func runOnce() {
        // The result is used, so that it has to be computed.
        precondition(MachineLimits.runMultiplyAddLoop(iterations, precision).isFinite, "the loop overflowed")
    }
}

extension Calibration {
    /// A calibration of the wanted duration, found by trial.
    static func fitted(_ precision: Precision, threads: Int, now: () -> Double) -> Calibration {
        let calibration = Calibration(precision: precision, threads: threads, iterations: 1 << 16)
        var shortest = Double.infinity
        // Several times, since the first ones wake the threads up and raise the clock rate.
        for _ in 0..<20 {
            let start = now()
            calibration.run()
            shortest = min(shortest, now() - start)
        }
        let scale = seconds / max(shortest, 1e-9)
        return Calibration(
            precision: precision, threads: threads,
            iterations: min(1 << 32, max(1024, Int(Double(calibration.iterations) * scale))))
    }
}
