import Datasets
import Synchronization
import Screen

/// How far loading is: written by the thread that loads, read by the one that shows it, which may also end it.
final class LoadingMonitor: Sendable {
    private struct State {
        var step = ""
        /// Which share of the whole the step goes from and to.
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

    /// Takes in which share of the step is done.
    /// - Throws: ``DatasetError/cancelled`` where nobody waits for it any more.
    func take(_ share: Double) throws(DatasetError) {
        let isCancelled = state.withLock {
            $0.share = share
            return $0.isCancelled
        }
        if isCancelled { throw .cancelled }
    }

    /// Asks whoever loads to give up.
    func cancel() {
        state.withLock { $0.isCancelled = true }
    }

    /// How far it is now.
    var status: LoadingStatus {
        let (step, share) = state.withLock {
            ($0.step, $0.span.lowerBound + $0.share * ($0.span.upperBound - $0.span.lowerBound))
        }
        return LoadingStatus(step: step, share: share, elapsed: ContinuousClock.now - start)
    }
}
