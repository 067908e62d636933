import Foundation
import NeuralEngine
import Testing

/// xʸ against exact values and the C library's.
@Suite struct PowerTests {
    @Test func whatCanBeWrittenExactlyIsExact() {
        for base in 2...20 {
            // As long as 53 bits hold it.
            var (power, exponent) = (1, 0)
            while power <= 1 << 53 {
                #expect(Double.pow(Double(base), Double(exponent)) == Double(power))
                #expect(Double.pow(-Double(base), Double(exponent)) == Double(exponent % 2 == 0 ? power : -power))
                #expect(Double.pow(Double(power), 1) == Double(power))
                if power < 1 << 26 {
                    #expect(Double.pow(Double(power * power), 0.5) == Double(power))
                }
                // The quotient rounded once.
                #expect(Double.pow(Double(base), Double(-exponent)) == 1 / Double(power))
                (power, exponent) = (power * base, exponent + 1)
            }
        }
        for exponent in -1074...1023 {
            #expect(Double.pow(2, Double(exponent)) == Double(sign: .plus, exponent: exponent, significand: 1))
        }
        for exponent in -22...22 { #expect(Double.pow(10, Double(exponent)) == Double("1e\(exponent)")) }
    }

    /// glibc's is within 0.52 units in the last place, and rounded in the same way but for a few in a hundred.
    @Test func anyOtherIsWithinAUnitOfTheCLibrarys() {
        var random = SplitMix64(seed: 4)
        var different = 0
        for count in 1...20_000 {
            // Of all sizes, and near one, where a large exponent makes much of a small error.
            let isNear = count % 2 == 0
            let x = Double.exp((isNear ? 1e-6 : 200) * random.normal())
            let y = (isNear ? 1e8 : 2) * random.normal()
            let (own, other) = (Double.pow(x, y), pow(x, y))
            if own == other { continue }
            different += 1
            #expect(abs(own - other) <= other.ulp, "\(x) \(y)")
        }
        #expect(different < 20_000 / 100)
    }

    @Test func theLimitsAreThoseOfTheCLibrary() {
        let numbers: [Double] = [
            .nan, .infinity, -.infinity, 0, -0.0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 1e308, -1e308, 1e-308,
            .leastNonzeroMagnitude,
            -.leastNonzeroMagnitude,
            .greatestFiniteMagnitude, 1 - .ulpOfOne / 2, 1 + .ulpOfOne, 0x1p53, 0x1p53 - 1, -0x1p53 + 1, 709.8, 1e300,
            -1e300,
        ]
        for x in numbers {
            for y in numbers {
                let (own, other) = (Double.pow(x, y), pow(x, y))
                if other.isNaN {
                    #expect(own.isNaN, "\(x) \(y)")
                } else {
                    #expect(own.sign == other.sign, "\(x) \(y)")
                    #expect(own == other || abs(own - other) <= other.ulp, "\(x) \(y): \(own) \(other)")
                }
            }
        }
    }
}
