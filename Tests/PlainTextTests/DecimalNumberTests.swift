import TestSupport
import Testing

@testable import PlainText

@Suite struct DecimalNumberTests {
    /// The number at the start of a text, and what is left of the text.
    private func start(of text: String, alsoNonFinite: Bool = false) -> (number: Double, rest: String)? {
        let bytes = Array(text.utf8)
        var position = 0
        let number =
            alsoNonFinite
            ? DecimalNumber.readAlsoNonFinite(bytes, at: &position, end: bytes.count)
            : DecimalNumber.read(bytes, at: &position, end: bytes.count)
        guard let number else {
            #expect(position == 0)
            return nil
        }
        return (number, String(decoding: bytes[position...], as: UTF8.self))
    }

    @Test(arguments: [
        ("1", 1, ""), ("-0", -0.0, ""), ("+12.5,", 12.5, ","), (".5e1x", 5, "x"), ("7.e2", 700, ""), ("1e", 1, "e"),
        ("1e+", 1, "e+"), ("3-4", 3, "-4"), ("1e999", .infinity, ""), ("-1e999", -.infinity, ""), ("1e-999", 0, ""),
    ])
    func theLongestNumberIsRead(text: String, number: Double, rest: String) throws {
        let (read, left) = try #require(start(of: text))
        #expect(read.bitPattern == number.bitPattern)
        #expect(left == rest)
    }

    @Test(arguments: ["", "-", "+.", ".", "e5", "nan", "x", " 1", "--1"])
    func anythingElseIsNone(text: String) {
        #expect(start(of: text) == nil)
    }

    @Test(arguments: [
        ("inf", Double.infinity, ""), ("-Infinity,", -.infinity, ","), ("+INF", .infinity, ""),
        ("infinit", .infinity, "init"),
        ("-2.5e1]", -25, "]"),
    ])
    func wordsForWhatIsNotFiniteAreReadWhereTheyAreAskedFor(text: String, number: Double, rest: String) throws {
        let (read, left) = try #require(start(of: text, alsoNonFinite: true))
        #expect(read == number)
        #expect(left == rest)
    }

    @Test(arguments: ["nan", "NaN", "-nan"])
    func whatIsNoNumberIsReadWhereItIsAskedFor(text: String) throws {
        #expect(try #require(start(of: text, alsoNonFinite: true)).number.isNaN)
        #expect(start(of: "na", alsoNonFinite: true) == nil)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func numbersAreRoundedExactly(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let digits = String(generator.next()).prefix(generator.pick(1...20))
            let point = generator.pick(0...digits.count)
            let spellings = [
                "\(digits.prefix(point)).\(digits.dropFirst(point))e\(generator.pick(-40...40))",
                "\(digits)e\(generator.pick(-340...310))",
                Double(bitPattern: generator.next()).magnitude.description,
            ]
            for spelling in spellings where Double(spelling)?.isFinite == true {
                let (read, rest) = try #require(start(of: spelling))
                #expect(read == Double(spelling), "\(spelling)")
                #expect(rest.isEmpty)
            }
        }
    }
}
