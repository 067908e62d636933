import Datasets
import Synchronization
import Screen

/// The progress of loading, written by the thread that loads and read by the one that shows it, which may also cancel
/// the load.
final class LoadingMonitor: Sendable {
    private struct State {
        var step = ""
        /// The shares of the whole at which the step begins and ends.
        var span = 0.0...0.0
        var share = 0.0
        var isCancelled = false
    }

    private let state = Mutex(State())
    private let start = ContinuousClock.now

    /// Begins a step that takes the load from one share of the whole to another.
    func begin(_ step: String, _ span: ClosedRange<Double>) {
        state.withLock {
            $0.step = step
            $0.span = span
            $0.share = 0
        }
    }

    /// Records the share of the step that is done.
    /// - Throws: ``DatasetError/cancelled`` if the load was cancelled.
    func take(_ share: Double) throws(DatasetError) {
        let isCancelled = state.withLock {
            $0.share = share
            return $0.isCancelled
        }
        if isCancelled { throw .cancelled }
    }

    /// Asks the loading thread to give up.
    func cancel() {
        state.withLock { $0.isCancelled = true }
    }

    /// The progress now.
    var status: LoadingStatus {
        let (step, share) = state.withLock {
            ($0.step, $0.span.lowerBound + $0.share * ($0.span.upperBound - $0.span.lowerBound))
        }
        return LoadingStatus(step: step, share: share, elapsed: ContinuousClock.now - start)
    }
}
