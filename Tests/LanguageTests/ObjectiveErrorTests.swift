import Testing

/// What users read about mistakes in `schedule`, `regularize` and the dropout of `network`.
@Suite struct ObjectiveErrorTests {
    @Test(arguments: [
        Mistake(
            "schedule",
            "        ^",
            "'schedule' needs a schedule: constant, step, exponential, cosine, warmup"),
        Mistake(
            "schedule cosin length=3",
            "         ^~~~~",
            "unknown schedule 'cosin'; there are constant, step, exponential, cosine, warmup", didYouMean: "cosine"),
        Mistake(
            "schedule step",
            "             ^",
            "'schedule step' needs every=N, after how many epochs the rate falls"),
        Mistake(
            "schedule exponential per=epoch",
            "                              ^",
            "'schedule exponential' needs gamma=NUMBER, what each epoch multiplies the rate by"),
        Mistake(
            "schedule cosine minimum=0.1",
            "                           ^",
            "'schedule cosine' needs length=N, how many epochs it is to the minimum"),
        Mistake(
            "schedule constant per=epoch",
            "                  ^~~",
            "'per' does not go with 'schedule constant', only with 'schedule step', 'schedule exponential', "
                + "'schedule cosine', 'schedule warmup'"),
        Mistake(
            "schedule cosine gamma=0.5",
            "                ^~~~~",
            "'gamma' does not go with 'schedule cosine', only with 'schedule step', 'schedule exponential'"),
        Mistake(
            "schedule step every=0",
            "                    ^",
            "'every' takes a whole number of at least 1, not '0'"),
        Mistake(
            "schedule step every=99999999999999999999",
            "                    ^~~~~~~~~~~~~~~~~~~~",
            "'every' takes a whole number of at least 1, not '99999999999999999999'"),
        Mistake(
            "schedule warmup start=0",
            "                      ^",
            "'start' takes a number above 0 and of at most 1, not '0'"),
        Mistake(
            "schedule warmup start=1.5",
            "                      ^~~",
            "'start' takes a number above 0 and of at most 1, not '1.5'"),
        Mistake(
            "schedule step every=3 per=batch",
            "                          ^~~~~",
            "unknown value 'batch' of 'per'; there are epoch, iteration"),
        Mistake(
            "schedule step 30",
            "              ^~",
            "unexpected '30' after 'schedule step': options are written name=value"),
        Mistake(
            "schedule step every=3 every=4",
            "                      ^~~~~",
            "'every' is given twice"),
        Mistake(
            "regularize",
            "          ^",
            "'regularize' needs l1=NUMBER or l2=NUMBER; l1=0 l2=0 switches the penalty off"),
        Mistake(
            "regularize 0.1",
            "           ^~~",
            "unexpected '0.1' after 'regularize'"),
        Mistake(
            "regularize l3=0.1",
            "           ^~",
            "'regularize' has no option 'l3'; it has l1, l2"),
        Mistake(
            "regularize l2=-1",
            "              ^~",
            "'l2' takes a number of at least 0, not '-1'"),
        Mistake(
            "regularize l1=nan",
            "              ^~~",
            "'l1' takes a number of at least 0, not 'nan'"),
        Mistake(
            "network 2-4-2 dropout=1",
            "                      ^",
            "'dropout' takes a number of at least 0 and below 1, or several with commas, not '1'"),
        Mistake(
            "network 2-4-4-2 dropout=0.5,half",
            "                            ^~~~",
            "'dropout' takes a number of at least 0 and below 1, or several with commas, not 'half'"),
        Mistake(
            "network 2-4-4-2 dropout=0.5,",
            "                            ^",
            "a value is missing in the list of 'dropout'; lists have commas and no blanks"),
        Mistake(
            "network 2-4-2 dropout=",
            "                      ^",
            "'dropout=' needs a value: a number of at least 0 and below 1, or several with commas"),
        Mistake(
            "M1",
            "^~",
            "unknown command 'M1'; 'help' lists them all", didYouMean: "print M1"),
        Mistake(
            "dD1",
            "^~~",
            "unknown command 'dD1'; 'help' lists them all", didYouMean: "print dD1"),
    ])
    func anErrorSaysWhatIsWrongWhereAndWhatToDo(mistake: Mistake) {
        #expect(renderedErrors(in: mistake.text) == mistake.rendered)
    }
}
