import Foundation
import TerminalDrawing
import TestSupport
import Testing

/// `backstep cast`, the program itself.
@Suite struct CastTests {
    private let folder = NSTemporaryDirectory() + "backstep-cast-\(UUID().uuidString)"

    private func record(_ scenario: String, _ options: String...) throws -> (run: ProgramRun, text: String) {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let output = folder + "/out.cast"
        let run = try BuiltProgram.run(["cast", scenario, output] + options)
        return (run, (try? String(contentsOfFile: output, encoding: .utf8)) ?? "")
    }

    private func events(_ text: String) throws -> [(time: Double, output: String)] {
        try text.split(separator: "\n").dropFirst().map { line in
            let event = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
            return (try #require(event[0] as? Double), try #require(event[2] as? String))
        }
    }

    @Test func aTerminalThatPlaysTheRecordingShowsTheLesson() throws {
        let (run, text) = try record("Scenarios/01-xor-by-hand.scenario", "--size", "100x30")
        #expect(run.status == .exited(0))
        #expect(text.hasPrefix("{\"version\":2,\"width\":100,\"height\":30,\"title\":\"XOR by hand\""))
        let events = try events(text)
        #expect(zip(events, events.dropFirst()).allSatisfy { $0.time <= $1.time })
        var screen = VirtualScreen(size: Size(columns: 100, rows: 30))
        var seen: Set<String> = []
        for event in events {
            screen.feed(Array(event.output.utf8))
            for word in ["load-batch", "BACKWARD", "What is", "accuracy 1"] where screen.text.contains(word) {
                seen.insert(word)
            }
        }
        #expect(seen.isSuperset(of: ["load-batch", "What is", "accuracy 1"]), "\(seen)")
        // The time is that of a reader: minutes, not the time it took to record.
        #expect(try #require(events.last).time > 60)
    }

    @Test func theSameScenarioGivesTheSameRecording() throws {
        let first = try record("Scenarios/02-one-neuron.scenario").text
        #expect(first == (try record("Scenarios/02-one-neuron.scenario").text))
        #expect(first.utf8.count > 1000)
    }

    @Test func afterAnErrorNothingIsWritten() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let scenario = folder + "-broken.scenario"
        try "data xor\nprint missing\n".write(toFile: scenario, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: scenario) }
        let (run, text) = try record(scenario)
        #expect(run.status == .exited(2))
        #expect(run.errors.contains("there is no 'missing'"))
        #expect(text.isEmpty)
    }

    @Test func aPlaceThatCannotBeWrittenToIsAnError() throws {
        let run = try BuiltProgram.run("cast", "Scenarios/02-one-neuron.scenario", "/proc/none/out.cast")
        #expect(run.status == .exited(2))
        #expect(run.errors.contains("/proc/none"))
    }
}
