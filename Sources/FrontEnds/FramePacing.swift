import Foundation

/// When the next frame of a run is due: so seldom that the run hardly notices.
///
/// What frames cost differs from one to the next; their average is what the run pays.
struct FramePacing: Equatable {
    /// How many times their cost frames lie apart: they then take two percent of the time.
    static let costRatio = 50
    /// No eye asks for more.
    static let shortestInterval = Duration.milliseconds(33)

    /// The processor time of a frame, as an average in which the last few count most.
    private(set) var averageCost = Duration.zero
    private var lastFrame: ContinuousClock.Instant

    /// The first frame is due after an interval, too: what is made ready in that time is not shown half done.
    init(startingAt now: ContinuousClock.Instant) {
        lastFrame = now
    }

    /// The time between two frames.
    var interval: Duration { max(Self.shortestInterval, averageCost * Self.costRatio) }

    /// Whether a frame is due that nobody waits for.
    func isDue(at now: ContinuousClock.Instant) -> Bool {
        now - lastFrame >= interval
    }

    /// Takes in a frame.
    mutating func record(_ cost: Duration, at now: ContinuousClock.Instant) {
        averageCost += (cost - averageCost) / 4
        lastFrame = now
    }
}

/// What a frame took of the processor.
struct FrameCost: Equatable {
    /// Of drawing the grid.
    var drawing: Duration
    /// Of bringing it to the terminal.
    var presenting: Duration

    var total: Duration { drawing + presenting }
}

/// The processor time that the thread has had, in which no other program counts.
enum ThreadTime {
    static var now: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
