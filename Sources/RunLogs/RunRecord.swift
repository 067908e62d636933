/// What one iteration or one epoch of a run leaves in a log.
///
/// A record of an epoch has the field `epoch`, one of an iteration has not.
public struct RunRecord: Equatable, Sendable {
    /// A number with its name.
    public struct Value: Equatable, Sendable {
        /// What it is the value of: one of `RunRecord.valueNames`.
        public let name: String
        /// The number; may be infinite or no number.
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

    /// The names that values have, in the order of a table's columns: the first three are those of an iteration's
    /// batch, before its update; the others those of an epoch, over all training and all test samples.
    public static let valueNames = [
        "loss", "accuracy", "lr", "train.loss", "train.accuracy", "test.loss", "test.accuracy",
    ]

    /// Which run it belongs to, where several are in one log.
    public let run: String
    /// Of a record of an iteration its number, from 0; of an epoch's, how many iterations were completed.
    public let iteration: Int
    /// Completed epochs, from 1; nil where it is an iteration's record.
    public let epoch: Int?
    /// The numbers, none twice.
    public let values: [Value]

    /// A record.
    public init(run: String, iteration: Int, epoch: Int? = nil, values: [Value]) {
        self.run = run
        self.iteration = iteration
        self.epoch = epoch
        self.values = values
    }
}
