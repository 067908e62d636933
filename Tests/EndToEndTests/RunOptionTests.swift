import Foundation
import TestSupport
import Testing

/// `backstep run` with `--junit`, `--bless` and `--check`.
@Suite struct RunOptionTests {
    private static let failing = "let a = 0.74812\nexpect a ~= 0.7479  # by hand\nexpect a ~= 0.7\n"

    private func contents(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    @Test func theResultsOfARunAreWrittenForOtherPrograms() throws {
        let file = try ScenarioFile(Self.failing)
        let other = try ScenarioFile("expect 1 == 1\n")
        let report = try ScenarioFile("old")
        let run = try BuiltProgram.run("run", file.path, "--junit", report.path, other.path, "missing.scenario")
        #expect(run.status == .exited(2))
        #expect(run.output.hasSuffix("\n3 files: 2 expectations held, 1 failed, 1 error\n"))
        let text = try contents(report.path)
        #expect(
            text.hasPrefix(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"backstep\" tests=\"4\" failures=\"1\""))
        #expect(text.contains("<testcase name=\"a ~= 0.7479\" classname=\"\(file.path)\""))
        let unwritable = try BuiltProgram.run("run", other.path, "--junit", "/no/such/folder/report.xml")
        #expect(unwritable.status == .exited(2))
        #expect(unwritable.errors.contains("cannot write '/no/such/folder/report.xml': no such file or directory"))
    }

    @Test func blessedNumbersHoldWhenTheFileRunsAgain() throws {
        let file = try ScenarioFile(Self.failing)
        let run = try BuiltProgram.run("run", "--bless", file.path)
        #expect(run.status == .exited(0))
        #expect(run.output.hasSuffix("\n\(file.path):2: 0.7479 → 0.7481\n"))
        #expect(try contents(file.path) == Self.failing.replacingOccurrences(of: "0.7479", with: "0.7481"))
        #expect(try BuiltProgram.run("run", file.path).status == .exited(0))
        let again = try BuiltProgram.run("run", "--bless", file.path)
        #expect(again.status == .exited(0))
        #expect(!again.output.contains("→"))
    }

    @Test func whatCannotBeBlessedKeepsTheRunFailed() throws {
        let file = try ScenarioFile("expect 1 > 2\nexpect 3 ~= 4\n")
        let run = try BuiltProgram.run("run", "--bless", "--format=json", file.path)
        #expect(run.status == .exited(1))
        #expect(run.errors.contains("\(file.path):1: cannot be blessed: a condition has no numbers"))
        #expect(run.output.hasSuffix("\"line\":2,\"kind\":\"blessed\",\"old\":\"4\",\"new\":\"3\"}\n"))
        #expect(try contents(file.path) == "expect 1 > 2\nexpect 3 ~= 3\n")
        let broken = try ScenarioFile("expect 3 ~= 4\nprint nothing\n")
        #expect(try BuiltProgram.run("run", "--bless", broken.path).status == .exited(2))
        #expect(try contents(broken.path) == "expect 3 ~= 4\nprint nothing\n")
    }

    @Test func numbersInSourcedFilesAreBlessedThere() throws {
        let inner = try ScenarioFile("expect a ~= 1.00\r\n")
        let outer = try ScenarioFile("let a = 2.5\nsource \(inner.path)\nexpect a ~= 2.5\n")
        let run = try BuiltProgram.run("run", "--bless", outer.path)
        #expect(run.status == .exited(0))
        #expect(run.output.contains("\(inner.path):1: 1.00 → 2.50\n"))
        #expect(try contents(inner.path) == "expect a ~= 2.50\r\n")
    }

    @Test func aFileThatChangesWhileItRunsIsLeftAlone() throws {
        let file = try ScenarioFile("")
        let text = "expect 1 ~= 2\nsource \(file.path).b\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: file.path))
        // Opening the pipe to write waits until it is opened to read: by then the scenario has been read, and has not
        // ended.
        let run = try BuiltProgram.runInShell(
            "mkfifo '\(file.path).b'; (exec 3> '\(file.path).b'; printf '# changed\n' >> '\(file.path)'; "
                + "echo 'print 1' >&3) & backstep run --bless '\(file.path)'; s=$?; rm '\(file.path).b'; exit $s")
        #expect(run.status == .exited(2))
        #expect(run.errors.contains("it has changed since it was run: run it again"))
        #expect(try contents(file.path) == text + "# changed\n")
    }

    @Test func aFileThatIsNoTextIsLeftAlone() throws {
        let file = try ScenarioFile("")
        let bytes = Data("expect 1 ~= 2 # ".utf8) + Data([0xFF, 0x0A])
        try bytes.write(to: URL(fileURLWithPath: file.path))
        let run = try BuiltProgram.run("run", "--bless", file.path)
        #expect(run.status == .exited(2))
        #expect(run.errors.contains("it is not text in UTF-8"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: file.path)) == bytes)
    }

    @Test func shippedScenariosHaveNothingWrong() throws {
        let folder = BuiltProgram.packageFolder.appendingPathComponent("Scenarios").path
        let files = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
            .filter { $0.hasSuffix(".scenario") }.map { "Scenarios/" + $0 }.sorted()
        #expect(files.count > 8)
        let run = try BuiltProgram.run(["run", "--check"] + files)
        #expect(run.errors == "")
        #expect(run.status == .exited(0))
        #expect(run.output == "\(files.count) files: no errors\n")
    }

    @Test func everythingThatIsWrongIsListedAndNothingRuns() throws {
        let file = try ScenarioFile(
            "data xor\nnetwork 2-4-2\ntrain 100000000 epochs\nprint X @ W2\nexpct 1\nsource gone.scenario\n"
                + "data csv gone.csv label=a\nlog run.txt\n")
        let run = try BuiltProgram.run("run", "--check", file.path)
        #expect(run.status == .exited(2))
        #expect(run.output == "1 file: 5 errors\n")
        let lines = run.errors.split(separator: "\n").filter { $0.contains(": error: ") }
        #expect(lines.map { $0.dropFirst(file.path.count + 1).prefix(1) } == ["4", "5", "6", "7", "8"])
        #expect(run.errors.contains("did you mean 'expect'?"))
        #expect(run.errors.contains("\n  expct 1\n  ^~~~~\n"))
        let json = try BuiltProgram.run("run", "--check", "--format=json", file.path)
        #expect(json.output.split(separator: "\n").count == 5)
    }
}
