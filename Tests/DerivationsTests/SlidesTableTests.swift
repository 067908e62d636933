import Derivations
import Foundation
import Testing

/// The table of the slides' formulas in the module's documentation.
@Suite struct SlidesTableTests {
    private static let package = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private func rows() throws -> [[String]] {
        let page = Self.package.appendingPathComponent("Sources/Derivations/Derivations.docc/Derivations.md")
        let lines = try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
        let start = try #require(lines.firstIndex { $0.hasPrefix("| slides |") })
        return lines[start...].dropFirst(2).prefix { $0.hasPrefix("|") }.map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    @Test func everyDerivationIsInIt() throws {
        let named = try rows().flatMap { row in
            row[1].matches(of: /`derive ([a-z-]+)`/).map { String($0.output.1) }
        }
        #expect(Set(named) == Set(DerivationName.allCases.map(\.rawValue)))
    }

    @Test func itsLessonsExist() throws {
        let lessons = try FileManager.default.contentsOfDirectory(
            atPath: Self.package.appendingPathComponent("Scenarios").path)
        let numbers = try rows().map { $0[2] }
        #expect(numbers.count >= 15)
        for number in numbers { #expect(lessons.contains { $0.hasPrefix("\(number)-") }, "\(number)") }
    }
}
