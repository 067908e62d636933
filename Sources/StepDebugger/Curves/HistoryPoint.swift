/// The figures of an iteration.
public struct HistoryPoint: HistoryEntry {
    /// The iteration, from 0.
    public var iteration: Int
    /// The loss of its batch, before its update.
    public var loss: Double
    /// The share of its batch that was classified correctly, before its update; nil without classes.
    public var accuracy: Double?

    /// A point of the curves.
    public init(iteration: Int, loss: Double, accuracy: Double?) {
        self.iteration = iteration
        self.loss = loss
        self.accuracy = accuracy
    }

    /// The iteration.
    public var number: Int { iteration }

    /// Whether two points have the same bits, NaN included.
    public static func == (a: HistoryPoint, b: HistoryPoint) -> Bool {
        a.iteration == b.iteration && a.loss.bitPattern == b.loss.bitPattern
            && a.accuracy?.bitPattern == b.accuracy?.bitPattern
    }
}

/// The loss and accuracy of a run, iteration by iteration.
public typealias TrainingHistory = ThinnedHistory<HistoryPoint>
