/// The function of a layer that bends its output: A = f(Z), cell by cell.
///
/// Each function's value, derivative and formulas stand together in a type of its own below.
public enum Activation: String, CaseIterable, Sendable {
    /// f(z) = z; it has no operation of its own: A is Z.
    case identity
    /// f(z) = 1/(1 + e⁻ᶻ)
    case sigmoid
    /// f(z) = tanh z
    case tanh
    /// f(z) = max(0, z)
    case relu
    /// f(z) = z for z > 0, else 0.01·z
    case leakyReLU = "leaky-relu"
    /// f(z) = z for z > 0, else eᶻ − 1
    case elu
    /// f(z) = z·Φ(z), Φ the normal distribution function
    case gelu
    /// f(z) = log(1 + eᶻ)
    case softplus
    /// f(z) = z·sigmoid(z)
    case silu

    /// What operations of this function are called by: `tanh` in `tanh1.forward`.
    public var label: String { rawValue }

    /// The function's definition, for reading: `tanh(z)`.
    public var formula: String { function.formula }

    /// The derivative's definition, for reading: `1 − tanh(z)²`.
    public var derivativeFormula: String { function.derivativeFormula }

    /// f(z)
    public func value<S: Scalar>(_ z: S) -> S { function.value(z) }

    /// f′(z)
    public func derivative<S: Scalar>(_ z: S) -> S { function.derivative(z, function.value(z)) }

    func forwardEquation(layer: Int) -> Equation {
        let z = MatrixName.preactivation(layer)
        return Equation(.activation(layer), "\(label)(\(z))")
    }

    func backwardEquation(layer: Int) -> Equation {
        let z = MatrixName.preactivation(layer)
        let a = MatrixName.activation(layer)
        return Equation(z.gradient, "\(a.gradient) ⊙ \(function.derivative(of: z, valued: a))")
    }

    private var function: any ActivationFunction.Type {
        switch self {
        case .identity: Identity.self
        case .sigmoid: Sigmoid.self
        case .tanh: HyperbolicTangent.self
        case .relu: RectifiedLinear.self
        case .leakyReLU: LeakyRectifiedLinear.self
        case .elu: ExponentialLinear.self
        case .gelu: GaussianErrorLinear.self
        case .softplus: Softplus.self
        case .silu: SigmoidLinear.self
        }
    }

    /// a = f(z)
    func forward<S: Scalar>(_ z: MatrixView<S>, into a: MatrixView<S>) {
        switch self {
        case .identity: Identity.forward(z, into: a)
        case .sigmoid: Sigmoid.forward(z, into: a)
        case .tanh: HyperbolicTangent.forward(z, into: a)
        case .relu: RectifiedLinear.forward(z, into: a)
        case .leakyReLU: LeakyRectifiedLinear.forward(z, into: a)
        case .elu: ExponentialLinear.forward(z, into: a)
        case .gelu: GaussianErrorLinear.forward(z, into: a)
        case .softplus: Softplus.forward(z, into: a)
        case .silu: SigmoidLinear.forward(z, into: a)
        }
    }

    /// dZ = dA ⊙ f′(Z)
    func backward<S: Scalar>(_ dA: MatrixView<S>, z: MatrixView<S>, a: MatrixView<S>, into dZ: MatrixView<S>) {
        switch self {
        case .identity: Identity.backward(dA, z, a, into: dZ)
        case .sigmoid: Sigmoid.backward(dA, z, a, into: dZ)
        case .tanh: HyperbolicTangent.backward(dA, z, a, into: dZ)
        case .relu: RectifiedLinear.backward(dA, z, a, into: dZ)
        case .leakyReLU: LeakyRectifiedLinear.backward(dA, z, a, into: dZ)
        case .elu: ExponentialLinear.backward(dA, z, a, into: dZ)
        case .gelu: GaussianErrorLinear.backward(dA, z, a, into: dZ)
        case .softplus: Softplus.backward(dA, z, a, into: dZ)
        case .silu: SigmoidLinear.backward(dA, z, a, into: dZ)
        }
    }
}

/// One activation function: everything that is particular to it.
private protocol ActivationFunction {
    static var formula: String { get }
    static var derivativeFormula: String { get }
    /// f(z)
    static func value<S: Scalar>(_ z: S) -> S
    /// f′(z), where a = f(z) is known already.
    static func derivative<S: Scalar>(_ z: S, _ a: S) -> S
    /// f′ in terms of the matrices that it is computed from.
    static func derivative(of z: MatrixName, valued a: MatrixName) -> Formula
}

extension ActivationFunction {
    @inline(__always)
    static func forward<S: Scalar>(_ z: MatrixView<S>, into a: MatrixView<S>) {
        a.setEach(from: z) { value($0) }
    }

    @inline(__always)
    static func backward<S: Scalar>(
        _ dA: MatrixView<S>, _ z: MatrixView<S>, _ a: MatrixView<S>, into dZ: MatrixView<S>
    ) {
        dZ.setEach(from: dA, z, a) { dA, z, a in dA * derivative(z, a) }
    }
}

