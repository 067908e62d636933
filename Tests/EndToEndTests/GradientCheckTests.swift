import Foundation
import TerminalDrawing
import TestSupport
import Testing

/// `check gradients` in the built program: exit status, JSON, and ending it early.
@Suite struct GradientCheckTests {
    /// So many cells that the check would take very long.
    private static let longSetUp = """
        data digits
        network 64-256-256-10
        batch full

        """

    @Test func aCheckThatFailsFailsTheRunAndLetsTheRestGoOn() throws {
        let wrong = xorSetUp + "step 7\nlet dW2[0,0] = 1\ncheck gradients\nprint 3 + 4\n"
        let run = try BuiltProgram.run("run", "-", input: wrong)
        #expect(run.status == .exited(1))
        #expect(run.output.contains("> check gradients\n  gradient  shape  cells "))
        #expect(run.output.contains("  ✗ 1 wrong\n"))
        #expect(run.output.contains("3 + 4 = 7\n"))
        #expect(run.output.hasSuffix("-: 0 passed, 1 failed\n"))
        let right = try BuiltProgram.run("run", "-", input: xorSetUp + "check gradients\n")
        #expect(right.status == .exited(0))
        #expect(right.output.contains("\n✓ all 70 gradients of 8 matrices agree within 1e-6\n"))
    }

    @Test func dropoutAndAPenaltyAreChecked() throws {
        let setUp = """
            data xor
            network 2-8-3-2 dropout=0.5 hidden=gelu seed=2
            regularize l1=0.01 l2=0.1
            next 4

            """
        let right = try BuiltProgram.run("run", "-", input: setUp + "check gradients\n")
        #expect(right.status == .exited(0))
        #expect(right.output.contains("\n✓ all "))
        #expect(right.output.contains("  dD1 "))
        for wrong in ["finish\nfinish\nlet dD1[0,0] = 1", "finish\nfinish\nlet dW1 = dW1 - 0.1 * W1"] {
            let run = try BuiltProgram.run("run", "-", input: setUp + wrong + "\ncheck gradients\n")
            #expect(run.status == .exited(1))
            #expect(run.output.contains("\n✗ "))
        }
    }

    @Test func oneObjectTellsEveryMatrix() throws {
        let input = xorSetUp + "step 7\nlet dW2[3,1] = 1\ncheck gradients tolerance=1e-5\n"
        let run = try BuiltProgram.run("run", "--format", "json", "-", input: input)
        #expect(run.status == .exited(1))
        #expect(run.errors.hasPrefix("-:6: gradient check failed\n"))
        let line = try #require(run.output.split(separator: "\n").last)
        let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(object["kind"] as? String == "gradient-check")
        #expect(object["passed"] as? Bool == false)
        #expect(object["tolerance"] as? Double == 1e-5)
        #expect(object["checked"] as? Int == 70)
        let matrices = try #require(object["matrices"] as? [[String: Any]])
        #expect(matrices.map { $0["name"] as? String }.first == "dW2")
        #expect(
            Set(matrices.compactMap { $0["name"] as? String })
                == ["dX", "dW1", "db1", "dZ1", "dA1", "dW2", "db2", "dZ2"])
        #expect(matrices[0]["shape"] as? [Int] == [4, 2])
        #expect(matrices[0]["checked"] as? Int == 8)
        #expect(matrices[0]["kinks"] as? Int == 0)
        let worst = try #require(matrices[0]["worst"] as? [String: Any])
        #expect(worst["row"] as? Int == 3)
        #expect(worst["column"] as? Int == 1)
        #expect(worst["analytic"] as? Double == 1)
        #expect(try abs(#require(worst["numeric"] as? Double)) < 0.5)
        #expect(try #require(worst["relativeError"] as? Double) > 0.5)
    }

    @Test func numbersThatAreNotFiniteAreText() throws {
        let input = xorSetUp + "step 9\nlet db1[0,2] = 0/0\ncheck gradients\n"
        let run = try BuiltProgram.run("run", "--format", "json", "-", input: input)
        #expect(run.status == .exited(1))
        #expect(
            run.output.contains(
                "\"notFinite\":1,\"worst\":{\"row\":0,\"column\":2,\"analytic\":\"nan\",\"numeric\":"))
        #expect(run.output.contains("\"relativeError\":\"nan\""))
    }

    /// This works at once even after a run of a small network with many operations in a slice.
    @Test func ctrlCEndsItWithWhatWasFound() throws {
        let file = try ScenarioFile(
            xorSetUp + "train 100000 iterations\n" + Self.longSetUp + "check gradients\nprint 1\n")
        for format in ["text", "json"] {
            let terminal = try BuiltProgram.start("run", "--format", format, file.path)
            // The command before it has answered, so the check is under way.
            try terminal.wait(forText: "batch full")
            try terminal.waitForWork()
            terminal.signal(SIGINT)
            #expect(try terminal.waitForExit() == .exited(130))
            #expect(terminal.outputText.contains(format == "json" ? "\"interrupted\":true" : "interrupted: "))
            #expect(!terminal.outputText.contains("print 1"))
        }
    }

    @Test(arguments: [" ", "\u{3}", "s"])
    func onTheScreenItShowsHowFarItIsAndAKeyEndsIt(key: String) throws {
        let file = try ScenarioFile(Self.longSetUp)
        let terminal = try BuiltProgram.start(file.path)
        try terminal.waitForHeader("PAUSED")
        try terminal.command("check gradients")
        try terminal.waitForHeader("RUNNING")
        try terminal.wait(for: "the count") { $0.line(23).hasPrefix(" checking gradients: ") }
        let first = terminal.screen.line(23)
        try terminal.wait(for: "a higher count") {
            $0.line(23).hasPrefix(" checking gradients: ") && $0.line(23) != first
        }
        terminal.send(key)
        try terminal.waitForHeader("PAUSED")
        try terminal.wait(forText: "agreeing within 1e-6")
        #expect(terminal.screen.text.contains("interrupted: "))
        terminal.send("s")
        try terminal.waitForHeader("1/14  PAUSED")
    }
}
