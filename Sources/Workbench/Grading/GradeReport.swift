import NeuralEngine

/// What an implementation gave.
public struct LearnerAnswer: Equatable, Sendable {
    /// A matrix under the name that it was given.
    public struct Given: Equatable, Sendable {
        /// The name, one of the plan's.
        public let name: MatrixName
        /// The cells.
        public let matrix: Matrix<Double>
        /// Whether it is the value after the update.
        public let isUpdated: Bool

        /// A matrix.
        public init(name: MatrixName, matrix: Matrix<Double>, isUpdated: Bool = false) {
            self.name = name
            self.matrix = matrix
            self.isUpdated = isUpdated
        }
    }

    /// The matrices, each once.
    public var matrices: [Given]
    /// What else there is to say about the answer.
    public var remarks: [String]

    /// - remarks: what else there is to say about it.
    public init(matrices: [Given], remarks: [String] = []) {
        self.matrices = matrices
        self.remarks = remarks
    }
}

/// What an implementation's matrices are worth, in the order in which they are computed.
public struct GradeReport: Equatable, Sendable {
    /// What was tried.
    public let summary: String
    /// The matrices that were given.
    public let entries: [Entry]
    /// Matrices of the iteration that were not given.
    public let unchecked: [String]
    /// What else there is to say.
    public let remarks: [String]
    /// How far a cell may be off, relatively.
    public let tolerance: Double

    /// Whether nothing is wrong.
    public var passed: Bool { firstWrong == nil }
    /// What is wrong first, from which all else may follow.
    public var firstWrong: Entry? { entries.first { $0.fault != nil } }

    /// A matrix and what it is worth.
    public struct Entry: Equatable, Sendable {
        /// Its name: `dZ1`, `updated W1`.
        public let name: String
        /// The operation that computes it: `tanh1.backward`.
        public let operation: String
        /// What that computes: `dZ1 = dA1 ⊙ (1 − A1²)`.
        public let equation: String?
        /// Whether it is what it should be.
        public let isRight: Bool
        /// What is wrong with it by itself; nil where it is right, and where it follows from what went in.
        public let fault: Fault?
    }

    /// What is wrong with a matrix.
    public struct Fault: Equatable, Sendable {
        /// The shape it has, and the one it should have; nil where that is right.
        public let shapes: Shapes?
        /// The first cell that is wrong.
        public let cell: CellDifference?
        /// How many cells are.
        public let wrongCount: Int
        /// How many there are.
        public let cellCount: Int
        /// The mistake that gives just this, where there is one.
        public let hint: String?
        /// What would have to be known to say more: what goes in and was not given.
        public let missingOperands: [String]
    }

    /// Two shapes.
    public struct Shapes: Equatable, Sendable {
        /// The one that was given.
        public let given: MatrixShape
        /// The one that it should be.
        public let expected: MatrixShape
    }
}
