import StepDebugger

/// When a run ends because its epochs no longer get better.
struct EpochPatience: Equatable, Sendable {
    /// The figure that is to get better.
    let monitor: EpochMonitor
    /// After how many epochs without a better figure the run ends.
    let limit: Int
    /// The best epoch of the run; nil before the first that has the figure.
    private(set) var best: EpochPoint?
    /// How many epochs were completed when the run began: they do not count.
    private let start: Int

    init(monitor: EpochMonitor, limit: Int, completedEpochs: Int) {
        self.monitor = monitor
        self.limit = limit
        start = completedEpochs
    }

    /// Takes in the epoch that was completed last, and says whether the run ends there. A figure that is not a number is
    /// never better.
    mutating func isExhausted(after epoch: EpochPoint?) -> Bool {
        guard let epoch, epoch.epoch > start else { return false }
        best = monitor.best(of: [best, epoch].compactMap { $0 })
        return epoch.epoch - (best?.epoch ?? start) >= limit
    }
}
