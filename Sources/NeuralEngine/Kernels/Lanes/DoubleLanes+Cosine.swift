extension DoubleLanes {
    /// The cosine of angles in 0 ... 2π, within 2 ulp: what random numbers of the normal distribution are made with.
    ///
    /// With x = k·π/2 + r and |r| ≤ π/4 it is cos r, −sin r, −cos r or sin r as k is 0, 1, 2 or 3. sin r = r +
    /// r³·S(r²) and cos r = 1 − r²/2 + r⁴·C(r²), both polynomials of degree 5. Remez's algorithm of our own found them
    /// in 50 digits; the relative errors of sine and cosine are 2⁻⁵⁷ and 2⁻⁵⁹ with the coefficients rounded to Double.
    @inline(__always) static func cos(_ x: Self) -> Self {
        let rounder = 0x1.8p52
        let sum = Self(rounder).addingProduct(x, Self(0x1.45f306dc9c883p-1))  // 2/π
        let k = sum - rounder
        // π/2 as two Doubles. With the first the difference is exact.
        let r = x.addingProduct(k, Self(-0x1.921fb54442d18p+0)).addingProduct(k, Self(-0x1.1a62633145c07p-54))
        let z = r * r
        let S = Self(0x1.5d932e1741e09p-33).times(z, plus: -0x1.ae5e66d11b400p-26)
            .times(z, plus: 0x1.71de357870744p-19).times(z, plus: -0x1.a01a019c1268cp-13)
            .times(z, plus: 0x1.111111110f881p-7).times(z, plus: -0x1.5555555555549p-3)
        let C = Self(-0x1.8fa499d4a5ff0p-37).times(z, plus: 0x1.1ee9d7b49e985p-29)
            .times(z, plus: -0x1.27e4f7eac488fp-22).times(z, plus: 0x1.a01a019c844f6p-16)
            .times(z, plus: -0x1.6c16c16c14f91p-10).times(z, plus: 0x1.555555555554bp-5)
        let sine = r.addingProduct(r * z, S)
        let cosine = (1 - 0.5 * z).addingProduct(z * z, C)
        let isOdd = (sum.bits & 1) .== SIMD4(repeating: 1)
        // Negative where k is 1 or 2: where k + 1 has the bit of 2, which goes to the sign's place.
        let sign = ((sum.bits &+ 1) & 2) &<< 62
        return Self(bits: cosine.replacing(with: sine, where: isOdd).bits ^ sign)
    }
}
