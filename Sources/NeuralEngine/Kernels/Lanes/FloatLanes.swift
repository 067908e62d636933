/// Eight numbers of type `Float`: 32 bytes, one AVX register or two of NEON.
struct FloatLanes: Lanes {
    var vector: SIMD8<Float>

    @inline(__always) init(vector: SIMD8<Float>) { self.vector = vector }
    @inline(__always) init(_ number: Float) { vector = SIMD8(repeating: number) }
    @inline(__always) init(from address: UnsafePointer<Float>) {
        vector = UnsafeRawPointer(address).loadUnaligned(as: SIMD8<Float>.self)
    }
    @inline(__always) func store(to address: UnsafeMutablePointer<Float>) {
        UnsafeMutableRawPointer(address).storeBytes(of: vector, as: SIMD8<Float>.self)
    }
    @inline(__always) subscript(lane: Int) -> Float {
        get { vector[lane] }
        set { vector[lane] = newValue }
    }
    @inline(__always) static var count: Int { 8 }

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
        let bits = unsafeBitCast(vector, to: SIMD8<UInt32>.self) & ~Float(-0.0).bitPattern
        return Self(vector: unsafeBitCast(bits, to: SIMD8<Float>.self))
    }

    @inline(__always) static func .> (a: Self, b: Self) -> SIMDMask<SIMD8<Int32>> { a.vector .> b.vector }
    @inline(__always) static func .>= (a: Self, b: Self) -> SIMDMask<SIMD8<Int32>> { a.vector .>= b.vector }
    @inline(__always) static func .== (a: Self, b: Self) -> SIMDMask<SIMD8<Int32>> { a.vector .== b.vector }
    @inline(__always) func replacing(with other: Self, where mask: SIMDMask<SIMD8<Int32>>) -> Self {
        Self(vector: vector.replacing(with: other.vector, where: mask))
    }
}

extension Float: VectorScalar {
    typealias Vector = FloatLanes
}
