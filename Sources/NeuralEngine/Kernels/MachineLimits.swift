/// What this machine could do at best: the figures that training is measured against.
///
/// Nothing here knows a clock. Whoever has one runs these and divides.
public enum MachineLimits {
    /// How many bits wide the vectors are that the loop computes with.
    public static let vectorBits = 8 * MemoryLayout<FloatVector>.size

    /// Whether the loop multiplies and adds in one instruction.
    public static var isFused: Bool {
        #if BACKSTEP_BASELINE
            false
        #else
            true
        #endif
    }

    /// The operations of a loop that runs so many times: a multiplication and an addition in every lane of each of
    /// its vectors.
    public static func floatingPointOperations(ofLoop iterations: Int, _ precision: Precision) -> Double {
        let lanes = precision == .float32 ? FloatVector.scalarCount : DoubleVector.scalarCount
        return Double(iterations) * Double(2 * vectorCount * lanes)
    }

    /// Multiplies and adds in registers, as fast as the processor can: no memory, and nothing that waits for the
    /// operation just before it.
    ///
    /// - Returns: what came of it. To be used somehow, or a compiler may find out that nothing need be computed.
    public static func runMultiplyAddLoop(_ iterations: Int, _ precision: Precision) -> Double {
        switch precision {
        case .float32: Double(multiplyAddLoop(iterations, FloatVector(repeating: decay(iterations))))
        case .float64: multiplyAddLoop(iterations, DoubleVector(repeating: decay(iterations)))
        }
    }

    /// A factor that no compiler knows beforehand; below 1, so that all stays finite.
    private static func decay<S: BinaryFloatingPoint>(_ iterations: Int) -> S { 1 - 1 / S(max(2, iterations)) }
}

#if BACKSTEP_BASELINE
    private typealias FloatVector = SIMD4<Float>
    private typealias DoubleVector = SIMD2<Double>
#else
    private typealias FloatVector = SIMD8<Float>
    private typealias DoubleVector = SIMD4<Double>
#endif

/// As many as the registers hold beside the factor: two units that take four cycles need at least eight.
private let vectorCount = 12

/// v ← v·decay + decay, for twelve vectors in turn.
@inline(__always)
private func multiplyAddLoop<Vector: SIMD>(_ iterations: Int, _ decay: Vector) -> Vector.Scalar
where Vector.Scalar: BinaryFloatingPoint {
    // Single variables, of different values, stay in registers of their own.
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
        // Where the instruction is missing, a fused operation would be a call of the C library for every lane.
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
