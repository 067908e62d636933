import Testing

@testable import Platform

@Suite struct FramePacingTests {
    private let start = ContinuousClock.now

    /// Draws frames as soon as they are due, each at its cost, for some time.
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

    @Test func thePreparationsAtTheStartAreNotShownHalfDone() {
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
        // The rate drops, but no more than necessary.
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
