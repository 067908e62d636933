import Foundation

/// When the next frame of a run is due: so seldom that the run hardly notices.
///
/// What frames cost differs from one to the next; their average is what the run pays.
public struct FramePacing: Equatable {
    /// How many times their cost frames lie apart: they then take two percent of the time.
    public static let costRatio = 50
    /// No eye asks for more.
    public static let shortestInterval = Duration.milliseconds(33)

    /// The processor time of a frame, as an average in which the last few count most.
    public private(set) var averageCost = Duration.zero
    private var lastFrame: ContinuousClock.Instant

    /// The first frame is due after an interval, too: what is made ready in that time is not shown half done.
    public init(startingAt now: ContinuousClock.Instant) {
        lastFrame = now
    }

    /// The time between two frames.
    public var interval: Duration { max(Self.shortestInterval, averageCost * Self.costRatio) }

    /// Whether a frame is due that nobody waits for.
    public func isDue(at now: ContinuousClock.Instant) -> Bool {
        now - lastFrame >= interval
    }

    /// Takes in a frame.
    public mutating func record(_ cost: Duration, at now: ContinuousClock.Instant) {
        averageCost += (cost - averageCost) / 4
        lastFrame = now
    }
}

/// What a frame took of the processor.
public struct FrameCost: Equatable, Sendable {
    /// Of drawing the grid.
    public var drawing: Duration
    /// Of bringing it to the terminal.
    public var presenting: Duration

    /// What a frame took.
    public init(drawing: Duration, presenting: Duration) {
        self.drawing = drawing
        self.presenting = presenting
    }

    /// All of it.
    public var total: Duration { drawing + presenting }
}

/// The processor time that the thread has had, in which no other program counts.
public enum ThreadTime {
    /// How much that is by now.
    public static var now: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
