/// One operation after another, at a pace that eyes can follow.
struct Autoplay: Equatable {
    private var due: ContinuousClock.Instant

    /// Starts with an operation at once.
    init(at now: ContinuousClock.Instant) {
        due = now
    }

    /// How long it is until the next operation; zero if it is due.
    func wait(at now: ContinuousClock.Instant) -> Duration { max(.zero, due - now) }

    /// Records that an operation runs now: the next one is due one interval later. After a late one, the following ones
    /// are not hurried.
    mutating func beat(at now: ContinuousClock.Instant, operationsPerSecond: Int) {
        let interval = Duration.seconds(1) / operationsPerSecond
        due = max(due, now - interval / 2) + interval
    }

    /// Adapts to a new speed: the wait for the next operation is at most its interval.
    mutating func keepUp(at now: ContinuousClock.Instant, operationsPerSecond: Int) {
        due = min(due, now + Duration.seconds(1) / operationsPerSecond)
    }
}
