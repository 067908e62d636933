/// Four numbers of type `Double`: 32 bytes, one AVX register or two of NEON.
struct DoubleLanes: Lanes {
    var vector: SIMD4<Double>

    @inline(__always) init(vector: SIMD4<Double>) { self.vector = vector }
    @inline(__always) init(_ number: Double) { vector = SIMD4(repeating: number) }
    @inline(__always) init(from address: UnsafePointer<Double>) {
        vector = UnsafeRawPointer(address).loadUnaligned(as: SIMD4<Double>.self)
    }
    @inline(__always) func store(to address: UnsafeMutablePointer<Double>) {
        UnsafeMutableRawPointer(address).storeBytes(of: vector, as: SIMD4<Double>.self)
    }
    @inline(__always) subscript(lane: Int) -> Double {
        get { vector[lane] }
        set { vector[lane] = newValue }
    }
    @inline(__always) static var count: Int { 4 }

    @inline(__always) static func + (a: Self, b: Self) -> Self { Self(vector: a.vector + b.vector) }
    @inline(__always) static func - (a: Self, b: Self) -> Self { Self(vector: a.vector - b.vector) }
    @inline(__always) static func * (a: Self, b: Self) -> Self { Self(vector: a.vector * b.vector) }
    @inline(__always) static func / (a: Self, b: Self) -> Self { Self(vector: a.vector / b.vector) }
    @inline(__always) static prefix func - (a: Self) -> Self { Self(vector: -a.vector) }
    @inline(__always) func addingProduct(_ a: Self, _ b: Self) -> Self {
        Self(vector: vector.addingProduct(a.vector, b.vector))
    }
    @inline(__always) func squareRoot() -> Self { Self(vector: vector.squareRoot()) }
    @inline(__always) var magnitude: Self {
        let bits = unsafeBitCast(vector, to: SIMD4<UInt64>.self) & ~Double(-0.0).bitPattern
        return Self(vector: unsafeBitCast(bits, to: SIMD4<Double>.self))
    }

    @inline(__always) static func .> (a: Self, b: Self) -> SIMDMask<SIMD4<Int64>> { a.vector .> b.vector }
    @inline(__always) static func .>= (a: Self, b: Self) -> SIMDMask<SIMD4<Int64>> { a.vector .>= b.vector }
    @inline(__always) static func .== (a: Self, b: Self) -> SIMDMask<SIMD4<Int64>> { a.vector .== b.vector }
    @inline(__always) func replacing(with other: Self, where mask: SIMDMask<SIMD4<Int64>>) -> Self {
        Self(vector: vector.replacing(with: other.vector, where: mask))
    }
}

extension Double: VectorScalar {
    typealias Vector = DoubleLanes
}