private enum Identity: ActivationFunction {
    static let formula = "z"
    static let derivativeFormula = "1"
    static func value<S: Scalar>(_ z: S) -> S { z }
    static func derivative<S: Scalar>(_ z: S, _ a: S) -> S { 1 }
    static func derivative(of z: MatrixName, valued a: MatrixName) -> Formula { "1" }
}

enum Sigmoid: ActivationFunction {
    static let formula = "1/(1 + exp(−z))"
    static let derivativeFormula = "sigmoid(z)·(1 − sigmoid(z))"
    /// Only powers of e that cannot overflow: e^−|z|.
    @inline(__always)
    static func value<S: Scalar>(_ z: S) -> S {
        let e = S.exp(-abs(z))
        return (z >= 0 ? 1 : e) / (1 + e)
    }
    static func derivative<S: Scalar>(_ z: S, _ a: S) -> S { a * (1 - a) }
    static func derivative(of z: MatrixName, valued a: MatrixName) -> Formula { "\(a) ⊙ (1 − \(a))" }
}

private enum HyperbolicTangent: ActivationFunction {
    static let formula = "tanh(z)"
    static let derivativeFormula = "1 − tanh(z)²"
    static func value<S: Scalar>(_ z: S) -> S { S.tanh(z) }
    static func derivative<S: Scalar>(_ z: S, _ a: S) -> S { 1 - a * a }
    static func derivative(of z: MatrixName, valued a: MatrixName) -> Formula { "(1 − \(a)²)" }
}

private enum RectifiedLinear: ActivationFunction {
    static let formula = "max(0, z)"
    static let derivativeFormula = "1 for z > 0, else 0"
    /// Written so that NaN stays NaN.
    static func value<S: Scalar>(_ z: S) -> S { z <= 0 ? 0 : z }
    static func derivative<S: Scalar>(_ z: S, _ a: S) -> S { z > 0 ? 1 : 0 }
    static func derivative(of z: MatrixName, valued a: MatrixName) -> Formula { "[\(z) > 0]" }
}

private enum LeakyRectifiedLinear: ActivationFunction {
    static let formula = "z for z > 0, else 0.01·z"
    static let derivativeFormula = "1 for z > 0, else 0.01"
    static func value<S: Scalar>(_ z: S) -> S { z > 0 ? z : 0.01 * z }
    static func derivative<S: Scalar>(_ z: S, _ a: S) -> S { z > 0 ? 1 : 0.01 }
    static func derivative(of z: MatrixName, valued a: MatrixName) -> Formula { "leaky-relu′(\(z))" }
}

private enum ExponentialLinear: ActivationFunction {
    static let formula = "z for z > 0, else exp(z) − 1"
    static let derivativeFormula = "1 for z > 0, else exp(z)"
    static func value<S: Scalar>(_ z: S) -> S { z > 0 ? z : S.expm1(z) }
    static func derivative<S: Scalar>(_ z: S, _ a: S) -> S { z > 0 ? 1 : S.exp(z) }
    static func derivative(of z: MatrixName, valued a: MatrixName) -> Formula { "elu′(\(z))" }
}

/// Hendrycks and Gimpel 2016, the exact form by erf.
private enum GaussianErrorLinear: ActivationFunction {
    static let formula = "z·Φ(z), Φ(z) = (1 + erf(z/√2))/2"
    static let derivativeFormula = "Φ(z) + z·exp(−z²/2)/√(2π)"
    private static func distribution<S: Scalar>(_ z: S) -> S { (1 + S.erf(z * S(0.5.squareRoot()))) / 2 }
    static func value<S: Scalar>(_ z: S) -> S { z * distribution(z) }
    static func derivative<S: Scalar>(_ z: S, _ a: S) -> S {
        let density = S.exp(-z * z / 2) * S(1 / (2 * Double.pi).squareRoot())
        return distribution(z) + z * density
    }
    static func derivative(of z: MatrixName, valued a: MatrixName) -> Formula { "gelu′(\(z))" }
}

private enum Softplus: ActivationFunction {
    static let formula = "log(1 + exp(z))"
    static let derivativeFormula = "sigmoid(z)"
    /// Beyond this the function is the identity, as in PyTorch: the rest is below 2.1e-9.
    private static let linearFrom = 20
    static func value<S: Scalar>(_ z: S) -> S {
        z > S(linearFrom) ? z : max(z, 0) + S.log1p(S.exp(-abs(z)))
    }
    static func derivative<S: Scalar>(_ z: S, _ a: S) -> S { z > S(linearFrom) ? 1 : Sigmoid.value(z) }
    static func derivative(of z: MatrixName, valued a: MatrixName) -> Formula { "sigmoid(\(z))" }
}

private enum SigmoidLinear: ActivationFunction {
    static let formula = "z·sigmoid(z)"
    static let derivativeFormula = "sigmoid(z)·(1 + z·(1 − sigmoid(z)))"
    static func value<S: Scalar>(_ z: S) -> S { z * Sigmoid.value(z) }
    static func derivative<S: Scalar>(_ z: S, _ a: S) -> S {
        let sigmoid = Sigmoid.value(z)
        return sigmoid * (1 + z * (1 - sigmoid))
    }
    static func derivative(of z: MatrixName, valued a: MatrixName) -> Formula { "silu′(\(z))" }
}
