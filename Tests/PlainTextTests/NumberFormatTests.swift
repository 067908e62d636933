import Testing

@testable import PlainText

@Suite struct NumberFormatTests {
    @Test(arguments: [
        (0.0, "0"), (-0.0, "-0"), (3, "3"), (-12, "-12"), (0.1, "0.1"), (1e-5, "1e-5"), (1.5e-7, "1.5e-7"),
        (1e16, "1e16"), (1.25e300, "1.25e300"), (.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf"),
        (0.1 + 0.2, "0.30000000000000004"),
    ])
    func theShortestSpellingReadsBackToTheSameValue(value: Double, spelling: String) {
        #expect(NumberFormat.shortest(value) == spelling)
        #expect(value.isNaN || Double(spelling) == value)
    }

    @Test func shortestSpellingsOfRandomBitsReadBack() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let value = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &generator))
            guard value.isFinite else { continue }
            let spelling = NumberFormat.shortest(value)
            #expect(Double(spelling) == value)
            #expect(spelling.count <= value.description.count)
        }
    }

    @Test(arguments: [
        (0.0, "0.0"), (-0.0, "-0.0"), (3, "3.0"), (1e-5, "1e-05"), (0.1, "0.1"), (.nan, "nan"), (-.nan, "nan"),
        (-.infinity, "-inf"),
    ])
    func aFloatingPointNumberLooksLikeOne(value: Double, spelling: String) {
        #expect(NumberFormat.floatingPoint(value) == spelling)
    }

    @Test(arguments: [
        (0.6931471805599453, "0.693147"), (1234567, "1.23457e+06"), (0.5, "0.5"), (1e-5, "1e-05"), (.nan, "nan"),
        (-.nan, "nan"),
    ])
    func peopleGetSixSignificantDigits(value: Double, spelling: String) {
        #expect(NumberFormat.rounded(value) == spelling)
    }

    @Test(arguments: [
        (12.0, "12"), (999, "999"), (1234, "1 230"), (90123, "90 100"), (1_234_567, "1 230 000"), (-4321, "-4 320"),
    ])
    func ratesAreGrouped(value: Double, spelling: String) {
        #expect(NumberFormat.grouped(value) == spelling)
    }
}
