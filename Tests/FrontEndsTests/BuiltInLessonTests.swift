import CommandLanguage
import Foundation
import Testing

@testable import FrontEnds

@Suite struct BuiltInLessonTests {
    @Test func isTheFirstScenarioOfTheRepository() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let scenario = root.appendingPathComponent("Scenarios/01-xor-by-hand.scenario")
        #expect(try String(contentsOf: scenario, encoding: .utf8) == BuiltInLesson.first.text)
        #expect(Script.parse(BuiltInLesson.first).diagnostics == [])
    }
}
