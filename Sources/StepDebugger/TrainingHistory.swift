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

/// The loss and accuracy of a run, in bounded memory: of a long run it keeps every second iteration, then every fourth
/// and so on, and the newest one always.
public struct TrainingHistory: Equatable, Sendable {
    /// The points that are kept, oldest first: the iterations that are multiples of `stride`, and the newest.
    public private(set) var points: [HistoryPoint] = []
    /// The distance of the points that are kept, a power of two.
    public private(set) var stride = 1
    private let capacity: Int

    /// A history without points that never keeps more than `capacity` and one.
    public init(capacity: Int = 16_384) {
        precondition(capacity > 0, "a history keeps at least one point")
        self.capacity = capacity
    }

    /// The newest point; nil at the start.
    public var latest: HistoryPoint? { points.last }

    /// Adds the next iteration's point.
    /// - Precondition: it is newer than the newest.
    public mutating func record(_ point: HistoryPoint) {
        if let latest = points.last {
            precondition(point.iteration > latest.iteration, "a history grows forward")
            if !isKept(latest.iteration) { points.removeLast() }
        }
        points.append(point)
        guard points.count > capacity, isKept(point.iteration) else { return }
        stride *= 2
        points = points.filter { isKept($0.iteration) || $0.iteration == point.iteration }
    }

    /// Forgets every iteration after a given one. What had been thinned out does not come back.
    public mutating func truncate(after iteration: Int) {
        points.removeAll { $0.iteration > iteration }
    }

    private func isKept(_ iteration: Int) -> Bool { iteration & (stride - 1) == 0 }
}
