extension FloatLanes {
    /// The error function, within 1 ulp, near zero too; ±1 from ±3.92 on. Odd to the last bit.
    ///
    /// Below 1 it is a + a·P(a²) for a = |x|, with P of degree 6 and a relative error of 2⁻²⁷·⁸. From there on it is
    /// 1 − 2^Q(a − 1), with Q of degree 6 approximating the binary logarithm of 1 − erf a for a in 1 ... 4, weighted so that
    /// the relative error of erf a is least, 2⁻²⁷·⁵: where 1 − erf a is small its own error may be large. Remez's algorithm of our
    /// own found both polynomials in 50 digits; the errors are those with coefficients rounded to Float.
    @inline(__always) static func erf(_ x: Self) -> Self {
        let a = min(Self(4), x.magnitude)
        let z = a * a
        let polynomial = Self(0x1.496a18p-14).times(z, plus: -0x1.a3f6f6p-11).times(z, plus: 0x1.5405bp-8)
            .times(z, plus: -0x1.b7f90cp-6).times(z, plus: 0x1.ce2cf8p-4).times(z, plus: -0x1.81273ep-2)
            .times(z, plus: 0x1.06eba8p-3)
        let small = a.addingProduct(a, polynomial)
        let large = oneMinusPowerOfTwo(logarithmOfComplement(a - 1))
        return large.replacing(with: small, where: Self(1) .> a).withSign(of: x)
    }

    /// Q, of what its argument exceeds 1 by.
    @inline(__always) private static func logarithmOfComplement(_ u: Self) -> Self {
        Self(0x1.19efe2p-12).times(u, plus: -0x1.59ece4p-9).times(u, plus: 0x1.d3cc7cp-7)
            .times(u, plus: -0x1.ea82e6p-5).times(u, plus: -0x1.37637ap+0).times(u, plus: -0x1.e75322p+1)
            .times(u, plus: -0x1.558eaep+1)
    }

    /// 1 − 2^q for −27 ≤ q ≤ 0.
    @inline(__always) private static func oneMinusPowerOfTwo(_ q: Self) -> Self {
        // As for exp: q = n + r / ln 2, and 2^q = s·eʳ with s = 2ⁿ.
        let rounder: Float = 0x1.8p23 + 127
        let sum = q + rounder
        let r = (q - (sum - rounder)) * 0x1.62e43p-1
        let s = powerOfTwo(sum.bits)
        return (1 - s).addingProduct(-s, r + exponentialRest(r, plus: zero))
    }
}
