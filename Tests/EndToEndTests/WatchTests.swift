import Foundation
import TerminalDrawing
import TestSupport
import Testing

/// A folder that is deleted at the end of the test.
private final class LogFolder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("backstep-\(UUID().uuidString)").path

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Appends lines to a file, as another program would.
    func append(_ text: String, to name: String) throws {
        let file = "\(path)/\(name)"
        if !FileManager.default.fileExists(atPath: file) { try Data().write(to: URL(fileURLWithPath: file)) }
        let handle = try #require(FileHandle(forWritingAtPath: file))
        defer { try? handle.close() }
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
    }
}

private func records(_ steps: Range<Int>, loss: (Int) -> Double) -> String {
    steps.map { "{\"step\":\($0),\"loss\":\(loss($0)),\"accuracy\":\(1 - loss($0) / 2)}\n" }.joined()
}

/// `backstep watch` in a real terminal and from a pipe.
@Suite struct WatchTests {
    @Test func aLogThatGrowsWhileItIsWatchedShowsUp() throws {
        let folder = try LogFolder()
        let terminal = try BuiltProgram.start("watch", folder.path + "/run.jsonl")
        try terminal.wait(forText: "waiting for run.jsonl: there is no such file yet")
        try terminal.waitForHeader(" WAITING")
        try folder.append(records(0..<50) { exp(-Double($0) / 20) }, to: "run.jsonl")
        try terminal.wait(for: "the first 50 records") { $0.line(0).contains("50 records") && $0.hasCurve }
        try terminal.waitForHeader(" FOLLOWING")
        try folder.append(records(50..<75) { exp(-Double($0) / 20) } + "{\"step\":75,\"lo", to: "run.jsonl")
        try terminal.wait(for: "25 more") { $0.line(0).contains("75 records") && $0.text.contains("  74  ") }
        try folder.append("ss\":0.5}\n", to: "run.jsonl")
        try terminal.wait(for: "the line that was unfinished") { $0.line(0).contains("76 records") }
        #expect(!terminal.screen.text.contains("not a record"))
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
        try terminal.wait(for: "the screen as it was before") { $0.isCursorShown }
    }

    @Test func keysResizingAndASecondLogInTheFolder() throws {
        let folder = try LogFolder()
        try folder.append(records(0..<40) { exp(-Double($0) / 20) }, to: "one.jsonl")
        let terminal = try BuiltProgram.start("watch", folder.path, size: Size(columns: 100, rows: 30))
        try terminal.wait(forText: "╭ accuracy ")
        try folder.append("step,loss\n" + (0..<40).map { "\($0),2\n" }.joined(), to: "two.csv")
        try terminal.wait(for: "both") { $0.line(0).contains("2 logs · 2 runs") && $0.text.contains("● two.csv") }
        terminal.send("y")
        try terminal.wait(forText: "╭ loss  log y")
        terminal.send("z")
        try terminal.wait(for: "the plot alone") { !$0.text.contains("╭ accuracy") && $0.text.contains("╭ loss") }
        terminal.resize(to: Size(columns: 50, rows: 12))
        try terminal.wait(for: "the smaller screen") { $0.size.rows == 12 && $0.line(11).contains("Tab pane") }
        terminal.send("?")
        try terminal.wait(forText: "╭ help: ")
        terminal.send("?")
        try terminal.wait(for: "no help") { !$0.text.contains("╭ help: ") }
        terminal.send("\u{3}")
        #expect(try terminal.waitForExit() == .exited(130))
    }

    @Test func aRunOfThisProgramCanBeWatchedWhileItTrains() throws {
        let folder = try LogFolder()
        let scenario = try ScenarioFile(xorSetUp + "log \(folder.path)/run.csv\ntrain 100000000 epochs\n")
        // Without a terminal, since one whose output nobody reads would block it.
        let training = Process()
        training.executableURL = URL(fileURLWithPath: try BuiltProgram.path())
        training.arguments = ["run", scenario.path]
        training.standardOutput = FileHandle.nullDevice
        training.standardError = FileHandle.nullDevice
        try training.run()
        defer {
            kill(training.processIdentifier, SIGKILL)
            training.waitUntilExit()
        }
        let watching = try BuiltProgram.start("watch", folder.path + "/run.csv", size: Size(columns: 120, rows: 30))
        try watching.wait(for: "its curves") { $0.hasCurve }
        func count(_ screen: VirtualScreen) -> Int {
            // `7 440 000 records`, before `READING 55 %` if it has not caught up.
            Int(screen.line(0).split(separator: "·").last?.prefix { $0 != "r" }.filter(\.isNumber) ?? "") ?? 0
        }
        let before = count(watching.screen)
        try watching.wait(for: "more records") { count($0) > before }
        watching.send("q")
        #expect(try watching.waitForExit() == .exited(0))
    }

    @Test func aPipeGetsWhatIsThere() throws {
        let folder = try LogFolder()
        try folder.append(
            "{\"run\":\"a\",\"iteration\":3,\"loss\":0.25,\"note\":\"x\"}\nbad\n{\"loss\":NaN}", to: "a.jsonl")
        let text = try BuiltProgram.run("watch", folder.path + "/a.jsonl")
        #expect(text.status == .exited(0))
        #expect(text.output == "a  iteration 3  loss 0.25\nloss nan\n")
        #expect(text.errors == "backstep: a.jsonl: 1 line is not a record, the first is line 2\n")
        let json = try BuiltProgram.run("watch", "--format", "json", folder.path)
        #expect(
            json.output == """
                {"file":"\(folder.path)/a.jsonl","run":"a","iteration":3,"loss":0.25}
                {"file":"\(folder.path)/a.jsonl","loss":"nan"}

                """)
    }

    @Test func withFollowLinesGoOnAsTheyCome() throws {
        let folder = try LogFolder()
        let terminal = try BuiltProgram.start("watch", "--follow", folder.path + "/a.csv")
        try terminal.wait(forText: "waiting for '\(folder.path)/a.csv'".prefix(60).description)
        try folder.append("step,loss\n1,0.5\n", to: "a.csv")
        try terminal.wait(forText: "step 1  loss 0.5")
        try folder.append("2,0.25\n", to: "a.csv")
        try terminal.wait(forText: "step 2  loss 0.25")
        terminal.send("\u{3}")
        _ = try terminal.waitForExit()
    }

    @Test func whatCannotBeReadIsSaid() throws {
        let run = try BuiltProgram.run("watch", "/nowhere/a.jsonl")
        #expect(run.status == .exited(2))
        #expect(
            run.errors
                == "backstep: error: cannot read '/nowhere/a.jsonl': there is no such file; '--follow' waits for it\n")
        #expect(try BuiltProgram.run("watch").errors.contains("'watch' needs at least one log"))
        #expect(try BuiltProgram.run("watch", "--help").output.contains("print(json.dumps("))
    }
}
