import Foundation
import TestSupport
import Testing

/// The command line: help, versions, mistakes, pipes and full disks.
@Suite struct CommandLineTests {
    @Test(arguments: [["--help"], ["-h"], ["run", "--help"], ["repl", "--help"], ["bench", "--help"]])
    func helpGoesToStandardOutput(arguments: [String]) throws {
        let run = try ProgramRun.run(BuiltProducts.url(forExecutable: "backstep"), arguments)
        #expect(run.status == .exited(0))
        #expect(run.output.contains("usage: backstep"))
        #expect(run.errors.isEmpty)
    }

    @Test(arguments: ["--version", "-V"])
    func theVersionIsOneLine(option: String) throws {
        let run = try BuiltProgram.run(option)
        #expect(run.status == .exited(0))
        #expect(run.output.hasPrefix("backstep "))
        #expect(run.output.filter { $0 == "\n" }.count == 1)
    }

    @Test(arguments: [
        ["--frobnicate"], ["run", "--frobnicate", "x"], ["repl", "--frobnicate"], ["run"], ["run", "--format"],
        ["run", "--format", "xml", "-"], ["repl", "extra"], ["one.scenario", "two.scenario"],
        ["bench", "w0"], ["bench", "--seconds", "-1"], ["bench", "--threads", "none"], ["bench", "--frobnicate"],
    ])
    func aWrongCommandLineIsExplained(arguments: [String]) throws {
        let run = try ProgramRun.run(BuiltProducts.url(forExecutable: "backstep"), arguments)
        #expect(run.status == .exited(2))
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("backstep: error: "))
        #expect(run.errors.filter { $0 == "\n" }.count == 1)
    }

    @Test func withoutATerminalTheScreenSaysWhatToUseInstead() throws {
        let run = try BuiltProgram.run()
        #expect(run.status == .exited(2))
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("terminal"))
        #expect(run.errors.contains("backstep repl"))
        #expect(run.errors.contains("backstep run FILE"))
    }

    @Test func aMissingScenarioIsNamedBeforeTheScreenOpens() throws {
        let terminal = try BuiltProgram.start("nowhere.scenario")
        #expect(try terminal.waitForExit() == .exited(2))
        #expect(terminal.outputText.contains("cannot read 'nowhere.scenario'"))
        #expect(!terminal.outputText.contains("\u{1B}"))
    }

    @Test func aScenarioWithASyntaxErrorIsShownBeforeTheScreenOpens() throws {
        let file = try ScenarioFile("print 1\nstepp\n")
        let terminal = try BuiltProgram.start(file.path)
        #expect(try terminal.waitForExit() == .exited(2))
        #expect(terminal.outputText.contains(":2:1: error: "))
        #expect(!terminal.outputText.contains("\u{1B}"))
    }

    @Test(arguments: [
        "--help", "--version", "run Scenarios/17-iris.scenario", "run --format json Scenarios/17-iris.scenario",
        "repl", "bench --seconds 0.05 w1", "bench --seconds 0.05 --format json w1",
    ])
    func outputThatCannotBeWrittenIsAnErrorWithAMessage(arguments: String) throws {
        let run = try BuiltProgram.runInShell("backstep \(arguments) > /dev/full", input: "print 1\n")
        #expect(run.status == .exited(2))
        #expect(run.errors == "backstep: error: cannot write the output: No space left on device\n")
    }

    @Test func aReaderThatHasSeenEnoughEndsTheRunWithoutAWord() throws {
        let run = try BuiltProgram.runInShell("backstep run Scenarios/01-xor-by-hand.scenario | head -n 1")
        #expect(run.output == "XOR by hand\n")
        #expect(run.errors.isEmpty)
    }

    @Test func theLineREPLOnAPipePrintsAnswersOnly() throws {
        let run = try BuiltProgram.run("repl", input: xorSetUp + "print tanh(0)\nlet A = [[1,\n 2]]\nprint A[0,1]\n")
        #expect(run.status == .exited(0))
        #expect(run.errors.isEmpty)
        #expect(run.output.contains("tanh(0) = 0\n"))
        #expect(run.output.hasSuffix("A[0, 1] = 2\n"))
        #expect(!run.output.contains("backstep>"))
        #expect(!run.output.contains("\u{1B}"))
    }

    @Test func anErrorEndsALineOfTheREPLNotTheSession() throws {
        let run = try BuiltProgram.run("repl", input: "print 1\nprint foo\nstepp\nprint 2\nexit\nprint 3")
        #expect(run.status == .exited(2))
        #expect(run.output.hasPrefix("1 = 1\n2 = 2\n"))
        #expect(!run.output.contains("3 = 3"))
        #expect(run.errors.contains("-:2:7: error: "))
        #expect(run.errors.contains("-:3:1: error: "))
    }

    @Test func aLastLineWithoutALineEndIsCarriedOut() throws {
        let run = try BuiltProgram.run("repl", input: "print 40 + 2")
        #expect(run.output == "40 + 2 = 42\n")
    }

    @Test(arguments: ["text", "json"])
    func ctrlCStopsATrainingHeadlessWithAReport(format: String) throws {
        let file = try ScenarioFile(xorSetUp + "train until loss < 0 max=1000000000\nprint 12345\n")
        let terminal = try BuiltProgram.start("run", "--format", format, file.path)
        try terminal.wait(forText: "parameters")
        try terminal.waitForWork()
        let pressed = ContinuousClock.now
        terminal.send("\u{3}")
        #expect(try terminal.waitForExit() == .exited(130))
        #expect(ContinuousClock.now - pressed < .seconds(3))
        #expect(terminal.outputText.contains(format == "json" ? "\"reason\":\"interrupted\"" : "interrupted: "))
        #expect(!terminal.outputText.contains("print 12345"))
        #expect(try terminal.modes().echoes)
    }
}
