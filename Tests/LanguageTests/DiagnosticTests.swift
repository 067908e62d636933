import CommandLanguage
import Workbench
import Testing

/// How an error is shown: the line with its tabs, wide characters, or a part of it where it is long.
@Suite struct DiagnosticTests {
    @Test(arguments: [
        (
            "\tprint\ta\tb",
            """
            t:1:10: error: unexpected 'b' after 'print a'
              \tprint\ta\tb
              \t     \t \t^
            """
        ),
        (
            "print 日本 $ 1",
            """
            t:1:10: error: unexpected '$' after 'print 日本'
              print 日本 $ 1
                         ^
            """
        ),
        (
            "print " + String(repeating: "a + ", count: 40) + "? + " + String(repeating: "b + ", count: 40) + "c",
            """
            t:1:167: error: expected a value, not '?'
              ...a + a + a + a + a + a + a + a + a + a + ? + b + b + b + b + b + b + b + b + ...
                                                         ^
            """
        ),
        (
            "print " + String(repeating: "x", count: 200) + " y",
            """
            t:1:208: error: unexpected 'y' after 'print'
              ...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx y
                                                         ^
            """
        ),
        (
            "\tstep\tx",
            """
            t:1:7: error: 'x' is not a whole number
              \tstep\tx
              \t    \t^
            """
        ),
        (
            "日本 x",
            """
            t:1:1: error: unknown command '日本'; 'help' lists them all
              日本 x
              ^~~~
            """
        ),
        (
            "step 日本 x",
            """
            t:1:6: error: '日本' is not a whole number
              step 日本 x
                   ^~~~
            """
        ),
    ])
    func theUnderlineStandsUnderThePlace(text: String, rendered: String) {
        #expect(renderedErrors(in: text) == rendered)
    }

    @Test func anErrorOfOtherPartsOfTheProgramIsShownTheSameWay() {
        let source = SourceText(name: "a.scenario", text: "step\nprint W7\n")
        let diagnostic = Diagnostic(
            message: "unknown matrix 'W7'", range: SourceRange(lower: 11, upper: 13), suggestion: "W1")
        #expect(
            diagnostic.rendered(in: source) == """
                a.scenario:2:7: error: unknown matrix 'W7'
                  print W7
                        ^~
                  did you mean 'W1'?
                """)
    }

    @Test func anUnderlineEndsWithItsLine() {
        let source = SourceText(name: "t", text: "print [1,\r\n2]\n")
        let diagnostic = Diagnostic(message: "too few", range: SourceRange(lower: 6, upper: 13))
        #expect(diagnostic.rendered(in: source) == "t:1:7: error: too few\n  print [1,\n        ^~~")
    }

    @Test func aPlaceAtTheEndOfTheTextHasALine() {
        let source = SourceText(name: "t", text: "")
        let diagnostic = Diagnostic(message: "nothing here", range: SourceRange(lower: 0, upper: 0))
        #expect(diagnostic.rendered(in: source) == "t:1:1: error: nothing here\n  \n  ^")
    }
}
