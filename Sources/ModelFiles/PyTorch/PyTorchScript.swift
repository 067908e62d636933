/// A Python program for PyTorch that builds the same network, takes over the numbers from a safetensors file beside it,
/// says what the loss is, and can train on.
///
/// The file beside it has the parameters and the optimizer's moments by the names of the command language, weights as
/// (inputs × outputs), and the samples as `train.X`, `train.Y`, `test.X` and `test.Y`.
public struct PyTorchScript: Equatable, Sendable {
    /// The network; its weights are not written here.
    public var model: LayeredModel
    /// The name of the safetensors file, without a folder.
    public var tensorsFile: String
    /// What training makes small.
    public var loss: Loss
    /// The rule of updates.
    public var optimizer: Optimizer
    /// Where the run stands.
    public var progress: Progress
    /// Whether all numbers are float64.
    public var isDoublePrecision: Bool
    /// The loss on the samples in the file, as it was computed here; nil where there are none.
    public var trainingLoss: Double?
    /// The same on the test samples.
    public var testLoss: Double?

    /// What training makes small.
    public struct Loss: Equatable, Sendable {
        /// By its name in the command language: `cross-entropy`.
        public var name: String
        /// Whether it is a mean, or else a sum.
        public var isMean: Bool
        /// The factor of the sum of the weights' magnitudes.
        public var l1: Double
        /// Twice the factor of the sum of the weights' squares.
        public var l2: Double

        /// A loss.
        public init(name: String, isMean: Bool, l1: Double = 0, l2: Double = 0) {
            self.name = name
            self.isMean = isMean
            self.l1 = l1
            self.l2 = l2
        }
    }

    /// The rule of updates.
    public struct Optimizer: Equatable, Sendable {
        /// Which rule.
        public var rule: Rule
        /// Its numbers by their names in the command language, as Python writes them; what it does without is not among
        /// them.
        public var numbers: [String: String]
        /// What it keeps about each parameter, by the letters before the parameter's name: the `v` of `vW1`.
        public var moments: [String]
        /// The learning rate of an iteration as an expression of Python in `lr`, `epoch` and `iteration`.
        public var rate: String

        /// A rule of updates.
        public init(_ rule: Rule, numbers: [String: String], moments: [String], rate: String) {
            self.rule = rule
            self.numbers = numbers
            self.moments = moments
            self.rate = rate
        }
    }

    /// Where the run stands.
    public struct Progress: Equatable, Sendable {
        /// Completed iterations.
        public var iteration: Int
        /// Updates since the optimizer began to keep something.
        public var updates: Int
        /// How many rows a batch has; nil without data.
        public var batchRows: Int?
        /// Whether every epoch has an order of its own.
        public var shuffles: Bool

        /// A place in a run.
        public init(iteration: Int, updates: Int, batchRows: Int?, shuffles: Bool) {
            self.iteration = iteration
            self.updates = updates
            self.batchRows = batchRows
            self.shuffles = shuffles
        }
    }

    /// A program to be written.
    public init(
        model: LayeredModel, tensorsFile: String, loss: Loss, optimizer: Optimizer, progress: Progress,
        isDoublePrecision: Bool, trainingLoss: Double?, testLoss: Double?
    ) {
        self.model = model
        self.tensorsFile = tensorsFile
        self.loss = loss
        self.optimizer = optimizer
        self.progress = progress
        self.isDoublePrecision = isDoublePrecision
        self.trainingLoss = trainingLoss
        self.testLoss = testLoss
    }
}

/// The samples of a model as tensors for the file that a script reads.
extension PyTorchScript {
    /// The names of the inputs and targets of a part of the data, `train` or `test`.
    public static func sampleNames(of part: String) -> (inputs: String, targets: String) {
        ("\(part).X", "\(part).Y")
    }
}
