extension Double {
    /// xʸ, with the special cases of C's `pow`: x⁰ and 1ʸ are 1 even for NaN, and a negative x has powers if y is whole.
    ///
    /// It is computed as e^(y·log x) in twice the precision and rounded once, so that results that can be represented are exact.
    /// It has the same bits on every machine, which a C library's function does not guarantee.
    public static func pow(_ x: Double, _ y: Double) -> Double {
        if y == 0 || x == 1 { return 1 }
        if x.isNaN || y.isNaN { return .nan }
        let isWhole = y.rounded(.towardZero) == y
        // From 2⁵³ on, all numbers are even.
        let isOdd = isWhole && abs(y) < 0x1p53 && y.truncatingRemainder(dividingBy: 2) != 0
        let sign: Double = x.sign == .minus && isOdd ? -1 : 1
        if x == 0 || x.isInfinite { return sign * ((x == 0) == (y > 0) ? 0 : .infinity) }
        if y.isInfinite {
            if abs(x) == 1 { return 1 }
            return (abs(x) > 1) == (y > 0) ? .infinity : 0
        }
        if x < 0 && !isWhole { return .nan }
        return sign * positivePower(abs(x), y)
    }

    /// xʸ for finite numbers and x > 0.
    private static func positivePower(_ x: Double, _ y: Double) -> Double {
        // A single operation, rounded once, gives the same number in a hundredth of the time.
        switch y {
        case _ where x == 1: return 1
        case 1: return x
        case 2: return x * x
        case 0.5: return x.squareRoot()
        case -1: return 1 / x
        default: break
        }
        let logarithm = logarithm(x)
        // Only to recognise overflow and underflow: e^710 is too large, e^−746 rounds to zero.
        let estimate = logarithm.high * y
        if estimate > 710 { return .infinity }
        if estimate < -746 { return 0 }
        if abs(estimate) < 0x1p-60 { return 1 }
        return exponential(logarithm * DoubleDouble(y))
    }

    /// 1/n for n from 1 to 41, and 0 for n = 0.
    private static let reciprocals = (0...41).map { n in
        n == 0 ? DoubleDouble(0) : DoubleDouble(1) / DoubleDouble(Double(n))
    }

    /// log(m·2ᵉ) = e·log 2 + 2·artanh s, s = (m − 1)/(m + 1), artanh s = s + s³/3 + s⁵/5 + …
    private static func logarithm(_ x: Double) -> DoubleDouble {
        var (mantissa, exponent) = (x.significand, Double(x.exponent))
        if mantissa > 1.414 {
            mantissa /= 2
            exponent += 1
        }
        let m = DoubleDouble(mantissa)
        let s = (m - DoubleDouble(1)) / (m + DoubleDouble(1))
        let square = s * s
        // |s| < 0.172: what follows the 21st term is below 2⁻¹⁰⁸ of the first.
        var series = DoubleDouble(0)
        for term in (0...20).reversed() { series = series * square + reciprocals[2 * term + 1] }
        return DoubleDouble(exponent) * .logarithmOfTwo + DoubleDouble(2) * s * series
    }

    /// eᵗ = 2ᵏ·eʳ, r = t − k·log 2, eʳ = 1 + r·(1 + r/2·(1 + r/3·(…)))
    private static func exponential(_ t: DoubleDouble) -> Double {
        let k = (t.high / DoubleDouble.logarithmOfTwo.high).rounded()
        let r = t - DoubleDouble(k) * .logarithmOfTwo
        var series = DoubleDouble(1)
        // |r| < 0.35: what follows is below 2⁻¹¹⁰.
        for n in (1...24).reversed() { series = DoubleDouble(1) + series * r * reciprocals[n] }
        return Double(sign: .plus, exponent: Int(k), significand: series.high)
    }
}

/// xⁿ by repeated squaring: the same bits on every machine.
func power(_ x: Double, _ n: Int) -> Double {
    var (result, square, rest) = (1.0, x, n)
    while rest > 0 {
        if rest & 1 == 1 { result *= square }
        square *= square
        rest >>= 1
    }
    return result
}
