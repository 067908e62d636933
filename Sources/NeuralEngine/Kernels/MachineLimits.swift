/// What this machine can do at best, as a yardstick for training.
///
/// Nothing here has a clock: the caller measures the time and divides.
public enum MachineLimits {
    /// The width in bits of the loop's vectors.
    public static let vectorBits = 8 * MemoryLayout<FloatVector>.size

    /// Whether the loop multiplies and adds in one instruction.
    public static var isFused: Bool {
        #if BACKSTEP_BASELINE
            false
        #else
            true
        #endif
    }

    /// The operations in a number of iterations of the loop: a multiplication and an addition in every lane of each vector.
    public static func floatingPointOperations(ofLoop iterations: Int, _ precision: Precision) -> Double {
        let lanes = precision == .float32 ? FloatVector.scalarCount : DoubleVector.scalarCount
        return Double(iterations) * Double(2 * vectorCount * lanes)
    }

    /// Multiplies and adds in registers as fast as the processor can, without memory access, and without any operation waiting
    /// for the one just before it.
    ///
    /// - Returns: the result. It has to be used, or the compiler may omit the computation.
    public static func runMultiplyAddLoop(_ iterations: Int, _ precision: Precision) -> Double {
        switch precision {
        case .float32: Double(multiplyAddLoop(iterations, FloatVector(repeating: decay(iterations))))
        case .float64: multiplyAddLoop(iterations, DoubleVector(repeating: decay(iterations)))
        }
    }

    /// A factor that the compiler does not know; below 1, so that everything stays finite.
    private static func decay<S: BinaryFloatingPoint>(_ iterations: Int) -> S { 1 - 1 / S(max(2, iterations)) }
}

#if BACKSTEP_BASELINE
    private typealias FloatVector = SIMD4<Float>
    private typealias DoubleVector = SIMD2<Double>
#else
    private typealias FloatVector = SIMD8<Float>
    private typealias DoubleVector = SIMD4<Double>
#endif

/// As many as fit into the registers along with the factor. Two units with a latency of four cycles need at least eight.
private let vectorCount = 12

/// v ← v·decay + decay, for twelve vectors in turn.
@inline(__always)
private func multiplyAddLoop<Vector: SIMD>(_ iterations: Int, _ decay: Vector) -> Vector.Scalar
where Vector.Scalar: BinaryFloatingPoint {
    // Separate variables with different values, so that each stays in its own register.
    var (v0, v1, v2, v3) = (decay * 1, decay * 2, decay * 3, decay * 4)
    var (v4, v5, v6, v7) = (decay * 5, decay * 6, decay * 7, decay * 8)
    var (v8, v9, v10, v11) = (decay * 9, decay * 10, decay * 11, decay * 12)
    for _ in 0..<iterations {
        multiplyAdd(&v0, &v1, &v2, &v3, decay)
        multiplyAdd(&v4, &v5, &v6, &v7, decay)
        multiplyAdd(&v8, &v9, &v10, &v11, decay)
    }
    return (((v0 + v1) + (v2 + v3)) + ((v4 + v5) + (v6 + v7)) + ((v8 + v9) + (v10 + v11))).sum()
}

@inline(__always)
private func multiplyAdd<Vector: SIMD>(
    _ a: inout Vector, _ b: inout Vector, _ c: inout Vector, _ d: inout Vector, _ decay: Vector
) where Vector.Scalar: BinaryFloatingPoint {
    #if BACKSTEP_BASELINE
        // Without the instruction, a fused operation would be a call of the C library for every lane.
        a = a * decay + decay
        b = b * decay + decay
        c = c * decay + decay
        d = d * decay + decay
    #else
        a = decay.addingProduct(a, decay)
        b = decay.addingProduct(b, decay)
        c = decay.addingProduct(c, decay)
        d = decay.addingProduct(d, decay)
    #endif
}
