import NeuralEngine

/// A change made to a run from outside, not by one of its operations.
public enum SessionEdit: Equatable, Sendable {
    /// A matrix gets new cells; the shape stays.
    case matrix(MatrixName, Matrix<Double>)
    /// One cell gets a new number; rows and columns count from 0.
    case cell(MatrixName, row: Int, column: Int, value: Double)
    /// The learning rate changes. With a schedule, this is the rate that it starts from.
    case learningRate(Double)
    /// The learning rate follows another schedule.
    case schedule(LearningRateSchedule)
    /// The loss has another penalty on the weights.
    case regularization(Regularization)
    /// The optimizer changes, including its schedule. Moments are kept if the kind stays the same.
    case optimizer(OptimizerSettings)
    /// An operation gets a fault, which replaces any other; nil repairs the program.
    case fault(Fault?)
}

/// A change, with the position where it was made.
public struct RecordedEdit: Equatable, Sendable {
    /// The position of the run.
    public let position: Position
    /// The change.
    public let edit: SessionEdit
    /// Whether it left every number as it was, as `let W1 = W1` does.
    let changesNothing: Bool
}

/// Why a change cannot be made. The session stays as it was.
public enum EditError: Error, Equatable, Sendable {
    /// The network or its optimizer has no such matrix.
    case unknownMatrix(MatrixName)
    /// The matrix is computed on demand, or is a result that no operation reads.
    case notSettable(MatrixName)
    /// The new value has another shape than the matrix.
    case wrongShape(MatrixName, expected: MatrixShape, actual: MatrixShape)
    /// The matrix has no such row or column.
    case cellOutOfRange(MatrixName, row: Int, column: Int, shape: MatrixShape)
    /// The operation under way overwrites the matrix.
    case beingWritten(MatrixName, operation: String)
    /// The optimizer cannot change between two cells of the update.
    case updateUnderWay
    /// The fault is not possible in this engine.
    case fault(FaultProblem)
    /// A parameter of the optimizer, its schedule or the penalty is out of range.
    case invalidSetting(name: String, value: Double, allowed: String)
}

extension EditError: CustomStringConvertible {
    /// The reason for users: a sentence without its full stop.
    public var description: String {
        switch self {
        case .unknownMatrix(let name):
            "there is no matrix \(name) here"
        case .notSettable(let name):
            "\(name) is computed from other matrices and cannot be set"
        case .wrongShape(let name, let expected, _) where expected.rows == 0:
            "\(name) has no rows before its operation has run"
        case .wrongShape(let name, let expected, let actual):
            "\(name) is \(expected), not \(actual)"
        case .cellOutOfRange(let name, _, _, let shape) where shape.rows == 0:
            "\(name) has no rows before its operation has run"
        case .cellOutOfRange(let name, let row, let column, let shape):
            "\(name) is \(shape), counted from 0: it has no cell [\(row),\(column)]"
        case .beingWritten(let name, let operation):
            "\(operation) is under way and overwrites \(name): step to its end first"
        case .updateUnderWay:
            "update is under way: step to its end before changing the optimizer"
        case .fault(let problem):
            problem.description
        case .invalidSetting(let name, let value, let allowed):
            "\(name) cannot be \(value): it must be \(allowed)"
        }
    }
}
