/// Data to learn from, one sample per row.
public struct Samples: Equatable, Sendable {
    /// (samples × features)
    public var inputs: Matrix<Double>
    /// (samples × outputs). Classes are one-hot, or one column of 0 and 1.
    public var targets: Matrix<Double>
    /// Whether the targets are classes, so that there is an accuracy.
    public var isClassification: Bool

    /// Samples from their inputs and targets.
    /// - Precondition: both have the same number of rows.
    public init(inputs: Matrix<Double>, targets: Matrix<Double>, isClassification: Bool) {
        precondition(inputs.rows == targets.rows, "\(inputs.rows) inputs, but \(targets.rows) targets")
        self.inputs = inputs
        self.targets = targets
        self.isClassification = isClassification
    }

    /// How many samples there are.
    public var count: Int { inputs.rows }
}
