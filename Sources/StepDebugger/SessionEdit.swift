import NeuralEngine

/// A change of a run that is none of its operations.
public enum SessionEdit: Equatable, Sendable {
    /// A matrix gets other cells; the shape stays.
    case matrix(MatrixName, Matrix<Double>)
    /// One cell gets another number; rows and columns count from 0.
    case cell(MatrixName, row: Int, column: Int, value: Double)
    /// The optimizer's step size changes; where a schedule changes it in turn, the rate that this starts from.
    case learningRate(Double)
    /// The learning rate follows another schedule.
    case schedule(LearningRateSchedule)
    /// The loss has another penalty on the weights.
    case regularization(Regularization)
    /// The optimizer changes, its schedule with it; what it keeps about the parameters stays where its kind does.
    case optimizer(OptimizerSettings)
    /// An operation gets a fault, in place of the one that there may be, or the fault is repaired.
    case fault(Fault?)
}

/// A change with the place in the run where it was made.
public struct RecordedEdit: Equatable, Sendable {
    /// Where the run stood.
    public let position: Position
    /// What was changed.
    public let edit: SessionEdit
}

/// Why a change cannot be made. Nothing has changed then.
public enum EditError: Error, Equatable, Sendable {
    /// The network, or its optimizer, has no such matrix.
    case unknownMatrix(MatrixName)
    /// The matrix is computed from others when it is looked at, or is a result that nothing reads.
    case notSettable(MatrixName)
    /// The new value has another shape than the matrix.
    case wrongShape(MatrixName, expected: MatrixShape, actual: MatrixShape)
    /// The matrix has no such row or column.
    case cellOutOfRange(MatrixName, row: Int, column: Int, shape: MatrixShape)
    /// The operation under way overwrites the matrix.
    case beingWritten(MatrixName, operation: String)
    /// The optimizer cannot change between two cells of the update.
    case updateUnderWay
    /// The engine cannot have this fault.
    case fault(FaultProblem)
    /// A number of the optimizer, its schedule or the penalty is outside of what it may be.
    case invalidSetting(name: String, value: Double, allowed: String)
}

extension EditError: CustomStringConvertible {
    /// The reason in a sentence without its full stop, as users read it.
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
