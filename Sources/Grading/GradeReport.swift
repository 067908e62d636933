import NeuralEngine

/// The answer of an implementation.
struct LearnerAnswer: Equatable, Sendable {
    /// A matrix under the name that it was given.
    struct Given: Equatable, Sendable {
        /// The name, one of the plan's.
        let name: MatrixName
        /// The cells.
        let matrix: Matrix<Double>
        /// Whether it is the value after the update.
        let isUpdated: Bool

        /// A matrix.
        init(name: MatrixName, matrix: Matrix<Double>, isUpdated: Bool = false) {
            self.name = name
            self.matrix = matrix
            self.isUpdated = isUpdated
        }
    }

    /// The matrices, each once.
    var matrices: [Given]
    /// What else there is to say about the answer.
    var remarks: [String]

    /// - remarks: what else there is to say about it.
    init(matrices: [Given], remarks: [String] = []) {
        self.matrices = matrices
        self.remarks = remarks
    }
}

/// The judgement of an implementation's matrices, in the order in which they are computed.
struct GradeReport: Equatable, Sendable {
    /// A description of the case.
    let summary: String
    /// The matrices that were given.
    let entries: [Entry]
    /// Matrices of the iteration that were not given.
    let unchecked: [String]
    /// What else there is to say.
    let remarks: [String]
    /// How far a cell may be off, relatively.
    let tolerance: Double

    /// Whether nothing is wrong.
    var passed: Bool { firstWrong == nil }
    /// What is wrong first, from which all else may follow.
    var firstWrong: Entry? { entries.first { $0.fault != nil } }

    /// A matrix and its judgement.
    struct Entry: Equatable, Sendable {
        /// Its name: `dZ1`, `updated W1`.
        let name: String
        /// The operation that computes it: `tanh1.backward`.
        let operation: String
        /// What that computes: `dZ1 = dA1 ⊙ (1 − A1²)`.
        let equation: String?
        /// Whether it is what it should be.
        let isRight: Bool
        /// What is wrong with it by itself; nil if it is right, or follows from its own operands.
        let fault: Fault?
    }

    /// What is wrong with a matrix.
    struct Fault: Equatable, Sendable {
        /// The shape it has, and the one it should have; nil if the shape is right.
        let shapes: Shapes?
        /// The first cell that is wrong.
        let cell: WrongCell?
        /// How many cells are wrong.
        let wrongCount: Int
        /// How many cells there are.
        let cellCount: Int
        /// The usual mistake that gives exactly this, if there is one.
        let hint: String?
        /// The operands that were not given, which would be needed to say more.
        let missingOperands: [String]
    }

    /// A cell that is wrong.
    struct WrongCell: Equatable, Sendable {
        let row: Int
        let column: Int
        let expected: Double
        let actual: Double
    }

    /// Two shapes.
    struct Shapes: Equatable, Sendable {
        /// The one that was given.
        let given: MatrixShape
        /// The one that it should be.
        let expected: MatrixShape
    }
}
