import Testing

/// What users read about mistakes in `train` and `expect`.
@Suite struct RunErrorTests {
    @Test(arguments: [
        Mistake(
            "train",
            "     ^",
            "'train' needs to know how long: train 10 epochs, train 500 iterations, train until loss < 0.01"),
        Mistake(
            "train 10",
            "        ^",
            "train for how long? write 'train 10 epochs' or 'train 10 iterations'"),
        Mistake(
            "train 10 epcohs",
            "         ^~~~~~",
            "unknown unit 'epcohs'; there are epochs, iterations", didYouMean: "epochs"),
        Mistake(
            "train ten epochs",
            "      ^~~",
            "unexpected 'ten' after 'train': a count or 'until' goes here"),
        Mistake(
            "train lots",
            "      ^~~~",
            "unexpected 'lots' after 'train': a count or 'until' goes here"),
        Mistake(
            "train untill loss < 1",
            "      ^~~~~~",
            "unexpected 'untill' after 'train': a count or 'until' goes here", didYouMean: "until"),
        Mistake(
            "train 0 epochs",
            "      ^",
            "the count must be at least 1"),
        Mistake(
            "train -1 epochs",
            "      ^~",
            "the count must be at least 1, not '-1'"),
        Mistake(
            "train 10 epochs max=5",
            "                ^~~",
            "'max' does not go with 'train epochs', only with 'train until'"),
        Mistake(
            "train until",
            "           ^",
            "'train' needs a condition: train until loss < 0.01"),
        Mistake(
            "train until loss <",
            "                  ^",
            "expected a value here"),
        Mistake(
            "train until loss < 0.01 max=0",
            "                            ^",
            "'max' takes a whole number of at least 1, not '0'"),
        Mistake(
            "train until loss < 0.01 mx=5",
            "                        ^~",
            "'train until' has no option 'mx'; it has max", didYouMean: "max"),
        Mistake(
            "train until loss < 0.01 max=5 max=6",
            "                              ^~~",
            "'max' is given twice"),
        Mistake(
            "train until loss < 0.01 foo",
            "                        ^~~",
            "unexpected 'foo' after 'train until loss < 0.01': options are written name=value"),
        Mistake(
            "expect",
            "      ^",
            "'expect' needs a condition, as expect loss < 0.1 or expect loss ~= 0.25"),
        Mistake(
            "expect loss = 3",
            "            ^",
            "'=' is not in the language", didYouMean: "=="),
        Mistake(
            "expect loss == 0.5 within 1e-6",
            "                   ^~~~~~",
            "'within' goes with '~=': expect A ~= B within TOLERANCE", didYouMean: "~="),
        Mistake(
            "expect loss ~= 0.5 within",
            "                         ^",
            "'expect' needs a tolerance after 'within'"),
        Mistake(
            "expect loss ~=",
            "              ^",
            "'expect' needs a value after '~='"),
        Mistake(
            "expect a and b ~= c",
            "               ^~",
            "'~=' stands only between the two sides of 'expect A ~= B'"),
        Mistake(
            "expect a ~= b ~= c",
            "              ^~",
            "'~=' stands only between the two sides of 'expect A ~= B'"),
        Mistake(
            "expect a ~= b < c",
            "              ^",
            "comparisons do not chain: write 'a < b and b < c'"),
        Mistake(
            "expect a ~= b c",
            "              ^",
            "unexpected 'c' after 'expect a ~= b'"),
    ])
    func anErrorSaysWhatIsWrongWhereAndWhatToDo(mistake: Mistake) {
        #expect(renderedErrors(in: mistake.text) == mistake.rendered)
    }
}
