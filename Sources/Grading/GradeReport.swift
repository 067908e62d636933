import NeuralEngine

/// What an implementation gave.
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

/// What an implementation's matrices are worth, in the order in which they are computed.
struct GradeReport: Equatable, Sendable {
    /// What was tried.
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

    /// A matrix and what it is worth.
    struct Entry: Equatable, Sendable {
        /// Its name: `dZ1`, `updated W1`.
        let name: String
        /// The operation that computes it: `tanh1.backward`.
        let operation: String
        /// What that computes: `dZ1 = dA1 ⊙ (1 − A1²)`.
        let equation: String?
        /// Whether it is what it should be.
        let isRight: Bool
        /// What is wrong with it by itself; nil where it is right, and where it follows from what went in.
        let fault: Fault?
    }

    /// What is wrong with a matrix.
    struct Fault: Equatable, Sendable {
        /// The shape it has, and the one it should have; nil where that is right.
        let shapes: Shapes?
        /// The first cell that is wrong.
        let cell: WrongCell?
        /// How many cells are.
        let wrongCount: Int
        /// How many there are.
        let cellCount: Int
        /// The mistake that gives just this, where there is one.
        let hint: String?
        /// What would have to be known to say more: what goes in and was not given.
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
