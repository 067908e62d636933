import Testing

@testable import Workbench

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
        (0.6931471805599453, "0.693147"), (1234567, "1.23457e+06"), (0.5, "0.5"), (1e-5, "1e-05"), (.nan, "nan"),
        (-.nan, "nan"),
    ])
    func peopleGetSixSignificantDigits(value: Double, spelling: String) {
        #expect(NumberFormat.rounded(value) == spelling)
    }

    @Test(arguments: [
        (0.0, 7, "      0"), (0.462117, 7, " 0.4621"), (-0.462117, 7, "-0.4621"), (12.5, 7, "12.5000"),
        (-1234.5, 7, "-1234.5"), (123456, 7, " 123456"), (1234567890, 7, "1.235e9"), (1.2e-9, 7, "1.20e-9"),
        (-0.0000012, 6, "-1e-6"), (.nan, 5, "  nan"), (-.infinity, 6, "  -inf"), (0.5, 5, " 0.50"),
    ])
    func aCellFitsItsWidth(value: Double, width: Int, spelling: String) {
        let cell = NumberFormat.cell(value, width: width)
        #expect(cell.count == width)
        #expect(cell.trimmingPrefix { $0 == " " } == spelling.trimmingPrefix { $0 == " " })
    }

    @Test(arguments: [
        (12.0, "12"), (999, "999"), (1234, "1 230"), (90123, "90 100"), (1_234_567, "1 230 000"), (-4321, "-4 320"),
    ])
    func ratesAreGrouped(value: Double, spelling: String) {
        #expect(NumberFormat.grouped(value) == spelling)
    }

    @Test func noValueOverflowsACell() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let value = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &generator))
            for width in 4...9 {
                #expect(NumberFormat.cell(value, width: width).count == width)
            }
        }
    }
}
