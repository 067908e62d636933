import NeuralEngine

// Results for programs: every figure as it was measured, rates in GFLOP/s, shares and spreads from 0 to 1.
extension BenchmarkReport {
    func json(_ machine: MachineMeasurement) -> JSONText {
        .object([
            ("kind", .string("machine")), ("version", .string(Usage.version)),
            ("processor", .string(machine.processor)), ("processors", .integer(machine.processorCount)),
            ("date", .string(machine.date)), ("threads", .integer(request.threads)),
            ("precision", .string(request.precision.rawValue)), ("seconds", .number(request.seconds)),
            ("clock", .string(request.countsProcessorTime ? "processor" : "wall")),
            ("vectorBits", .integer(MachineLimits.vectorBits)), ("fused", .boolean(MachineLimits.isFused)),
            ("peakGflops", .number(machine.peakRate / 1e9)),
            ("bestProductGflops", .number(machine.bestProductRate / 1e9)),
            ("bestProductSize", .integer(BenchmarkSession.bestProductSize)),
        ])
    }

    func json(_ result: BenchmarkResult) -> JSONText {
        switch result {
        case .training(let measured): .object(fields(of: measured.workload) + fields(of: measured))
        case .timeline(let measured): json(measured)
        case .screen(let measured): json(measured)
        }
    }

    private func fields(of workload: TrainingWorkload) -> [(String, JSONText)] {
        [
            ("kind", .string("training")), ("name", .string(workload.name)), ("network", .string(workload.spelling)),
            ("hidden", .string(workload.activation.rawValue)), ("loss", .string("cross-entropy")),
            ("optimizer", .string("sgd")), ("lr", .number(TrainingWorkload.learningRate)),
            ("momentum", .number(workload.momentum)), ("batch", .integer(workload.batchRows)),
            ("threads", .integer(request.threads)), ("precision", .string(request.precision.rawValue)),
            ("flopsPerStep", .number(workload.floatingPointOperations)),
        ]
    }

    private func fields(of measured: TrainingMeasurement) -> [(String, JSONText)] {
        [
            ("stepsPerSecond", .number(measured.stepsPerSecond)),
            ("samplesPerSecond", .number(measured.samplesPerSecond)), ("gflops", .number(measured.rate / 1e9)),
            ("shareOfPeak", .number(measured.shareOfPeak)),
            ("shareOfBestProduct", .number(measured.shareOfBestProduct)),
            ("peakGflops", .number(measured.peakRate / 1e9)),
            ("bestProductGflops", .number(measured.bestProductRate / 1e9)),
            ("bareProductsGflops", .number(measured.bareProductsRate / 1e9)),
            ("bareSamplesPerSecond", .number(measured.bareSamplesPerSecond)),
            ("spread", .number(measured.training.spread)), ("steady", .boolean(measured.isSteady)),
            ("slices", slices(measured.training)), ("bareProductsSlices", slices(measured.bareProducts)),
            ("bestProductSlices", slices(measured.bestProduct)),
        ]
    }

    private func slices(_ summary: RateSummary) -> JSONText {
        .object([("kept", .integer(summary.keptCount)), ("measured", .integer(summary.measuredCount))])
    }
}
