import Glibc

/// The numbers an engine computes with: `Double` (float64, the default, as NumPy's) or `Float` (float32).
///
/// The elementary functions are requirements rather than generic code, so that each type reaches its own version.
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

    /// The same numbers in this precision; shares storage where that is `Double`.
    static func converted(_ values: [Double]) -> [Self]
}

extension Double: Scalar {
    /// Whether both have the same bits.
    public func hasSameBits(as other: Double) -> Bool { bitPattern == other.bitPattern }
    /// eˣ, by the C library.
    public static func exp(_ x: Double) -> Double { Glibc.exp(x) }
    /// eˣ − 1, by the C library.
    public static func expm1(_ x: Double) -> Double { Glibc.expm1(x) }
    /// The natural logarithm, by the C library.
    public static func log(_ x: Double) -> Double { Glibc.log(x) }
    /// log(1 + x), by the C library.
    public static func log1p(_ x: Double) -> Double { Glibc.log1p(x) }
    /// The hyperbolic tangent, by the C library.
    public static func tanh(_ x: Double) -> Double { Glibc.tanh(x) }
    /// The error function, by the C library.
    public static func erf(_ x: Double) -> Double { Glibc.erf(x) }
    /// The same array.
    public static func converted(_ values: [Double]) -> [Double] { values }
}

extension Float: Scalar {
    /// Whether both have the same bits.
    public func hasSameBits(as other: Float) -> Bool { bitPattern == other.bitPattern }
    /// eˣ, by the C library.
    public static func exp(_ x: Float) -> Float { Glibc.expf(x) }
    /// eˣ − 1, by the C library.
    public static func expm1(_ x: Float) -> Float { Glibc.expm1f(x) }
    /// The natural logarithm, by the C library.
    public static func log(_ x: Float) -> Float { Glibc.logf(x) }
    /// log(1 + x), by the C library.
    public static func log1p(_ x: Float) -> Float { Glibc.log1pf(x) }
    /// The hyperbolic tangent, by the C library.
    public static func tanh(_ x: Float) -> Float { Glibc.tanhf(x) }
    /// The error function, by the C library.
    public static func erf(_ x: Float) -> Float { Glibc.erff(x) }
    /// The numbers rounded to single precision.
    public static func converted(_ values: [Double]) -> [Float] { values.map(Float.init) }
}

/// The precision a network computes in.
public enum Precision: String, CaseIterable, Sendable {
    /// IEEE double precision, as NumPy's default.
    case float64
    /// IEEE single precision, as PyTorch's default.
    case float32
}
