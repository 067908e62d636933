/// One operation after another, at a pace that eyes can follow.
struct Autoplay: Equatable {
    private var due: ContinuousClock.Instant

    /// Begins with an operation at once.
    init(at now: ContinuousClock.Instant) {
        due = now
    }

    /// How long it is until the next operation; zero where it is due.
    func wait(at now: ContinuousClock.Instant) -> Duration { max(.zero, due - now) }

    /// Takes in that an operation runs now: the next one is due a beat later. After a beat that came late, those that
    /// follow do not come in a hurry.
    mutating func beat(at now: ContinuousClock.Instant, operationsPerSecond: Int) {
        let interval = Duration.seconds(1) / operationsPerSecond
        due = max(due, now - interval / 2) + interval
    }

    /// Takes in that the pace has changed: nobody waits longer than the new one says.
    mutating func keepUp(at now: ContinuousClock.Instant, operationsPerSecond: Int) {
        due = min(due, now + Duration.seconds(1) / operationsPerSecond)
    }
}
