import Testing

@testable import Benchmarks
@testable import FrontEnds

@Suite struct MeasuredScreenTests {
    private func screen(_ workload: ScreenWorkload) -> MeasuredInteractiveScreen {
        let screen = MeasuredInteractiveScreen(terminal: SimulatedTerminal(), threads: 1)
        screen.setUp(workload.setUp)
        return screen
    }

    @Test(arguments: ScreenWorkload.all)
    func everyWorkloadIsSetUpByCommandsThatAreRight(_ workload: ScreenWorkload) {
        let screen = screen(workload)
        #expect(screen.loop.host.state.mismatch == nil)
        #expect(screen.frameCount > 0)
        #expect(screen.isBetweenIterations)
        #expect(screen.operationCount > 0)
    }

    @Test func withoutFramesARunGoesOnAndNothingIsShown() {
        let screen = screen(ScreenWorkload.all[0])
        screen.perform("continue")
        #expect(screen.isRunning)
        let (frames, iteration) = (screen.frameCount, screen.iteration)
        for _ in 0..<20 { screen.advanceWithoutFrames() }
        #expect(screen.frameCount == frames)
        #expect(screen.iteration > iteration)
    }
}
