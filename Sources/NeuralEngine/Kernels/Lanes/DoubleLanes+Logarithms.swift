/// The natural logarithm, of x and of 1 + x.
///
/// Both write their argument as 2ᵏ·(1 + f) with a whole k and 1 + f in √½ ..< √2, so that the result is k·ln 2 + log(1 + f).
extension DoubleLanes {
    /// The natural logarithm, within 1 ulp, of subnormal numbers too; −∞ of zero, NaN of negative numbers.
    @inline(__always) static func log(_ x: Self) -> Self {
        // A subnormal number has no exponent of its own: it is taken 2⁵⁴ times.
        let isSubnormal = Self(.leastNormalMagnitude) .> x
        let normal = x.replacing(with: x * 0x1p54, where: isSubnormal)
        let exponents = biasedExponents(normal)
        let k = wholeNumber(exponents, bias: Self(1023).replacing(with: Self(1023 + 54), where: isSubnormal))
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
        let s = powerOfTwo(2046 &- exponents)
        // Beyond 2⁵⁴ the 1 is nothing, and 2⁻ᵏ can become too small for a Double.
        let f = (s - 1).addingProduct(x, s)
            .replacing(with: significand(sum, exponents) - 1, where: x .> 0x1p54)
        let y = logarithm(wholeNumber(exponents, bias: Self(1023)), f)
        return x.replacing(with: y.withSign(of: x), where: Self(.infinity) .> x)  // ∞ and NaN stay
            .replacing(with: Self(.nan), where: Self(-1) .> x)
            .replacing(with: Self(-.infinity), where: x .== -1)
    }

    /// k + 1023: the exponent of a positive normal number, plus one if its significand is √2 or more.
    @inline(__always) private static func biasedExponents(_ x: Self) -> SIMD4<UInt64> {
        (x.bits &+ (Double(1).bitPattern - Double(0x1.6a09e667f3bcdp-1).bitPattern)) &>> 52
    }

    /// 2⁻ᵏ·x, which is in √½ ..< √2.
    @inline(__always) private static func significand(_ x: Self, _ exponents: SIMD4<UInt64>) -> Self {
        Self(bits: x.bits &- (exponents &<< 52) &+ Double(1).bitPattern)
    }

    /// A whole number from its bits, less a bias: 2⁵² and a number below it have that number's bits at their end.
    @inline(__always) private static func wholeNumber(_ bits: SIMD4<UInt64>, bias: Self) -> Self {
        Self(bits: bits | Double(0x1p52).bitPattern) - (0x1p52 + bias)
    }

    /// k·ln 2 + log(1 + f).
    ///
    /// With s = f / (2 + f) and z = s², log(1 + f) = 2·artanh s = 2·s + s·z·R(z), and 2·s = f − f²/2 + s·f²/2 keeps the digits of f.
    /// R is of degree 6. Remez's algorithm of our own found it, in 50 digits, as the polynomial of the least relative error
    /// of log(1 + f), which is 2⁻⁵⁹ with the coefficients rounded to Double.
    @inline(__always) private static func logarithm(_ k: Self, _ f: Self) -> Self {
        let s = f / (2 + f)
        let z = s * s
        let R = Self(0x1.2f056de4ce778p-3).times(z, plus: 0x1.39a1b98707d3cp-3).times(z, plus: 0x1.74663ef6487a9p-3)
            .times(z, plus: 0x1.c71c52090c05cp-3).times(z, plus: 0x1.24924941f1a05p-2)
            .times(z, plus: 0x1.999999997fdacp-2).times(z, plus: 0x1.5555555555592p-1)
        let halfSquare = 0.5 * f * f
        // ln 2 as two Doubles.
        let rest = (k * 0x1.abc9e3b39803fp-56).addingProduct(s, halfSquare.addingProduct(z, R)) - halfSquare
        return (f + rest).addingProduct(k, Self(0x1.62e42fefa39efp-1))
    }
}
