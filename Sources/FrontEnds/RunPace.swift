import Foundation

/// Holds training that somebody watches to a rate.
///
/// Iterations become due as time passes. What the machine is too slow for is not made up for later.
struct RunPace: Equatable {
    /// How many iterations are due; the first one is at once.
    private var due = 1.0
    private var last: ContinuousClock.Instant

    /// No more than so many seconds' iterations run in one go, however long the last frame took.
    private static let mostSeconds = 0.1

    /// Begins at a moment.
    init(at now: ContinuousClock.Instant) {
        last = now
    }

    /// Takes in that time has passed.
    /// - Returns: how many whole iterations are due now.
    mutating func iterationsDue(at now: ContinuousClock.Instant, perSecond rate: Double) -> Int {
        due = min(due + (now - last) / .seconds(1) * rate, max(1, rate * Self.mostSeconds))
        last = now
        return Int(due)
    }

    /// Takes in that so many have run.
    mutating func run(_ iterations: Int) { due = max(0, due - Double(iterations)) }

    /// How long it is until the next one is due.
    func wait(perSecond rate: Double) -> Duration { .seconds(max(0, (1 - due) / rate)) }
}
