import CommandLanguage
import Datasets
import NeuralEngine
import StepDebugger

/// The words that options and commands take as values.
extension Vocabulary {
    /// Data sets that the program makes.
    public static let generatedDataSets = GeneratedDataset.allCases.map(\.rawValue)
    /// Data sets that it carries.
    public static let shippedDataSets = ShippedDataset.allCases.map(\.rawValue)
    /// All data sets that have a name: the made, the carried, and those that the system has.
    public static let builtInDataSets = generatedDataSets + shippedDataSets + [FashionMNIST.name]
    /// Where else `data` takes samples from.
    public static let dataSources = ["csv", "idx", "inline"]
    /// Activations of a layer.
    public static let activations = Activation.allCases.map(\.rawValue)
    /// Losses.
    public static let losses = Loss.allCases.map(\.rawValue)
    /// How a loss puts the samples' shares together.
    public static let reductions = Reduction.allCases.map(\.rawValue)
    /// Initialisers without a parameter.
    public static let initializers = ["xavier-uniform", "xavier-normal", "he-uniform", "he-normal", "zeros"]
    /// Initialisers with a parameter after a colon.
    static let parameterizedInitializers = [
        WordWithNumber("normal", parameter: "standard deviation"), WordWithNumber("uniform", parameter: "bound"),
    ]
    /// Kinds of optimizer.
    public static let optimizers = OptimizerKind.allCases.map(\.rawValue)
    /// Forms of a learning-rate schedule.
    public static let schedules = LearningRateSchedule.Kind.allCases.map(\.rawValue)
    /// What a schedule counts.
    public static let schedulePeriods = LearningRateSchedule.Period.allCases.map(\.rawValue)
    /// Number formats that a network calculates in.
    public static let precisions = ["float64", "float32"]
    /// What a table of numbers is for.
    public static let tasks = ["classification", "regression"]
    /// What `info` tells about.
    public static let infoTopics = ["network", "data", "optimizer", "timeline", "breakpoints", "display", "logs"]
    /// How a log is written.
    public static let logFormats = ["jsonl", "csv", "tensorboard"]
    /// What a log has records of.
    public static let logRecords = ["all", "epochs"]
    /// What `train` counts.
    public static let trainingUnits = ["epochs", "iterations"]
    /// The figures by which epochs are compared.
    public static let monitors = EpochMonitor.allCases.map(\.rawValue)
    /// Where `goto` goes that is no position.
    public static let gotoPlaces = ["start", "end", "best"]
    /// What `catch` stops at.
    public static let catches = Trouble.Kind.allCases.map(\.rawValue)
    /// What `check` compares with what it should be.
    public static let checks = ["gradients"]
    /// The faults that `bug` can plant.
    public static let bugs = Fault.Kind.allCases.map(\.rawValue)
    /// What `derive` derives.
    public static let derivations = [
        "sigmoid", "tanh", "relu", "log-sum-exp", "softmax", "cross-entropy", "linear", "momentum",
    ]
    /// What `plot` draws, beside histograms.
    public static let plots = ["loss", "accuracy", "lr", "boundary", "confusion", "graph"]
    /// The word with which `plot` draws how the cells of a value are spread.
    public static let histogram = "hist"
    /// The axes that a plot can have.
    public static let axes = ["linear", "log"]
    /// How the screen can be divided.
    public static let layouts = LayoutName.allCases.map(\.rawValue)
    /// The screen's colours.
    public static let themes = ["dark", "light"]
    /// How many colours the screen uses at most; `auto` takes what the terminal has.
    public static let colorTiers = ["auto", "direct", "256", "16", "none"]
    /// The characters that the screen is drawn with; `auto` goes by the locale.
    public static let glyphSets = ["auto", "unicode", "ascii"]
    /// What can be on or off.
    public static let switches = ["on", "off"]
    /// Operations a second; `max` is as fast as the machine runs.
    public static let speeds = ["1", "2", "5", "10", "20", "50", "100", growingSpeed, fullSpeed]
    /// Training that begins slowly and gets faster and faster.
    public static let growingSpeed = "growing"
    /// Training as fast as the machine is.
    public static let fullSpeed = "max"
    /// How fast a lesson plays by itself, as a multiple of the usual.
    public static let paces = ["0.25", "0.5", "1", "2", "4", "8"]
}
