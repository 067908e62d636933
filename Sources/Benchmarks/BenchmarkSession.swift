import Foundation
import NeuralEngine
import TerminalDrawing

/// Measures what a request asks for, one thing after another: the machine's limits first, and again along with each
/// workload.
struct BenchmarkSession {
    let request: BenchmarkRequest
    private let openTerminal: ([String: String]) throws -> any TerminalDriver
    private let openScreen: ScreenOpener
    private let calibration: Calibration
    private let bestProduct: ProductWork
    private var meter: InterleavedMeter

    /// The rows and columns of the product that counts as the machine's best: large enough that nothing but the
    /// kernel matters.
    static let bestProductSize = 1024
    /// The limits' share of the time, relative to training's.
    private static let limitsWeight = 0.5
    /// How long the limits are measured before anything else, at most.
    private static let longestStart = 0.5

    /// - Parameters:
    ///   - openTerminal: takes over the terminal on standard input and output, for the screen.
    ///   - openScreen: opens the screen on it.
    ///   - now: the time in seconds, from any start.
    init(
        _ request: BenchmarkRequest, openTerminal: @escaping ([String: String]) throws -> any TerminalDriver,
        openScreen: @escaping ScreenOpener, now: @escaping () -> Double
    ) {
        self.request = request
        self.openTerminal = openTerminal
        self.openScreen = openScreen
        let calibration = Calibration.fitted(request.precision, threads: request.threads, now: now)
        self.calibration = calibration
        bestProduct = ProductWork(
            BareProducts(squareOf: Self.bestProductSize, request.precision), threads: request.threads)
        meter = InterleavedMeter(now: now, calibrate: calibration.run)
    }

    /// Measures the limits alone.
    mutating func measureMachine(processor: String, processorCount: Int, date: String) -> MachineMeasurement {
        let plan = MeasurementPlan(
            parts: [.init(work: bestProduct)], seconds: min(request.seconds, Self.longestStart))
        let product = plan.run(&meter)[0].summary(bestCalibration: meter.bestCalibration)
        return MachineMeasurement(
            processor: processor, processorCount: processorCount, date: date,
            peakRate: calibration.floatingPointOperations / meter.bestCalibration,
            bestProductRate: product.unitsPerSecond * bestProduct.floatingPointOperations)
    }

    /// Runs a benchmark.
    /// - Throws: a sentence for people, if there can be no screen to measure.
    mutating func measure(_ benchmark: Benchmark) throws -> BenchmarkResult {
        switch benchmark {
        case .training(let workload): .training(measureTraining(workload))
        case .timeline: .timeline(measureTimeline())
        case .screen: .screen(try measureScreen())
        }
    }

    private mutating func measureScreen() throws -> ScreenMeasurement {
        try ScreenBenchmark(
            openTerminal: openTerminal, openScreen: openScreen, seconds: request.seconds, threads: request.threads
        ).measure(&meter)
    }

    private mutating func measureTimeline() -> TimelineMeasurement {
        let recording = TrainingWorkload.all.map { workload in
            let isLarge = workload.engine(request.precision).byteCount > Self.scatteredBytes
            let places = 0..<(isLarge ? 1 : Self.places)
            let plan = MeasurementPlan(
                parts: [
                    .init(
                        work: ScatteredWork(
                            places.map { _ in TrainingWork(workload, request.precision, threads: request.threads) })),
                    .init(
                        work: ScatteredWork(
                            places.map { _ in
                                RecordedTrainingWork(workload, request.precision, threads: request.threads)
                            })),
                ],
                seconds: request.seconds)
            let series = plan.run(&meter)
            return TimelineMeasurement.Recording(
                workload: workload, plain: series[0].summary(bestCalibration: meter.bestCalibration),
                recorded: series[1].summary(bestCalibration: meter.bestCalibration))
        }
        return TimelineMeasurement(
            recording: recording,
            seeking: TimelineRun.toSeekIn.map { $0.measureSeeking(journeys: Self.journeys, now: meter.now) },
            memory: TimelineRun.toFillMemory.map { $0.measureMemory() })
    }

    /// At how many places in memory a workload trains, unless it is much larger than any cache.
    private static let places = 6
    private static let scatteredBytes = 64 << 20
    /// How many journeys through a run are timed.
    private static let journeys = 200

    private mutating func measureTraining(_ workload: TrainingWorkload) -> TrainingMeasurement {
        let training = TrainingWork(workload, request.precision, threads: request.threads)
        let bareProducts = ProductWork(
            BareProducts(
                trainingStepOf: workload.layerSizes, batchRows: workload.batchRows, request.precision),
            threads: request.threads)
        let plan = MeasurementPlan(
            parts: [
                .init(work: training, slicesPerTurn: 3), .init(work: bareProducts, weight: Self.limitsWeight),
                .init(work: bestProduct, weight: Self.limitsWeight),
            ],
            seconds: request.seconds)
        let series = plan.run(&meter)
        let best = meter.bestCalibration
        return TrainingMeasurement(
            workload: workload, training: series[0].summary(bestCalibration: best),
            bareProducts: series[1].summary(bestCalibration: best),
            bestProduct: series[2].summary(bestCalibration: best),
            calibrationOperations: calibration.floatingPointOperations,
            bestProductOperations: bestProduct.floatingPointOperations,
            isSteady: MeasurementPlan.isEnough(series[0], seconds: request.seconds, bestCalibration: best))
    }
}
