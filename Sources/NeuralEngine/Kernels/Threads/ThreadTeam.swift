import Glibc
import Synchronization

/// Work that a team of threads does together, share by share. It is made once and run again and again without allocating.
///
/// It is a non-generic class with a closure. Methods of a generic class, called through its table, would not be specialised
/// and be a hundred times slower; the closure is made where the types are known.
final class TeamWork {
    private let body: (_ share: Share, _ thread: Int) -> Void

    /// - body: does a share. `thread` is the thread's number in the team, from 0, which selects its scratch memory.
    init(_ body: @escaping (_ share: Share, _ thread: Int) -> Void) { self.body = body }

    func run(_ share: Share, thread: Int) { body(share, thread) }
}

/// Threads that wait for work and are kept from one piece of work to the next. The caller is the first of them.
///
/// There is one team per process. A caller borrows it; while it is borrowed, others do their work alone, which gives the
/// same bits. A waiting thread looks for work for some microseconds before it goes to sleep, since during training the next
/// piece usually comes at once. Threads take shares rather than being given them: if the other threads are slow to wake, or
/// have no processor to run on, the caller does their shares as well.
final class ThreadTeam: @unchecked Sendable {
    /// The team of this process. Threads are started when they are first needed.
    static let shared = ThreadTeam()

    private let isLent = Atomic(false)
    /// The shares left of the current work, as one atomic value, so that no share is taken twice or from finished work.
    private let shares = Atomic(Shares().bits)
    private let unfinishedShares = Atomic(0)
    private let sleepers = Atomic(0)
    // Written by the borrower before `shares` changes, read by threads that have taken a share, and not written again
    // until all shares are done.
    private var work: TeamWork?
    // Used by the borrower only.
    private var startedThreads = 0

    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let wakeUp = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    private init() {
        pthread_mutex_init(lock, nil)
        pthread_cond_init(wakeUp, nil)
    }

    /// How often a waiting thread looks for work before it sleeps or yields: about 200 microseconds.
    private static let patience = 200_000
    /// With more threads than this, waiting would take longer than working.
    private static let limit = 64

    /// The shares of a piece of work that are still to be taken.
    private struct Shares {
        var round: UInt64 = 0
        /// How many threads were borrowed, each of which has `sharesPerThread` shares.
        var threads = 0
        /// The shares from `lower` up to, but without, `upper`.
        var lower = 0
        var upper = 0

        /// Whether there is a share for a thread; threads that were not borrowed get none.
        func isLeft(for thread: Int) -> Bool { lower < upper && thread < threads }

        /// Takes a share: the caller from the front, others from the back, so that a thread mostly finds in its caches what it
        /// needs from the operation before.
        mutating func take(for thread: Int) -> Share {
            let count = threads * ThreadTeam.sharesPerThread
            if thread == 0 {
                lower += 1
                return Share(index: lower - 1, count: count)
            }
            upper -= 1
            return Share(index: upper, count: count)
        }

        var bits: UInt64 { round << 24 | UInt64(threads) << 16 | UInt64(lower) << 8 | UInt64(upper) }

        init() {}
        init(bits: UInt64) {
            (round, threads) = (bits >> 24, Int(bits >> 16 & 0xFF))
            (lower, upper) = (Int(bits >> 8 & 0xFF), Int(bits & 0xFF))
        }
    }

    // MARK: Borrowing

    /// Borrows the team, if nobody has it.
    /// - Returns: the number of threads, including the caller; 1 if the team is in use or no thread can be started.
    func borrow(threads: Int) -> Int {
        let threads = min(threads, Self.limit)
        guard threads > 1, isLent.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged else {
            return 1
        }
        while startedThreads < threads - 1, start(number: startedThreads + 1) { startedThreads += 1 }
        let count = min(threads, startedThreads + 1)
        if count == 1 { giveBack() }
        return count
    }

    /// Returns the team after a `borrow` that got more than one thread.
    func giveBack() {
        isLent.store(false, ordering: .releasing)
    }

    /// How many of its threads are asleep for lack of work.
    var sleepingThreads: Int { sleepers.load(ordering: .relaxed) }

    // MARK: Working

    /// How many shares there are per thread: if one thread is slower, the others take more of them.
    private static let sharesPerThread = 2

    /// Runs the shares of some work, the first one on this thread, and returns when all are done.
    /// - Precondition: the team is borrowed with this number of threads.
    func run(_ work: TeamWork, threads: Int) {
        let count = threads * Self.sharesPerThread
        self.work = work
        unfinishedShares.store(count, ordering: .relaxed)
        var new = Shares()
        new.round = Shares(bits: shares.load(ordering: .relaxed)).round &+ 1
        (new.threads, new.upper) = (threads, count)
        shares.store(new.bits, ordering: .sequentiallyConsistent)
        if sleepers.load(ordering: .sequentiallyConsistent) > 0 {
            pthread_mutex_lock(lock)
            pthread_cond_broadcast(wakeUp)
            pthread_mutex_unlock(lock)
        }
        runShares(thread: 0)
        var looks = 0
        while unfinishedShares.load(ordering: .acquiring) > 0 {
            looks &+= 1
            if looks > Self.patience { sched_yield() }
        }
        self.work = nil
    }

    /// Takes shares as long as some are left.
    private func runShares(thread: Int) {
        var now = shares.load(ordering: .acquiring)
        while true {
            let left = Shares(bits: now)
            guard left.isLeft(for: thread) else { return }
            var rest = left
            let share = rest.take(for: thread)
            let (isMine, found) = shares.compareExchange(
                expected: now, desired: rest.bits, ordering: .acquiringAndReleasing)
            guard isMine else {
                now = found
                continue
            }
            work!.run(share, thread: thread)
            unfinishedShares.subtract(1, ordering: .releasing)
            now = shares.load(ordering: .acquiring)
        }
    }

    // MARK: The threads

    /// Starts a thread. It blocks all signals, which are for the thread of the program's main loop.
    private func start(number: Int) -> Bool {
        var all = sigset_t()
        var former = sigset_t()
        sigfillset(&all)
        for fault in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT] { sigdelset(&all, fault) }
        pthread_sigmask(SIG_SETMASK, &all, &former)
        defer { pthread_sigmask(SIG_SETMASK, &former, nil) }
        let start = Unmanaged.passRetained(ThreadStart(team: self, number: number))
        var thread = pthread_t()
        guard pthread_create(&thread, nil, Self.main, start.toOpaque()) == 0 else {
            start.release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
        let start = Unmanaged<ThreadStart>.fromOpaque(argument!).takeRetainedValue()
        while true {
            start.team.waitForWork(thread: start.number)
            start.team.runShares(thread: start.number)
        }
    }

    private func waitForWork(thread: Int) {
        for _ in 0..<Self.patience where Shares(bits: shares.load(ordering: .relaxed)).isLeft(for: thread) { return }
        pthread_mutex_lock(lock)
        sleepers.add(1, ordering: .sequentiallyConsistent)
        while !Shares(bits: shares.load(ordering: .sequentiallyConsistent)).isLeft(for: thread) {
            pthread_cond_wait(wakeUp, lock)
        }
        sleepers.subtract(1, ordering: .relaxed)
        pthread_mutex_unlock(lock)
    }
}

/// The arguments of a new thread.
private final class ThreadStart {
    let team: ThreadTeam
    let number: Int

    init(team: ThreadTeam, number: Int) {
        self.team = team
        self.number = number
    }
}
