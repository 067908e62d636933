/// The nonlinear function of a layer: A = f(Z), cell by cell.
///
/// Each function's value, derivative and formulas stand together in a type of its own below.
public enum Activation: String, CaseIterable, Sendable {
    /// f(z) = z. It has no operation of its own: A is Z.
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

    /// The name of its operations: `tanh` in `tanh1.forward`.
    public var label: String { rawValue }

    /// What the function does, in a few words.
    public var meaning: String { function.meaning }

    /// The function's definition as text: `tanh(z)`.
    public var formula: String { function.formula }

    /// The derivative's definition as text: `1 − tanh(z)²`.
    public var derivativeFormula: String { function.derivativeFormula }

    /// f(z)
    public func value(_ z: Double) -> Double { number(z) { $0.value($1) } }

    /// f′(z)
    public func derivative(_ z: Double) -> Double { number(z) { $0.derivative($1, $0.value($1)) } }

    /// f′(z) as the backward pass computes it, from z and the forward pass's value a.
    public func derivative(_ z: Double, valued a: Double) -> Double {
        number(z) { $0.derivative($1, DoubleLanes(a)) }
    }

    /// f(z) in single precision.
    func value(_ z: Float) -> Float { number(z) { $0.value($1) } }

    /// f′(z) in single precision.
    func derivative(_ z: Float) -> Float { number(z) { $0.derivative($1, $0.value($1)) } }

    /// Applies a vector function to one number.
    private func number<S: VectorScalar>(
        _ z: S, _ compute: (any ActivationFunction.Type, S.Vector) -> S.Vector
    ) -> S {
        compute(function, S.Vector(z))[0]
    }

    func forwardEquation(layer: Int) -> Equation {
        let z = MatrixName.preactivation(layer)
        return Equation(.activation(layer), "\(label)(\(z))")
    }

    /// - value: the matrix to use as f(z); nil means A.
    func backwardEquation(layer: Int, valued value: MatrixName? = nil) -> Equation {
        let z = MatrixName.preactivation(layer)
        let a = MatrixName.activation(layer)
        return Equation(z.gradient, "\(a.gradient) ⊙ \(function.derivative(of: z, valued: value ?? a))")
    }

    /// Whether f′ is computed from A rather than from Z.
    var derivativeTakesValue: Bool {
        let a = MatrixName.activation(1)
        return backwardEquation(layer: 1).parts.contains(.matrix(a, transposed: false, previous: false))
    }

    /// The activation whose derivative is easily mistaken for this one's: one that looks like it, or that it is derived from.
    public var mistakenDerivative: Activation { function.mistakenDerivative }

    /// Where one piece of the function ends and the next begins; nil for functions of one piece.
    ///
    /// For `relu` and `leaky-relu` the derivative jumps there, for `elu` its slope does, and for `softplus` the value itself
    /// jumps, by 2.1e-9.
    var kink: Double? { function.kink }

    /// Whether the function is almost flat at both ends, so that its output shows where.
    public var saturates: Bool { function is any SaturatingFunction.Type }

    /// A[n,j] = f(Z[n,j])
    func forwardCell(_ z: CellExpression) -> CellExpression { function.cell(z) }

