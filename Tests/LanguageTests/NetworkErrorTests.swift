import Testing

/// What users read about mistakes in `network`.
@Suite struct NetworkErrorTests {
    @Test(arguments: [
        Mistake(
            "network",
            "       ^",
            "'network' needs the layers' sizes, as network 2-4-2"),
        Mistake(
            "network 2",
            "        ^",
            "a network needs an input and an output size: 2-2, not only '2'"),
        Mistake(
            "network 2-",
            "          ^",
            "a layer size is missing here; sizes are written 2-4-2"),
        Mistake(
            "network -2-3",
            "        ^",
            "a layer size is missing here; sizes are written 2-4-2"),
        Mistake(
            "network 2--3",
            "          ^",
            "a layer size is missing here; sizes are written 2-4-2"),
        Mistake(
            "network 2-0-3",
            "          ^",
            "a layer needs at least 1 unit"),
        Mistake(
            "network 2-x-3",
            "          ^",
            "'x' is not a layer size; sizes are whole numbers, written 2-4-2"),
        Mistake(
            "network 2-4.5-3",
            "          ^~~",
            "'4.5' is not a layer size; sizes are whole numbers, written 2-4-2"),
        Mistake(
            "network 2-99999999999999999999",
            "          ^~~~~~~~~~~~~~~~~~~~",
            "'99999999999999999999' is too large"),
        Mistake(
            "network 2-4-2 hidden=tnh",
            "                     ^~~",
            "unknown value 'tnh' of 'hidden'; there are identity, sigmoid, tanh, relu, leaky-relu, "
                + "elu, gelu, softplus, silu", didYouMean: "tanh"),
        Mistake(
            "network 2-4-2 hidden=ReLU",
            "                     ^~~~",
            "unknown value 'ReLU' of 'hidden'; there are identity, sigmoid, tanh, relu, leaky-relu, "
                + "elu, gelu, softplus, silu", didYouMean: "relu"),
        Mistake(
            "network 2-4-2 tanh",
            "              ^~~~",
            "unexpected 'tanh' after 'network 2-4-2': options are written name=value", didYouMean: "hidden=tanh"),
        Mistake(
            "network 2-4-2 hidden",
            "              ^~~~~~",
            "'hidden=' needs a value: identity, sigmoid, tanh, relu, leaky-relu, elu, gelu, softplus, silu"),
        Mistake(
            "network 2-4-2 hidden = tanh",
            "              ^~~~~~",
            "write 'hidden=VALUE' without blanks around '='"),
        Mistake(
            "network 2-4-2 hidden= tanh",
            "              ^~~~~~~",
            "write 'hidden=VALUE' without blanks around '='"),
        Mistake(
            "network 2-4-2 hidden=",
            "                     ^",
            "'hidden=' needs a value: identity, sigmoid, tanh, relu, leaky-relu, elu, gelu, softplus, silu"),
        Mistake(
            "network 2-4-2 hidden= seed=1",
            "                     ^",
            "'hidden=' needs a value: identity, sigmoid, tanh, relu, leaky-relu, elu, gelu, softplus, silu"),
        Mistake(
            "network 2-4-2 hidden=tanh hidden=relu",
            "                          ^~~~~~",
            "'hidden' is given twice"),
        Mistake(
            "network 2-4-2 activations=tanh,sigmod",
            "                               ^~~~~~",
            "unknown value 'sigmod' of 'activations'; there are identity, sigmoid, tanh, relu, "
                + "leaky-relu, elu, gelu, softplus, silu", didYouMean: "sigmoid"),
        Mistake(
            "network 2-4-2 activations=tanh,",
            "                               ^",
            "a value is missing in the list of 'activations'; lists have commas and no blanks"),
        Mistake(
            "network 2-4-2 activations=tanh, relu",
            "                               ^",
            "a value is missing in the list of 'activations'; lists have commas and no blanks"),
        Mistake(
            "network 2-4-2 init=xavier",
            "                   ^~~~~~",
            "unknown value 'xavier' of 'init'; there are xavier-uniform, xavier-normal, he-uniform, "
                + "he-normal, zeros, normal:0.1, uniform:0.1", didYouMean: "xavier-uniform"),
        Mistake(
            "network 2-4-2 init=normal",
            "                   ^~~~~~",
            "'init' takes normal with its standard deviation, as normal:0.1, not 'normal'"),
        Mistake(
            "network 2-4-2 init=normal:x",
            "                   ^~~~~~~~",
            "'init' takes normal with its standard deviation, as normal:0.1, not 'normal:x'"),
        Mistake(
            "network 2-4-2 --seed=3",
            "              ^~~~~~",
            "'network' has no option '--seed'; it has hidden, output, activations, dropout, loss, "
                + "reduction, init, seed, precision", didYouMean: "seed"),
        Mistake(
            "network 2-4-2 seed=-1",
            "                   ^~",
            "'seed' takes a whole number of at least 0, not '-1'"),
        Mistake(
            "network 2-4-2 seed=1.5",
            "                   ^~~",
            "'seed' takes a whole number of at least 0, not '1.5'"),
        Mistake(
            "network 2-4-2 lr=0.1",
            "              ^~",
            "'network' has no option 'lr'; it has hidden, output, activations, dropout, loss, reduction, init, "
                + "seed, precision"),
        Mistake(
            "network hidden=tanh 2-4-2",
            "        ^~~~~~~~~~~",
            "'hidden=tanh' is not a layer size; sizes are whole numbers, written 2-4-2"),
    ])
    func anErrorSaysWhatIsWrongWhereAndWhatToDo(mistake: Mistake) {
        #expect(renderedErrors(in: mistake.text) == mistake.rendered)
    }
}
