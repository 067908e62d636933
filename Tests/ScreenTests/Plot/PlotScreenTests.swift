import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// The plots of a session on the screen, and the command that brings them there.
@Suite struct PlotScreenTests {
    private static let iris = """
        data iris test=0.2 standardize=yes
        network 4-8-3 seed=1
        optimizer sgd lr=0.1 momentum=0.9
        batch 16 shuffle=yes
        """

    private func trained() -> ScreenFixture {
        var fixture = ScreenFixture(playing: Self.iris)
        fixture.run("train 10 epochs")
        fixture.run("layout train")
        return fixture
    }

    @Test func lossAndAccuracyStandSideBySide() throws {
        let fixture = trained()
        let (loss, accuracy) = (
            try #require(fixture.area(of: .curve, 120, 36)), try #require(fixture.area(of: .accuracy, 120, 36))
        )
        #expect(loss.row == accuracy.row && loss.endColumn <= accuracy.column)
        #expect(
            fixture.title(of: .accuracy, 120, 36)?.contains("accuracy 0.") == true
                || fixture.title(of: .accuracy, 120, 36)?.contains("accuracy 1") == true)
        #expect(fixture.title(of: .curve, 120, 36)?.contains("accuracy") == false)
        for pane in [Pane.curve, .accuracy] {
            let text = fixture.text(of: pane, 120, 36)
            #expect(text.contains { $0.contains("── train") }, "\(pane)")
            #expect(text.contains { $0.contains("╌╌ test") }, "\(pane)")
        }
        // Numbers have no accuracy.
        let numbers = ScreenFixture(playing: "data inline X=[[1],[2]] Y=[[0.5],[1.5]]\nnetwork 1-1\nlayout train")
        #expect(numbers.area(of: .accuracy, 120, 36) == nil)
    }

    @Test func batchesAreSmoothedAndAllSamplesAtOnceAreNot() {
        #expect(trained().title(of: .curve, 120, 36)?.contains("smoothed 0.9") == true)
        var whole = ScreenFixture()
        whole.run("train 20 iterations")
        #expect(whole.title(of: .curve, 120, 36)?.contains("smoothed") == false)
    }

    @Test func keysActOnThePlotThatHasTheFocus() throws {
        var fixture = trained()
        #expect(fixture.screen.focus.pane == .curve)
        fixture.press(.character("y"), .character("]"), .character("."))
        #expect(fixture.screen[CurvePane.self].plot.isLogY && fixture.screen[CurvePane.self].plot.window != nil)
        #expect(fixture.screen[CurvePane.self].plot.smoothing == 0.95)
        #expect(fixture.screen[AccuracyPane.self].plot == PlotState())
        fixture.press(.tab)
        #expect(fixture.screen.focus.pane == .accuracy)
        fixture.press(.character("x"), .left)
        #expect(fixture.screen[AccuracyPane.self].plot.isLogX && fixture.screen[AccuracyPane.self].plot.cursor != nil)
        #expect(fixture.title(of: .accuracy, 160, 44)?.contains("at iteration") == true)
        let iteration = Int(try #require(fixture.screen[AccuracyPane.self].plot.cursor))
        fixture.press(.enter)
        #expect(fixture.workbench.session?.position.iteration == iteration)
        // In other panes the same keys do nothing to plots.
        while fixture.screen.focus.pane != .layers { fixture.press(.tab) }
        let before = fixture.screen
        fixture.press(.character("y"), .character("]"), .character("."), .character("r"))
        #expect(fixture.screen == before)
    }

    @Test func keysOfPlotsAnswerWhileTrainingGoesOn() {
        var fixture = trained()
        fixture.begin("train 1000 epochs")
        #expect(fixture.screen.focus.pane == .curve)
        fixture.press(.character("y"), .character("]"))
        #expect(fixture.workbench.run != nil)
        #expect(fixture.screen[CurvePane.self].plot.isLogY && fixture.screen[CurvePane.self].plot.window != nil)
    }

    @Test func theWheelZoomsAboutThePlaceUnderIt() throws {
        var fixture = trained()
        let area = try #require(fixture.area(of: .accuracy, 120, 36)?.interior)
        let place = Point(column: area.column + area.columns / 2, row: area.row + 2)
        fixture.point(.scrollUp, at: place)
        let window = try #require(fixture.screen[AccuracyPane.self].plot.window)
        #expect(window.upperBound - window.lowerBound < 60)
        #expect(fixture.screen.focus.pane == .curve)
        #expect(fixture.screen[CurvePane.self].plot.window == nil)
        fixture.point(.scrollDown, at: place)
        #expect(fixture.screen[AccuracyPane.self].plot.window == nil)
    }

    @Test func escapeTakesTheCursorAwayAndRTheZoom() {
        var fixture = trained()
        fixture.press(.left, .character("]"), .escape)
        #expect(fixture.screen[CurvePane.self].plot.cursor == nil && fixture.screen[CurvePane.self].plot.window != nil)
        fixture.press(.character("r"))
        #expect(fixture.screen[CurvePane.self].plot.window == nil)
    }

    @Test func otherBranchesAreLaidOverFromWhereTheyPart() throws {
        var fixture = trained()
        fixture.run("fork other")
        fixture.run("set lr 0.01")
        fixture.run("train 5 epochs")
        fixture.run("switch main")
        #expect(fixture.text(of: .curve, 120, 36).contains { $0.contains("┈┈ other") })
        let curves = fixture.workbench.curves(of: .loss)
        #expect(curves.map(\.name) == ["train", "test", "other"])
        let other = try #require(curves.last)
        #expect(other.role == .otherBranch)
        let end = try #require(curves[0].points.last)
        #expect(other.points.first == end)
        #expect(other.points.count == 5 * 8 + 1)
    }

    @Test func whatComesAfterThePositionIsPale() throws {
        var fixture = trained()
        fixture.run("goto iteration=40")
        let area = try #require(fixture.area(of: .curve, 120, 36)?.interior)
        let grid = fixture.grid(120, 36)
        let pale = grid.points(in: area) {
            $0.style.foreground == Theme.dark.muted.foreground && $0.isDot
        }
        let own = grid.points(in: area) {
            $0.style.foreground == Theme.dark.series[0] && $0.isDot
        }
        #expect(!pale.isEmpty && !own.isEmpty)
        #expect((own.map(\.column).max() ?? 0) <= (pale.map(\.column).min() ?? 0) + 1)
    }

    // MARK: The command

    @Test func plotBringsACurveToItsPane() {
        var fixture = ScreenFixture(playing: Self.iris + "\ntrain 3 epochs")
        fixture.run("plot loss y=log smooth=0.5 from=4 to=20")
        #expect(fixture.screen.focus.pane == .curve && fixture.screen.layout == .step)
        #expect(fixture.screen[CurvePane.self].plot.isLogY && fixture.screen[CurvePane.self].plot.smoothing == 0.5)
        #expect(fixture.screen[CurvePane.self].plot.window == 4...20)
        // What is not given stays.
        fixture.run("plot loss x=linear")
        #expect(fixture.screen[CurvePane.self].plot.isLogY && fixture.screen[CurvePane.self].plot.window == 4...20)
        fixture.run("plot lr")
        #expect(fixture.screen[CurvePane.self].subject == .run(.learningRate))
        #expect(fixture.screen[CurvePane.self].plot == PlotState())
        #expect(fixture.title(of: .curve, 120, 36)?.contains("learning rate 0.1") == true)
        fixture.run("plot accuracy")
        #expect(fixture.title(of: .curve, 120, 36)?.contains("accuracy") == true)
        fixture.run("layout data\nplot loss")
        #expect(fixture.screen.layout == .train && fixture.screen.focus.pane == .curve)
        fixture.run("plot accuracy y=log")
        #expect(fixture.screen.focus.pane == .accuracy && fixture.screen[AccuracyPane.self].plot.isLogY)
        #expect(fixture.screen[CurvePane.self].subject == .run(.loss))
    }

    @Test func aHistogramFollowsItsValue() {
        var fixture = ScreenFixture()
        fixture.run("plot hist(W1) bins=4")
        let title = fixture.title(of: .curve, 200, 60)
        #expect(title?.contains("histogram W1") == true && title?.contains("2×4") == true)
        let before = fixture.text(of: .curve, 120, 36)
        #expect(before.contains { $0.contains("█") })
        fixture.run("let W1 = W1 * 0 + 1")
        #expect(fixture.text(of: .curve, 120, 36) != before)
        // What has no value says why.
        fixture.run("step 4\nplot hist(A1)\nrestart")
        #expect(fixture.text(of: .curve, 200, 60).joined().contains("has no value yet"))
        fixture.press(.left, .character("]"), .character("y"))
        #expect(fixture.screen[CurvePane.self].plot == PlotState())
    }

    @Test func boundaryAndConfusionAreTheOutcome() {
        var fixture = ScreenFixture()
        fixture.run("next 3\nplot boundary")
        #expect(fixture.screen.focus.pane == .outcome && fixture.screen.layout == .data)
        #expect(fixture.title(of: .outcome, 120, 36)?.contains("decision boundary") == true)
        fixture.run("plot confusion")
        #expect(fixture.title(of: .outcome, 120, 36)?.contains("confusion") == true)
        fixture.run("plot boundary")
        #expect(fixture.title(of: .outcome, 120, 36)?.contains("decision boundary") == true)
    }

    @Test func framesAreTheSameWithAMemo() {
        var fixture = trained()
        let memo = ScreenMemo()
        for line in [
            "next", "plot loss y=log", "plot hist(W1)", "let W1 = W1 * 2", "let x = 3", "plot hist(W1 * x)",
            "let x = 4",
            "plot accuracy", "fork a", "next 3", "switch main", "fork b", "set lr 0.5", "next 2", "plot lr",
            "goto start",
            "plot loss smooth=0", "set theme light", "data iris test=0.4", "train 2 epochs",
        ] {
            fixture.run(line)
            let fresh = fixture.model(120, 36).draw()
            #expect(fixture.model(120, 36, memo: memo).draw() == fresh, "\(line)")
            #expect(
                fixture.model(120, 36, .all[1], memo: memo).draw() == fixture.model(120, 36, .all[1]).draw(), "\(line)")
        }
    }
}

extension Cell {
    /// Whether it shows dots of a line.
    var isDot: Bool {
        guard let value = character.unicodeScalars.first?.value else { return false }
        return (0x2801...0x28FF).contains(value)
    }
}
