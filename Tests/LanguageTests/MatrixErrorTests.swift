import Testing

/// What users read about mistakes in functions, matrices and their parts.
@Suite struct MatrixErrorTests {
    @Test(arguments: [
        Mistake(
            "print W1[0].t",
            "           ^~",
            "after a value only '.T' can follow a dot"),
        Mistake(
            "print (a).shape",
            "         ^~~~~~",
            "after a value only '.T' can follow a dot"),
        Mistake(
            "print W1.shape",
            "      ^~~~~~~~",
            "unknown function 'W1.shape'; 'help expressions' lists them all", didYouMean: "shape(W1)"),
        Mistake(
            "print W1.sum()",
            "      ^~~~~~",
            "unknown function 'W1.sum'; 'help expressions' lists them all", didYouMean: "sum(W1)"),
        Mistake(
            "print sun(W1)",
            "      ^~~",
            "unknown function 'sun'; 'help expressions' lists them all", didYouMean: "sum"),
        Mistake(
            "print ln(a)",
            "      ^~",
            "unknown function 'ln'; 'help expressions' lists them all", didYouMean: "log"),
        Mistake(
            "print transpose(W1)",
            "      ^~~~~~~~~",
            "unknown function 'transpose'; 'help expressions' lists them all", didYouMean: ".T"),
        Mistake(
            "print frobnicate(W1)",
            "      ^~~~~~~~~~",
            "unknown function 'frobnicate'; 'help expressions' lists them all"),
        Mistake(
            "print sum",
            "      ^~~",
            "'sum' is a function: write sum(M)"),
        Mistake(
            "print sum()",
            "      ^~~~~",
            "'sum' takes one matrix, not none: sum(M) or sum(M, axis=0)"),
        Mistake(
            "print sum(a, b)",
            "             ^",
            "'sum' takes one matrix, not several: sum(M) or sum(M, axis=0)"),
        Mistake(
            "print sum(a, 0)",
            "             ^",
            "'sum' takes one matrix, not several: sum(M) or sum(M, axis=0)"),
        Mistake(
            "print sum(a, axis=2)",
            "                  ^",
            "axis is 0 (down the columns) or 1 (along the rows), not '2'"),
        Mistake(
            "print sum(a, axis=)",
            "                  ^",
            "axis is 0 (down the columns) or 1 (along the rows), not ')'"),
        Mistake(
            "print sum(a, axis=x)",
            "                  ^",
            "axis is 0 (down the columns) or 1 (along the rows), not 'x'"),
        Mistake(
            "print sum(a, axis=0, axis=1)",
            "                     ^~~~",
            "'axis' is given twice"),
        Mistake(
            "print sum(a, axes=0)",
            "             ^~~~",
            "'sum' has no argument 'axes'", didYouMean: "axis"),
        Mistake(
            "print exp(a, axis=0)",
            "             ^~~~",
            "'exp' has no axis"),
        Mistake(
            "print sum(a b)",
            "            ^",
            "expected an operator or ')', not 'b'"),
        Mistake(
            "print []",
            "      ^~",
            "a matrix needs at least one cell"),
        Mistake(
            "print [[]]",
            "       ^~",
            "a matrix needs at least one cell"),
        Mistake(
            "print [[1, 2], [3]]",
            "               ^~~",
            "this row has 1 cell, the first one has 2"),
        Mistake(
            "print [[1, 2], 3]",
            "               ^",
            "expected a row in '[ ]', as the others are"),
        Mistake(
            "print [1, [2]]",
            "          ^",
            "a matrix has rows of cells: no more than two levels of '['"),
        Mistake(
            "print [[[1]]]",
            "        ^",
            "a matrix has rows of cells: no more than two levels of '['"),
        Mistake(
            "print [1 2]",
            "         ^",
            "expected an operator or ']', not '2'"),
        Mistake(
            "print [1; 2]",
            "        ^",
            "';' is not in the language", didYouMean: ","),
        Mistake(
            "print W1[]",
            "        ^~",
            "a row or column is missing here"),
        Mistake(
            "print W1[0,]",
            "           ^",
            "a row or column is missing here"),
        Mistake(
            "print W1[,0]",
            "        ^~",
            "a row or column is missing here"),
        Mistake(
            "print W1[0, 1, 2]",
            "               ^",
            "a matrix has rows and columns: no more than two subscripts"),
        Mistake(
            "print W1[::2]",
            "          ^",
            "a slice is 'from:to'; it has no step"),
        Mistake(
            "print W1[0:1:2]",
            "            ^",
            "a slice is 'from:to'; it has no step"),
        Mistake(
            "print W1[0 1]",
            "           ^",
            "expected an operator or ']', not '1'"),
    ])
    func anErrorSaysWhatIsWrongWhereAndWhatToDo(mistake: Mistake) {
        #expect(renderedErrors(in: mistake.text) == mistake.rendered)
    }
}
