import TestSupport
import Testing

@testable import PlainText

@Suite struct JSONReaderTests {
    private func read(_ text: String, acceptsNonFinite: Bool = false) throws -> JSONValue {
        try JSONReader.read(Array(text.utf8), acceptsNonFinite: acceptsNonFinite)
    }

    @Test func everyKindOfValueIsRead() throws {
        #expect(
            try read(" {\"b\": [1, -2.5, 1e2, true, false, null],\r\n\t\"a\" :\"x\", \"\": {}} ")
                == .object([
                    JSONField(
                        "b",
                        .array([.integer(1), .number(-2.5), .number(100), .boolean(true), .boolean(false), .null])),
                    JSONField("a", .string("x")), JSONField("", .object([])),
                ]))
    }

    @Test(arguments: [
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"), (#""\u00e4\u20AC\ud83d\ude00é""#, "ä€😀é"),
    ])
    func escapesAreResolved(json: String, text: String) throws {
        #expect(try read(json) == .string(text))
    }

    @Test func pythonsNumbersAreReadWhereTheyAreAccepted() throws {
        #expect(
            try read("[Infinity, -Infinity]", acceptsNonFinite: true)
                == .array([.number(.infinity), .number(-.infinity)]))
        guard case .number(let number) = try read("NaN", acceptsNonFinite: true) else {
            Issue.record("NaN is no number")
            return
        }
        #expect(number.isNaN)
        #expect(throws: JSONError(fault: .unexpectedCharacter, offset: 0)) { try read("NaN") }
        #expect(throws: JSONError(fault: .badNumber, offset: 1)) { try read("-Infinity") }
    }

    @Test(arguments: [
        ("", JSONError(fault: .unexpectedEnd, offset: 0)), ("{", JSONError(fault: .unexpectedEnd, offset: 1)),
        ("[1,]", JSONError(fault: .unexpectedCharacter, offset: 3)),
        ("[1] 2", JSONError(fault: .unexpectedCharacter, offset: 4)),
        ("tru", JSONError(fault: .unexpectedEnd, offset: 3)), ("01", JSONError(fault: .badNumber, offset: 0)),
        ("1.", JSONError(fault: .badNumber, offset: 2)), ("-", JSONError(fault: .badNumber, offset: 1)),
        ("\"a\nb\"", JSONError(fault: .badString, offset: 0)), (#""\x""#, JSONError(fault: .badString, offset: 0)),
        (#""\ud800""#, JSONError(fault: .badString, offset: 0)),
        (#""\u12g4""#, JSONError(fault: .badString, offset: 0)),
        (#""\u1"#, JSONError(fault: .unexpectedEnd, offset: 3)),
        (#"{"a":1,"a":2}"#, JSONError(fault: .repeatedName("a"), offset: 7)),
    ])
    func whatIsWrongIsToldWithItsPlace(text: String, error: JSONError) {
        #expect(throws: error) { try read(text) }
    }

    @Test func nestingHasALimit() throws {
        #expect(throws: Never.self) {
            try read(String(repeating: "[", count: 60) + String(repeating: "]", count: 60))
        }
        #expect(throws: JSONError(fault: .nestedTooDeep, offset: 64)) { try read(String(repeating: "[", count: 100)) }
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func whatIsWrittenIsReadBack(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let value = randomValue(&generator, depth: 0)
        #expect(try read(value.text) == value)
    }

    private func randomValue(_ generator: inout SeededGenerator, depth: Int) -> JSONValue {
        let names = ["", "a", "W1", "é 日", "😀", "\u{1}\n\"\\", "/"]
        switch generator.pick(0...(depth < 4 ? 6 : 4)) {
        case 0: return .null
        case 1: return .boolean(generator.pick([true, false]))
        case 2: return .integer(Int(truncatingIfNeeded: generator.next()))
        case 3:
            // A whole number would read back as an integer.
            let number = Double(bitPattern: generator.next())
            return .number(number.isFinite && number != number.rounded() ? number : 0.5)
        case 4: return .string(generator.pick(names))
        case 5: return .array((0..<generator.pick(0...4)).map { _ in randomValue(&generator, depth: depth + 1) })
        default:
            return .object(
                (0..<generator.pick(0...4)).map { index in
                    JSONField("\(generator.pick(names))\(index)", randomValue(&generator, depth: depth + 1))
                })
        }
    }
}
