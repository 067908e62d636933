/// A sum that keeps what single additions round away, Neumaier's (1974).
struct CompensatedSum: Equatable, Sendable {
    private var sum = 0.0
    private var compensation = 0.0

    /// The sum so far.
    var value: Double { sum + compensation }

    static func += (total: inout CompensatedSum, summand: Double) {
        let sum = total.sum + summand
        let lost =
            abs(total.sum) >= abs(summand) ? (total.sum - sum) + summand : (summand - sum) + total.sum
        // Beyond what is finite nothing is to be kept.
        if lost.isFinite { total.compensation += lost }
        total.sum = sum
    }
}
