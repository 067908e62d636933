import Testing

/// What users read about mistakes in time travel, stops, and questions about cells.
@Suite struct TimeTravelErrorTests {
    @Test(arguments: [
        Mistake(
            "reverse-setp", "^~~~~~~~~~~~", "unknown command 'reverse-setp'; 'help' lists them all",
            didYouMean: "reverse-step"),
        Mistake("reverse-next 0", "             ^", "the count must be at least 1"),
        Mistake("reverse-continue 3", "                 ^", "unexpected '3' after 'reverse-continue'"),
        Mistake("goto", "    ^", "'goto' needs a place: goto start, goto end, goto epoch=2 operation=update"),
        Mistake(
            "goto strat", "     ^~~~~",
            "unexpected 'strat' after 'goto': 'start', 'end', 'best' or options such as iteration=12 go here",
            didYouMean: "start"),
        Mistake(
            "goto 12", "     ^~",
            "unexpected '12' after 'goto': 'start', 'end', 'best' or options such as iteration=12 go here",
            didYouMean: "iteration=12"),
        Mistake(
            "goto tanh1.forward", "     ^~~~~~~~~~~~~",
            "unexpected 'tanh1.forward' after 'goto': 'start', 'end', 'best' or options such as iteration=12 go here",
            didYouMean: "operation=tanh1.forward"),
        Mistake(
            "goto iteraton=3", "     ^~~~~~~~",
            "'goto' has no option 'iteraton'; it has epoch, iteration, operation", didYouMean: "iteration"),
        Mistake("goto iteration = 3", "     ^~~~~~~~~", "write 'iteration=VALUE' without blanks around '='"),
        Mistake("goto iteration", "     ^~~~~~~~~", "'iteration=' needs a value: a whole number of at least 0"),
        Mistake("goto epoch=-1", "           ^~", "'epoch' takes a whole number of at least 0, not '-1'"),
        Mistake("goto epoch=1 epoch=2", "             ^~~~~", "'epoch' is given twice"),
        Mistake("goto start 2", "           ^", "unexpected '2' after 'goto start'"),
        Mistake("goto \"x", "     ^", "this text is never closed: a '\"' is missing"),
        Mistake("fork", "    ^", "'fork' needs a name for the new branch: fork NAME"),
        Mistake("fork \"\"", "    ^", "'fork' needs a name for the new branch: fork NAME"),
        Mistake("switch", "      ^", "'switch' needs the name of a branch: switch NAME"),
        Mistake("compare a", "         ^", "'compare' needs two branches: compare A B"),
        Mistake("compare a b c", "            ^", "unexpected 'c' after 'compare a b'"),
        Mistake(
            "break", "     ^",
            "'break' needs an operation or a condition: break tanh1.forward, break if loss < 0.1"),
        Mistake("break if", "        ^", "'break' needs a condition after 'if': break if loss < 0.1"),
        Mistake(
            "break loss < 0.1", "           ^",
            "unexpected '<' after 'break loss': a condition comes after 'if': break if loss < 0.1"),
        Mistake(
            "tbreak update fi loss < 1", "              ^~",
            "unexpected 'fi' after 'tbreak update': a condition comes after 'if': tbreak if loss < 0.1"),
        Mistake(
            "break [1]", "      ^~~",
            "unexpected '[1]' after 'break': the name of an operation or 'if' goes here"),
        Mistake("break if loss = 1", "              ^", "'=' is not in the language", didYouMean: "=="),
        Mistake("watch", "     ^", "'watch' needs an expression: watch W1[0, 2]"),
        Mistake("watch W1[0", "        ^", "this '[' is never closed: a ']' is missing"),
        Mistake(
            "catch", "     ^",
            "'catch' needs a kind of trouble: nan, dead-relu, vanishing, exploding, saturated, diverging"),
        Mistake(
            "catch nans", "      ^~~~",
            "unknown kind of trouble 'nans'; there are nan, dead-relu, vanishing, exploding, saturated, diverging",
            didYouMean: "nan"),
        Mistake(
            "catch nan threshold=1", "          ^~~~~~~~~",
            "'threshold' does not go with 'catch nan', only with 'catch dead-relu', 'catch vanishing', "
                + "'catch exploding', 'catch saturated', 'catch diverging'"),
        Mistake(
            "catch dead-relu threshold=2", "                          ^",
            "'threshold' takes a number above 0 and of at most 1, not '2'"),
        Mistake(
            "catch saturated 0.5", "                ^~~",
            "unexpected '0.5' after 'catch saturated'"),
        Mistake("delete two", "       ^~~", "'two' is not a whole number"),
        Mistake("enable 0", "       ^", "the count must be at least 1"),
        Mistake("disable 1 -2", "          ^~", "the count must be at least 1, not '-2'"),
        Mistake(
            "undisplay 99999999999999999999", "          ^~~~~~~~~~~~~~~~~~~~",
            "'99999999999999999999' is too large"),
        Mistake("display )", "        ^", "expected a value, not ')'"),
        Mistake("explain", "       ^", "'explain' needs a cell: explain dW1[0, 2]"),
        Mistake("explain 3", "        ^", "'explain' takes one cell of a matrix: explain dW1[0, 2]"),
        Mistake("why W1[0, 1] + 2", "    ^~~~~~~~~~~~", "'why' takes one cell of a matrix: why dW1[0, 2]"),
        Mistake("explain W1.T[0, 1]", "        ^~~~~~~~~~", "'explain' takes one cell of a matrix: explain dW1[0, 2]"),
        Mistake("explain W1[0]", "        ^~~~~", "a cell has a row and a column, as dW1[0, 2]"),
        Mistake("why W1[0, :]", "    ^~~~~~~~", "a cell has a row and a column, as dW1[0, 2]"),
        Mistake("why W1[0, 1, 2]", "             ^", "a matrix has rows and columns: no more than two subscripts"),
        Mistake("explain sum(W1)", "        ^~~~~~~", "'explain' takes one cell of a matrix: explain dW1[0, 2]"),
    ])
    func anErrorSaysWhatIsWrongWhereAndWhatToDo(mistake: Mistake) {
        #expect(renderedErrors(in: mistake.text) == mistake.rendered)
    }
}
