import Foundation

/// Holds signals back while it lives. They are checked between two slices of work, so that a signal finds the program
/// in a known state.
public final class HeldSignals {
    private let signals: [Int32]
    private let deliversLate: Bool
    private var former = sigset_t()

    /// Holds signals back from now on.
    ///
    /// - Parameters:
    ///   - signals: the numbers of the signals.
    ///   - deliversLate: whether a signal that came meanwhile takes its usual effect at the end; otherwise it counts as
    ///     handled.
    public init(_ signals: [Int32], deliversLate: Bool) {
        self.signals = signals
        self.deliversLate = deliversLate
        var set = set
        pthread_sigmask(SIG_BLOCK, &set, &former)
    }

    deinit {
        while isPending, !deliversLate {
            var set = set
            var signal: Int32 = 0
            sigwait(&set, &signal)
        }
        pthread_sigmask(SIG_SETMASK, &former, nil)
    }

    /// Whether one of them has come.
    public var isPending: Bool {
        var pending = sigset_t()
        sigpending(&pending)
        return signals.contains { sigismember(&pending, $0) == 1 }
    }

    private var set: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal) }
        return set
    }
}
