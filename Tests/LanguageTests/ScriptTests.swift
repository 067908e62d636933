import CommandLanguage
import Workbench
import Testing

@Suite struct ScriptTests {
    private func script(_ text: String) -> Script {
        Script.parse(SourceText(name: "t", text: text))
    }

    @Test func commandsComeInOrderWithTheirLinesAndTexts() {
        let script = script("network 2-4-2\n\n  step 3   # three\n# nothing\nprint W1")
        #expect(script.diagnostics == [])
        #expect(script.commands.map(\.text) == ["network 2-4-2", "step 3", "print W1"])
        #expect(script.commands.map(\.line) == [1, 3, 5])
        #expect(script.commands.map(\.range.lower) == [0, 17, 44])
    }

    @Test func openBracketsGoOnToTheNextLine() {
        let script = script(
            """
            let x = [[1, 2],   # first row ]
                     [3, 4]]
            print sum(
              x
            )
            step
            """)
        #expect(script.diagnostics == [])
        #expect(script.commands.map(\.line) == [1, 3, 6])
        #expect(script.commands.map(\.command.description) == ["let x = [[1, 2], [3, 4]]", "print sum(x)", "step"])
        #expect(script.commands[1].text == "print sum(\n  x\n)")
    }

    @Test func openQuotesGoOnToTheNextLine() {
        let script = script("say \"one [\n  print two\n\n  # three\" # four\nstep")
        #expect(script.diagnostics == [])
        #expect(script.commands.map(\.command) == [.say("one [ print two\n\n# three"), .step(1)])
    }

    @Test func aByteOrderMarkAndCarriageReturnsDoNotMatter() {
        let script = script("\u{FEFF}step 2\r\nlet x = [1,\r\n 2]\r\n\r\nprint x\r\n")
        #expect(script.diagnostics == [])
        #expect(script.commands.map(\.text) == ["step 2", "let x = [1,\r\n 2]", "print x"])
        #expect(script.commands.map(\.line) == [1, 2, 5])
        #expect(renderedErrors(in: "\u{FEFF}prnt\r\n").hasPrefix("t:1:1: error"))
    }

    @Test func everyLineWithAnErrorIsReported() {
        let script = script("step 0\nstep\nstep x\nprint 1 +\nprint 2\nfoo")
        #expect(script.commands.map(\.line) == [2, 5])
        #expect(script.diagnostics.map(\.range.lower) == [5, 17, 28, 37])
    }

    @Test func aBracketThatIsNeverClosedIsReportedWhereItOpensAndHidesNothing() {
        #expect(
            renderedErrors(in: "let x = [[1, 2],\n  [3, 4]\nprint x\nprnt x\nstep") == """
                t:1:9: error: this '[' is never closed: a ']' is missing
                  let x = [[1, 2],
                          ^
                t:4:1: error: unknown command 'prnt'; 'help' lists them all
                  prnt x
                  ^~~~
                  did you mean 'print'?
                """)
    }

    @Test func aBracketDoesNotReachOverTheCommandsBelow() {
        #expect(
            renderedErrors(in: "print (1 + 2\nprint 3\nprint 4)") == """
                t:1:7: error: this '(' is never closed: a ')' is missing
                  print (1 + 2
                        ^
                t:3:8: error: this ')' closes nothing
                  print 4)
                         ^
                """)
    }

    @Test func valuesNamedLikeCommandsMayStandInBrackets() {
        let script = script("let x = [epoch,\n batch,\n epoch and batch,\n step - 1\n]\n")
        #expect(script.diagnostics == [])
        #expect(script.commands.count == 1)
    }

    @Test func aQuoteThatIsNeverClosedIsReportedWhereItOpensAndHidesNothing() {
        #expect(
            renderedErrors(in: "say \"one\n  two three\nfour five\nprint 1 +\n") == """
                t:1:5: error: this text is never closed: a '"' is missing
                  say "one
                      ^
                t:4:10: error: expected a value here
                  print 1 +
                           ^
                """)
    }

    @Test func aForgottenQuoteIsReportedWhereItIsMissingNotAtTheNextText() {
        let script = script("say \"one\nprint 1\nsay \"two\"\n")
        #expect(script.diagnostics.map(\.range) == [SourceRange(lower: 4, upper: 5)])
        #expect(script.commands.map(\.command.description) == ["print 1", "say \"two\""])
    }

    @Test func aMistakeBeforeAnOpenBracketIsReportedRatherThanTheBracket() {
        #expect(renderedErrors(in: "prnt [1,").contains("unknown command 'prnt'"))
    }

    @Test func linesAndColumnsCountFromOneInCharacters() {
        let source = SourceText(name: "t", text: "ab\r\n\té👩‍👩‍👧‍👦x\n")
        #expect(source.lineAndColumn(at: 0) == (1, 1))
        #expect(source.lineAndColumn(at: 2) == (1, 3))
        #expect(source.lineAndColumn(at: 4) == (2, 1))
        #expect(source.lineAndColumn(at: source.text.utf8.count - 2) == (2, 4))
        #expect(source.line(containing: 5) == "\té👩‍👩‍👧‍👦x")
        #expect(source.lineAndColumn(at: source.text.utf8.count) == (3, 1))
    }
}
