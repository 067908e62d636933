import Testing

@testable import FrontEnds

@Suite struct FramePacingTests {
    private let start = ContinuousClock.now

    /// Frames as soon as they are due, each at its cost, for so long.
    private func run(_ seconds: Int, cost: (Int) -> Duration) -> (count: Int, spent: Duration) {
        var pacing = FramePacing(startingAt: start)
        var (count, spent, now) = (0, Duration.zero, start)
        while now - start < .seconds(seconds) {
            if pacing.isDue(at: now) {
                let cost = cost(count)
                count += 1
                spent += cost
                now += cost
                pacing.record(cost, at: now)
            }
            now += .milliseconds(1)
        }
        return (count, spent)
    }

    @Test func whatIsMadeReadyAtTheStartIsNotShownHalfDone() {
        let pacing = FramePacing(startingAt: start)
        #expect(!pacing.isDue(at: start + .milliseconds(20)))
        #expect(pacing.isDue(at: start + .milliseconds(40)))
    }

    @Test func cheapFramesComeThirtyTimesASecond() {
        let frames = run(10) { _ in .microseconds(200) }
        #expect((270...304).contains(frames.count))
    }

    @Test(arguments: [1, 4, 20, 100])
    func dearFramesTakeTwoPercentOfTheTime(milliseconds: Int) {
        let frames = run(300) { _ in .milliseconds(milliseconds) }
        #expect(frames.spent < .seconds(300) * 0.022)
        // The rate gives way, but no more than it has to.
        #expect(frames.spent > .seconds(300) * 0.012)
    }

    @Test func oneDearFrameDoesNotStopTheOthersForLong() {
        var pacing = FramePacing(startingAt: start)
        for _ in 0..<20 { pacing.record(.microseconds(500), at: start) }
        pacing.record(.milliseconds(20), at: start)
        #expect(!pacing.isDue(at: start + .milliseconds(100)))
        #expect(pacing.isDue(at: start + .milliseconds(300)))
    }

    @Test func costsThatChangeFromFrameToFrameAverageOut() {
        let frames = run(60) { $0.isMultiple(of: 10) ? .milliseconds(15) : .milliseconds(1) }
        #expect(frames.spent < .seconds(60) * 0.03)
    }
}

@Suite struct SlicePaceTests {
    /// The durations of slices of operations that take so long each, in turn.
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
    func slicesOfQuickOperationsComeToTakeWhatIsAimedAt(nanoseconds: Int) {
        for duration in slices(60, operations: [.nanoseconds(nanoseconds)]).dropFirst(25) {
            #expect(duration > .milliseconds(6) && duration < .milliseconds(10))
        }
    }

    /// A large network: a slow operation among quick ones.
    @Test func aSlowOperationIsNotJoinedByAnother() {
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
