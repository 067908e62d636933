import Foundation
import TestSupport
import Testing

/// `backstep bench screen`: the form of its output, without a terminal and in one. The speed of this machine is not
/// tested.
@Suite struct ScreenBenchmarkTests {
    @Test func itMeasuresWithItsOutputInAPipe() throws {
        let run = try BuiltProgram.run("bench", "--format", "json", "--seconds", "0.25", "screen")
        #expect(run.status == .exited(0))
        #expect(run.errors.isEmpty)
        let objects = try run.output.split(separator: "\n").map { line in
            try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        #expect(objects.map { $0["kind"] as? String } == ["machine", "screen"])
        let screen = objects[1]
        #expect(screen["columns"] as? Int == 200)
        #expect(screen["rows"] as? Int == 60)

        let frames = try #require(screen["frames"] as? [[String: Any]])
        #expect(frames.count >= 5)
        for frame in frames {
            let total = try number(frame, "totalSeconds")
            #expect(total > 0)
            #expect(try number(frame, "largestSeconds") >= total)
            #expect(try number(frame, "drawingSeconds") + number(frame, "presentingSeconds") <= 2 * total)
            #expect([0.004, 0.02].contains(try number(frame, "goalSeconds")))
            #expect(try number(frame, "count") >= 10)
        }

        let training = try #require(screen["training"] as? [[String: Any]])
        #expect(training.count == 3)
        for workload in training {
            for name in ["iterationsPerSecond", "screenIterationsPerSecond", "kept", "framesPerSecond"] {
                #expect(try number(workload, name) > 0, "\(name)")
            }
            #expect(try number(workload, "answers") >= 20)
            #expect(try number(workload, "answerLargestSeconds") >= number(workload, "answerMedianSeconds"))
        }
        // The smallest network is the fastest.
        #expect(try number(training[0], "iterationsPerSecond") > number(training[2], "iterationsPerSecond"))
    }

    private func number(_ object: [String: Any], _ name: String) throws -> Double {
        try #require(object[name] as? Double, "\(name)")
    }

    @Test func inATerminalTheMeasuredScreenIsInvisible() throws {
        let terminal = try BuiltProgram.start("bench", "--seconds", "0.25", "screen", environment: ["TERM": "dumb"])
        #expect(try terminal.waitForExit(within: ProgramRun.patience) == .exited(0))
        #expect(terminal.outputText.contains("answer to a key"))
        #expect(!terminal.outputText.contains("\u{1B}"))
        #expect(try terminal.modes().echoes)
    }

    @Test func ctrlCEndsItAndGivesTheTerminalBack() throws {
        let terminal = try BuiltProgram.start("bench", "--seconds", "3000", "screen")
        try terminal.wait(forText: "best product")
        try terminal.waitForWork()
        terminal.send("\u{3}")
        #expect(try terminal.waitForExit() == .exited(130))
        #expect(!terminal.outputText.contains("\u{1B}"))
    }
}
