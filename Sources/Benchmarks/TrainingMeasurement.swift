/// How fast a workload trained, and the machine's limits at the same time.
struct TrainingMeasurement: Equatable {
    let workload: TrainingWorkload
    /// The speed of training; units are steps.
    let training: RateSummary
    /// The speed of the workload's matrix products alone; units are the products of one step.
    let bareProducts: RateSummary
    /// The speed of the best product; units are products.
    let bestProduct: RateSummary
    /// The operations of one run of the calibration.
    let calibrationOperations: Double
    /// The operations of one best product.
    let bestProductOperations: Double
    /// Whether enough slices were kept.
    let isSteady: Bool

    var stepsPerSecond: Double { training.unitsPerSecond }
    var samplesPerSecond: Double { training.unitsPerSecond * Double(workload.batchRows) }
    /// In operations a second, as all rates here; only those of matrix products are counted.
    var rate: Double { training.unitsPerSecond * workload.floatingPointOperations }
    /// The peak while training was measured.
    var peakRate: Double { calibrationOperations / training.calibrationSeconds }
    var bestProductRate: Double { bestProductOperations * bestProduct.unitsPerSecond }
    var bareProductsRate: Double { bareProducts.unitsPerSecond * workload.floatingPointOperations }
    /// How many samples a second there would be if only the products took time.
    var bareSamplesPerSecond: Double { bareProducts.unitsPerSecond * Double(workload.batchRows) }

    var shareOfPeak: Double { rate / peakRate }
    var shareOfBestProduct: Double { rate / bestProductRate }
}

/// The machine's limits when measuring began.
struct MachineMeasurement: Equatable {
    /// The processor's name.
    let processor: String
    /// How many processors the program may use.
    let processorCount: Int
    /// When measuring began, as ISO 8601 writes it.
    let date: String
    /// The rate of multiplications and additions in registers, in operations a second.
    let peakRate: Double
    /// The rate of the best product, in operations a second.
    let bestProductRate: Double
}
