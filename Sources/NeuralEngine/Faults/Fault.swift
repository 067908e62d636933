/// A mistake in the program of an engine, planted for a learner to find with the debugger's means.
///
/// One operation of the backward pass, or the update, does something else than its equation says. Everything that shows
/// formulas shows those of the right operation, everything that shows numbers those that the wrong one made. Where a kind
/// can be, and what exactly it does there, is in the article *Faults*.
public struct Fault: Hashable, Sendable {
    /// The mistakes that there are, each one that is really made.
    public enum Kind: String, CaseIterable, Sendable {
        /// An operand of a layer's backward pass is not transposed, or as a careless `reshape` does it.
        case transpose
        /// The result has the wrong sign.
        case sign
        /// The gradient of a mean forgets what the mean is divided by.
        case noAverage = "no-average"
        /// The gradients of a layer's parameters are divided by N once more.
        case doubleAverage = "double-average"
        /// An activation's backward pass takes the derivative of another activation.
        case wrongDerivative = "wrong-derivative"
        /// A backward pass takes Z where its formula has A.
        case preActivation = "pre-activation"
        /// The gradients of a layer's parameters are added to those of the iteration before.
        case staleGradient = "stale-gradient"
        /// The update takes the gradients that the iteration before has left.
        case earlyUpdate = "early-update"

        /// What is wrong, in a few words.
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

    /// What is wrong.
    public let kind: Kind
    /// The label of the operation that has it: `linear2.backward`.
    public let operation: String

    /// A fault in an operation.
    public init(_ kind: Kind, in operation: String) {
        self.kind = kind
        self.operation = operation
    }
}

/// Why an engine cannot have a fault. Nothing has changed then.
public enum FaultProblem: Error, Equatable, Sendable {
    /// An iteration has no operation of this label.
    case unknownOperation(String)
    /// The kind makes no sense in this operation; the labels of those in which it does, which may be none.
    case impossible(Fault, elsewhere: [String])
    /// The operation would have the same results with the fault; the labels of those in which it would show.
    case changesNothing(Fault, Reason, elsewhere: [String])

    /// Why a fault would change nothing.
    public enum Reason: Equatable, Sendable {
        /// What it would not transpose is one row or one column.
        case isOneRowOrColumn
        /// What would be divided by, or not, is one.
        case divisorIsOne
        /// The loss is a sum, of which nobody forgets to take the mean.
        case lossIsSum
    }
}
