import Testing

@testable import CommandLanguage
import Workbench

/// `plot`, as it is written and as it is miswritten.
@Suite struct PlotCommandTests {
    @Test(arguments: [
        ("plot loss", "plot loss"), ("plot  accuracy   y=log x=linear", "plot accuracy y=log x=linear"),
        ("plot graph  row=1", "plot graph row=1"), ("plot lr from=0 to=9 smooth=.5", "plot lr from=0 to=9 smooth=.5"),
        ("plot boundary # there", "plot boundary"),
        ("plot hist(dW1)", "plot hist(dW1)"), ("plot hist ( abs( W1 )-1 ) bins=5", "plot hist(abs(W1) - 1) bins=5"),
        ("plot hist([[1, 2],\n [3, 4]])", "plot hist([[1, 2], [3, 4]])"),
    ])
    func formsAreRead(text: String, canonical: String) throws {
        let command = try #require(try CommandParser.parse(text))
        #expect(command.body is PlotCommand)
        #expect(command.description == canonical)
        #expect(try CommandParser.parse(canonical) == command)
    }

    @Test(arguments: [
        Mistake("plot", "    ^", "'plot' needs what to plot: loss, accuracy, lr, boundary, confusion, graph, hist"),
        Mistake(
            "plot los", "     ^~~",
            "unknown plot 'los'; there are loss, accuracy, lr, boundary, confusion, graph, hist",
            didYouMean: "loss"),
        Mistake(
            "plot (W1)", "     ^~~~",
            "unknown plot '(W1)'; there are loss, accuracy, lr, boundary, confusion, graph, hist"),
        Mistake("plot hist", "         ^", "'plot' needs a value in parentheses: plot hist(dW1)"),
        Mistake("plot hist W1", "         ^", "'plot' needs a value in parentheses: plot hist(dW1)"),
        Mistake("plot hist(W1 W2)", "             ^~", "expected an operator or ')', not 'W2'"),
        Mistake("plot hist(W1", "         ^", "this '(' is never closed: a ')' is missing"),
        Mistake("plot hist()", "          ^", "expected a value, not ')'"),
        Mistake(
            "plot loss y=lgo", "            ^~~", "unknown value 'lgo' of 'y'; there are linear, log", didYouMean: "log"
        ),
        Mistake(
            "plot loss bins=3", "          ^~~~", "'bins' does not go with 'plot loss', only with 'plot hist'"),
        Mistake(
            "plot loss smooth=1", "                 ^", "'smooth' takes a number of at least 0 and below 1, not '1'"),
        Mistake("plot boundary now", "              ^~~", "unexpected 'now' after 'plot boundary'"),
    ])
    func mistakesAreNamed(mistake: Mistake) {
        #expect(renderedErrors(in: mistake.text) == mistake.rendered)
    }
}
