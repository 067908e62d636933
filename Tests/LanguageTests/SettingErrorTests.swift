import Testing

/// What users read about mistakes in `optimizer`, `batch`, `set` and `let`.
@Suite struct SettingErrorTests {
    @Test(arguments: [
        Mistake(
            "optimizer",
            "         ^",
            "'optimizer' needs an optimizer: sgd, adam, adamw, rmsprop, adagrad"),
        Mistake(
            "optimizer sdg",
            "          ^~~",
            "unknown optimizer 'sdg'; there are sgd, adam, adamw, rmsprop, adagrad", didYouMean: "sgd"),
        Mistake(
            "optimizer sgd beta1=0.9",
            "              ^~~~~",
            "'beta1' does not go with 'optimizer sgd', only with 'optimizer adam', 'optimizer adamw'"),
        Mistake(
            "optimizer adam beta1=1",
            "                     ^",
            "'beta1' takes a number of at least 0 and below 1, not '1'"),
        Mistake(
            "optimizer sgd lr=-1",
            "                 ^~",
            "'lr' takes a number of at least 0, not '-1'"),
        Mistake(
            "optimizer sgd lr=1e",
            "                 ^~",
            "'lr' takes a number of at least 0, not '1e'"),
        Mistake(
            "optimizer sgd lr=1e999",
            "                 ^~~~~",
            "'lr' takes a number of at least 0, not '1e999'"),
        Mistake(
            "optimizer sgd lr",
            "              ^~",
            "'lr=' needs a value: a number of at least 0"),
        Mistake(
            "optimizer sgd weightdecay=0.1",
            "              ^~~~~~~~~~~",
            "'optimizer sgd' has no option 'weightdecay'; it has lr, momentum, nesterov, weight-decay",
            didYouMean: "weight-decay"),
        Mistake(
            "check gradients 1e-6",
            "                ^~~~",
            "unexpected '1e-6' after 'check gradients': options are written name=value"),
        Mistake(
            "check gradients tolerance=-1",
            "                          ^~",
            "'tolerance' takes a number of at least 0, not '-1'"),
        Mistake(
            "check gradients cells=0",
            "                      ^",
            "'cells' takes a whole number of at least 1, not '0'"),
        Mistake(
            "check gradients tolerence=1",
            "                ^~~~~~~~~",
            "'check' has no option 'tolerence'; it has tolerance, cells", didYouMean: "tolerance"),
        Mistake(
            "batch",
            "     ^",
            "'batch' needs a size: batch 32 or batch full"),
        Mistake(
            "batch many",
            "      ^~~~",
            "'batch' takes a number of samples or 'full', not 'many'"),
        Mistake(
            "batch 0",
            "      ^",
            "the count must be at least 1"),
        Mistake(
            "batch -5",
            "      ^~",
            "the count must be at least 1, not '-5'"),
        Mistake(
            "batch 32 shuffle=true",
            "                 ^~~~",
            "'shuffle' takes yes or no, not 'true'"),
        Mistake(
            "batch 32 yes",
            "         ^~~",
            "unexpected 'yes' after 'batch 32': options are written name=value"),
        Mistake(
            "set",
            "   ^",
            "'set' needs a setting and its value: set lr 0.05"),
        Mistake(
            "set lr",
            "      ^",
            "'set' needs a value for 'lr': a number of at least 0"),
        Mistake(
            "set lrr 3",
            "    ^~~",
            "unknown setting 'lrr'; there are lr, timeline-memory, theme, colors, glyphs, mouse, speed, pace",
            didYouMean: "lr"),
        Mistake(
            "set lr=0.05",
            "      ^",
            "unexpected '=' after 'set lr': a blank separates name and value"),
        Mistake(
            "set lr = 0.05",
            "       ^",
            "unexpected '=' after 'set lr': a blank separates name and value"),
        Mistake(
            "set lr -1",
            "       ^~",
            "'lr' takes a number of at least 0, not '-1'"),
        Mistake(
            "set timeline-memory -3",
            "                    ^~",
            "'timeline-memory' takes a number of at least 0, not '-3'"),
        Mistake(
            "set timeline-memry 3",
            "    ^~~~~~~~~~~~~~",
            "unknown setting 'timeline-memry'; there are lr, timeline-memory, theme, colors, glyphs, mouse, speed, pace",
            didYouMean: "timeline-memory"),
        Mistake(
            "set lr 0.1 0.2",
            "           ^~~",
            "unexpected '0.2' after 'set lr 0.1'"),
        Mistake(
            "let",
            "   ^",
            "'let' needs a name, '=' and a value: let W1[0, 1] = 0.3"),
        Mistake(
            "let W1",
            "      ^",
            "'let' needs '=' and a value after 'W1'"),
        Mistake(
            "let W1 3",
            "       ^",
            "unexpected '3' after 'let W1': '=' goes here"),
        Mistake(
            "let W1 == 3",
            "       ^~",
            "unexpected '==' after 'let W1': '=' goes here", didYouMean: "="),
        Mistake(
            "let W1 =",
            "        ^",
            "'let' needs a value after '='"),
        Mistake(
            "let 3 = W1",
            "    ^",
            "unexpected '3' after 'let': a name goes here"),
        Mistake(
            "let sum = 3",
            "    ^~~",
            "'sum' is a word of the language and cannot be assigned to"),
        Mistake(
            "let and = 3",
            "    ^~~",
            "'and' is a word of the language and cannot be assigned to"),
        Mistake(
            "let test.loss = 3",
            "    ^~~~~~~~~",
            "'test.loss' cannot be assigned to: names with a dot are computed"),
        Mistake(
            "let W1[0, 1, 2] = 3",
            "             ^",
            "a matrix has rows and columns: no more than two subscripts"),
        Mistake(
            "let W1[0 = 3",
            "      ^",
            "this '[' is never closed: a ']' is missing"),
    ])
    func anErrorSaysWhatIsWrongWhereAndWhatToDo(mistake: Mistake) {
        #expect(renderedErrors(in: mistake.text) == mistake.rendered)
    }
}
