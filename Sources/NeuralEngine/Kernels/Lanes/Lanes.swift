/// As many numbers as a vector register holds, computed with at once: what kernels work on.
///
/// Every operation is a requirement that a concrete type fulfils with the instructions of its own: the standard library's
/// operations on any `SIMD` type are loops over the lanes, which the compiler does not always turn into one instruction.
/// No lane depends on another, so a number comes out the same to the last bit wherever in a register it stands.
protocol Lanes {
    associatedtype Number: VectorScalar where Number.Vector == Self
    /// The answer to a comparison, lane by lane.
    associatedtype Mask

    /// How many lanes there are.
    static var count: Int { get }

    /// The same number in every lane.
    init(_ number: Number)
    /// The numbers from an address on, which needs no alignment.
    init(from address: UnsafePointer<Number>)
    /// Writes the numbers from an address on, which needs no alignment.
    func store(to address: UnsafeMutablePointer<Number>)
    /// The number in a lane.
    subscript(lane: Int) -> Number { get set }

    static func + (a: Self, b: Self) -> Self
    static func - (a: Self, b: Self) -> Self
    static func * (a: Self, b: Self) -> Self
    static func / (a: Self, b: Self) -> Self
    static prefix func - (a: Self) -> Self
    /// self + a·b, rounded once.
    func addingProduct(_ a: Self, _ b: Self) -> Self
    func squareRoot() -> Self
    var magnitude: Self { get }

    static func .> (a: Self, b: Self) -> Mask
    static func .>= (a: Self, b: Self) -> Mask
    static func .== (a: Self, b: Self) -> Mask
    /// `other` in the lanes where the mask is true, else self.
    func replacing(with other: Self, where mask: Mask) -> Self

    /// The first four numbers of as many rows as there are lanes, by column: vector j holds column j.
    /// - stride: how far apart the rows lie.
    static func fourColumns(from address: UnsafePointer<Number>, stride: Int) -> (Self, Self, Self, Self)

    /// The elementary functions. Bounds of their errors are stated where they are defined.
    static func exp(_ x: Self) -> Self
    static func expm1(_ x: Self) -> Self
    static func log(_ x: Self) -> Self
    static func log1p(_ x: Self) -> Self
    static func tanh(_ x: Self) -> Self
    static func erf(_ x: Self) -> Self
}

/// A number that kernels compute with several at a time.
protocol VectorScalar: Scalar {
    associatedtype Vector: Lanes where Vector.Number == Self
}

extension Lanes {
    /// Zero in every lane.
    @inline(__always) static var zero: Self { Self(0) }

    // Numbers beside vectors, as formulas have them: 1 − a·a.
    @inline(__always) static func + (a: Number, b: Self) -> Self { Self(a) + b }
    @inline(__always) static func + (a: Self, b: Number) -> Self { a + Self(b) }
    @inline(__always) static func - (a: Number, b: Self) -> Self { Self(a) - b }
    @inline(__always) static func - (a: Self, b: Number) -> Self { a - Self(b) }
    @inline(__always) static func * (a: Number, b: Self) -> Self { Self(a) * b }
    @inline(__always) static func * (a: Self, b: Number) -> Self { a * Self(b) }
    @inline(__always) static func / (a: Number, b: Self) -> Self { Self(a) / b }
    @inline(__always) static func / (a: Self, b: Number) -> Self { a / Self(b) }
    @inline(__always) static func .> (a: Self, b: Number) -> Mask { a .> Self(b) }
    @inline(__always) static func .>= (a: Self, b: Number) -> Mask { a .>= Self(b) }
    @inline(__always) static func .== (a: Self, b: Number) -> Mask { a .== Self(b) }

    @inline(__always) static func += (a: inout Self, b: Self) { a = a + b }
    @inline(__always) static func -= (a: inout Self, b: Self) { a = a - b }
    @inline(__always) static func *= (a: inout Self, b: Self) { a = a * b }

    /// self += a·b, as sums of many products are made of: rounded once. On processors that have no instruction for that
    /// it is rounded twice, since a fused operation would be a call of the C library for every lane there.
    @inline(__always) mutating func addProduct(_ a: Self, _ b: Self) {
        #if BACKSTEP_BASELINE
            self = self + a * b
        #else
            self = addingProduct(a, b)
        #endif
    }

    /// The larger of two numbers, lane by lane; b where either is NaN.
    @inline(__always) static func max(_ a: Self, _ b: Self) -> Self { b.replacing(with: a, where: a .> b) }
    /// The smaller of two numbers, lane by lane; b where either is NaN.
    @inline(__always) static func min(_ a: Self, _ b: Self) -> Self { b.replacing(with: a, where: b .> a) }

    /// The sum over the lanes, in their order.
    @inline(__always) var sum: Number {
        var sum = self[0]
        for lane in 1..<Self.count { sum += self[lane] }
        return sum
    }
}
