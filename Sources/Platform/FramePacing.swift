import Foundation

/// Decides when the next frame of a run is due, rarely enough not to slow the run down.
///
/// The cost differs from frame to frame; the run pays the average.
public struct FramePacing: Equatable {
    /// The interval between frames, as a multiple of their cost: they then take two percent of the time.
    public static let costRatio = 50
    /// The shortest interval: more frames cannot be seen.
    public static let shortestInterval = Duration.milliseconds(33)

    /// The processor time of a frame, as an average in which the last few count most.
    public private(set) var averageCost = Duration.zero
    private var lastFrame: ContinuousClock.Instant

    /// The first frame is due after an interval, too, so that nothing is shown half done.
    public init(startingAt now: ContinuousClock.Instant) {
        lastFrame = now
    }

    /// The time between two frames.
    public var interval: Duration { max(Self.shortestInterval, averageCost * Self.costRatio) }

    /// Whether a frame is due although nobody waits for one.
    public func isDue(at now: ContinuousClock.Instant) -> Bool {
        now - lastFrame >= interval
    }

    /// Records a frame.
    public mutating func record(_ cost: Duration, at now: ContinuousClock.Instant) {
        averageCost += (cost - averageCost) / 4
        lastFrame = now
    }
}

/// The processor time of a frame.
public struct FrameCost: Equatable, Sendable {
    /// The time to draw the grid.
    public var drawing: Duration
    /// The time to bring it to the terminal.
    public var presenting: Duration

    /// A cost from its parts.
    public init(drawing: Duration, presenting: Duration) {
        self.drawing = drawing
        self.presenting = presenting
    }

    /// The whole time.
    public var total: Duration { drawing + presenting }
}

/// The processor time of the current thread, which other programs do not affect.
public enum ThreadTime {
    /// The time so far.
    public static var now: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
