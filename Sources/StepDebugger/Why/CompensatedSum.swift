/// A sum that compensates for the rounding of single additions (Neumaier 1974).
struct CompensatedSum: Equatable, Sendable {
    private var sum = 0.0
    private var compensation = 0.0

    /// The sum so far.
    var value: Double { sum + compensation }

    static func += (total: inout CompensatedSum, summand: Double) {
        let sum = total.sum + summand
        let lost =
            abs(total.sum) >= abs(summand) ? (total.sum - sum) + summand : (summand - sum) + total.sum
        // There is nothing to compensate for once the sum has overflowed.
        if lost.isFinite { total.compensation += lost }
        total.sum = sum
    }
}
