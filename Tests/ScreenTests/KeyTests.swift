import CommandLanguage
import StepDebugger
import TerminalDrawing
import Testing
import Workbench

@testable import Screen

@Suite struct KeyTests {
    private func position(_ fixture: ScreenFixture) -> Position? { fixture.workbench.session?.position }

    @Test func singleKeysAreShortForCommands() {
        var fixture = ScreenFixture()
        fixture.press(.character("s"))
        #expect(position(fixture) == Position(iteration: 0, operation: 1))
        fixture.press(.character("f"))
        #expect(position(fixture) == Position(iteration: 0, operation: 5))
        fixture.press(.character("n"))
        #expect(position(fixture) == Position(iteration: 1, operation: 0))
        fixture.press(.character("i"))
        #expect(position(fixture) == Position(iteration: 1, operation: 0, cell: 1))
    }

    @Test func aKeyForSomethingOnTheScreenNamesIt() {
        var fixture = ScreenFixture()
        func request(_ key: Character) -> ScreenRequest? {
            var screen = fixture.screen
            return screen.handle(.character(key), workbench: fixture.workbench)
        }
        #expect(request("b") == .command("break load-batch"))
        fixture.run("step 2")
        #expect(request("b") == .command("break linear1.forward"))
        fixture.press(.up)
        #expect(request("b") == .command("break load-batch"))
        fixture.press(.escape, .tab)
        #expect(request("e") == .command("explain Z1[0,0]"))
        fixture.press(.down, .right)
        #expect(request("e") == .command("explain Z1[1,1]"))
    }

    @Test func capitalLettersGoBackward() {
        for (key, command) in [
            ("S", "reverse-step"), ("N", "reverse-next"), ("F", "reverse-finish"),
            ("C", "reverse-continue"), ("I", "reverse-stepi"),
        ] {
            #expect(KeyMap.command(for: Character(key)) == command)
        }
    }

    @Test func enterRepeatsTheLastCommand() {
        var fixture = ScreenFixture()
        fixture.press(.enter)
        #expect(position(fixture) == .start)
        fixture.press(.character("n"), .enter, .enter)
        #expect(position(fixture)?.iteration == 3)
    }

    @Test func thePromptRunsACommandAndRemembersIt() {
        var fixture = ScreenFixture()
        fixture.press(.character(":"))
        fixture.type("print 6 * 7")
        #expect(fixture.lines(80, 24)[23].hasPrefix(" : print 6 * 7"))
        fixture.press(.enter)
        #expect(fixture.lines(80, 24).contains { $0.contains("6 * 7 = 42") })
        fixture.press(.character(":"), .up)
        #expect(fixture.lines(80, 24)[23].hasPrefix(" : print 6 * 7"))
        fixture.press(.escape)
        #expect(fixture.screen.prompt == nil)
    }

    @Test func mistakesAtThePromptShowTheirPlace() {
        var fixture = ScreenFixture()
        fixture.press(.character(":"))
        fixture.type("print W1 + ")
        fixture.press(.enter)
        #expect(fixture.screen.prompt?.editor.text == "print W1 + ")
        let lines = fixture.lines(100, 30)
        #expect(lines[27...] == [" : print W1 +", "             ^", "   expected a value here"])
        #expect(position(fixture) == .start)
    }

    @Test func lookingAtAnotherOperationDoesNotRunIt() {
        var fixture = ScreenFixture()
        fixture.run("next")
        fixture.press(.up, .up)
        #expect(fixture.lines(120, 36).contains { $0.contains("╭ tanh1.backward") })
        #expect(position(fixture) == Position(iteration: 1, operation: 0))
        fixture.press(.escape)
        #expect(fixture.lines(120, 36).contains { $0.contains("╭ update") })
    }

    @Test func tabVisitsEveryMatrixAndComesBack() {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        var visited: [Focus] = []
        for _ in 0..<9 {
            fixture.press(.tab)
            visited.append(fixture.screen.focus)
        }
        #expect(
            visited == [
                .matrix(0), .matrix(1), .matrix(2), .matrix(3), Focus(.explanation), Focus(.layers), Focus(.curve),
                Focus(.log), Focus(.operations),
            ])
    }

    @Test func theHelpNamesEveryKeyAndCommand() {
        let text = TextPage.help.map(\.text).joined(separator: "\n")
        for specification in CommandTable.backstep.entries { #expect(text.contains(specification.name)) }
        for (key, meaning) in KeyMap.keys {
            #expect(text.contains(key))
            #expect(text.contains(meaning))
        }
        #expect(Set(KeyMap.keys.map(\.key)).count == KeyMap.keys.count)
    }

    @Test func helpScrollsAndAnyOtherKeyLeavesIt() {
        var fixture = ScreenFixture()
        fixture.press(.character("?"))
        #expect(fixture.lines(80, 24)[1].contains("help"))
        fixture.press(.down, .down)
        #expect(fixture.screen.page?.scroll == 2)
        fixture.press(.character("s"))
        #expect(fixture.screen.page == nil)
        #expect(position(fixture) == .start)
    }

    /// Brackets zoom plots, but whether a lesson goes on to its next chapter must not depend on the focus.
    @Test func bracketsAreForChaptersWhileALessonGoesOnAndForPlotsAfterIt() {
        let lesson = ScreenFixture.xor + "\nlayout train\nnext 40\npause\nsay \"End.\""
        var fixture = ScreenFixture(playing: lesson)
        #expect(fixture.screen.focus.pane == .curve)
        func answer(_ key: Character) -> ScreenRequest? {
            var screen = fixture.screen
            return screen.handle(.character(key), workbench: fixture.workbench)
        }
        #expect(answer("]") == .lesson(.nextChapter))
        #expect(answer("[") == .lesson(.chapterBefore))
        fixture.press(.character(" "))
        fixture.press(.character("]"))
        #expect(fixture.screen[CurvePane.self].plot.window != nil)
    }

    /// While a run is watched, keys that only look do not stop it.
    @Test(arguments: [(Character("3"), LayoutName.data), ("1", .step), ("4", .lesson)])
    func layoutsAreChosenWhileARunIsUnderWay(_ key: Character, _ layout: LayoutName) {
        var fixture = ScreenFixture()
        fixture.run("layout train")
        fixture.begin("train 300 iterations")
        #expect(fixture.workbench.run != nil)
        fixture.pressMeanwhile(.character(key))
        #expect(fixture.screen.layout == layout)
        #expect(fixture.workbench.run != nil)
        #expect(!fixture.screen.log.entries.contains { $0.kind == .failure })
        fixture.finish()
        #expect(fixture.workbench.session?.position.iteration == 300)
    }

    @Test func spaceGoesOnWithALessonThatWaits() {
        var fixture = ScreenFixture(playing: ScreenFixture.xor + "\nsay \"Look.\"\npause\nstep 2\npause\nnext")
        #expect(fixture.workbench.lesson.isPaused)
        #expect(fixture.lines(80, 24)[0].contains("LESSON"))
        #expect(fixture.lines(80, 24).contains { $0.contains("│ Look.") })
        fixture.press(.character("s"), .character(" "))
        #expect(position(fixture) == Position(iteration: 0, operation: 3))
        fixture.press(.character(" "))
        #expect(position(fixture) == Position(iteration: 1, operation: 0))
    }
}
