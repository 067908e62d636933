import Foundation
import NeuralEngine
import Testing

@testable import Benchmarks

@Suite struct BenchmarkReportTests {
    private let report = BenchmarkReport(request: BenchmarkRequest())

    private func summary(_ rate: Double, kept: Int = 10, of measured: Int = 12) -> RateSummary {
        RateSummary(
            unitsPerSecond: rate, spread: 0.034, calibrationSeconds: 0.002, keptCount: kept, measuredCount: measured)
    }

    /// 100 steps a second of w3; the peak is 100 GFLOP/s, the best product 50.
    private func measurement(
        _ name: String = "w3", rate: Double = 100, kept: Int = 10, timesFaster: Double = 1
    ) throws -> TrainingMeasurement {
        TrainingMeasurement(
            workload: try #require(TrainingWorkload.named(name)), training: summary(rate, kept: kept),
            bareProducts: summary(2 * rate), bestProduct: summary(25 * timesFaster),
            calibrationOperations: 2e8 * timesFaster,
            bestProductOperations: 2e9, isSteady: kept > 3)
    }

    private func machine(_ processor: String = "A Processor") -> MachineMeasurement {
        MachineMeasurement(
            processor: processor, processorCount: 2, date: "2026-01-02T03:04:05Z", peakRate: 1e11,
            bestProductRate: 8.04e10)
    }

    @Test func theHeadSaysWhatTheFiguresWereMeasuredOn() {
        let header = report.header(machine())
        #expect(header.contains("processor     A Processor (2 processors)\n"))
        #expect(header.contains("date          2026-01-02T03:04:05Z\n"))
        #expect(header.contains("threads       1\n"))
        #expect(header.contains("precision     float32\n"))
        #expect(header.contains("peak          100 GFLOP/s"))
        #expect(header.contains("best product  80.4 GFLOP/s, 80.4% of the peak (1024×1024×1024)\n"))
    }

    @Test func aRowHasTheFiguresInTheirColumns() throws {
        // 2·64·(2·100352 + 3·1280) = 26 181 632 operations a step.
        #expect(
            report.row(.training(try measurement())) == """
                w3  784-128-10             64       100     6 400     2.6  2.62%   5.24%    12 800  3.40%     10/12

                """)
    }

    @Test(arguments: TrainingWorkload.all.map(\.name))
    func noLineIsWiderThanAHundredColumns(name: String) throws {
        // Faster than machines are: 20 TFLOP/s, 10 million steps a second.
        let operations = try #require(TrainingWorkload.named(name)).floatingPointOperations
        let row = report.row(
            .training(try measurement(name, rate: min(1e7, 2e13 / operations), timesFaster: 250)))
        let longName = String(repeating: "Processor ", count: 20)
        let note = report.notes(try TrainingWorkload.all.map { .training(try measurement($0.name, kept: 0)) })
        for line in (report.header(machine(longName)) + row + report.legend + note).split(separator: "\n") {
            #expect(line.count <= 100)
        }
        #expect(row.split(separator: " ").contains("3.40%"))
    }

    @Test func aSteadyMachineNeedsNoNote() throws {
        #expect(report.notes([.training(try measurement())]) == "")
    }

    @Test func aRestlessMachineIsNamedWithItsWorkloads() throws {
        let results = try [("w1", 10), ("w2", 2), ("w3", 0), ("w4", 0)].map { name, kept in
            BenchmarkResult.training(try measurement(name, kept: kept))
        }
        let note = report.notes(results).replacing("\n", with: " ")
        #expect(note.contains("Few slices were kept in w2. None was kept in w3, w4: these figures are of all slices."))
        #expect(!note.contains("w1"))
    }

    @Test func theObjectOfAWorkloadHasEveryFigureUnrounded() throws {
        let text = report.json(.training(try measurement())).text
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["kind"] as? String == "training")
        #expect(object["name"] as? String == "w3")
        #expect(object["network"] as? String == "784-128-10")
        #expect(object["batch"] as? Int == 64)
        #expect(object["momentum"] as? Double == 0)
        let expected = [
            "flopsPerStep": 26_181_632, "stepsPerSecond": 100, "samplesPerSecond": 6400, "gflops": 2.6181632,
            "shareOfPeak": 0.026181632, "shareOfBestProduct": 0.052363264, "peakGflops": 100, "bestProductGflops": 50,
            "bareProductsGflops": 5.2363264, "bareSamplesPerSecond": 12_800, "spread": 0.034,
        ]
        for (name, value) in expected.sorted(by: { $0.key < $1.key }) {
            #expect(isClose(try #require(object[name] as? Double), value), "\(name)")
        }
        #expect(object["steady"] as? Bool == true)
        #expect(object["slices"] as? [String: Int] == ["kept": 10, "measured": 12])
    }

    @Test(arguments: [
        ("processor\t: 0\nmodel\t\t: 17\nmodel name\t: Some  CPU @ 2 GHz \nmodel name\t: Other\n", "Some CPU @ 2 GHz"),
        ("model name\t:\nmodel name\t: Second\n", "Second"), ("processor\t: 0\nBogoMIPS\t: 50.00\n", nil), ("", nil),
    ])
    func theProcessorsNameIsReadFromTheSystemsList(text: String, name: String?) {
        #expect(ProcessorName.read(text) == name)
    }
}
