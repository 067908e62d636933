/// A Python program for PyTorch that builds the same network, loads its numbers from a safetensors file beside it, prints the
/// loss, and can continue training.
///
/// That file has the parameters and moments by their names in the command language, weights as (inputs × outputs), and the
/// samples as `train.X`, `train.Y`, `test.X` and `test.Y`.
public struct PyTorchScript: Equatable, Sendable {
    /// The network. Its weights are not part of the program.
    public var model: LayeredModel
    /// The name of the safetensors file, without a folder.
    public var tensorsFile: String
    /// What training minimises.
    public var loss: Loss
    /// The optimizer.
    public var optimizer: Optimizer
    /// The state of the run.
    public var progress: Progress
    /// Whether all numbers are float64.
    public var isDoublePrecision: Bool
    /// The loss on the samples in the file, as computed here; nil if there are none.
    public var trainingLoss: Double?
    /// The same on the test samples.
    public var testLoss: Double?

    /// What training minimises.
    public struct Loss: Equatable, Sendable {
        /// Its name in the command language: `cross-entropy`.
        public var name: String
        /// Whether it is a mean rather than a sum.
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

    /// An optimizer.
    public struct Optimizer: Equatable, Sendable {
        /// The kind of optimizer.
        public var rule: Rule
        /// Its numbers by their names in the command language, as Python writes them, without those that have no effect.
        public var numbers: [String: String]
        /// Its moments, by the letter that precedes the parameter's name: the `v` of `vW1`.
        public var moments: [String]
        /// The learning rate of an iteration as a Python expression in `lr`, `epoch` and `iteration`.
        public var rate: String

        /// An optimizer.
        public init(_ rule: Rule, numbers: [String: String], moments: [String], rate: String) {
            self.rule = rule
            self.numbers = numbers
            self.moments = moments
            self.rate = rate
        }
    }

    /// The state of a run.
    public struct Progress: Equatable, Sendable {
        /// Completed iterations.
        public var iteration: Int
        /// Updates since the optimizer's moments were zero.
        public var updates: Int
        /// The number of rows in a batch; nil without data.
        public var batchRows: Int?
        /// Whether every epoch has its own order of the samples.
        public var shuffles: Bool

        /// The state of a run.
        public init(iteration: Int, updates: Int, batchRows: Int?, shuffles: Bool) {
            self.iteration = iteration
            self.updates = updates
            self.batchRows = batchRows
            self.shuffles = shuffles
        }
    }

    /// A program to write.
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

/// The samples as tensors in the file that the program reads.
extension PyTorchScript {
    /// The names of the inputs and targets of a part of the data, `train` or `test`.
    public static func sampleNames(of part: String) -> (inputs: String, targets: String) {
        ("\(part).X", "\(part).Y")
    }
}
