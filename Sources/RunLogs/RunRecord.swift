/// The record of one iteration or one epoch of a run.
///
/// The record of an epoch has the field `epoch`; that of an iteration does not.
public struct RunRecord: Equatable, Sendable {
    /// A number with its name.
    public struct Value: Equatable, Sendable {
        /// Its name: one of `RunRecord.valueNames`.
        public let name: String
        /// The number, which may be infinite or NaN.
        public let value: Double

        /// A number with its name.
        public init(_ name: String, _ value: Double) {
            self.name = name
            self.value = value
        }

        /// Whether both have the same name and bits, NaN included.
        public static func == (a: Value, b: Value) -> Bool {
            a.name == b.name && a.value.bitPattern == b.value.bitPattern
        }
    }

    /// The names of values, in the order of a table's columns. The first three are those of an iteration, for its batch and
    /// before its update; the others are those of an epoch, over all samples of a part.
    public static let valueNames = [
        "loss", "accuracy", "lr", "train.loss", "train.accuracy", "validation.loss", "validation.accuracy",
        "test.loss", "test.accuracy",
    ]

    /// The name of the run that it belongs to.
    public let run: String
    /// In the record of an iteration, its number, from 0; in that of an epoch, the number of completed iterations.
    public let iteration: Int
    /// Completed epochs, from 1; nil in the record of an iteration.
    public let epoch: Int?
    /// The values; each name occurs at most once.
    public let values: [Value]

    /// A record.
    public init(run: String, iteration: Int, epoch: Int? = nil, values: [Value]) {
        self.run = run
        self.iteration = iteration
        self.epoch = epoch
        self.values = values
    }
}
