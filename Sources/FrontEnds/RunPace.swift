import Foundation

/// Limits the rate of training that is watched.
///
/// Iterations become due as time passes. If the machine is too slow, it does not catch up later.
struct RunPace: Equatable {
    /// How many iterations are due; the first one is due at once.
    private var due = 1.0
    private var last: ContinuousClock.Instant

    /// The most seconds' worth of iterations that run in one go, however long the last frame took.
    private static let mostSeconds = 0.1

    /// Starts at a moment.
    init(at now: ContinuousClock.Instant) {
        last = now
    }

    /// Adds the iterations that have become due.
    /// - Returns: how many whole iterations are due now.
    mutating func iterationsDue(at now: ContinuousClock.Instant, perSecond rate: Double) -> Int {
        due = min(due + (now - last) / .seconds(1) * rate, max(1, rate * Self.mostSeconds))
        last = now
        return Int(due)
    }

    /// Records that iterations have run.
    mutating func run(_ iterations: Int) { due = max(0, due - Double(iterations)) }

    /// How long it is until the next one is due.
    func wait(perSecond rate: Double) -> Duration { .seconds(max(0, (1 - due) / rate)) }
}
