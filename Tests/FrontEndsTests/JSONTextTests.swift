import Foundation
import Testing

@testable import FrontEnds

@Suite struct JSONTextTests {
    @Test func everyControlCharacterIsEscapedAndReadsBack() throws {
        let text = String(String.UnicodeScalarView((0..<0x30).map { Unicode.Scalar($0)! })) + "\\\"äΣᵀ😀"
        let json = JSONText.object([("text", .string(text))]).text
        let parsed = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: String]
        #expect(parsed?["text"] == text)
        #expect(!json.contains("\n"))
    }

    @Test func numbersThatJSONLacksAreStrings() {
        #expect(
            JSONText.array([.number(.nan), .number(.infinity), .number(-.infinity)]).text == #"["nan","inf","-inf"]"#)
    }

    @Test func numbersHaveTheFewestDigits() {
        #expect(JSONText.array([.number(0.1), .number(3), .number(1e-7), .integer(5)]).text == "[0.1,3,1e-7,5]")
    }
}
