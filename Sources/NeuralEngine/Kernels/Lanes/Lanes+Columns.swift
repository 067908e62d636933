// Reading columns of a matrix whose rows lie in one piece.
extension FloatLanes {
    /// Four neighbouring columns of eight rows that lie `stride` apart.
    @inline(__always)
    static func fourColumns(from address: UnsafePointer<Float>, stride: Int) -> (Self, Self, Self, Self) {
        @inline(__always) func rows(_ upper: Int) -> SIMD8<Float> {
            let base = UnsafeRawPointer(address)
            let low = base.loadUnaligned(fromByteOffset: 4 &* upper &* stride, as: SIMD4<Float>.self)
            let high = base.loadUnaligned(fromByteOffset: 4 &* (upper &+ 4) &* stride, as: SIMD4<Float>.self)
            return SIMD8(lowHalf: low, highHalf: high)
        }
        /// The first two numbers of each half, in turns.
        @inline(__always) func low(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
            SIMD8(a[0], b[0], a[1], b[1], a[4], b[4], a[5], b[5])
        }
        /// The last two numbers of each half, in turns.
        @inline(__always) func high(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
            SIMD8(a[2], b[2], a[3], b[3], a[6], b[6], a[7], b[7])
        }
        let (r0, r1, r2, r3) = (rows(0), rows(1), rows(2), rows(3))
        let (even01, even23) = (low(r0, r2), low(r1, r3))
        let (odd01, odd23) = (high(r0, r2), high(r1, r3))
        return (
            Self(vector: low(even01, even23)), Self(vector: high(even01, even23)),
            Self(vector: low(odd01, odd23)), Self(vector: high(odd01, odd23))
        )
    }
}
extension DoubleLanes {
    /// Four neighbouring columns of four rows that lie `stride` apart.
    @inline(__always)
    static func fourColumns(from address: UnsafePointer<Double>, stride: Int) -> (Self, Self, Self, Self) {
        @inline(__always) func rows(_ upper: Int, _ column: Int) -> SIMD4<Double> {
            let base = UnsafeRawPointer(address + column)
            let low = base.loadUnaligned(fromByteOffset: 8 &* upper &* stride, as: SIMD2<Double>.self)
            let high = base.loadUnaligned(fromByteOffset: 8 &* (upper &+ 2) &* stride, as: SIMD2<Double>.self)
            return SIMD4(lowHalf: low, highHalf: high)
        }
        @inline(__always) func pair(_ column: Int) -> (Self, Self) {
            let (a, b) = (rows(0, column), rows(1, column))
            return (Self(vector: SIMD4(a[0], b[0], a[2], b[2])), Self(vector: SIMD4(a[1], b[1], a[3], b[3])))
        }
        let (c0, c1) = pair(0)
        let (c2, c3) = pair(2)
        return (c0, c1, c2, c3)
    }
}