    /// dZ[n,j] = dA[n,j]·f′(Z[n,j])
    func backwardCell(_ dA: CellExpression, z: CellExpression, a: CellExpression) -> CellExpression {
        dA * function.derivativeCell(z, a)
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
    func forward<S: VectorScalar>(_ z: MatrixView<S>, into a: MatrixView<S>, _ share: Share) {
        switch self {
        case .identity: Identity.forward(z, into: a, share)
        case .sigmoid: Sigmoid.forward(z, into: a, share)
        case .tanh: HyperbolicTangent.forward(z, into: a, share)
        case .relu: RectifiedLinear.forward(z, into: a, share)
        case .leakyReLU: LeakyRectifiedLinear.forward(z, into: a, share)
        case .elu: ExponentialLinear.forward(z, into: a, share)
        case .gelu: GaussianErrorLinear.forward(z, into: a, share)
        case .softplus: Softplus.forward(z, into: a, share)
        case .silu: SigmoidLinear.forward(z, into: a, share)
        }
    }

    /// dZ = dA ⊙ f′(Z)
    func backward<S: VectorScalar>(
        _ dA: MatrixView<S>, z: MatrixView<S>, a: MatrixView<S>, into dZ: MatrixView<S>, _ share: Share
    ) {
        switch self {
        case .identity: Identity.backward(dA, z, a, into: dZ, share)
        case .sigmoid: Sigmoid.backward(dA, z, a, into: dZ, share)
        case .tanh: HyperbolicTangent.backward(dA, z, a, into: dZ, share)
        case .relu: RectifiedLinear.backward(dA, z, a, into: dZ, share)
        case .leakyReLU: LeakyRectifiedLinear.backward(dA, z, a, into: dZ, share)
        case .elu: ExponentialLinear.backward(dA, z, a, into: dZ, share)
        case .gelu: GaussianErrorLinear.backward(dA, z, a, into: dZ, share)
        case .softplus: Softplus.backward(dA, z, a, into: dZ, share)
        case .silu: SigmoidLinear.backward(dA, z, a, into: dZ, share)
        }
    }
}

extension Activation {
    /// How many cells of the function's output are where its slope is below a threshold; nil for functions that do not
    /// saturate.
    func flatCells<S: VectorScalar>(in outputs: CellPieces<S>, below slope: Double) -> Int? {
        switch self {
        case .sigmoid: Sigmoid.flatCells(in: outputs, below: slope)
        case .tanh: HyperbolicTangent.flatCells(in: outputs, below: slope)
        case .identity, .relu, .leakyReLU, .elu, .gelu, .softplus, .silu: nil
        }
    }
}

/// Everything that is particular to one activation function. It computes several z at a time.
private protocol ActivationFunction {
    static var meaning: String { get }
    static var formula: String { get }
    static var derivativeFormula: String { get }
    /// Where one piece of the function ends and the next begins; nil for a function of one piece.
    static var kink: Double? { get }
    static var mistakenDerivative: Activation { get }
    /// f(z)
    static func value<V: Lanes>(_ z: V) -> V
    /// f′(z), given a = f(z).
    static func derivative<V: Lanes>(_ z: V, _ a: V) -> V
    /// f′ as a formula of the matrices that it is computed from.
    static func derivative(of z: MatrixName, valued a: MatrixName) -> Formula
    /// f of a cell.
    static func cell(_ z: CellExpression) -> CellExpression
    /// f′ of a cell, given a = f(z).
    static func derivativeCell(_ z: CellExpression, _ a: CellExpression) -> CellExpression
}

/// A function that is almost flat at both ends, and whose derivative follows from its value alone.
private protocol SaturatingFunction: ActivationFunction {}

extension SaturatingFunction {
    @inline(__always)
    static func flatCells<S: VectorScalar>(in outputs: CellPieces<S>, below slope: Double) -> Int {
        outputs.count { a in derivative(DoubleLanes(0), DoubleLanes(a))[0] < slope }
    }
}

extension ActivationFunction {
    @inline(__always)
    static func forward<S: VectorScalar>(_ z: MatrixView<S>, into a: MatrixView<S>, _ share: Share) {
        a.setEach(from: z, share) { value($0) }
    }

