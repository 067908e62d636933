import Testing

@testable import FrontEnds

@Suite struct SlicePaceTests {
    /// The durations of slices of operations with given durations.
    private func slices(_ count: Int, operations: [Duration]) -> [Duration] {
        var pace = SlicePace(target: .milliseconds(8))
        var next = 0
        return (0..<count).map { _ in
            var duration = Duration.zero
            for _ in 0..<pace.operations {
                duration += operations[next % operations.count]
                next += 1
            }
            pace.adapt(to: duration)
            return duration
        }
    }

    @Test(arguments: [50, 1000, 30_000])
    func slicesOfQuickOperationsApproachTheTarget(nanoseconds: Int) {
        for duration in slices(60, operations: [.nanoseconds(nanoseconds)]).dropFirst(25) {
            #expect(duration > .milliseconds(6) && duration < .milliseconds(10))
        }
    }

    /// A large network: a slow operation among quick ones.
    @Test func aSliceHasOnlyOneSlowOperation() {
        let operations = [Duration.milliseconds(20), .microseconds(10), .microseconds(10), .milliseconds(20)]
        for duration in slices(200, operations: operations).dropFirst(10) {
            #expect(duration < .milliseconds(21))
        }
    }

    @Test func aMomentOfAnotherProgramIsForgotten() {
        var pace = SlicePace(target: .milliseconds(8))
        for _ in 0..<30 { pace.adapt(to: .microseconds(1) * pace.operations) }
        pace.adapt(to: .milliseconds(400))
        #expect(pace.operations < 1000)
        for _ in 0..<100 { pace.adapt(to: .microseconds(1) * pace.operations) }
        #expect(pace.operations > 7000)
    }

    @Test func aClockThatStandsStillMakesNoSliceEndless() {
        var pace = SlicePace(target: .milliseconds(8))
        for _ in 0..<200 { pace.adapt(to: .zero) }
        #expect(pace.operations == 1 << 24 || pace.operations <= 8_000_000)
    }
}
