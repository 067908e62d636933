extension DoubleLanes {
    /// The error function, within 2 ulp, near zero too; ±1 from ±5.87 on. Odd to the last bit.
    ///
    /// Below 1 it is a + a·P(a²) for a = |x|, with P of degree 12 and a relative error of 2⁻⁵⁶. From there on it is
    /// 1 − 2^Q(a − 1), with Q of degree 17 approximating the binary logarithm of 1 − erf a for a in 1 ... 6, weighted so that
    /// the relative error of erf a is least, 2⁻⁵⁷: where 1 − erf a is small its own error may be large. Remez's algorithm of our
    /// own found both polynomials in 50 digits; the errors are those with coefficients rounded to Double.
    @inline(__always) static func erf(_ x: Self) -> Self {
        let a = min(Self(6), x.magnitude)
        let z = a * a
        // Odd and even powers are summed side by side, here and for Q, since each step waits for the one before.
        let square = z * z
        let even = Self(0x1.05798261b3d3cp-34).times(square, plus: 0x1.f7a40d5a0dd91p-27)
            .times(square, plus: 0x1.b9def190b14cap-20).times(square, plus: 0x1.f9a321a11144bp-14)
            .times(square, plus: 0x1.565bcd0db02cap-8).times(square, plus: 0x1.ce2f21a042b20p-4)
            .times(square, plus: 0x1.06eba8214db69p-3)
        let odd = Self(-0x1.386ab1d3b1f26p-30).times(square, plus: -0x1.5f1d365019824p-23)
            .times(square, plus: -0x1.f4d1df384b020p-17).times(square, plus: -0x1.c02db3d8ecc2bp-11)
            .times(square, plus: -0x1.b82ce3128499cp-6).times(square, plus: -0x1.812746b0379e6p-2)
        let small = a.addingProduct(a, even.addingProduct(odd, z))
        let large = oneMinusPowerOfTwo(logarithmOfComplement(a - 1))
        return large.replacing(with: small, where: Self(1) .> a).withSign(of: x)
    }

    /// Q, of what its argument exceeds 1 by.
    @inline(__always) private static func logarithmOfComplement(_ u: Self) -> Self {
        let square = u * u
        let even = Self(0x1.7ef588ee4a8cdp-33).times(square, plus: 0x1.aa2bb065b1fb7p-27)
            .times(square, plus: 0x1.6c79bac057974p-24).times(square, plus: -0x1.9c63e05ce648bp-19)
            .times(square, plus: -0x1.4925801bb4463p-15).times(square, plus: 0x1.6701cba317d2dp-12)
            .times(square, plus: 0x1.da5764188648cp-7).times(square, plus: -0x1.37627e9b5d726p+0)
            .times(square, plus: -0x1.558eada6637f3p+1)
        let odd = Self(-0x1.f45caff33195bp-38).times(square, plus: -0x1.083cec9099bb5p-29)
            .times(square, plus: -0x1.a18a95034d74fp-25).times(square, plus: 0x1.3ad8280492ec9p-22)
            .times(square, plus: 0x1.d4119ec37861ap-17).times(square, plus: 0x1.3e3b66b2eb296p-15)
            .times(square, plus: -0x1.7603da9f0e4e8p-9).times(square, plus: -0x1.eb313686208ffp-5)
            .times(square, plus: -0x1.e75328fe78c30p+1)
        return even.addingProduct(odd, u)
    }

    /// 1 − 2^q for −57 ≤ q ≤ 0.
    @inline(__always) private static func oneMinusPowerOfTwo(_ q: Self) -> Self {
        // As for exp: q = n + r / ln 2, and 2^q = s·eʳ with s = 2ⁿ.
        let rounder: Double = 0x1.8p52 + 1023
        let sum = q + rounder
        let r = (q - (sum - rounder)) * 0x1.62e42fefa39efp-1
        let s = powerOfTwo(sum.bits)
        return (1 - s).addingProduct(-s, r + exponentialRest(r, plus: zero))
    }
}
