import Foundation
import TestSupport
import Testing

/// `backstep run` and its exit status, on text.
@Suite struct HeadlessRunTests {
    @Test(arguments: [
        ("01-xor-by-hand", "47 passed, 0 failed\n", "All four answers are right"),
        ("17-iris", "21 passed, 0 failed\n", "test.accuracy = 0.96"),
        ("20-going-back", "20 passed, 0 failed\n", "watchpoint 3, lr: changed by hand"),
        ("18-digits", "12 passed, 0 failed\n", "test.accuracy = 0.98"),
        ("21-find-the-bug-one", "25 passed, 0 failed\n", "✓ update had the fault"),
    ])
    func aShippedLessonPassesAndTellsTheSameEveryTime(
        name: String, end: String, insight: String
    ) throws {
        let path = "Scenarios/\(name).scenario"
        let first = try BuiltProgram.run("run", path)
        #expect(first.status == .exited(0))
        #expect(first.errors.isEmpty)
        #expect(first.output.contains(insight))
        #expect(first.output.hasSuffix(end))
        let second = try BuiltProgram.run("run", path)
        #expect(second.output == first.output)
    }

    @Test func theWholeCoursePasses() throws {
        let folder = BuiltProgram.packageFolder.appendingPathComponent("Scenarios")
        let lessons = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.first?.isNumber == true && !$0.contains("fashion") }.sorted()
        try #require(!lessons.isEmpty)
        let run = try BuiltProgram.run(["run"] + lessons.map { "Scenarios/\($0)" })
        #expect(run.status == .exited(0))
        #expect(run.errors.isEmpty)
        for lesson in lessons { #expect(run.output.contains("Scenarios/\(lesson): "), "\(lesson)") }
        #expect(!run.output.contains("✗"))
    }

    @Test func fashionMNISTIsLearntBetterThanThePublishedResult() throws {
        let run = try BuiltProgram.run("run", "Scenarios/19-fashion-mnist.scenario")
        #expect(run.errors.isEmpty)
        #expect(run.status == .exited(0))
        #expect(run.output.contains("60000 samples to train, 10000 to test, 784 features, 10 classes"))
        #expect(run.output.contains("✓ test.accuracy ~= 0.89 within 0.005\n"))
        #expect(run.output.contains("✓ test.accuracy > 0.872\n"))
        #expect(run.output.hasSuffix("17 passed, 0 failed\n"))
    }

    @Test func plotsAreDrawnInASCIIAndAlwaysInOneSize() throws {
        let text = xorSetUp + "next 40\nplot loss y=log\nplot hist(W1)\nplot boundary\n"
        let run = try BuiltProgram.run("run", "-", input: text)
        #expect(run.status == .exited(0))
        let plots = run.output.components(separatedBy: "> plot ").dropFirst()
        #expect(plots.count == 3)
        for plot in plots {
            let lines = plot.split(separator: "\n").dropFirst()
            #expect((10...18).contains(lines.count))
            // The last line has the figures, in which there may be a sign of multiplication.
            #expect(lines.dropLast().allSatisfy { $0.count <= 72 && $0.utf8.allSatisfy { $0 < 0x80 } })
        }
        #expect(plots.first?.contains("log y\n") == true && plots.first?.contains("first ") == true)
        #expect(try BuiltProgram.run("run", "-", input: text).output == run.output)
        #expect(try BuiltProgram.run("repl", input: xorSetUp + "plot loss\n").output.hasSuffix("train  no point yet\n"))
    }

    @Test func severalFilesRunOneAfterAnotherEachOnAWorkbenchOfItsOwn() throws {
        let variable = try ScenarioFile("let mine = 1\nexpect mine == 1\n")
        let user = try ScenarioFile("print mine\n")
        let run = try BuiltProgram.run("run", variable.path, user.path)
        #expect(run.status == .exited(2))
        #expect(run.output.contains("1 passed, 0 failed"))
        #expect(run.errors.contains("\(user.path):1:7: error: there is no 'mine'"))
    }

    @Test func aFailedExpectationFailsTheRunAndLetsTheRestGoOn() throws {
        let run = try BuiltProgram.run("run", "-", input: "expect 1 == 2\nexpect 2 == 2\nprint 3 + 4\n")
        #expect(run.status == .exited(1))
        #expect(run.output.contains("✗ 1 == 2\n  actual    1\n  expected  2\n  at -:1\n"))
        #expect(run.output.contains("✓ 2 == 2\n"))
        #expect(run.output.contains("3 + 4 = 7\n"))
        #expect(run.output.hasSuffix("-: 1 passed, 1 failed\n"))
    }

