import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// Keys in the prompt.
@Suite struct PromptKeyTests {
    @Test func tabWritesTheOnlyCandidateOut() {
        var fixture = ScreenFixture.prompt("net")
        fixture.press(.tab)
        #expect(fixture.promptText == "network |")
        #expect(fixture.menu == nil)
        fixture.type("2-4-2 loss=m")
        fixture.press(.tab)
        #expect(fixture.promptText == "network 2-4-2 loss=mse |")
    }

    @Test func tabWritesWhatAllHaveInCommonAndOpensAMenu() {
        var fixture = ScreenFixture.prompt("optimizer a")
        fixture.press(.tab)
        #expect(fixture.promptText == "optimizer ada|")
        #expect(fixture.menu == ["[adam]", "adamw", "adagrad"])
    }

    @Test func theMenuIsWalkedAndEnterTakesWithoutRunning() {
        var fixture = ScreenFixture.prompt("optimizer ")
        fixture.press(.tab, .tab)
        #expect(fixture.menu == ["sgd", "[adam]", "adamw", "rmsprop", "adagrad"])
        for (key, chosen) in [
            (Key.down, "[adamw]"), (.up, "[adam]"), (.backTab, "[sgd]"), (.backTab, "[adagrad]"), (.tab, "[sgd]"),
            (.pageDown, "[adagrad]"), (.pageUp, "[sgd]"), (.control("n"), "[adam]"), (.control("p"), "[sgd]"),
        ] {
            fixture.press(key)
            #expect(fixture.menu?.contains(chosen) == true, "\(key)")
            #expect(fixture.promptText == "optimizer |")
        }
        fixture.press(.down, .enter)
        #expect(fixture.promptText == "optimizer adam |")
        #expect(fixture.menu == nil)
        #expect(fixture.screen.promptHistory.isEmpty)
    }

    @Test func enterRunsALineThatIsWrittenOutAlready() {
        var fixture = ScreenFixture.prompt("ste")
        fixture.press(.tab)
        #expect(fixture.promptText == "step|")
        #expect(fixture.menu == ["[step]", "stepi"])
        fixture.press(.enter)
        #expect(fixture.screen.prompt == nil)
        #expect(fixture.workbench.session?.position.operation == 1)
    }

    @Test func typingNarrowsTheMenuDown() {
        var fixture = ScreenFixture.prompt("optimizer ")
        fixture.press(.tab)
        fixture.type("a")
        #expect(fixture.menu == ["[adam]", "adamw", "adagrad"])
        fixture.press(.tab)
        #expect(fixture.promptText == "optimizer ada|")
        fixture.press(.backspace, .backspace, .backspace)
        #expect(fixture.menu == ["sgd", "[adam]", "adamw", "rmsprop", "adagrad"])
        fixture.type("r")
        #expect(fixture.menu == ["[rmsprop]"])
        fixture.press(.tab)
        #expect(fixture.promptText == "optimizer rmsprop |")
        #expect(fixture.menu == nil)
    }

    @Test(arguments: [(" ", "optimizer  |"), ("x", "optimizer x|")])
    func theMenuClosesWhereNothingFits(typed: String, expected: String) {
        var fixture = ScreenFixture.prompt("optimizer ")
        fixture.press(.tab)
        fixture.type(typed)
        #expect(fixture.menu == nil)
        #expect(fixture.promptText == expected)
    }

    @Test func escapeClosesTheMenuAndThenThePrompt() {
        var fixture = ScreenFixture.prompt("optimizer ")
        fixture.press(.tab, .down, .escape)
        #expect(fixture.menu == nil)
        #expect(fixture.promptText == "optimizer |")
        fixture.press(.escape)
        #expect(fixture.screen.prompt == nil)
    }

    @Test func movingTheCursorClosesTheMenu() {
        var fixture = ScreenFixture.prompt("optimizer ")
        fixture.press(.tab, .left)
        #expect(fixture.menu == nil)
        #expect(fixture.promptText == "optimizer| ")
    }

    @Test func whatStandsBehindTheCursorIsNotWrittenTwice() {
        var fixture = ScreenFixture.prompt("network 2-4-2")
        fixture.press(.home, .right, .right, .right, .tab)
        #expect(fixture.promptText == "network |2-4-2")
    }

    @Test func tabWithNothingToOfferChangesNothing() {
        for text in ["xyz", "step ", "print 1", "say \"net"] {
            var fixture = ScreenFixture.prompt(text)
            fixture.press(.tab, .backTab)
            #expect(fixture.promptText == text + "|")
            #expect(fixture.menu == nil)
        }
    }

