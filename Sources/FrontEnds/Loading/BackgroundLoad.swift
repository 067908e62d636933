import Datasets
import Foundation
import Platform
import Synchronization
import Workbench

/// Data being read or made on a thread of its own, while keys are answered.
final class BackgroundLoad: Sendable {
    typealias Outcome = Result<LoadedData, EffectFailure>

    let monitor = LoadingMonitor()
    private let outcome = Mutex<Outcome?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    /// Starts.
    /// - load: what the thread does; it tells the monitor how far it is, and gives up where that says so.
    init(_ load: @escaping @Sendable (LoadingMonitor) -> Outcome) {
        let thread = Thread { [self] in
            let result = load(monitor)
            outcome.withLock { $0 = result }
            isDone.signal()
        }
        thread.name = "loading"
        // The thread that waits answers signals: this one inherits that they are held back.
        let signals = HeldSignals([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP], deliversLate: true)
        thread.start()
        withExtendedLifetime(signals) {}
    }

    /// What came of it, once; nil where it takes longer than that.
    /// - limit: how long to wait; nil waits until it is there.
    func wait(upTo limit: Duration?) -> Outcome? {
        let deadline = limit.map { DispatchTime.now() + ($0 / .seconds(1)) } ?? .distantFuture
        guard isDone.wait(timeout: deadline) == .success else { return nil }
        return outcome.withLock { outcome in
            defer { outcome = nil }
            return outcome
        }
    }
}
