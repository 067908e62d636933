import TerminalDrawing
import Testing
import Workbench

@testable import Screen

@Suite struct TimeTravelScreenTests {
    @Test func capitalLettersGoBack() {
        var fixture = ScreenFixture()
        fixture.run("next 5")
        let end = fixture.workbench.session
        fixture.press(.character("N"))
        #expect(fixture.workbench.session?.position.iteration == 4)
        fixture.press(.character("S"))
        #expect(fixture.workbench.session?.position.operation == 9)
        fixture.press(.character("F"))
        #expect(fixture.workbench.session?.position.operation == 5)
        fixture.press(.character("f"), .character("f"), .character("n"))
        #expect(fixture.workbench.session == end)
    }

    @Test func inThePastTheHeaderTellsHowFarTheRunWent() {
        var fixture = ScreenFixture()
        fixture.run("next 5")
        #expect(fixture.lines(120, 36)[0].contains("epoch 5  iteration 5  0/10"))
        fixture.press(.character("N"), .character("S"))
        #expect(fixture.lines(120, 36)[0].contains("epoch 3  iteration 3 of 5  9/10"))
    }

    @Test func theBranchIsNamedOnceThereAreSeveral() {
        var fixture = ScreenFixture()
        fixture.run("next 2")
        fixture.run("fork fast")
        #expect(fixture.lines(120, 36)[0].contains("fast: epoch 2  iteration 2  0/10"))
        #expect(fixture.lines(80, 24)[0].contains("iteration 2  0/10"))
    }

    @Test func theFutureStaysInThePlotAndTheAxesKeepStill() {
        var fixture = ScreenFixture()
        fixture.run("train 40 iterations")
        // The numbers at the axes, left of the plot and below it.
        func axes() -> [String] {
            let lines = fixture.text(of: .curve, 80, 24)
            return lines.dropLast().map { String($0.prefix(5)) } + lines.suffix(1)
        }
        let before = axes()
        #expect(before.last?.contains { $0.isNumber } == true)
        fixture.run("goto iteration=10")
        #expect(axes() == before)
        let grid = fixture.grid(120, 36)
        let dots = Character("\u{2801}")...Character("\u{28FF}")
        let colors = Set(
            grid.points(in: fixture.area(of: .curve, 120, 36)) { dots.contains($0.character) }
                .map { grid[$0].style.foreground })
        #expect(colors.contains(Theme.dark.series[0]))
        #expect(colors.contains(Theme.dark.muted.foreground))
        fixture.run("goto end")
        #expect(axes() == before)
    }

    @Test func atTheStartOfARunThatWentFartherThePlotIsAllFuture() {
        var fixture = ScreenFixture()
        fixture.run("train 40 iterations")
        fixture.run("goto start")
        #expect(!fixture.lines(120, 36).contains { $0.contains("n runs an iteration, c trains") })
    }
}
