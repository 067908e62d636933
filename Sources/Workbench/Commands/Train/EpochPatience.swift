import StepDebugger

/// When a run ends because its epochs no longer get better.
struct EpochPatience: Equatable, Sendable {
    /// The figure that should get better.
    let monitor: EpochMonitor
    /// The number of epochs without a better figure after which the run ends.
    let limit: Int
    /// The run's best epoch; nil before the first that has the figure.
    private(set) var best: EpochPoint?
    /// How many epochs were completed when the run began; they do not count.
    private let start: Int

    init(monitor: EpochMonitor, limit: Int, completedEpochs: Int) {
        self.monitor = monitor
        self.limit = limit
        start = completedEpochs
    }

    /// Considers the epoch that was completed last, and returns whether the run ends there. A figure that is not a
    /// number is never better.
    mutating func isExhausted(after epoch: EpochPoint?) -> Bool {
        guard let epoch, epoch.epoch > start else { return false }
        best = monitor.best(of: [best, epoch].compactMap { $0 })
        return epoch.epoch - (best?.epoch ?? start) >= limit
    }
}
