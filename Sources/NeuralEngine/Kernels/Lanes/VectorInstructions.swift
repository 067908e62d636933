#if hasFeature(BuiltinModule)
    import Builtin

    // What one instruction does to a whole vector, given to the compiler as that.
    //
    // The standard library's operations on SIMD types are loops over the lanes, which the optimiser puts together again if it
    // can: a long formula came out as code of which some lanes were computed one by one, four times slower. These take their place
    // for the types that Lanes are made of, since the compiler prefers a concrete type's operation to a protocol's. The results
    // are the same; without the module Builtin (`-enable-builtin-module`) this file is empty and everything works, only slower.

    extension SIMD8 where Scalar == Float {
        @inline(__always) private var value: Builtin.Vec8xFPIEEE32 { _storage._value }
        @inline(__always) private init(_ value: Builtin.Vec8xFPIEEE32) { self = unsafeBitCast(value, to: Self.self) }

        @inline(__always) static func + (a: Self, b: Self) -> Self {
            Self(Builtin.fadd_Vec8xFPIEEE32(a.value, b.value))
        }
        @inline(__always) static func - (a: Self, b: Self) -> Self {
            Self(Builtin.fsub_Vec8xFPIEEE32(a.value, b.value))
        }
        @inline(__always) static func * (a: Self, b: Self) -> Self {
            Self(Builtin.fmul_Vec8xFPIEEE32(a.value, b.value))
        }
        @inline(__always) static func / (a: Self, b: Self) -> Self {
            Self(Builtin.fdiv_Vec8xFPIEEE32(a.value, b.value))
        }
        @inline(__always) static prefix func - (a: Self) -> Self { Self(Builtin.fneg_Vec8xFPIEEE32(a.value)) }
        @inline(__always) func addingProduct(_ a: Self, _ b: Self) -> Self {
            Self(Builtin.int_fma_Vec8xFPIEEE32(a.value, b.value, value))
        }
        @inline(__always) mutating func addProduct(_ a: Self, _ b: Self) { self = addingProduct(a, b) }
        @inline(__always) static func += (a: inout Self, b: Self) { a = a + b }
        @inline(__always) static func -= (a: inout Self, b: Self) { a = a - b }
        @inline(__always) static func *= (a: inout Self, b: Self) { a = a * b }
        @inline(__always) func squareRoot() -> Self { Self(Builtin.int_sqrt_Vec8xFPIEEE32(value)) }
        @inline(__always) func replacing(with other: Self, where mask: SIMDMask<SIMD8<Int32>>) -> Self {
            let isTrue = Builtin.cmp_slt_Vec8xInt32(mask._storage._storage._value, Builtin.zeroInitializer())
            return Self(Builtin.select_Vec8xInt1_Vec8xFPIEEE32(isTrue, other.value, value))
        }
    }

    extension SIMD8 where Scalar == UInt32 {
        @inline(__always) private var value: Builtin.Vec8xInt32 { _storage._value }
        @inline(__always) private init(_ value: Builtin.Vec8xInt32) { self = unsafeBitCast(value, to: Self.self) }

        @inline(__always) static func & (a: Self, b: Self) -> Self { Self(Builtin.and_Vec8xInt32(a.value, b.value)) }
        @inline(__always) static func | (a: Self, b: Self) -> Self { Self(Builtin.or_Vec8xInt32(a.value, b.value)) }
        @inline(__always) static func ^ (a: Self, b: Self) -> Self { Self(Builtin.xor_Vec8xInt32(a.value, b.value)) }
        @inline(__always) static func & (a: Self, b: Scalar) -> Self {
            Self(Builtin.and_Vec8xInt32(a.value, Self(repeating: b).value))
        }
        @inline(__always) static func | (a: Self, b: Scalar) -> Self {
            Self(Builtin.or_Vec8xInt32(a.value, Self(repeating: b).value))
        }
        @inline(__always) static func &+ (a: Self, b: Scalar) -> Self {
            Self(Builtin.add_Vec8xInt32(a.value, Self(repeating: b).value))
        }
        @inline(__always) static func &- (a: Self, b: Scalar) -> Self {
            Self(Builtin.sub_Vec8xInt32(a.value, Self(repeating: b).value))
        }
        @inline(__always) static func &<< (a: Self, b: Scalar) -> Self {
            Self(Builtin.shl_Vec8xInt32(a.value, Self(repeating: b).value))
        }
        @inline(__always) static func &>> (a: Self, b: Scalar) -> Self {
            Self(Builtin.lshr_Vec8xInt32(a.value, Self(repeating: b).value))
        }
        @inline(__always) static func &- (a: Scalar, b: Self) -> Self { Self(repeating: a) &- b }
    }

    extension SIMD4 where Scalar == Double {
        @inline(__always) private var value: Builtin.Vec4xFPIEEE64 { _storage._value }
        @inline(__always) private init(_ value: Builtin.Vec4xFPIEEE64) { self = unsafeBitCast(value, to: Self.self) }

        @inline(__always) static func + (a: Self, b: Self) -> Self {
            Self(Builtin.fadd_Vec4xFPIEEE64(a.value, b.value))
        }
        @inline(__always) static func - (a: Self, b: Self) -> Self {
            Self(Builtin.fsub_Vec4xFPIEEE64(a.value, b.value))
        }
        @inline(__always) static func * (a: Self, b: Self) -> Self {
            Self(Builtin.fmul_Vec4xFPIEEE64(a.value, b.value))
        }
        @inline(__always) static func / (a: Self, b: Self) -> Self {
            Self(Builtin.fdiv_Vec4xFPIEEE64(a.value, b.value))
        }
        @inline(__always) static prefix func - (a: Self) -> Self { Self(Builtin.fneg_Vec4xFPIEEE64(a.value)) }
        @inline(__always) func addingProduct(_ a: Self, _ b: Self) -> Self {
            Self(Builtin.int_fma_Vec4xFPIEEE64(a.value, b.value, value))
        }
        @inline(__always) mutating func addProduct(_ a: Self, _ b: Self) { self = addingProduct(a, b) }
        @inline(__always) static func += (a: inout Self, b: Self) { a = a + b }
        @inline(__always) static func -= (a: inout Self, b: Self) { a = a - b }
        @inline(__always) static func *= (a: inout Self, b: Self) { a = a * b }
        @inline(__always) func squareRoot() -> Self { Self(Builtin.int_sqrt_Vec4xFPIEEE64(value)) }
        @inline(__always) func replacing(with other: Self, where mask: SIMDMask<SIMD4<Int64>>) -> Self {
            let isTrue = Builtin.cmp_slt_Vec4xInt64(mask._storage._storage._value, Builtin.zeroInitializer())
            return Self(Builtin.select_Vec4xInt1_Vec4xFPIEEE64(isTrue, other.value, value))
        }
    }

    extension SIMD4 where Scalar == UInt64 {
        @inline(__always) private var value: Builtin.Vec4xInt64 { _storage._value }
        @inline(__always) private init(_ value: Builtin.Vec4xInt64) { self = unsafeBitCast(value, to: Self.self) }

        @inline(__always) static func & (a: Self, b: Self) -> Self { Self(Builtin.and_Vec4xInt64(a.value, b.value)) }
        @inline(__always) static func | (a: Self, b: Self) -> Self { Self(Builtin.or_Vec4xInt64(a.value, b.value)) }
        @inline(__always) static func ^ (a: Self, b: Self) -> Self { Self(Builtin.xor_Vec4xInt64(a.value, b.value)) }
        @inline(__always) static func & (a: Self, b: Scalar) -> Self {
            Self(Builtin.and_Vec4xInt64(a.value, Self(repeating: b).value))
        }
        @inline(__always) static func | (a: Self, b: Scalar) -> Self {
            Self(Builtin.or_Vec4xInt64(a.value, Self(repeating: b).value))
        }
        @inline(__always) static func &+ (a: Self, b: Scalar) -> Self {
            Self(Builtin.add_Vec4xInt64(a.value, Self(repeating: b).value))
        }
        @inline(__always) static func &- (a: Self, b: Scalar) -> Self {
            Self(Builtin.sub_Vec4xInt64(a.value, Self(repeating: b).value))
        }
        @inline(__always) static func &<< (a: Self, b: Scalar) -> Self {
            Self(Builtin.shl_Vec4xInt64(a.value, Self(repeating: b).value))
        }
        @inline(__always) static func &>> (a: Self, b: Scalar) -> Self {
            Self(Builtin.lshr_Vec4xInt64(a.value, Self(repeating: b).value))
        }
        @inline(__always) static func &- (a: Scalar, b: Self) -> Self { Self(repeating: a) &- b }
    }
#endif
