import CommandLanguage
import Datasets
import NeuralEngine
import StepDebugger

/// What the words mean that stand for themselves, a few words each.
extension Vocabulary {
    /// What `word` means as an argument of the command `list`, or as a value of the option or setting of that name.
    static func commandMeaning(of word: String, in list: String) -> String {
        meaningsInLists[list]?[word] ?? meaning(ofThing: word, in: list) ?? meanings[word] ?? ""
    }

    /// What a thing of the engine, the debugger or the data is, in its own words.
    private static func meaning(ofThing word: String, in list: String) -> String? {
        switch list {
        case "data":
            word == FashionMNIST.name
                ? FashionMNIST.meaning
                : GeneratedDataset(rawValue: word)?.meaning ?? ShippedDataset(rawValue: word)?.meaning
        case "optimizer": OptimizerKind(rawValue: word)?.meaning
        case "schedule": LearningRateSchedule.Kind(rawValue: word)?.meaning
        case "reduction": Reduction(rawValue: word)?.meaning
        case "catch": Trouble.Kind(rawValue: word)?.meaning
        case "bug": Fault.Kind(rawValue: word)?.meaning
        case "exercise": ExerciseName(rawValue: word)?.meaning
        case "loss": Loss(rawValue: word)?.meaning
        case "precision": Precision(rawValue: word)?.meaning
        case "init": Initializer.Kind(rawValue: word.hasSuffix(":") ? String(word.dropLast()) : word)?.meaning
        default: Activation(rawValue: word)?.meaning
        }
    }

    /// Words that mean the same wherever they stand.
    private static let meanings = [
        "classification": "the labels are classes", "regression": "the labels are numbers",
        "epochs": "passes over the samples", "iterations": "batches", "auto": "what the terminal has",
    ]

    /// Words whose meaning depends on where they stand, by command, option or setting.
    private static let meaningsInLists: [String: [String: String]] = [
        "data": [
            "csv": "a table in a file",
            "idx": "images and labels in two files", "inline": "written out here",
        ],
        "per": ["epoch": "passes over the samples", "iteration": "batches"],
        "monitor": [
            "test.loss": "over the test samples", "test.accuracy": "over the test samples",
            "train.loss": "over the samples of the epoch", "train.accuracy": "over the samples of the epoch",
        ],
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
            "off": "mends what was planted"
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
