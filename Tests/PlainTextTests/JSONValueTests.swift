import Foundation
import Testing

@testable import PlainText

@Suite struct JSONValueTests {
    @Test func everyControlCharacterIsEscapedAndReadsBack() throws {
        let text = String(String.UnicodeScalarView((0..<0x30).map { Unicode.Scalar($0)! })) + "\\\"äΣᵀ😀"
        let json = JSONValue.object([JSONField("text", .string(text))]).text
        let parsed = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: String]
        #expect(parsed?["text"] == text)
        #expect(!json.contains("\n"))
        #expect(json.contains(#"\u0000"#) && json.contains(#"\u001f"#) && json.contains(#"\t\n\u000b\u000c\r"#))
    }

    @Test func numbersThatJSONLacksAreStrings() {
        #expect(
            JSONValue.array([.number(.nan), .number(.infinity), .number(-.infinity)]).text == #"["nan","inf","-inf"]"#)
    }

    @Test func numbersHaveTheFewestDigits() {
        #expect(JSONValue.array([.number(0.1), .number(3), .number(1e-7), .integer(5)]).text == "[0.1,3,1e-7,5]")
    }

    @Test func numbersCanBeSpelledOtherwise() {
        var bytes = Array("x".utf8)
        JSONValue.array([.number(3), .number(.nan), .integer(3)])
            .write(to: &bytes, numbers: NumberFormat.floatingPoint)
        #expect(String(decoding: bytes, as: UTF8.self) == #"x[3.0,"nan",3]"#)
    }

    @Test func fieldsKeepTheirOrder() {
        let value = JSONValue.object([
            JSONField("b", .null), JSONField("a", .boolean(true)), JSONField("c", .array([])),
            JSONField("", .object([])),
        ])
        #expect(value.text == #"{"b":null,"a":true,"c":[],"":{}}"#)
    }
}
