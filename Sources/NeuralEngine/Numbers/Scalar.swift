/// The numbers that an engine computes with: `Double` (float64, the default as in NumPy) or `Float` (float32).
///
/// The elementary functions are requirements rather than generic code, so that each type has its own version. They are the
/// kernels' functions for one number, with the same bits as in the kernels and on every machine.
public protocol Scalar: BinaryFloatingPoint, Sendable, LosslessStringConvertible {
    /// Whether two numbers are the same to the last bit, NaN included.
    func hasSameBits(as other: Self) -> Bool

    /// eˣ
    static func exp(_ x: Self) -> Self
    /// eˣ − 1, exact near zero.
    static func expm1(_ x: Self) -> Self
    /// The natural logarithm.
    static func log(_ x: Self) -> Self
    /// log(1 + x), exact near zero.
    static func log1p(_ x: Self) -> Self
    /// The hyperbolic tangent.
    static func tanh(_ x: Self) -> Self
    /// The error function 2/√π · ∫₀ˣ e^(−t²) dt.
    static func erf(_ x: Self) -> Self

    /// The same numbers in this precision; shares storage if this is `Double`.
    static func converted(_ values: [Double]) -> [Self]
}

extension Double: Scalar {
    /// Whether both have the same bits.
    public func hasSameBits(as other: Double) -> Bool { bitPattern == other.bitPattern }
    /// eˣ.
    public static func exp(_ x: Double) -> Double { DoubleLanes.exp(DoubleLanes(x))[0] }
    /// eˣ − 1, exact near zero.
    public static func expm1(_ x: Double) -> Double { DoubleLanes.expm1(DoubleLanes(x))[0] }
    /// The natural logarithm.
    public static func log(_ x: Double) -> Double { DoubleLanes.log(DoubleLanes(x))[0] }
    /// log(1 + x), exact near zero.
    public static func log1p(_ x: Double) -> Double { DoubleLanes.log1p(DoubleLanes(x))[0] }
    /// The hyperbolic tangent.
    public static func tanh(_ x: Double) -> Double { DoubleLanes.tanh(DoubleLanes(x))[0] }
    /// The error function.
    public static func erf(_ x: Double) -> Double { DoubleLanes.erf(DoubleLanes(x))[0] }
    /// The same array.
    public static func converted(_ values: [Double]) -> [Double] { values }
}

extension Float: Scalar {
    /// Whether both have the same bits.
    public func hasSameBits(as other: Float) -> Bool { bitPattern == other.bitPattern }
    /// eˣ.
    public static func exp(_ x: Float) -> Float { FloatLanes.exp(FloatLanes(x))[0] }
    /// eˣ − 1, exact near zero.
    public static func expm1(_ x: Float) -> Float { FloatLanes.expm1(FloatLanes(x))[0] }
    /// The natural logarithm.
    public static func log(_ x: Float) -> Float { FloatLanes.log(FloatLanes(x))[0] }
    /// log(1 + x), exact near zero.
    public static func log1p(_ x: Float) -> Float { FloatLanes.log1p(FloatLanes(x))[0] }
    /// The hyperbolic tangent.
    public static func tanh(_ x: Float) -> Float { FloatLanes.tanh(FloatLanes(x))[0] }
    /// The error function.
    public static func erf(_ x: Float) -> Float { FloatLanes.erf(FloatLanes(x))[0] }
    /// The numbers rounded to single precision.
    public static func converted(_ values: [Double]) -> [Float] { values.map(Float.init) }
}

/// The precision that a network computes in.
public enum Precision: String, CaseIterable, Sendable {
    /// IEEE double precision, the default in NumPy.
    case float64
    /// IEEE single precision, the default in PyTorch.
    case float32

    /// A short description.
    public var meaning: String {
        switch self {
        case .float64: "double precision, as NumPy"
        case .float32: "single precision, as PyTorch"
        }
    }
}
