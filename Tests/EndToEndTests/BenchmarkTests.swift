import Foundation
import TerminalDrawing
import TestSupport
import Testing

/// `backstep bench`: the form of its output, and that its figures agree with one another. The speed of this machine is
/// not tested.
@Suite struct BenchmarkTests {
    @Test(arguments: ["float32", "float64"])
    func theObjectsAreThoseOfTheMachineAndOfEachWorkload(precision: String) throws {
        let run = try BuiltProgram.run(
            "bench", "--format", "json", "--seconds", "0.05", "--precision", precision, "W2", "2-4-2")
        #expect(run.status == .exited(0))
        #expect(run.errors.isEmpty)
        let objects = try run.output.split(separator: "\n").map { line in
            try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        #expect(objects.map { $0["kind"] as? String } == ["machine", "training", "training"])
        #expect(objects.map { $0["precision"] as? String } == [precision, precision, precision])
        #expect(objects.map { $0["name"] as? String } == [nil, "w2", "w1"])

        let machine = objects[0]
        #expect((machine["processor"] as? String)?.isEmpty == false)
        #expect(try Date(#require(machine["date"] as? String), strategy: .iso8601).timeIntervalSinceNow < 1)
        for name in ["processors", "peakGflops", "bestProductGflops"] { #expect(try number(machine, name) > 0) }
        #expect(try number(machine, "seconds") == 0.05)

        for (object, size) in zip(objects.dropFirst(), [(batch: 32.0, flops: 62_464.0), (batch: 4, flops: 320)]) {
            try expectConsistency(object, batch: size.batch, flops: size.flops)
        }
    }

    private func expectConsistency(_ object: [String: Any], batch: Double, flops: Double) throws {
        #expect(try number(object, "batch") == batch)
        #expect(try number(object, "flopsPerStep") == flops)
        let steps = try number(object, "stepsPerSecond")
        #expect(steps > 0)
        let gflops = try number(object, "gflops")
        for (name, value) in [
            ("samplesPerSecond", steps * batch), ("gflops", steps * flops / 1e9),
            ("shareOfPeak", gflops / (try number(object, "peakGflops"))),
            ("shareOfBestProduct", gflops / (try number(object, "bestProductGflops"))),
            ("bareSamplesPerSecond", try number(object, "bareProductsGflops") * 1e9 / flops * batch),
        ] {
            #expect(abs(try number(object, name) - value) <= 1e-9 * value, "\(name)")
        }
        // No training is faster than the peak of the processor it runs on.
        #expect(try number(object, "shareOfPeak") < 1)
        #expect(try number(object, "spread") >= 0)
        let steady = try #require(object["steady"] as? Bool)
        for name in ["slices", "bareProductsSlices", "bestProductSlices"] {
            let counts = try #require(object[name] as? [String: Int])
            let (kept, measured) = (try #require(counts["kept"]), try #require(counts["measured"]))
            #expect(measured >= 1 && (0...measured).contains(kept))
            if name == "slices" { #expect(measured >= 3 && (kept >= 3 || !steady)) }
        }
    }

    private func number(_ object: [String: Any], _ name: String) throws -> Double {
        try #require(object[name] as? Double, "\(name)")
    }

    @Test func peopleGetATableThatFits() throws {
        let run = try BuiltProgram.run("bench", "--seconds", "0.05", "w1")
        #expect(run.status == .exited(0))
        #expect(run.errors.isEmpty)
        let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
        for line in lines { #expect(line.count <= 100) }
        for (line, start) in zip(lines, ["processor ", "date ", "threads ", "precision ", "peak ", "best product "]) {
            #expect(line.hasPrefix(start))
        }
        #expect(lines.contains { $0.hasPrefix("w1  2-4-2  ") })
    }

    @Test func ctrlCEndsItAtOnce() throws {
        let terminal = try BuiltProgram.start("bench", "--seconds", "3000", "w6", size: Size(columns: 100, rows: 24))
        try terminal.wait(forText: "samples/s")
        let pressed = ContinuousClock.now
        terminal.send("\u{3}")
        #expect(try terminal.waitForExit() == .exited(130))
        #expect(ContinuousClock.now - pressed < .seconds(3))
    }

    /// QEMU's emulation of a whole program stands in for an old processor, where it is installed.
    static let emulator = "/usr/bin/qemu-x86_64"
    static let canEmulate = FileManager.default.isExecutableFile(atPath: emulator)
    static var isBaseline: Bool {
        #if BACKSTEP_BASELINE
            true
        #else
            false
        #endif
    }

    @Test(.enabled(if: canEmulate && !isBaseline), arguments: ["--version", "run -", "bench w1"])
    func aMissingInstructionSetIsReportedFirst(arguments: String) throws {
        let run = try ProgramRun.run(
            URL(fileURLWithPath: Self.emulator),
            ["-cpu", "Nehalem", BuiltProgram.path()] + arguments.split(separator: " ").map(String.init))
        #expect(run.status == .exited(2))
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("backstep: error: this processor has no AVX2 and no FMA instructions"))
        #expect(run.errors.contains("BACKSTEP_BASELINE=1 swift build -c release"))
    }
}
