/// The words that options and commands take as values: part of the language, so that a misspelled one is an error
/// with its place and a suggestion before anything runs.
public enum Vocabulary {
    /// Data sets that the program makes or carries.
    public static let builtInDataSets = ["xor", "iris", "digits"]
    /// Activations of a layer.
    public static let activations = [
        "identity", "sigmoid", "tanh", "relu", "leaky-relu", "elu", "gelu", "softplus", "silu",
    ]
    /// Losses.
    public static let losses = ["cross-entropy", "binary-cross-entropy", "mse", "huber", "squared-error"]
    /// How a loss puts the samples' shares together.
    public static let reductions = ["mean", "sum"]
    /// Initialisers without a parameter.
    public static let initializers = ["xavier-uniform", "xavier-normal", "he-uniform", "he-normal", "zeros"]
    /// Initialisers with a parameter after a colon, and the parameter's name: `normal:0.1`.
    public static let parameterizedInitializers = ["normal": "standard deviation", "uniform": "bound"]
    /// Kinds of optimizer.
    public static let optimizers = ["sgd", "adam", "adamw", "rmsprop", "adagrad"]
    /// Number formats that a network calculates in.
    public static let precisions = ["float64", "float32"]
    /// What a table of numbers is for.
    public static let tasks = ["classification", "regression"]
    /// What `info` tells about.
    public static let infoTopics = ["network", "data", "optimizer"]
    /// What `help` explains beside the commands.
    public static let helpTopics = ["expressions"]
}