    @inline(__always)
    static func backward<S: VectorScalar>(
        _ dA: MatrixView<S>, _ z: MatrixView<S>, _ a: MatrixView<S>, into dZ: MatrixView<S>, _ share: Share
    ) {
        dZ.setEach(from: dA, z, a, share) { dA, z, a in dA * derivative(z, a) }
    }
}

private enum Identity: ActivationFunction {
    static let meaning = "f(z) = z"
    static let formula = "z"
    static let derivativeFormula = "1"
    static let kink: Double? = nil
    static let mistakenDerivative = Activation.identity
    @inline(__always) static func value<V: Lanes>(_ z: V) -> V { z }
    @inline(__always) static func derivative<V: Lanes>(_ z: V, _ a: V) -> V { V(1) }
    static func derivative(of z: MatrixName, valued a: MatrixName) -> Formula { "1" }
    static func cell(_ z: CellExpression) -> CellExpression { z }
    static func derivativeCell(_ z: CellExpression, _ a: CellExpression) -> CellExpression { 1 }
}

enum Sigmoid: SaturatingFunction {
    static let meaning = "1 / (1 + exp(-z)): from 0 to 1"
    static let formula = "1/(1 + exp(−z))"
    static let derivativeFormula = "sigmoid(z)·(1 − sigmoid(z))"
    static let kink: Double? = nil
    static let mistakenDerivative = Activation.tanh
    /// Only powers of e that cannot overflow: e^−|z|.
    @inline(__always) static func value<V: Lanes>(_ z: V) -> V {
        let e = V.exp(-z.magnitude)
        return e.replacing(with: V(1), where: z .>= 0) / (1 + e)
    }
    @inline(__always) static func derivative<V: Lanes>(_ z: V, _ a: V) -> V { a * (1 - a) }
    static func derivative(of z: MatrixName, valued a: MatrixName) -> Formula { "\(a) ⊙ (1 − \(a))" }
    /// Far below zero exp(−z) would overflow.
    static func cell(_ z: CellExpression) -> CellExpression {
        z.value < -700 ? .exp(z) / (1 + .exp(z)) : 1 / (1 + .exp(-z))
    }
    static func derivativeCell(_ z: CellExpression, _ a: CellExpression) -> CellExpression { a * (1 - a) }
}

private enum HyperbolicTangent: SaturatingFunction {
    static let meaning = "from -1 to 1, steep at 0"
    static let formula = "tanh(z)"
    static let derivativeFormula = "1 − tanh(z)²"
    static let kink: Double? = nil
    static let mistakenDerivative = Activation.sigmoid
    @inline(__always) static func value<V: Lanes>(_ z: V) -> V { V.tanh(z) }
    @inline(__always) static func derivative<V: Lanes>(_ z: V, _ a: V) -> V { 1 - a * a }
    static func derivative(of z: MatrixName, valued a: MatrixName) -> Formula { "(1 − \(a)²)" }
    static func cell(_ z: CellExpression) -> CellExpression { .call(.tanh, [z]) }
    static func derivativeCell(_ z: CellExpression, _ a: CellExpression) -> CellExpression { 1 - a.squared }
}

private enum RectifiedLinear: ActivationFunction {
    static let meaning = "z, or 0 where z is negative"
    static let formula = "max(0, z)"
    static let derivativeFormula = "1 for z > 0, else 0"
    static let kink: Double? = 0
    static let mistakenDerivative = Activation.identity
    /// Written so that NaN stays NaN.
    @inline(__always) static func value<V: Lanes>(_ z: V) -> V { z.replacing(with: .zero, where: V.zero .>= z) }
    @inline(__always) static func derivative<V: Lanes>(_ z: V, _ a: V) -> V {
        V.zero.replacing(with: V(1), where: z .> 0)
    }
    static func derivative(of z: MatrixName, valued a: MatrixName) -> Formula { "[\(z) > 0]" }
    static func cell(_ z: CellExpression) -> CellExpression { .call(.max, [0, z]) }
    static func derivativeCell(_ z: CellExpression, _ a: CellExpression) -> CellExpression { .indicator(z, above: 0) }
}

private enum LeakyRectifiedLinear: ActivationFunction {
    static let meaning = "z, or 0.01 z where z is negative"
    static let formula = "z for z > 0, else 0.01·z"
    static let derivativeFormula = "1 for z > 0, else 0.01"
    static let kink: Double? = 0
    static let mistakenDerivative = Activation.relu
    @inline(__always) static func value<V: Lanes>(_ z: V) -> V { (0.01 * z).replacing(with: z, where: z .> 0) }
    @inline(__always) static func derivative<V: Lanes>(_ z: V, _ a: V) -> V {
        V(0.01).replacing(with: V(1), where: z .> 0)
    }
    static func derivative(of z: MatrixName, valued a: MatrixName) -> Formula { "leaky-relu′(\(z))" }
    static func cell(_ z: CellExpression) -> CellExpression { .above(0, z, z, elsewhere: 0.01 * z) }
    static func derivativeCell(_ z: CellExpression, _ a: CellExpression) -> CellExpression {
        .above(0, z, 1, elsewhere: 0.01)
    }
}

private enum ExponentialLinear: ActivationFunction {
    static let meaning = "z, or exp(z) - 1 where z is negative"
    static let formula = "z for z > 0, else exp(z) − 1"
    static let derivativeFormula = "1 for z > 0, else exp(z)"
    static let kink: Double? = 0
    static let mistakenDerivative = Activation.relu
    @inline(__always) static func value<V: Lanes>(_ z: V) -> V { V.expm1(z).replacing(with: z, where: z .> 0) }
    @inline(__always) static func derivative<V: Lanes>(_ z: V, _ a: V) -> V {
        V.exp(z).replacing(with: V(1), where: z .> 0)
    }
    static func derivative(of z: MatrixName, valued a: MatrixName) -> Formula { "elu′(\(z))" }
    /// Just below zero exp(z) − 1 would lose its digits.
    static func cell(_ z: CellExpression) -> CellExpression {
        let isSmall = z.value < 0 && z.value > -0.001
        return .above(0, z, z, elsewhere: isSmall ? .call(.expMinusOne, [z]) : .exp(z) - 1)
    }
    static func derivativeCell(_ z: CellExpression, _ a: CellExpression) -> CellExpression {
        .above(0, z, 1, elsewhere: .exp(z))
    }
}

/// Hendrycks and Gimpel 2016, in the exact form with erf.
private enum GaussianErrorLinear: ActivationFunction {
    static let meaning = "z times the normal distribution up to z"
    static let formula = "z·Φ(z), Φ(z) = (1 + erf(z/√2))/2"
    static let derivativeFormula = "Φ(z) + z·exp(−z²/2)/√(2π)"
    static let kink: Double? = nil
    static let mistakenDerivative = Activation.relu
    @inline(__always) private static func distribution<V: Lanes>(_ z: V) -> V {
        0.5 * (1 + V.erf(z * V.Number(0.5.squareRoot())))
    }
    @inline(__always) static func value<V: Lanes>(_ z: V) -> V { z * distribution(z) }
    @inline(__always) static func derivative<V: Lanes>(_ z: V, _ a: V) -> V {
        let density = V.exp(-0.5 * z * z) * V.Number(1 / (2 * Double.pi).squareRoot())
        return distribution(z) + z * density
    }
    static func derivative(of z: MatrixName, valued a: MatrixName) -> Formula { "gelu′(\(z))" }
    static func cell(_ z: CellExpression) -> CellExpression { z * .call(.distribution, [z]) }
    static func derivativeCell(_ z: CellExpression, _ a: CellExpression) -> CellExpression {
        .call(.distribution, [z]) + z * .exp(-z.squared / 2) / .root(2 * .symbol("π", .pi))
    }
}

private enum Softplus: ActivationFunction {
    static let meaning = "log(1 + exp(z)): a smooth relu"
    static let formula = "log(1 + exp(z))"
    static let derivativeFormula = "sigmoid(z)"
    static let kink: Double? = 20
    static let mistakenDerivative = Activation.relu
    /// Beyond this the function is the identity, as in PyTorch: the rest is below 2.1e-9.
    @inline(__always) private static func isLinear<V: Lanes>(_ z: V) -> V.Mask { z .> 20 }
    @inline(__always) static func value<V: Lanes>(_ z: V) -> V {
        (V.max(.zero, z) + V.log1p(V.exp(-z.magnitude))).replacing(with: z, where: isLinear(z))
    }
    @inline(__always) static func derivative<V: Lanes>(_ z: V, _ a: V) -> V {
        Sigmoid.value(z).replacing(with: V(1), where: isLinear(z))
    }
    static func derivative(of z: MatrixName, valued a: MatrixName) -> Formula { "sigmoid(\(z))" }
    /// Far below zero 1 + exp(z) would lose its digits.
    static func cell(_ z: CellExpression) -> CellExpression {
        .above(20, z, z, elsewhere: z.value < -15 ? .call(.logOnePlus, [.exp(z)]) : .log(1 + .exp(z)))
    }
    static func derivativeCell(_ z: CellExpression, _ a: CellExpression) -> CellExpression {
        .above(20, z, 1, elsewhere: .sigmoid(z))
    }
}

private enum SigmoidLinear: ActivationFunction {
    static let meaning = "z times sigmoid(z)"
    static let formula = "z·sigmoid(z)"
    static let derivativeFormula = "sigmoid(z)·(1 + z·(1 − sigmoid(z)))"
    static let kink: Double? = nil
    static let mistakenDerivative = Activation.sigmoid
    @inline(__always) static func value<V: Lanes>(_ z: V) -> V { z * Sigmoid.value(z) }
    @inline(__always) static func derivative<V: Lanes>(_ z: V, _ a: V) -> V {
        let sigmoid = Sigmoid.value(z)
        return sigmoid * (1 + z * (1 - sigmoid))
    }
    static func derivative(of z: MatrixName, valued a: MatrixName) -> Formula { "silu′(\(z))" }
    static func cell(_ z: CellExpression) -> CellExpression { z * .sigmoid(z) }
    static func derivativeCell(_ z: CellExpression, _ a: CellExpression) -> CellExpression {
        .sigmoid(z) * (1 + z * (1 - .sigmoid(z)))
    }
}
