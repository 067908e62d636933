import Glibc
import Synchronization
import Testing

@testable import NeuralEngine

/// Serialised: there is one team in a process, and these tests want it.
@Suite(.serialized) struct ThreadTeamTests {
    /// Counts how often each share was done, and notes which threads were at it.
    private final class CountingWork: Sendable {
        private let state: Mutex<(counts: [Int], threads: Set<Int>)>

        init(shares: Int) { state = Mutex((Array(repeating: 0, count: shares), [])) }

        var work: TeamWork { TeamWork { share, thread in self.count(share, thread) } }

        private func count(_ share: Share, _ thread: Int) {
            state.withLock {
                $0.counts[share.index] += 1
                $0.threads.insert(thread)
            }
        }

        var counts: [Int] { state.withLock { $0.counts } }
        var threads: Set<Int> { state.withLock { $0.threads } }
    }

    /// Borrows the team, waiting until the engines of other tests have given it back.
    private func borrow(_ threads: Int) -> Int {
        let deadline = time(nil) + 60
        while time(nil) < deadline {
            let count = ThreadTeam.shared.borrow(threads: threads)
            if count > 1 { return count }
            sched_yield()
        }
        return 1
    }

    @Test(arguments: [5, 3, 2])
    func everyShareIsDoneOnceAndAllAreDoneAtTheEnd(_ threads: Int) {
        #expect(borrow(threads) == threads)
        defer { ThreadTeam.shared.giveBack() }
        let counting = CountingWork(shares: threads)
        let work = counting.work
        for round in 1...300 {
            ThreadTeam.shared.run(work, shares: threads)
            #expect(counting.counts.allSatisfy { $0 == round })
        }
        #expect(counting.threads.isSubset(of: Set(0..<threads)))
    }

    @Test func aLentTeamIsLentToNobodyElse() {
        #expect(borrow(2) == 2)
        #expect(ThreadTeam.shared.borrow(threads: 2) == 1)
        ThreadTeam.shared.giveBack()
        #expect(borrow(2) == 2)
        ThreadTeam.shared.giveBack()
    }

    @Test func threadsThatSleepAreWoken() {
        #expect(borrow(2) == 2)
        defer { ThreadTeam.shared.giveBack() }
        let counting = CountingWork(shares: 2)
        let work = counting.work
        // The caller may do both shares before the other thread is awake; it must be none the worse for that.
        for round in 1...20 {
            let deadline = time(nil) + 60
            while ThreadTeam.shared.sleepingThreads == 0, time(nil) < deadline { sched_yield() }
            #expect(ThreadTeam.shared.sleepingThreads > 0)
            ThreadTeam.shared.run(work, shares: 2)
            #expect(counting.counts.allSatisfy { $0 == round })
        }
    }
}