    @Test func theNamesOfTheSessionAreOffered() {
        var fixture = ScreenFixture.prompt("break tanh1.", after: "let mine = 3")
        fixture.press(.tab, .tab, .enter)
        #expect(fixture.promptText == "break tanh1.backward |")
        fixture.type("if mi")
        fixture.press(.tab)
        #expect(fixture.promptText == "break tanh1.backward if min|")
        #expect(fixture.menu == ["[mine]", "min("])
        fixture.press(.enter)
        #expect(fixture.promptText == "break tanh1.backward if mine|")
    }

    @Test func filesAreOffered() {
        var screen = ScreenFixture.prompt("source Sc").screen
        let workbench = WorkbenchState()
        let request = screen.handle(.tab, workbench: workbench) { ["\($0)enarios/"] }
        #expect(request == nil)
        #expect(screen.prompt?.editor.text == "source Scenarios/")
    }

    // MARK: Mistakes

    @Test func aLineThatCannotBeReadStaysWithTheCursorWhereItIsWrong() {
        var fixture = ScreenFixture.prompt("network 2-4-2 hidden=tahn loss=mse")
        fixture.press(.enter)
        #expect(fixture.promptText == "network 2-4-2 hidden=tahn| loss=mse")
        #expect(fixture.screen.prompt?.problem?.suggestion == "tanh")
        #expect(fixture.screen.promptHistory.isEmpty)
        #expect(fixture.screen.log == ScreenFixture().screen.log)
    }

    @Test(arguments: [Key.tab, .right])
    func theSuggestionIsTakenByAKey(key: Key) {
        var fixture = ScreenFixture.prompt("network 2-4-2 hidden=tahn loss=mse")
        fixture.press(.enter, key)
        #expect(fixture.promptText == "network 2-4-2 hidden=tanh| loss=mse")
        #expect(fixture.screen.prompt?.problem == nil)
        fixture.press(.enter)
        #expect(fixture.screen.prompt == nil)
        #expect(fixture.screen.promptHistory == ["network 2-4-2 hidden=tanh loss=mse"])
    }

    @Test func typingOnTakesTheMistakeAway() {
        var fixture = ScreenFixture.prompt("stpe 3")
        fixture.press(.enter, .control("w"))
        #expect(fixture.promptText == "| 3")
        #expect(fixture.screen.prompt?.problem == nil)
    }

    @Test func aLineWithAMistakeIsBegunAnewByControlU() {
        var fixture = ScreenFixture.prompt("stpe 3")
        fixture.press(.enter, .control("u"))
        #expect(fixture.promptText == "|")
        fixture.press(.control("y"))
        #expect(fixture.promptText == "stpe 3|")
    }

    @Test func anOpenBracketIsAMistake() {
        var fixture = ScreenFixture.prompt("print [[1, 2]")
        fixture.press(.enter)
        #expect(fixture.screen.prompt?.problem?.message == "this '[' is never closed: a ']' is missing")
    }

    @Test func whatOnlyRunningShowsGoesToTheLogAndUpBringsTheLineBack() {
        var fixture = ScreenFixture.prompt("print W7")
        fixture.press(.enter)
        #expect(fixture.screen.prompt == nil)
        #expect(fixture.screen.log.entries.last?.kind == .failure)
        fixture.press(.character(":"), .up)
        #expect(fixture.promptText == "print W7|")
    }

    @Test func wideCharactersAndLettersOfSeveralBytesCountAsCharacters() {
        var fixture = ScreenFixture.prompt("print größe漢 + + ä ~ 1")
        fixture.press(.enter)
        #expect(fixture.promptText == "print größe漢 + + ä ~| 1")
    }

    // MARK: History

    @Test func linesAreHandedOverToBeKept() {
        var fixture = ScreenFixture()
        for line in ["print 1", "print 1", "print (", "print 2"] {
            fixture.press(.character(":"))
            fixture.type(line)
            fixture.press(.enter, .escape)
        }
        var screen = fixture.screen
        #expect(screen.takePromptLinesToKeep() == ["print 1", "print 2"])
        #expect(screen.takePromptLinesToKeep() == [])
        screen.takeOver(promptHistory: ["older"])
        #expect(screen.promptHistory == ["older", "print 1", "print 2"])
    }

    @Test func keysAreNotKept() {
        var fixture = ScreenFixture()
        fixture.press(.character("s"), .character("n"), .enter)
        var screen = fixture.screen
        #expect(screen.takePromptLinesToKeep() == [])
    }

    @Test func theHistoryIsSearched() {
        var fixture = ScreenFixture.prompt("print sum(W1)")
        fixture.press(.enter, .character(":"), .control("r"))
        fixture.type("sum")
        #expect(fixture.promptText == "print |sum(W1)")
        fixture.press(.enter)
        #expect(fixture.screen.prompt == nil)
        #expect(fixture.screen.log.entries.filter { $0.text == "print sum(W1)" }.count == 2)
    }
}
