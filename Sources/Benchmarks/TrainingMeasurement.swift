/// How fast a workload trained, and what the machine did beside it in the same minutes.
struct TrainingMeasurement: Equatable {
    let workload: TrainingWorkload
    /// Of training; units are steps.
    let training: RateSummary
    /// Of the workload's matrix products alone; units are the products of one step.
    let bareProducts: RateSummary
    /// Of the best product; units are products.
    let bestProduct: RateSummary
    /// The operations of one run of the calibration.
    let calibrationOperations: Double
    /// The operations of one best product.
    let bestProductOperations: Double
    /// Whether as much of it was kept as was wanted.
    let isSteady: Bool

    var stepsPerSecond: Double { training.unitsPerSecond }
    var samplesPerSecond: Double { training.unitsPerSecond * Double(workload.batchRows) }
    /// In operations a second, as all rates here; only the matrix products' are counted.
    var rate: Double { training.unitsPerSecond * workload.floatingPointOperations }
    /// The peak while training was measured.
    var peakRate: Double { calibrationOperations / training.calibrationSeconds }
    var bestProductRate: Double { bestProductOperations * bestProduct.unitsPerSecond }
    var bareProductsRate: Double { bareProducts.unitsPerSecond * workload.floatingPointOperations }
    /// How many samples a second there would be if nothing but the products took time.
    var bareSamplesPerSecond: Double { bareProducts.unitsPerSecond * Double(workload.batchRows) }

    var shareOfPeak: Double { rate / peakRate }
    var shareOfBestProduct: Double { rate / bestProductRate }
}

/// The machine's limits, as they were when the measuring began.
struct MachineMeasurement: Equatable {
    /// Its name, by its maker.
    let processor: String
    /// How many processors the program may use.
    let processorCount: Int
    /// When measuring began, as ISO 8601 writes it.
    let date: String
    /// Of a multiplication and an addition in every cycle that takes them, in operations a second.
    let peakRate: Double
    /// Of the best product.
    let bestProductRate: Double
}
