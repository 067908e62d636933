import NeuralEngine
import PlainText
import Platform

// Results for programs: every figure as it was measured, rates in GFLOP/s, shares and spreads from 0 to 1.
extension BenchmarkReport {
    func json(_ machine: MachineMeasurement) -> JSONValue {
        .object([
            JSONField("kind", .string("machine")), JSONField("version", .string(ProgramVersion.text)),
            JSONField("processor", .string(machine.processor)),
            JSONField("processors", .integer(machine.processorCount)),
            JSONField("date", .string(machine.date)), JSONField("threads", .integer(request.threads)),
            JSONField("precision", .string(request.precision.rawValue)), JSONField("seconds", .number(request.seconds)),
            JSONField("clock", .string(request.countsProcessorTime ? "processor" : "wall")),
            JSONField("vectorBits", .integer(MachineLimits.vectorBits)),
            JSONField("fused", .boolean(MachineLimits.isFused)),
            JSONField("peakGflops", .number(machine.peakRate / 1e9)),
            JSONField("bestProductGflops", .number(machine.bestProductRate / 1e9)),
            JSONField("bestProductSize", .integer(BenchmarkSession.bestProductSize)),
        ])
    }

    func json(_ result: BenchmarkResult) -> JSONValue {
        switch result {
        case .training(let measured): .object(fields(of: measured.workload) + fields(of: measured))
        case .timeline(let measured): json(measured)
        case .screen(let measured): json(measured)
        }
    }

    private func fields(of workload: TrainingWorkload) -> [JSONField] {
        [
            JSONField("kind", .string("training")), JSONField("name", .string(workload.name)),
            JSONField("network", .string(workload.spelling)),
            JSONField("hidden", .string(workload.activation.rawValue)), JSONField("loss", .string("cross-entropy")),
            JSONField("optimizer", .string("sgd")), JSONField("lr", .number(TrainingWorkload.learningRate)),
            JSONField("momentum", .number(workload.momentum)), JSONField("batch", .integer(workload.batchRows)),
            JSONField("threads", .integer(request.threads)),
            JSONField("precision", .string(request.precision.rawValue)),
            JSONField("flopsPerStep", .number(workload.floatingPointOperations)),
        ]
    }

    private func fields(of measured: TrainingMeasurement) -> [JSONField] {
        [
            JSONField("stepsPerSecond", .number(measured.stepsPerSecond)),
            JSONField("samplesPerSecond", .number(measured.samplesPerSecond)),
            JSONField("gflops", .number(measured.rate / 1e9)),
            JSONField("shareOfPeak", .number(measured.shareOfPeak)),
            JSONField("shareOfBestProduct", .number(measured.shareOfBestProduct)),
            JSONField("peakGflops", .number(measured.peakRate / 1e9)),
            JSONField("bestProductGflops", .number(measured.bestProductRate / 1e9)),
            JSONField("bareProductsGflops", .number(measured.bareProductsRate / 1e9)),
            JSONField("bareSamplesPerSecond", .number(measured.bareSamplesPerSecond)),
            JSONField("spread", .number(measured.training.spread)), JSONField("steady", .boolean(measured.isSteady)),
            JSONField("slices", slices(measured.training)),
            JSONField("bareProductsSlices", slices(measured.bareProducts)),
            JSONField("bestProductSlices", slices(measured.bestProduct)),
        ]
    }

    private func slices(_ summary: RateSummary) -> JSONValue {
        .object([
            JSONField("kept", .integer(summary.keptCount)), JSONField("measured", .integer(summary.measuredCount)),
        ])
    }
}
