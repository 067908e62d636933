import NeuralEngine
import StepDebugger

/// The training steps of a workload in a session with a timeline, in slices as a front end runs them.
final class RecordedTrainingWork: TimedWork {
    private var session: DebugSession
    private let operationsPerStep: Int

    init(_ workload: TrainingWorkload, _ precision: Precision, threads: Int) {
        var engine = workload.engine(precision)
        engine.threads = threads
        session = DebugSession(engine: engine)
        operationsPerStep = engine.plan.operations.count
    }

    func run(slices: Int, units: Int, boundary: () -> Void) {
        boundary()
        for _ in 0..<slices {
            _ = session.advance(toward: nil, budget: units * operationsPerStep)
            boundary()
        }
    }
}

/// The same work at several places in memory, one for each turn.
///
/// The speed of a network about as large as the cache depends on where its memory happens to lie, and by more than the
/// difference to be measured.
final class ScatteredWork: TimedWork {
    private let works: [any TimedWork]
    private var next = 0

    init(_ works: [any TimedWork]) {
        self.works = works
    }

    func run(slices: Int, units: Int, boundary: () -> Void) {
        works[next].run(slices: slices, units: units, boundary: boundary)
        next = (next + 1) % works.count
    }
}

/// A run whose timeline is measured.
struct TimelineRun {
    /// Its description for people.
    let description: String
    let iterations: Int
    /// In bytes.
    let memoryLimit: Int
    let engine: Engine

    /// The two runs of the program's promise: any place in them is reached in under 0.2 seconds.
    static var toSeekIn: [TimelineRun] {
        let digits = engine([64, 64, 10], .relu, samples: 1797, batchRows: 32)
        let epochs = 20
        return [
            TimelineRun(
                description: "2-4-2 on 4 samples (XOR)", iterations: 100_000, memoryLimit: defaultLimit,
                engine: engine([2, 4, 2], .tanh, samples: 4, batchRows: 4)),
            TimelineRun(
                description: "64-64-10 on 1797 samples (digits), \(epochs) epochs",
                iterations: epochs * digits.iterationsPerEpoch, memoryLimit: defaultLimit, engine: digits),
        ]
    }

    /// Long runs: one with small checkpoints, and one that would fill its memory many times over.
    static var toFillMemory: [TimelineRun] {
        [
            TimelineRun(
                description: "2-4-2 on 4 samples (XOR)", iterations: 4_000_000, memoryLimit: defaultLimit,
                engine: engine([2, 4, 2], .tanh, samples: 4, batchRows: 4)),
            TimelineRun(
                description: "784-64-10 on 64 samples, batch 4", iterations: 60_000, memoryLimit: 8 << 20,
                engine: engine([784, 64, 10], .relu, samples: 64, batchRows: 4)),
        ]
    }

    private static let defaultLimit = 256 << 20

    private static func engine(
        _ layerSizes: [Int], _ activation: Activation, samples: Int, batchRows: Int
    ) -> Engine {
        let workload = TrainingWorkload(
            name: "", layerSizes: layerSizes, activation: activation, batchRows: batchRows)
        return workload.engine(.float64, samples: samples)
    }

    // MARK: Measuring

    /// Runs it, and makes journeys to places in it, alternately near and far.
    /// - Parameter now: the time in seconds, from any start.
    func measureSeeking(journeys: Int, now: () -> Double) -> TimelineMeasurement.Seeking {
        var session = DebugSession(engine: engine)
        session.timelineMemory = memoryLimit
        runToEnd(&session) { _ in }
        let checkpoints = session.timelineSummary.checkpointCount
        var random = SplitMix64(seed: 1)
        var times: [Double] = []
        for _ in 0..<journeys {
            let place = Position(
                iteration: random.integer(below: iterations),
                operation: random.integer(below: engine.plan.operations.count))
            let start = now()
            session.seek(to: place)
            times.append(now() - start)
            precondition(session.position == place, "a journey ends at its target")
        }
        return TimelineMeasurement.Seeking(
            run: description, iterations: iterations, journeys: journeys, checkpoints: checkpoints,
            median: Statistics.median(times), longest: times.max() ?? 0)
    }

    /// Runs it, and measures the memory after each slice.
    func measureMemory() -> TimelineMeasurement.Memory {
        var session = DebugSession(engine: engine)
        session.timelineMemory = memoryLimit
        var most = 0
        runToEnd(&session) { most = max(most, $0.timelineMemoryInUse) }
        return TimelineMeasurement.Memory(
            run: description, iterations: iterations, checkpoints: session.timelineSummary.checkpointCount, most: most,
            limit: memoryLimit)
    }

    private func runToEnd(_ session: inout DebugSession, _ afterSlice: (DebugSession) -> Void) {
        let budget = 500 * engine.plan.operations.count
        while session.advance(toward: Position(iteration: iterations), budget: budget) != .reached {
            afterSlice(session)
        }
        afterSlice(session)
    }
}
