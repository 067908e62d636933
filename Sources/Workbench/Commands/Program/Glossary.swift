import CommandLanguage

/// A term of the field, in a sentence or two: what `help TERM` and the screen's page of terms show.
public struct GlossaryTerm: Equatable, Sendable {
    /// The term, as a heading.
    public let name: String
    /// Other words for it, and forms of it that texts use.
    public let alternatives: [String]
    /// What it means.
    public let meaning: String
    /// Commands that show it, as they are typed.
    public let commands: [String]

    init(_ name: String, _ alternatives: String..., meaning: String, see commands: String...) {
        self.name = name
        self.alternatives = alternatives
        self.meaning = meaning
        self.commands = commands
    }

    /// The term as a topic of `help`, where words have no blanks.
    var helpTopic: HelpTopic {
        func spelled(_ word: String) -> String { word.lowercased().replacing(" ", with: "-") }
        return HelpTopic(spelled(name), "a term of the field", aliases: alternatives.map(spelled)) {
            "\(name)\n    \(text)"
        }
    }

    /// Its meaning, with the other words for it and the commands to see it by.
    public var text: String {
        let also = alternatives.isEmpty ? "" : "Also: \(alternatives.joined(separator: ", ")). "
        let see = commands.map { "'\($0)'" }.joined(separator: ", ")
        return also + meaning + (see.isEmpty ? "" : " See \(see).")
    }

    /// How well it fits what was typed: 0 where one of its words begins so, 1 where one contains it, 2 where only its
    /// meaning does; nil where nothing does.
    fileprivate func rank(for search: String) -> Int? {
        let spellings = ([name] + alternatives).map { $0.lowercased() }
        if spellings.contains(where: { $0.hasPrefix(search) || $0.contains(" \(search)") }) { return 0 }
        if spellings.contains(where: { $0.contains(search) }) { return 1 }
        return meaning.lowercased().contains(search) ? 2 : nil
    }

    /// Whether a text has it as a word of its own, also in the plural.
    public func occurs(in text: Text) -> Bool {
        ([name] + alternatives).contains { text.has(Text($0).words) }
    }

    /// A text as words, for finding terms in it.
    public struct Text {
        fileprivate let words: [String]

        /// Splits a text into words, without signs.
        public init(_ text: String) {
            words = text.lowercased().split { !$0.isLetter && $0 != "ŷ" }.map(String.init)
        }

        fileprivate func has(_ term: [String]) -> Bool {
            guard let last = term.last, words.count >= term.count else { return false }
            return (0...words.count - term.count).contains { start in
                let end = words[start + term.count - 1]
                return words[start..<start + term.count - 1].elementsEqual(term.dropLast())
                    && (end == last || end == last + "s" || end == last + "es")
            }
        }
    }
}