    @Test func nothingOfAFileWithASyntaxErrorRunsAndThePlaceIsShown() throws {
        let file = try ScenarioFile("print 1\nnetwork 2-4-2 hidden=tahn\n")
        let run = try BuiltProgram.run("run", file.path)
        #expect(run.status == .exited(2))
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("\(file.path):2:22: error: "))
        #expect(run.errors.contains("\n  network 2-4-2 hidden=tahn\n                       ^~~~\n"))
        #expect(run.errors.contains("did you mean 'tanh'?"))
    }

    @Test func anErrorWhileRunningStopsTheFileThere() throws {
        let run = try BuiltProgram.run("run", "-", input: xorSetUp + "print 1\nprint W9\nprint 2\n")
        #expect(run.status == .exited(2))
        #expect(run.output.contains("> print 1\n"))
        #expect(!run.output.contains("> print 2\n"))
        #expect(run.errors.hasPrefix("-:5:7: error: "))
    }

    /// Files are also looked for beside the scenario; standard input has no folder.
    @Test(arguments: ["data csv m label=y", "data idx a b", "source m", "load m.npz"])
    func aMissingFileIsAnErrorFromStandardInputToo(command: String) throws {
        let run = try BuiltProgram.run("repl", input: "data xor\nnetwork 2-2\n\(command)\n")
        #expect(run.status == .exited(2))
        #expect(run.errors.contains("there is no such file"))
    }

    @Test func aMissingFileIsNamedAndTheOthersStillRun() throws {
        let run = try BuiltProgram.run("run", "no/such.scenario", "-", input: "print 1\n")
        #expect(run.status == .exited(2))
        #expect(run.errors == "backstep: error: cannot read 'no/such.scenario': there is no such file\n")
        #expect(run.output == "> print 1\n1 = 1\n\n2 files: 0 expectations held, none failed, 1 error\n")
    }

    @Test func aFolderIsRefusedWithASentence() throws {
        let run = try BuiltProgram.run("run", "Scenarios")
        #expect(run.status == .exited(2))
        #expect(run.errors.contains("it is a folder"))
    }

    @Test(arguments: ["", "\n\n", "# only a comment\n"])
    func anEmptyScenarioIsNotAnError(text: String) throws {
        let run = try BuiltProgram.run("run", "-", input: text)
        #expect(run.status == .exited(0))
        #expect(run.output.isEmpty && run.errors.isEmpty)
    }

    @Test func exitEndsAFileEarly() throws {
        let run = try BuiltProgram.run("run", "-", input: "print 1\nexit\nprint 2\n")
        #expect(run.status == .exited(0))
        #expect(!run.output.contains("print 2"))
    }

    @Test func aRunThatNothingWouldStopIsRefused() throws {
        let run = try BuiltProgram.run("run", "-", input: xorSetUp + "continue\n")
        #expect(run.status == .exited(2))
        #expect(run.errors.contains("-:4:1: error: "))
    }

    @Test func valuesThatAreNoNumbersAreSpelledAsEverywhere() throws {
        let run = try BuiltProgram.run("run", "-", input: "print 0/0\nprint -(0/0)\nprint 1/0\nprint -1/0\n")
        #expect(run.output.contains("0 / 0 = nan\n"))
        #expect(!run.output.contains("-nan"))
        #expect(run.output.contains("1 / 0 = inf\n"))
        #expect(run.output.contains("-1 / 0 = -inf\n"))
    }

    @Test func withoutUTF8InTheLocaleTheTranscriptIsASCII() throws {
        for path in [
            "Scenarios/01-xor-by-hand.scenario", "Scenarios/17-iris.scenario", "Scenarios/20-going-back.scenario",
        ] {
            let run = try BuiltProgram.run("run", path, environment: ["LC_ALL": "C"])
            #expect(run.status == .exited(0))
            #expect(run.output.utf8.allSatisfy { $0 < 0x80 })
        }
        let run = try BuiltProgram.run("run", "-", input: "print ×\n", environment: ["LC_ALL": "C"])
        #expect(run.status == .exited(2))
        #expect(run.errors.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func standardInputThatCannotBeReadIsNamed() throws {
        for (redirection, reason) in [("< /", "is a directory"), ("<&-", "bad file descriptor")] {
            for command in ["run -", "repl"] {
                let run = try BuiltProgram.runInShell("backstep \(command) \(redirection)")
                if command == "repl" {
                    #expect(run.status == .exited(0))
                } else {
                    #expect(run.status == .exited(2))
                    #expect(run.errors == "backstep: error: cannot read standard input: \(reason)\n")
                }
            }
        }
    }

    @Test func linesOfAPipeAreCountedForErrors() throws {
        let run = try BuiltProgram.run("repl", input: "print 1\nprint [1,\n2]\nbad\n")
        #expect(run.errors.hasPrefix("-:4:1: error: unknown command 'bad'"))
    }
}
