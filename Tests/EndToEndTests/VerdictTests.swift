import Foundation
import TestSupport
import Testing

/// A command that fails fails everywhere: in the exit status, the summaries, JUnit and JSON.
@Suite struct VerdictTests {
    private static let setUp = "data xor\nnetwork 2-4-2 seed=3\nnext 2\n"

    @Test(arguments: [
        ("expect 1 == 2", "expectation failed"),
        ("ask N\nanswer 7", "wrong answer"),
        ("bug sign in linear1.backward\naccuse linear2.backward", "accusation failed"),
        ("bug sign in linear1.backward\nnext\ncheck gradients", "gradient check failed"),
    ])
    func aFailureFailsInEveryForm(commands: String, failure: String) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (failing, other) = (
            folder.appendingPathComponent("a.scenario"), folder.appendingPathComponent("b.scenario")
        )
        try (Self.setUp + commands + "\n").write(to: failing, atomically: true, encoding: .utf8)
        try "expect 1 == 1\n".write(to: other, atomically: true, encoding: .utf8)
        let junit = folder.appendingPathComponent("out.xml")

        let run = try BuiltProgram.run("run", "--junit", junit.path, failing.path, other.path)
        #expect(run.status == .exited(1))
        #expect(run.output.contains("\(failing.path): 0 passed, 1 failed\n"))
        #expect(run.output.hasSuffix("\n2 files: 1 expectation held, 1 failed, no errors\n"))
        let suites = try String(contentsOf: junit, encoding: .utf8).split(separator: "\n").first {
            $0.contains("<testsuites")
        }
        #expect(try #require(suites).contains("failures=\"1\""))

        let json = try BuiltProgram.run("run", "--format", "json", failing.path)
        #expect(json.status == .exited(1))
        #expect(json.errors.contains(": \(failure)\n"))
    }
}
