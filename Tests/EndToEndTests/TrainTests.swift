import Foundation
import TerminalDrawing
import TestSupport
import Testing

/// `backstep train`: the dashboard on a terminal, lines otherwise.
@Suite struct TrainTests {
    private static let iris = """
        data iris test=0.2 seed=1 standardize=yes
        network 4-8-3 seed=1
        optimizer sgd lr=0.1
        batch 16 shuffle=yes

        """

    // MARK: Without a terminal

    @Test func eachEpochHasALine() throws {
        let run = try BuiltProgram.run("train", "-", "--epochs", "3", input: Self.iris)
        #expect(run.status == .exited(0) && run.errors.isEmpty)
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines[0].hasPrefix("iris  4-8-3 tanh"))
        #expect(lines[1].hasPrefix("epoch 1/3  train.loss ") && lines[3].hasPrefix("epoch 3/3  train.loss "))
        #expect(lines[4].hasPrefix("done: 24 iterations, now epoch 3"))
    }

    @Test func programsGetAnObjectForEachCommandAndEpoch() throws {
        let run = try BuiltProgram.run("train", "-", "--epochs", "2", "--format", "json", input: Self.iris)
        let objects = try run.output.split(separator: "\n").map {
            try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(objects.map { $0["kind"] as? String } == ["text", "text", "text", "text", "epoch", "epoch", "stop"])
        #expect(objects[5]["epoch"] as? Int == 2 && objects[5]["iteration"] as? Int == 16)
    }

    @Test(arguments: ["digits", "fashion-mnist"])
    func theShippedSetUpsTrain(name: String) throws {
        let run = try BuiltProgram.run(
            "train", "Scenarios/set-ups/\(name).scenario", "--epochs", "1")
        #expect(run.status == .exited(0) && run.errors.isEmpty)
        #expect(run.output.contains("\nepoch 1/1  train.loss "))
    }

    @Test func patienceEndsTheRun() throws {
        let run = try BuiltProgram.run(
            "train", "-", "--epochs", "5000", "--patience", "2", "--monitor", "test.accuracy", input: Self.iris)
        #expect(run.status == .exited(0))
        #expect(run.output.contains("no better test.accuracy in 2 epochs, the best was "))
    }

    @Test(arguments: [
        ("network 4-8-3\n", "there is no data yet"), ("data iris\nnetwrok 4-8-3\n", "did you mean 'network'?"),
        ("data iris\nnetwork 5-8-3\n", "5 inputs"), ("", "there is no network yet"),
    ])
    func aSetUpThatCannotTrainIsAnErrorWithAPlace(setup: String, part: String) throws {
        let run = try BuiltProgram.run("train", "-", input: setup)
        #expect(run.status == .exited(2))
        #expect(run.errors.contains(part) && run.output.split(separator: "\n").count <= 1)
    }

    @Test func aSetupThatExpectsTooMuchFailsAndTrainsAllTheSame() throws {
        let run = try BuiltProgram.run(
            "train", "-", "--epochs", "1", input: Self.iris + "expect test.accuracy > 0.99\n")
        #expect(run.status == .exited(1))
        #expect(run.output.contains("✗ test.accuracy > 0.99") && run.output.contains("epoch 1/1"))
    }

    // MARK: On a terminal

    private func start(_ setup: String, _ arguments: String..., size: Size) throws -> (PseudoTerminal, ScenarioFile) {
        let file = try ScenarioFile(setup)
        return (try BuiltProgram.start(["train", file.path] + arguments, size: size), file)
    }

    @Test func theDashboardTrainsPausesLooksInsideAndGoesOn() throws {
        let (terminal, file) = try start(
            Self.iris, "--epochs", "1000000", size: Size(columns: 120, rows: 36))
        defer { withExtendedLifetime(file) {} }
        try terminal.waitForHeader("RUNNING")
        try terminal.wait(forText: "╭ accuracy")
        try terminal.wait(for: "the progress") { $0.line(0).contains("/1000000") && $0.line(0).contains("ETA") }
        try terminal.wait(for: "the speed") {
            $0.line(0).contains("samples/s") && $0.line(35).contains("best test.loss")
        }
        terminal.send(" ")
        try terminal.waitForHeader("PAUSED")
        let paused = try #require(terminal.screen.iteration)
        #expect(paused > 0)
        // The paused state is a whole debugger: into the last iteration, and back out of it.
        terminal.send("1")
        try terminal.wait(forText: "╭ operations")
        terminal.send("s")
        try terminal.waitForHeader("iteration \(paused)  1/10  PAUSED")
        terminal.send("S")
        try terminal.waitForHeader("iteration \(paused)  0/10  PAUSED")
        try terminal.command("print shape(W1)")
        terminal.send("2")
        try terminal.wait(forText: "╭ accuracy")
        try terminal.command("train 3 epochs")
        try terminal.wait(forText: "done: ")
        // After the end the screen stays.
        try terminal.waitForHeader("PAUSED")
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
    }

    @Test func aRunCanBeLetEndWithItsEpoch() throws {
        let (terminal, file) = try start(
            Self.iris, "--epochs", "1000000", size: Size(columns: 120, rows: 36))
        defer { withExtendedLifetime(file) {} }
        try terminal.waitForHeader("RUNNING")
        terminal.send("o")
        try terminal.wait(forText: "stopped at the end of the epoch")
        try terminal.waitForHeader("PAUSED")
        #expect(try #require(terminal.screen.iteration) % 8 == 0)
    }

    @Test func aSetupThatFailsNeverOpensTheScreen() throws {
        let (terminal, file) = try start("data iris\nnetwork 4-8-3\nexpect\n", size: Size(columns: 80, rows: 24))
        defer { withExtendedLifetime(file) {} }
        #expect(try terminal.waitForExit() == .exited(2))
        #expect(terminal.screen.text.contains("error: "))
    }
}
