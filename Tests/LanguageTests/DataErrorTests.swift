import Testing

/// What there is, in the order that messages name it in.
private let dataSets =
    "xor, and, circles, moons, spirals, blobs, checkerboard, plane, gaussian, sine, iris, wine, digits, "
    + "fashion-mnist, csv, idx, inline"

/// What users read about mistakes in `data`.
@Suite struct DataErrorTests {
    @Test(arguments: [
        Mistake(
            "data",
            "    ^",
            "'data' needs a data set: \(dataSets)"),
        Mistake(
            "data xr",
            "     ^~",
            "unknown data set 'xr'; there are \(dataSets)", didYouMean: "xor"),
        Mistake(
            "data mnist",
            "     ^~~~~",
            "unknown data set 'mnist'; there are \(dataSets)"),
        Mistake(
            "data iris samples=5",
            "          ^~~~~~~",
            "'samples' does not go with 'data iris', only with "
                + "'data xor|and|circles|moons|spirals|blobs|checkerboard|plane|gaussian|sine'"),
        Mistake(
            "data moons classes=3",
            "           ^~~~~~~",
            "'classes' does not go with 'data moons', only with 'data spirals', 'data blobs'"),
        Mistake(
            "data spirals classes=1",
            "                     ^",
            "'classes' takes a whole number of at least 2, not '1'"),
        Mistake(
            "data fashion-mnist test=0.2",
            "                   ^~~~",
            "'test' does not go with 'data fashion-mnist': it has 10000 test samples of its own"),
        Mistake(
            "data idx",
            "        ^",
            "'data idx' needs two files: data idx IMAGES LABELS"),
        Mistake(
            "data idx a.gz",
            "             ^",
            "'data idx' needs the file of the labels: data idx IMAGES LABELS"),
        Mistake(
            "data idx a.gz limit=5",
            "             ^",
            "'data idx' needs the file of the labels: data idx IMAGES LABELS"),
        Mistake(
            "data idx a b test-images=c",
            "                          ^",
            "'data idx' needs test-labels=PATH, too: test samples have both"),
        Mistake(
            "data idx a b test-labels=c",
            "                          ^",
            "'data idx' needs test-images=PATH, too: test samples have both"),
        Mistake(
            "data idx a b test-images=c test-labels=d test=0.1",
            "                                         ^~~~",
            "'test' does not go with 'test-images': the test samples are in files of their own"),
        Mistake(
            "data idx a b test-images=",
            "                         ^",
            "'test-images=' needs a value: the path of a file"),
        Mistake(
            "data iris label=x",
            "          ^~~~~",
            "'label' does not go with 'data iris', only with 'data csv'"),
        Mistake(
            "data iris tst=0.2",
            "          ^~~",
            "'data iris' has no option 'tst'; it has test, validation, limit, standardize, seed", didYouMean: "test"),
        Mistake(
            "data iris test=1",
            "               ^",
            "'test' takes a number of at least 0 and below 1, not '1'"),
        Mistake(
            "data iris test=0.2x",
            "               ^~~~",
            "'test' takes a number of at least 0 and below 1, not '0.2x'"),
        Mistake(
            "data iris limit=0",
            "                ^",
            "'limit' takes a whole number of at least 1, not '0'"),
        Mistake(
            "data xor noise=-1",
            "               ^~",
            "'noise' takes a number of at least 0, not '-1'"),
        Mistake(
            "data csv",
            "        ^",
            "'data csv' needs a file: data csv PATH label=COLUMN"),
        Mistake(
            "data csv label=species",
            "        ^",
            "'data csv' needs a file: data csv PATH label=COLUMN"),
        Mistake(
            "data csv a.csv",
            "              ^",
            "'data csv' needs label=COLUMN, the column to predict"),
        Mistake(
            "data csv a.csv b.csv label=x",
            "               ^~~~~",
            "unexpected 'b.csv' after 'data csv a.csv'"),
        Mistake(
            "data csv a.csv label=",
            "                     ^",
            "'label=' needs a value: COLUMN"),
        Mistake(
            "data csv a.csv label=x task=clasification",
            "                            ^~~~~~~~~~~~~",
            "unknown value 'clasification' of 'task'; there are classification, regression",
            didYouMean: "classification"),
        Mistake(
            "data csv a.csv label=x header=true",
            "                              ^~~~",
            "'header' takes yes or no, not 'true'"),
        Mistake(
            "data inline",
            "           ^",
            "'data inline' needs X=[[...]], the inputs"),
        Mistake(
            "data inline X=[[1, 2]]",
            "                      ^",
            "'data inline' needs Y=[[...]], the targets"),
        Mistake(
            "data inline X=[[1, 2]] X=[[1]]",
            "                       ^",
            "'X' is given twice"),
        Mistake(
            "data inline X= Y=[[1]]",
            "              ^",
            "'X=' needs a value: MATRIX"),
        Mistake(
            "data inline X=[[1, 2], [3]] Y=[[1], [2]]",
            "                       ^~~",
            "this row has 1 cell, the first one has 2"),
        Mistake(
            "data inline Z=[[1]]",
            "            ^",
            "'data inline' has no option 'Z'; it has X, Y"),
    ])
    func anErrorSaysWhatIsWrongWhereAndWhatToDo(mistake: Mistake) {
        #expect(renderedErrors(in: mistake.text) == mistake.rendered)
    }
}
