/// The functions made of eˣ: exp, expm1 and tanh.
///
/// All three write x = n·ln 2 + r with a whole n and |r| ≤ ln 2 / 2, so that eˣ = 2ⁿ·(1 + p) with p = eʳ − 1. Only +, −, ×, ÷,
/// fused multiply-add and operations on bits occur, in one order, so that the bits of a result are the same on every
/// machine (of a NaN, that it is one). The bounds were found with every Float there is, against Double.
extension FloatLanes {
    /// eˣ, within 1 ulp, subnormal results included. Above 88.73 it is ∞, below −103.98 zero.
    @inline(__always) static func exp(_ x: Self) -> Self {
        // Beyond these limits nothing changes any more, and n stays small. NaN passes both.
        let limited = min(Self(89), max(Self(-105), x))
        // 2ⁿ may be too large or too small for a Float where 2ⁿ·(1 + p) is not: it comes as two factors, of which
        // the first gives an exact product. Each has half of n and the bias of an exponent.
        let (exponents, r, rest) = reduced(limited, bias: 2 * 127)
        let half = exponents &>> 1
        return (1 + (r + rest)) * powerOfTwo(half) * powerOfTwo(exponents &- half)
    }

    /// eˣ − 1, within 2 ulp, near zero too.
    @inline(__always) static func expm1(_ x: Self) -> Self {
        // eˣ is nothing beside 1 below −20.
        let limited = min(Self(89), max(Self(-20), x))
        // With s = 2ⁿ⁻¹ the result is 2·(s·p + (s − ½)); 2ⁿ itself is too large for a Float in the last octave.
        let (exponents, r, rest) = reduced(limited, bias: 126)
        let s = powerOfTwo(exponents)
        let half = (s - 0.5).addingProduct(s, r).addingProduct(s, rest)
        return (half + half).withSign(of: x)
    }

    /// The hyperbolic tangent, within 2 ulp, near zero too; ±1 from ±9.02 on. Odd to the last bit.
    ///
    /// With u = e²ᵃ − 1 and a = |x|, tanh a = u / (2 + u). Of that the rounded quotient is only what is taken away from
    /// something exact: u/2 − u/2·(u / (2 + u)), and from u = 2 on 1 − 2 / (2 + u).
    @inline(__always) static func tanh(_ x: Self) -> Self {
        let a = min(Self(10), x.magnitude)
        let (exponents, r, rest) = reduced(a + a, bias: 127)
        let s = powerOfTwo(exponents)
        let u = (s - 1).addingProduct(s, r).addingProduct(s, rest)
        let limited = min(Self(2), u)
        let half = 0.5 * limited
        return half.addingProduct(-half, limited / (2 + u)).withSign(of: x)
    }

    /// x = n·ln 2 + r: n + bias in the low bits, and eʳ − 1 as r and a small rest.
    @inline(__always) private static func reduced(
        _ x: Self, bias: Float
    ) -> (exponents: SIMD8<UInt32>, r: Self, rest: Self) {
        // Adding 1.5·2²³ leaves no bits for a fraction: the sum's low bits are the nearest whole number.
        let rounder = 0x1.8p23 + bias
        let sum = Self(rounder).addingProduct(x, Self(0x1.715476p+0))  // log₂ e
        let n = sum - rounder
        // ln 2 as two Floats. With the first the difference is exact; what the second adds belongs to the rest.
        let r = x.addingProduct(n, Self(-0x1.62e43p-1))
        let correction = n * 0x1.05c61p-29
        return (sum.bits, r, exponentialRest(r + correction, plus: correction))
    }

    /// eʳ − 1 − r + a correction, for r within ±ln 2 / 2.
    ///
    /// r²·q(r) with q of degree 4. Remez's algorithm of our own found q, in 50 digits, as the polynomial of the least
    /// relative error of eʳ − 1, which is 2⁻²⁶ (0.25 ulp) with the coefficients rounded to Float.
    @inline(__always) static func exponentialRest(_ r: Self, plus rest: Self) -> Self {
        let q = Self(0x1.6bec16p-10).times(r, plus: 0x1.12276cp-7).times(r, plus: 0x1.555674p-5)
            .times(r, plus: 0x1.5554bp-3).times(r, plus: 0x1.fffffep-2)
        return rest.addingProduct(r * r, q)
    }
}

/// What the functions do with the bits of a Float.
extension FloatLanes {
    @inline(__always) var bits: SIMD8<UInt32> { unsafeBitCast(vector, to: SIMD8<UInt32>.self) }

    @inline(__always) init(bits: SIMD8<UInt32>) { vector = unsafeBitCast(bits, to: SIMD8<Float>.self) }

    /// 2ⁿ from n + 127 in the low nine bits.
    @inline(__always) static func powerOfTwo(_ biasedExponent: SIMD8<UInt32>) -> Self {
        Self(bits: biasedExponent &<< 23)
    }

    /// The number with the other's sign, if it is positive or has that sign already.
    @inline(__always) func withSign(of other: Self) -> Self {
        Self(bits: bits | (other.bits & Float(-0.0).bitPattern))
    }
}
