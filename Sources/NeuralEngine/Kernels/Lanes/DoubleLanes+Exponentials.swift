/// The functions made of eˣ: exp, expm1 and tanh.
///
/// All three write x = n·ln 2 + r with a whole n and |r| ≤ ln 2 / 2, so that eˣ = 2ⁿ·(1 + p) with p = eʳ − 1. Only +, −, ×, ÷,
/// fused multiply-add and operations on bits occur, in one order, so that the bits of a result are the same on every
/// machine (of a NaN, that it is one). The bounds were found by sampling, against 80-bit numbers.
extension DoubleLanes {
    /// eˣ, within 1 ulp, subnormal results included. Above 709.79 it is ∞, below −745.14 zero.
    @inline(__always) static func exp(_ x: Self) -> Self {
        // Beyond these limits nothing changes any more, and n stays small. NaN passes both.
        let limited = min(Self(710), max(Self(-746), x))
        // 2ⁿ may be too large or too small for a Double where 2ⁿ·(1 + p) is not: it comes as two factors, of which
        // the first gives an exact product. Each has half of n and the bias of an exponent.
        let (exponents, r, rest) = reduced(limited, bias: 2 * 1023)
        let half = exponents &>> 1
        return (1 + (r + rest)) * powerOfTwo(half) * powerOfTwo(exponents &- half)
    }

    /// eˣ − 1, within 2 ulp, near zero too.
    @inline(__always) static func expm1(_ x: Self) -> Self {
        // eˣ is nothing beside 1 below −40.
        let limited = min(Self(710), max(Self(-40), x))
        // With s = 2ⁿ⁻¹ the result is 2·(s·p + (s − ½)); 2ⁿ itself is too large for a Double in the last octave.
        let (exponents, r, rest) = reduced(limited, bias: 1022)
        let s = powerOfTwo(exponents)
        let half = (s - 0.5).addingProduct(s, r).addingProduct(s, rest)
        return (half + half).withSign(of: x)
    }

    /// The hyperbolic tangent, within 2 ulp, near zero too; ±1 from ±19.07 on. Odd to the last bit.
    ///
    /// With u = e²ᵃ − 1 and a = |x|, tanh a = u / (2 + u). Of that the rounded quotient is only what is taken away from
    /// something exact: u/2 − u/2·(u / (2 + u)), and from u = 2 on 1 − 2 / (2 + u).
    @inline(__always) static func tanh(_ x: Self) -> Self {
        let a = min(Self(20), x.magnitude)
        let (exponents, r, rest) = reduced(a + a, bias: 1023)
        let s = powerOfTwo(exponents)
        let u = (s - 1).addingProduct(s, r).addingProduct(s, rest)
        let limited = min(Self(2), u)
        let half = 0.5 * limited
        return half.addingProduct(-half, limited / (2 + u)).withSign(of: x)
    }

    /// x = n·ln 2 + r: n + bias in the low bits, and eʳ − 1 as r and a small rest.
    @inline(__always) private static func reduced(
        _ x: Self, bias: Double
    ) -> (exponents: SIMD4<UInt64>, r: Self, rest: Self) {
        // Adding 1.5·2⁵² leaves no bits for a fraction: the sum's low bits are the nearest whole number.
        let rounder = 0x1.8p52 + bias
        let sum = Self(rounder).addingProduct(x, Self(0x1.71547652b82fep+0))  // log₂ e
        let n = sum - rounder
        // ln 2 as two Doubles. With the first the difference is exact; what the second adds belongs to the rest.
        let r = x.addingProduct(n, Self(-0x1.62e42fefa39efp-1))
        let correction = n * -0x1.abc9e3b39803fp-56
        return (sum.bits, r, exponentialRest(r + correction, plus: correction))
    }

    /// eʳ − 1 − r + a correction, for r within ±ln 2 / 2.
    ///
    /// r²·q(r) with q of degree 10. Remez's algorithm of our own found q, in 50 digits, as the polynomial of the least
    /// relative error of eʳ − 1, which is 2⁻⁵⁹ with the coefficients rounded to Double.
    @inline(__always) static func exponentialRest(_ r: Self, plus rest: Self) -> Self {
        // Odd and even powers of r are summed side by side, since each step waits for the one before.
        let square = r * r
        let even = Self(0x1.1ee877afbdc33p-29).times(square, plus: 0x1.27e536350f389p-22)
            .times(square, plus: 0x1.a01a017bc2e85p-16).times(square, plus: 0x1.6c16c16c1f082p-10)
            .times(square, plus: 0x1.555555555553fp-5).times(square, plus: 0.5)
        let odd = Self(0x1.af5e70174b990p-26).times(square, plus: 0x1.71ddf880f8850p-19)
            .times(square, plus: 0x1.a01a01afd3439p-13).times(square, plus: 0x1.111111110f6dbp-7)
            .times(square, plus: 0x1.5555555555559p-3)
        return rest.addingProduct(square, even.addingProduct(odd, r))
    }
}

/// What the functions do with the bits of a Double.
extension DoubleLanes {
    @inline(__always) var bits: SIMD4<UInt64> { unsafeBitCast(vector, to: SIMD4<UInt64>.self) }

    @inline(__always) init(bits: SIMD4<UInt64>) { vector = unsafeBitCast(bits, to: SIMD4<Double>.self) }

    /// 2ⁿ from n + 1023 in the low twelve bits.
    @inline(__always) static func powerOfTwo(_ biasedExponent: SIMD4<UInt64>) -> Self {
        Self(bits: biasedExponent &<< 52)
    }

    /// The number with the other's sign, if it is positive or has that sign already.
    @inline(__always) func withSign(of other: Self) -> Self {
        Self(bits: bits | (other.bits & Double(-0.0).bitPattern))
    }
}
