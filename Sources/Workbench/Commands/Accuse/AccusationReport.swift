import NeuralEngine

/// An accused operation, and whether it had the fault that was planted.
public struct AccusationReport: Equatable, Sendable {
    /// Whether it had.
    public let passed: Bool
    /// The label of the operation.
    public let operation: String
    /// What was wrong with it; nil where nothing was.
    public let finding: Finding?
    /// The operations that are known by now to have no fault, this one the last; none where this one had it.
    public let cleared: [String]

    /// What was wrong.
    public struct Finding: Equatable, Sendable {
        /// The fault.
        public let fault: Fault
        /// What it made of the operation's formulas.
        public let formulas: [FaultedFormula]
        /// What the mistake was, at the end of a sentence.
        let mistake: String
    }
}
