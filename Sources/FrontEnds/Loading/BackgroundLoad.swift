import Datasets
import Foundation
import Platform
import Synchronization
import Workbench

/// Loads data on a thread of its own, so that keys are still answered.
final class BackgroundLoad: Sendable {
    typealias Outcome = Result<LoadedData, EffectFailure>

    let monitor = LoadingMonitor()
    private let outcome = Mutex<Outcome?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    /// Starts.
    /// - load: what the thread does; it reports progress to the monitor and gives up when that is cancelled.
    init(_ load: @escaping @Sendable (LoadingMonitor) -> Outcome) {
        let thread = Thread { [self] in
            let result = load(monitor)
            outcome.withLock { $0 = result }
            isDone.signal()
        }
        thread.name = "loading"
        // The waiting thread handles signals; the new one inherits that they are held back.
        let signals = HeldSignals([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP], deliversLate: true)
        thread.start()
        withExtendedLifetime(signals) {}
    }

    /// The outcome, once; nil if it takes longer than `limit`.
    /// - limit: how long to wait; nil waits for as long as it takes.
    func wait(upTo limit: Duration?) -> Outcome? {
        let deadline = limit.map { DispatchTime.now() + ($0 / .seconds(1)) } ?? .distantFuture
        guard isDone.wait(timeout: deadline) == .success else { return nil }
        return outcome.withLock { outcome in
            defer { outcome = nil }
            return outcome
        }
    }
}
