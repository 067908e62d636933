/// The natural logarithm, of x and of 1 + x.
///
/// Both write their argument as 2ᵏ·(1 + f) with a whole k and 1 + f in √½ ..< √2, so that the result is k·ln 2 + log(1 + f).
extension FloatLanes {
    /// The natural logarithm, within 1 ulp, of subnormal numbers too; −∞ of zero, NaN of negative numbers.
    @inline(__always) static func log(_ x: Self) -> Self {
        // A subnormal number has no exponent of its own: it is taken 2²⁵ times.
        let isSubnormal = Self(.leastNormalMagnitude) .> x
        let normal = x.replacing(with: x * 0x1p25, where: isSubnormal)
        let exponents = biasedExponents(normal)
        let k = wholeNumber(exponents, bias: Self(127).replacing(with: Self(127 + 25), where: isSubnormal))
        let y = logarithm(k, significand(normal, exponents) - 1)
        return x.replacing(with: y, where: Self(.infinity) .> x)  // ∞ and NaN stay
            .replacing(with: Self(.nan), where: zero .> x)
            .replacing(with: Self(-.infinity), where: x .== zero)
    }

    /// log(1 + x), within 2 ulp, near zero too; −∞ of −1, NaN below.
    ///
    /// 1 + x is rounded to find k, but f = 2⁻ᵏ·x + (2⁻ᵏ − 1) is then a single fused operation on x itself.
    @inline(__always) static func log1p(_ x: Self) -> Self {
        let sum = 1 + x
        let exponents = biasedExponents(sum)
        let s = powerOfTwo(254 &- exponents)
        // Beyond 2²⁵ the 1 is nothing, and 2⁻ᵏ can become too small for a Float.
        let f = (s - 1).addingProduct(x, s)
            .replacing(with: significand(sum, exponents) - 1, where: x .> 0x1p25)
        let y = logarithm(wholeNumber(exponents, bias: Self(127)), f)
        return x.replacing(with: y.withSign(of: x), where: Self(.infinity) .> x)  // ∞ and NaN stay
            .replacing(with: Self(.nan), where: Self(-1) .> x)
            .replacing(with: Self(-.infinity), where: x .== -1)
    }

    /// k + 127: the exponent of a positive normal number, plus one if its significand is √2 or more.
    @inline(__always) private static func biasedExponents(_ x: Self) -> SIMD8<UInt32> {
        (x.bits &+ (Float(1).bitPattern - Float(0x1.6a09e6p-1).bitPattern)) &>> 23
    }

    /// 2⁻ᵏ·x, which is in √½ ..< √2.
    @inline(__always) private static func significand(_ x: Self, _ exponents: SIMD8<UInt32>) -> Self {
        Self(bits: x.bits &- (exponents &<< 23) &+ Float(1).bitPattern)
    }

    /// A whole number from its bits, less a bias: 2²³ and a number below it have that number's bits at their end.
    @inline(__always) private static func wholeNumber(_ bits: SIMD8<UInt32>, bias: Self) -> Self {
        Self(bits: bits | Float(0x1p23).bitPattern) - (0x1p23 + bias)
    }

    /// k·ln 2 + log(1 + f).
    ///
    /// log(1 + f) = f − f²/2 + f³·q(f) with q of degree 7. Remez's algorithm of our own found q, in 50 digits, as the
    /// polynomial of the least relative error of log(1 + f), which is 2⁻²⁷ with the coefficients rounded to Float.
    @inline(__always) private static func logarithm(_ k: Self, _ f: Self) -> Self {
        let q = Self(-0x1.38b90ep-4).times(f, plus: 0x1.055c42p-3).times(f, plus: -0x1.0d84fap-3)
            .times(f, plus: 0x1.22d9f8p-3).times(f, plus: -0x1.547248p-3).times(f, plus: 0x1.99a00ap-3)
            .times(f, plus: -0x1.000226p-2).times(f, plus: 0x1.555554p-2)
        // ln 2 as two Floats.
        let rest = (k * -0x1.05c61p-29).addingProduct(f * f, q.times(f, plus: -0.5))
        return (f + rest).addingProduct(k, Self(0x1.62e43p-1))
    }
}
