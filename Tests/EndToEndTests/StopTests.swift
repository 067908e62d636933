import Foundation
import TerminalDrawing
import TestSupport
import Testing

/// Stops and displays in the built program: scenarios, and the screen.
@Suite struct StopTests {
    @Test func aScenarioStopsForwardAndBack() throws {
        let run = try BuiltProgram.run(
            "run", "-",
            input: xorSetUp + """
                break loss.forward if loss < 0.5
                display W2[0,0]
                continue
                expect loss < 0.5
                delete
                train 2000 iterations
                break if loss < 0.5
                reverse-continue
                expect loss < 0.5
                reverse-step 6
                expect loss >= 0.5
                watch W1[0,0]
                goto iteration=2000
                rc
                expect iteration == 1999 and operation == 0
                info breakpoints

                """)
        #expect(run.errors.isEmpty)
        #expect(run.status == .exited(0))
        #expect(run.output.contains("\nbreakpoint 1, loss.forward if loss < 0.5\n"))
        #expect(run.output.contains("\n1: W2[0, 0] = "))
        #expect(run.output.contains("\nbreakpoint 2, if loss < 0.5: holds now\n"))
        #expect(run.output.contains("\nwatchpoint 3, W1[0, 0]: changed\n  old  "))
        #expect(run.output.contains("\n  2  breakpoint  yes         1  if loss < 0.5\n"))
        #expect(run.output.contains("\n  3  watchpoint  yes         1  W1[0, 0]\n"))
    }

    @Test func aStopAsJSONSaysWhichWhyAndWhere() throws {
        let run = try BuiltProgram.run(
            "run", "--format", "json", "-",
            input: xorSetUp + "watch W1\ncatch nan\nbreak update\ndisplay loss\nnext\ninfo breakpoints\n")
        let lines = try run.output.split(separator: "\n").map { line in
            try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        let stop = lines[lines.count - 2]
        #expect(stop["kind"] as? String == "stop")
        #expect(stop["reason"] as? String == "watchpoint")
        #expect(stop["operation"] as? String == "update")
        let hits = try #require(stop["stops"] as? [[String: Any]])
        #expect(hits.map { $0["number"] as? Int } == [1, 3])
        #expect(hits[0]["finding"] as? String == "changed")
        #expect(hits[0]["changedCells"] as? Int == 8)
        #expect(hits[0]["old"] is Double && hits[0]["new"] is Double)
        #expect(hits[1]["finding"] as? String == "ran")
        let displays = try #require(stop["displays"] as? [[String: Any]])
        #expect(displays.first?["expression"] as? String == "loss")
        #expect(displays.first?["value"] is Double)
        let list = try #require(lines.last?["stops"] as? [[String: Any]])
        #expect(list.map { $0["what"] as? String } == ["W1", "nan", "update"])
        #expect(list.map { $0["hits"] as? Int } == [1, 0, 1])
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 36)])
    func theScreenMarksABreakpointAndSaysWhyItStopped(size: Size) throws {
        let terminal = try BuiltProgram.startLesson(size: size)
        terminal.send("ss")
        try terminal.waitForHeader("iteration 0  2/10  LESSON")
        terminal.send("b")
        try terminal.wait(for: "a mark at the operation") { screen in
            (2..<size.rows).contains { screen.line($0).hasPrefix("│●▶ 2 linear1.forward") }
        }
        terminal.send("c")
        try terminal.wait(for: "the stop an iteration later") { $0.line(0).contains("iteration 1  2/10") }
        try terminal.wait(forText: "breakpoint 1, linear1.forward")
        terminal.send("C")
        try terminal.wait(for: "the stop before it") {
            $0.line(0).contains("iteration 0 of 1  2/10")
        }
        try terminal.command("delete")
        try terminal.wait(for: "no mark") { screen in
            (2..<size.rows).allSatisfy { !screen.line($0).contains("●▶") }
        }
    }
}