/// The terms of the field that backstep and its lessons use.
public enum Glossary {
    /// All terms, in alphabetical order.
    public static let terms: [GlossaryTerm] = [
        GlossaryTerm(
            "accuracy",
            meaning: "The share of samples whose largest output is that of their class.", see: "print accuracy"),
        GlossaryTerm(
            "activation", "activation function",
            meaning:
                "The function f that a layer applies to each of its sums: A = f(Z). Without one, two layers in a row "
                + "are no more than a single linear layer.",
            see: "derive tanh"),
        GlossaryTerm(
            "Adam",
            meaning:
                "An optimizer that divides a running mean of each weight's gradient by the root of a running mean of "
                + "its square, so that every weight gets steps of about the same size.",
            see: "help optimizer"),
        GlossaryTerm(
            "backpropagation", "backprop",
            meaning:
                "Computing the gradient of the loss for every parameter by going through the operations backward and "
                + "applying the chain rule once at each.",
            see: "finish", "list"),
        GlossaryTerm(
            "backward pass",
            meaning: "The operations from the loss back to the first layer. Each takes the gradient for its result and "
                + "gives the gradients for its operands.",
            see: "list"),
        GlossaryTerm(
            "batch", "mini-batch",
            meaning: "The samples that one iteration computes together, one in each row of X.", see: "help batch"),
        GlossaryTerm(
            "bias", "biases",
            meaning: "A number that is added to each sum of a layer: b in Z = X·W + b, one for every output.",
            see: "print b1"),
        GlossaryTerm(
            "broadcasting",
            meaning:
                "Repeating a row, a column or a single number so that it fits a matrix, as NumPy does: X·W + b adds "
                + "the one row b to every row.",
            see: "help expressions"),
        GlossaryTerm(
            "central difference", "finite difference",
            meaning:
                "(L(w + h) − L(w − h)) / 2h: the slope of the loss measured from two losses, without any derivative. "
                + "It is what gradients are checked against.",
            see: "check gradients"),
        GlossaryTerm(
            "chain rule",
            meaning: "The derivative of f(g(x)) is f′(g(x))·g′(x). Along a path through several operations the "
                + "derivatives multiply; where several paths lead to one result, their products add up.",
            see: "why dW1[0,0]"),
        GlossaryTerm(
            "class", "label",
            meaning:
                "One of the answers that a classification chooses between. Y has a 1 in the column of the class that "
                + "is right.",
            see: "info data"),
        GlossaryTerm(
            "classification",
            meaning: "Learning which of several classes a sample belongs to.", see: "plot confusion"),
        GlossaryTerm(
            "confusion matrix", "confusion",
            meaning: "A table that counts, for each true class, which class the network chose.", see: "plot confusion"),
        GlossaryTerm(
            "cross-entropy",
            meaning:
                "The loss of a classification: −log of the probability that the network gives to the true class, as "
                + "a mean over the samples. 0 if it is certain and right.",
            see: "derive cross-entropy"),
        GlossaryTerm(
            "curvature",
            meaning:
                "How fast the slope of the loss changes with a weight. 2 divided by the largest curvature is the "
                + "learning rate beyond which gradient descent no longer comes to rest.",
            see: "help learning-rate"),
        GlossaryTerm(
            "dead ReLU", "dead neuron",
            meaning:
                "A neuron with ReLU whose sum is negative for every sample: its output is 0, its slope is 0, and so "
                + "its weights never change again.",
            see: "catch dead-relu"),
        GlossaryTerm(
            "decision boundary", "boundary",
            meaning: "Where the network's answer changes from one class to another, in the plane of two features.",
            see: "plot boundary"),
        GlossaryTerm(
            "derivative", "slope",
            meaning: "How fast a result changes with a number that goes into it: the change of the result divided by a "
                + "very small change of the number.",
            see: "derive sigmoid"),
        GlossaryTerm(
            "divergence", "diverge", "diverges",
            meaning: "Training whose loss grows without limit, most often because the learning rate is too large.",
            see: "catch diverging"),
        GlossaryTerm(
            "dropout",
            meaning:
                "Setting a random part of a layer's activations to 0 while training, so that no neuron can rely on a "
                + "single other one.",
            see: "help network"),
        GlossaryTerm(
            "early stopping",
            meaning: "Ending the training when the loss on samples that are not trained on has not fallen for some "
                + "epochs, and keeping the weights of the best one.",
            see: "help train"),
        GlossaryTerm(
            "elementwise product", "Hadamard product", "elementwise",
            meaning:
                "Multiplying two matrices of the same shape cell by cell, written A ⊙ B, and A * B in expressions.",
            see: "help expressions"),
        GlossaryTerm("epoch", meaning: "One pass over all training samples.", see: "epoch"),
        GlossaryTerm(
            "exploding gradient",
            meaning:
                "Gradients that grow from layer to layer on their way back, until an update throws the weights far "
                + "off.",
            see: "catch exploding"),
        GlossaryTerm(
            "feature", "input",
            meaning: "One of the numbers that describe a sample: a column of X.", see: "info data"),
        GlossaryTerm(
            "forward pass",
            meaning: "The operations from the samples to the loss, each computing its result from those before.",
            see: "list"),
        GlossaryTerm(
            "gradient",
            meaning:
                "The derivatives of the loss for all cells of a matrix, in a matrix of the same shape: dW1 is ∂L/∂W1. "
                + "It points to where the loss rises fastest.",
            see: "explain dW1[0,0]"),
        GlossaryTerm(
            "gradient check",
            meaning: "Comparing each gradient from backpropagation with a central difference of the loss.",
            see: "check gradients"),
        GlossaryTerm(
            "gradient descent", "SGD",
            meaning: "Taking a small step against the gradient, again and again: W ← W − lr·dW.", see: "help optimizer"),
        GlossaryTerm(
            "hidden layer",
            meaning: "A layer between the input and the output. Nobody says what its values should be; training finds "
                + "that.",
            see: "plot graph"),
        GlossaryTerm(
            "hyperparameter",
            meaning:
                "A setting that is chosen before training rather than learned: learning rate, sizes of layers, batch "
                + "size.",
            see: "help sweep"),
        GlossaryTerm(
            "initialisation", "initialization", "Xavier", "He",
            meaning:
                "The random weights that training begins with. Their size is chosen by the size of the layer, so that "
                + "values and gradients neither shrink nor grow from layer to layer.",
            see: "help network"),
        GlossaryTerm(
            "iteration",
            meaning: "One forward pass, one backward pass and one update, on one batch.", see: "next"),
        GlossaryTerm(
            "kink",
            meaning:
                "A point where a function has no single slope, as ReLU at 0: the slope is 0 on one side and 1 on the "
                + "other.",
            see: "derive relu"),
        GlossaryTerm(
            "layer",
            meaning:
                "A linear operation with the activation after it. Layer k computes Zk from A(k−1), and Ak from Zk.",
            see: "info network"),
        GlossaryTerm(
            "learning rate", "lr", "step size",
            meaning: "The factor by which the gradient is multiplied in an update. Too small is slow; too large "
                + "overshoots.",
            see: "set lr 0.1", "print lr"),
        GlossaryTerm(
            "linear layer", "fully connected layer",
            meaning: "Z = X·W + b: each output is a weighted sum of all inputs, plus a bias.", see: "derive linear"),
        GlossaryTerm(
            "logit", "score",
            meaning: "A number before softmax or the final sigmoid turns it into a probability: any real number, the "
                + "larger the likelier.",
            see: "derive softmax"),
        GlossaryTerm(
            "LogSumExp", "log-sum-exp",
            meaning: "log Σ exp(z), computed as m + log Σ exp(z − m) with m the largest z, so that no exponential "
                + "overflows.",
            see: "derive log-sum-exp"),
        GlossaryTerm(
            "loss",
            meaning: "One number for how wrong the network is. Training makes it smaller.", see: "explain loss"),
        GlossaryTerm(
            "matrix product", "matrix multiplication",
            meaning:
                "A·B: the cell in row i and column j is the sum of the products of A's row i with B's column j. A has "
                + "as many columns as B has rows.",
            see: "explain Z1[0,0]"),
        GlossaryTerm(
            "mean squared error", "MSE",
            meaning: "The loss of a regression: the mean of the squared differences between outputs and targets.",
            see: "help network"),
        GlossaryTerm(
            "MLP", "multilayer perceptron",
            meaning: "A network of linear layers with activations between them.", see: "plot graph"),
        GlossaryTerm(
            "momentum", "velocity",
            meaning: "Updating by a running sum of gradients, the velocity: v ← μv + dW, W ← W − lr·v. It builds up "
                + "speed along a slope that stays, and evens out one that alternates.",
            see: "derive momentum"),
        GlossaryTerm(
            "neuron", "unit",
            meaning: "One output of a layer: a column of W with its bias, and the activation of their sum.",
            see: "plot graph"),
        GlossaryTerm(
            "one-hot",
            meaning: "A row that is 1 in the column of the true class and 0 elsewhere.", see: "print Y"),
        GlossaryTerm(
            "operand",
            meaning: "A value that an operation takes: X, W1 and b1 are the operands of linear1.forward.", see: "list"),
        GlossaryTerm(
            "optimizer",
            meaning: "The rule by which gradients change the weights: SGD, momentum, Adam and others.",
            see: "help optimizer"),
        GlossaryTerm(
            "outer product",
            meaning:
                "A column times a row: a matrix with every product of one cell of each. A sample's share of dW is the "
                + "outer product of its input and its gradient.",
            see: "why dW1[0,0]"),
        GlossaryTerm(
            "overfitting", "overfit",
            meaning: "Learning the training samples so closely that others are answered worse.", see: "help regularize"),
        GlossaryTerm(
            "parameter",
            meaning: "A number that training changes: a weight or a bias.", see: "info network"),
        GlossaryTerm(
            "partial derivative",
            meaning: "The derivative for one number while all others stay as they are, written ∂L/∂w.",
            see: "explain dW1[0,0]"),
        GlossaryTerm(
            "pre-activation",
            meaning: "A layer's sums before its activation: Z.", see: "print Z1"),
        GlossaryTerm(
            "regression",
            meaning: "Learning numbers rather than classes.", see: "data sine"),
        GlossaryTerm(
            "regularisation", "regularization", "weight decay",
            meaning: "A penalty on large weights, which makes the function that is learned smoother.",
            see: "help regularize"),
        GlossaryTerm(
            "ReLU",
            meaning: "max(0, z): negative sums become 0, others stay. Its slope is 0 below 0 and 1 above.",
            see: "derive relu"),
        GlossaryTerm(
            "sample", "example",
            meaning: "One case to learn from: a row of X with the same row of Y.", see: "info data"),
        GlossaryTerm(
            "saturation", "saturated",
            meaning: "Where an activation is nearly flat, as tanh of a large sum: almost no gradient passes.",
            see: "catch saturated"),
        GlossaryTerm(
            "schedule", "learning-rate schedule",
            meaning: "How the learning rate changes as training goes on.", see: "help schedule"),
        GlossaryTerm(
            "shape",
            meaning: "A matrix's numbers of rows and columns, written rows×columns.", see: "print shape(W1)"),
        GlossaryTerm(
            "sigmoid",
            meaning: "1 / (1 + exp(−z)): turns any number into one between 0 and 1.", see: "derive sigmoid"),
        GlossaryTerm(
            "softmax",
            meaning: "exp(z) of each logit of a row, divided by their sum: probabilities that add up to 1.",
            see: "derive softmax"),
        GlossaryTerm(
            "standard deviation",
            meaning: "The root of the mean squared distance from the mean: how widely numbers are spread."),
        GlossaryTerm(
            "standardise", "standardize", "standardised", "standardisation",
            meaning:
                "Taking the mean from each feature and dividing by its standard deviation, so that all features have "
                + "a similar size.",
            see: "help data"),
        GlossaryTerm(
            "tanh", "hyperbolic tangent",
            meaning: "(exp(z) − exp(−z)) / (exp(z) + exp(−z)): turns any number into one between −1 and 1.",
            see: "derive tanh"),
        GlossaryTerm(
            "target",
            meaning: "What the network should answer for a sample: a row of Y.", see: "print Y"),
        GlossaryTerm(
            "test set", "test data", "test sample",
            meaning: "Samples that training never sees, for one honest measurement at the end.", see: "help data"),
        GlossaryTerm(
            "training set", "training data", "training sample",
            meaning: "The samples whose gradients change the weights.", see: "help data"),
        GlossaryTerm(
            "transpose", "transposed",
            meaning: "A matrix with rows and columns exchanged, written Wᵀ, and W.T in expressions.", see: "print W1.T"),
        GlossaryTerm(
            "update",
            meaning: "The operation that ends an iteration: it changes the weights by their gradients.", see: "finish"),
        GlossaryTerm(
            "validation set", "validation data", "validation sample",
            meaning: "Samples kept out of training to choose settings by, and the epoch to stop at. What is chosen by "
                + "them is measured on others: the test set.",
            see: "help data"),
        GlossaryTerm(
            "vanishing gradient",
            meaning:
                "Gradients that shrink from layer to layer on their way back, until the first layers hardly learn.",
            see: "catch vanishing"),
        GlossaryTerm(
            "weight",
            meaning: "A factor of a layer's sums: W[i,j] is what input i counts for output j.", see: "print W1"),
        GlossaryTerm(
            "ŷ", "prediction",
            meaning: "What the network answers; for a classification the probabilities P.", see: "print P"),
    ]

    /// The terms that fit what was typed, the best first.
    public static func terms(matching search: String) -> [GlossaryTerm] {
        let ranked = terms.map { ($0, $0.rank(for: search.lowercased())) }
        return (0...2).flatMap { rank in ranked.filter { $0.1 == rank }.map(\.0) }
    }

    /// All terms with their meanings, each in a paragraph.
    static var text: String {
        terms.map { "\($0.name)\n    \($0.text)" }.joined(separator: "\n")
    }
}
