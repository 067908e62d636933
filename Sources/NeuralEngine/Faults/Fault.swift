/// A mistake in the program of an engine, planted for a learner to find with the debugger.
///
/// One operation of the backward pass, or the update, does not do what its equation says. Formulas are always shown for the
/// correct operation, numbers are those of the faulty one. The article *Faults* says where each kind can be and what exactly
/// it does there.
public struct Fault: Hashable, Sendable {
    /// The kinds of mistakes. All of them are made in practice.
    public enum Kind: String, CaseIterable, Sendable {
        /// An operand of a layer's backward pass is not transposed, or only reshaped.
        case transpose
        /// The result has the wrong sign.
        case sign
        /// The gradient of a mean lacks the division.
        case noAverage = "no-average"
        /// The gradients of a layer's parameters are divided by N again.
        case doubleAverage = "double-average"
        /// An activation's backward pass uses the derivative of another activation.
        case wrongDerivative = "wrong-derivative"
        /// A backward pass uses Z where its formula has A.
        case preActivation = "pre-activation"
        /// The gradients of a layer's parameters are added to those of the iteration before.
        case staleGradient = "stale-gradient"
        /// The update uses the gradients of the iteration before.
        case earlyUpdate = "early-update"

        /// A short description.
        public var meaning: String {
            switch self {
            case .transpose: "a matrix that is to be transposed is not"
            case .sign: "the result has the wrong sign"
            case .noAverage: "the gradient is not divided by the number of samples"
            case .doubleAverage: "a layer divides its gradients by N once more"
            case .wrongDerivative: "the derivative is that of another activation"
            case .preActivation: "Z is taken where the formula has A"
            case .staleGradient: "gradients are added to those of the iteration before"
            case .earlyUpdate: "the update takes the gradients of the iteration before"
            }
        }
    }

    /// The kind of mistake.
    public let kind: Kind
    /// The label of the operation that has it: `linear2.backward`.
    public let operation: String

    /// A fault in an operation.
    public init(_ kind: Kind, in operation: String) {
        self.kind = kind
        self.operation = operation
    }
}

/// Why a fault is not possible. The engine stays as it was.
public enum FaultProblem: Error, Equatable, Sendable {
    /// An iteration has no operation of this label.
    case unknownOperation(String)
    /// The kind makes no sense in this operation; `elsewhere` are the labels of operations in which it does, if any.
    case impossible(Fault, elsewhere: [String])
    /// The operation would have the same results with the fault; `elsewhere` are the labels of operations in which it would
    /// show, if any.
    case changesNothing(Fault, Reason, elsewhere: [String])

    /// Why a fault would change nothing.
    public enum Reason: Equatable, Sendable {
        /// The matrix to be transposed is a single row or column.
        case isOneRowOrColumn
        /// The divisor in question is one.
        case divisorIsOne
        /// The loss is a sum, so there is no mean to forget.
        case lossIsSum
    }
}
