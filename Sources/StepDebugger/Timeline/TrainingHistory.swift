/// What an iteration left for the curves.
public struct HistoryPoint: Equatable, Sendable {
    /// The iteration, from 0.
    public var iteration: Int
    /// The loss of its batch, before its update.
    public var loss: Double
    /// The share of its batch that was right, before its update; nil without classes.
    public var accuracy: Double?

    /// A point of the curves.
    public init(iteration: Int, loss: Double, accuracy: Double?) {
        self.iteration = iteration
        self.loss = loss
        self.accuracy = accuracy
    }

    /// Whether two points have the same bits, NaN included.
    public static func == (a: HistoryPoint, b: HistoryPoint) -> Bool {
        a.iteration == b.iteration && a.loss.bitPattern == b.loss.bitPattern
            && a.accuracy?.bitPattern == b.accuracy?.bitPattern
    }
}

/// The loss and accuracy of a run in little memory: every iteration up to some thousands, later every second one, then every
/// fourth and so on, and the first and the newest one always.
///
/// Which iterations are kept depends on their numbers alone, never on how far the run went. So going back, to any place,
/// is forgetting what came after it. A run of a billion iterations has 76 000 points.
public struct TrainingHistory: Equatable, Sendable {
    /// How many iterations at the start are all kept, and how many of each doubling after it: a power of two, more than
    /// any screen has columns.
    private static let density = 4096

    /// The points that are kept for good, oldest first.
    private var kept: [HistoryPoint] = []
    /// The newest one, where it is not to be kept for good.
    private var newest: HistoryPoint?
    /// The iteration that is kept for good next.
    private var nextKept: Int

    /// The iteration that the run began with, which is always kept.
    private let start: Int

    /// A history without points.
    /// - start: the iteration that the run begins with.
    public init(from start: Int = 0) {
        self.start = start
        nextKept = start
    }

    /// Whether two histories have the same points, to the last bit.
    public static func == (a: TrainingHistory, b: TrainingHistory) -> Bool {
        a.kept == b.kept && a.newest == b.newest
    }

    /// The points, oldest first; the newest is that of the last iteration.
    public var points: [HistoryPoint] { newest.map { kept + [$0] } ?? kept }

    /// The oldest point, that of the first iteration; nil at the start.
    public var first: HistoryPoint? { kept.first ?? newest }

    /// The newest point; nil at the start.
    public var latest: HistoryPoint? { newest ?? kept.last }

    /// The distance of an iteration that is kept for good from the one that is kept before it.
    public static func spacing(at iteration: Int) -> Int {
        guard iteration >= 2 * density else { return 1 }
        return 1 << (Int.bitWidth - 1 - iteration.leadingZeroBitCount - density.trailingZeroBitCount)
    }

    /// Adds the next iteration's point.
    /// - Precondition: it is newer than the newest.
    public mutating func record(_ point: HistoryPoint) {
        precondition(point.iteration > latest?.iteration ?? -1, "a history grows forward")
        guard point.iteration >= nextKept else {
            newest = point
            return
        }
        let spacing = Self.spacing(at: point.iteration)
        if point.iteration & (spacing - 1) == 0 || point.iteration == start {
            kept.append(point)
            newest = nil
        } else {
            newest = point
        }
        nextKept = (point.iteration & ~(spacing - 1)) + spacing
    }

    /// Forgets an iteration and all after it. Whether the newest of those that are left is still there depends on whether
    /// it is kept for good.
    public mutating func truncate(from iteration: Int) {
        if let newest, newest.iteration >= iteration { self.newest = nil }
        let index = kept.firstIndexSorted { $0.iteration >= iteration }
        if index < kept.count { newest = nil }
        kept.removeSubrange(index...)
        nextKept = start
    }

    /// How much memory it takes, about.
    var byteCount: Int { kept.capacity * MemoryLayout<HistoryPoint>.stride }
}

extension Array {
    /// The index of the first element from which on a condition holds; the count where it never does.
    /// - Precondition: the elements for which it holds come last.
    func firstIndexSorted(where holds: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
