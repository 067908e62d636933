import CommandLanguage

/// What the words mean that stand for themselves, a few words each.
extension Vocabulary {
    /// What `word` means as an argument of the command `list`, or as a value of the option or setting of that name.
    static func commandMeaning(of word: String, in list: String) -> String {
        meaningsInLists[list]?[word] ?? meanings[word] ?? ""
    }

    /// What a kind of trouble is; does not need the table, which is made with it.
    static func meaning(ofCatch kind: String) -> String { meaningsInLists["catch"]?[kind] ?? "" }

    /// Words that mean the same wherever they stand.
    private static let meanings = [
        "identity": "f(z) = z", "sigmoid": "1 / (1 + exp(-z)): from 0 to 1", "tanh": "from -1 to 1, steep at 0",
        "relu": "z, or 0 where z is negative", "leaky-relu": "z, or 0.01 z where z is negative",
        "elu": "z, or exp(z) - 1 where z is negative", "gelu": "z times the normal distribution up to z",
        "softplus": "log(1 + exp(z)): a smooth relu", "silu": "z times sigmoid(z)",

        "cross-entropy": "classes, from the logits of a softmax",
        "binary-cross-entropy": "one class or not, from the logit of a sigmoid", "mse": "mean of squared errors",
        "huber": "squared where small, linear where large", "squared-error": "half the sum of squared errors",

        "xavier-uniform": "bound sqrt(6 / (inputs + outputs)): tanh, sigmoid",
        "xavier-normal": "deviation sqrt(2 / (inputs + outputs)): tanh, sigmoid",
        "he-uniform": "bound sqrt(6 / inputs): relu", "he-normal": "deviation sqrt(2 / inputs): relu",
        "zeros": "nothing ever tells the units apart", "normal:": "of this standard deviation",
        "uniform:": "from minus to plus this bound",

        "float64": "double precision, as NumPy", "float32": "single precision, as PyTorch",
        "classification": "the labels are classes", "regression": "the labels are numbers",
        "constant": "the rate stays as it is", "exponential": "multiplied by gamma each epoch",
        "cosine": "down half a cosine to a minimum", "warmup": "up in a straight line at the start",
        "epochs": "passes over the samples", "iterations": "batches", "auto": "what the terminal has",
    ]

    /// Words whose meaning depends on where they stand, by command, option or setting.
    private static let meaningsInLists: [String: [String: String]] = [
        "data": [
            "xor": "two inputs, two classes", "and": "two inputs, both of which must be 1",
            "circles": "a disc in a ring", "moons": "two crescents, one in the other's hollow",
            "spirals": "arms about each other", "blobs": "a cloud for each class",
            "checkerboard": "the fields of a board, 4x4", "plane": "numbers that rise in one direction",
            "gaussian": "numbers with hills and hollows", "sine": "a number from one input",
            "iris": "150 flowers, 4 inputs, 3 classes", "wine": "178 wines, 13 inputs, 3 cultivars",
            "digits": "1797 images of 8x8, 10 classes",
            "fashion-mnist": "70000 images of 28x28, 10 kinds of clothing", "csv": "a table in a file",
            "idx": "images and labels in two files", "inline": "written out here",
        ],
        "optimizer": [
            "sgd": "along the gradient, with momentum", "adam": "averages of gradients and of their squares",
            "adamw": "adam with the weights' decay apart", "rmsprop": "over the root of the average square",
            "adagrad": "over the root of the sum of squares",
        ],
        "schedule": ["step": "multiplied by gamma every so many epochs"],
        "per": ["epoch": "passes over the samples", "iteration": "batches"],
        "monitor": [
            "test.loss": "over the test samples", "test.accuracy": "over the test samples",
            "train.loss": "over the samples of the epoch", "train.accuracy": "over the samples of the epoch",
        ],
        "reduction": ["mean": "the mean of the samples' losses", "sum": "their sum"],
        "batch": ["full": "all samples at once"],
        "goto": [
            "start": "before the first operation", "end": "as far as the run ever went",
            "best": "the end of the epoch with the least loss",
        ],
        "info": [
            "network": "layers, loss and numbers of parameters", "data": "samples, features and classes",
            "optimizer": "how gradients change the weights", "timeline": "branches and checkpoints",
            "breakpoints": "stops, with how often they were hit", "display": "what is shown after every move",
            "logs": "what is written to files as the run goes",
        ],
        "catch": [
            "nan": "an operation writes a number that is not finite",
            "dead-relu": "many units of a relu layer are 0 for every sample of the batch",
            "vanishing": "a layer's dW is small beside that of the layer with the largest",
            "exploding": "a layer's dW is large beside its W",
            "saturated": "most cells of a sigmoid or tanh layer have almost no slope",
            "diverging": "the loss is not finite, or far above that of the first iteration",
        ],
        "plot": [
            "loss": "of each iteration, and of the test samples after each epoch",
            "accuracy": "the share that is right, in the same way", "lr": "the learning rate",
            "boundary": "what the network says between samples of two features",
            "confusion": "which classes were taken for which", "hist(": "how the cells of a value are spread",
        ],
        "x": ["linear": "equal differences", "log": "equal ratios"],
        "y": ["linear": "equal differences", "log": "equal ratios"],
        "check": ["gradients": "against central differences of the loss"],
        "log": ["off": "ends all logs"],
        "record": ["off": "ends the record"],
        "bug": [
            "transpose": "a matrix that is to be transposed is not", "sign": "the result has the wrong sign",
            "no-average": "the gradient is not divided by the number of samples",
            "double-average": "a layer divides its gradients by N once more",
            "wrong-derivative": "the derivative is that of another activation",
            "pre-activation": "Z is taken where the formula has A",
            "stale-gradient": "gradients are added to those of the iteration before",
            "early-update": "the update takes the gradients of the iteration before",
            "off": "mends what was planted",
        ],
        "derive": [
            "sigmoid": "s' = s (1 - s)", "tanh": "tanh' = 1 - tanh^2", "relu": "0 or 1, and the kink between",
            "log-sum-exp": "why its largest term is taken out", "softmax": "p (1 - p) and -p q",
            "cross-entropy": "the loss of logits, and P - Y", "linear": "dX = dY W^T and dW = X^T dY, cell by cell",
            "momentum": "the velocity as a sum of past gradients",
        ],
        "format": [
            "jsonl": "a JSON object a line", "csv": "a table with a header", "tensorboard": "event files in a folder",
        ],
        "records": ["all": "iterations and epochs", "epochs": "epochs alone"],
        "theme": ["dark": "light text on a dark screen", "light": "dark text on a light screen"],
        "colors": [
            "direct": "16.7 million", "256": "the 256 of xterm", "16": "the terminal's own", "none": "bold and reverse",
        ],
        "glyphs": ["unicode": "boxes, dots and blocks", "ascii": "letters and signs"],
        "mouse": ["on": "selects and scrolls", "off": "the terminal has it"],
    ]
}
