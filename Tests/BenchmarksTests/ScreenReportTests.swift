import Platform
import TerminalDrawing
import Testing

@testable import Benchmarks

/// The report on the screen, for people and for programs.
@Suite struct ScreenReportTests {
    private let report = BenchmarkReport(request: BenchmarkRequest())

    private func summary(_ rate: Double) -> RateSummary {
        RateSummary(unitsPerSecond: rate, spread: 0.01, calibrationSeconds: 0.002, keptCount: 4, measuredCount: 4)
    }

    private var measurement: ScreenMeasurement {
        ScreenMeasurement(
            size: Size(columns: 200, rows: 60),
            frames: [
                .init(
                    change: "an operation ran",
                    costs: [1, 2, 6].map { FrameCost(drawing: .milliseconds($0), presenting: .microseconds(500)) },
                    goal: .milliseconds(4))
            ],
            training: [
                .init(
                    workload: ScreenWorkload.all[0], headless: summary(2000), watched: summary(1900),
                    keptShares: [0.94, 0.96, 0.99], framesPerSecond: 12,
                    answers: [.milliseconds(4), .milliseconds(8), .milliseconds(30)])
            ])
    }

    private func words(_ line: String?) -> [String] { (line ?? "").split(separator: " ").map(String.init) }

    @Test func theTableHasMediansAndTheWorst() {
        let lines = report.row(.screen(measurement)).split(separator: "\n").map(String.init)
        let frame = lines.first { $0.hasPrefix("an operation ran") }
        #expect(
            words(frame).suffix(11)
                == ["2.00", "ms", "0.50", "ms", "2.50", "ms", "6.50", "ms", "4.00", "ms", "3"])
        let rows = lines.filter { $0.hasPrefix("2-4-2 tanh, batch 4") }
        #expect(words(rows.first).suffix(4) == ["2 000", "1 900", "96.0%", "12"].flatMap { words($0) }.suffix(4))
        #expect(words(rows.last).suffix(5) == ["8.00", "ms", "30.00", "ms", "3"])
        #expect(lines.allSatisfy { $0.count <= BenchmarkReport.columnLimit + 8 })
    }

    @Test func programsGetTheSameInSeconds() throws {
        let text = report.json(.screen(measurement)).text
        for part in [
            "\"kind\":\"screen\"", "\"drawingSeconds\":0.002", "\"presentingSeconds\":0.0005",
            "\"totalSeconds\":0.0025", "\"largestSeconds\":0.0065", "\"goalSeconds\":0.004", "\"kept\":0.96",
            "\"answerMedianSeconds\":0.008", "\"answerLargestSeconds\":0.03", "\"iterationsPerSecond\":2000",
        ] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test func itIsAskedForByItsName() throws {
        #expect(Benchmark.named("Screen") == .screen)
        #expect(!Benchmark.all.contains(.screen))
    }
}
