import NeuralEngine
import PlainText
import TerminalDrawing

/// The results for people: a table of at most 100 columns, with its explanation.
struct BenchmarkReport {
    let request: BenchmarkRequest

    private struct Column {
        let title: String
        let width: Int
        var isLeft = false

        func padded(_ text: String) -> String {
            let padding = String(repeating: " ", count: max(isLeft ? 0 : 1, width - text.count))
            return isLeft ? text + padding : padding + text
        }
    }

    /// Widths include the distance to the column before.
    private static let columns = [
        Column(title: "", width: 4, isLeft: true), Column(title: "network", width: 19, isLeft: true),
        Column(title: "batch", width: 6), Column(title: "steps/s", width: 10), Column(title: "samples/s", width: 10),
        Column(title: "GFLOP/s", width: 8), Column(title: "peak", width: 7), Column(title: "product", width: 8),
        Column(title: "alone", width: 10), Column(title: "spread", width: 7), Column(title: "kept", width: 10),
    ]

    /// No line is wider.
    static let columnLimit = 100

    private static func line(_ texts: [String]) -> String {
        zip(columns, texts).map { $0.padded($1) }.joined() + "\n"
    }

    /// The machine and its limits, and the table's header.
    func header(_ machine: MachineMeasurement) -> String {
        let size = BenchmarkSession.bestProductSize
        let operations = MachineLimits.isFused ? "fused multiplications and additions" : "multiplications and additions"
        let share = Self.percent(machine.bestProductRate / machine.peakRate)
        return """
            processor     \(String(machine.processor.prefix(60))) (\(Self.count(machine.processorCount, "processor")))
            date          \(machine.date)
            threads       \(request.threads)
            precision     \(request.precision.rawValue)
            peak          \(Self.giga(machine.peakRate)) GFLOP/s, \(operations) in vectors of \(MachineLimits.vectorBits) bits
            best product  \(Self.giga(machine.bestProductRate)) GFLOP/s, \(share) of the peak (\(size)×\(size)×\(size))


            """ + (request.measuresTraining ? Self.line(Self.columns.map(\.title)) : "")
    }

    /// One line of the table.
    func row(_ result: BenchmarkResult) -> String {
        switch result {
        case .training(let measured):
            Self.line([
                measured.workload.name, measured.workload.spelling, String(measured.workload.batchRows),
                Self.figure(measured.stepsPerSecond), Self.figure(measured.samplesPerSecond),
                Self.giga(measured.rate), Self.percent(measured.shareOfPeak),
                Self.percent(measured.shareOfBestProduct), Self.figure(measured.bareSamplesPerSecond),
                Self.percent(measured.training.spread),
                Self.kept(measured.training),
            ])
        case .timeline(let measured): timeline(measured)
        case .screen(let measured): screen(measured)
        }
    }

    /// A note on the results for which the machine was not steady enough; empty if there are none.
    func notes(_ results: [BenchmarkResult]) -> String {
        var (withNone, withFew): ([String], [String]) = ([], [])
        for result in results {
            switch result {
            case .training(let measured) where measured.isSteady: break
            case .training(let measured) where measured.training.keptCount == 0: withNone.append(measured.workload.name)
            case .training(let measured): withFew.append(measured.workload.name)
            case .timeline, .screen: break
            }
        }
        guard !withNone.isEmpty || !withFew.isEmpty else { return "" }
        var text = "The machine did not keep its speed for long enough."
        if !withFew.isEmpty { text += " Few slices were kept in \(withFew.joined(separator: ", "))." }
        if !withNone.isEmpty {
            text +=
                " None was kept in \(withNone.joined(separator: ", ")): these figures are of all slices."
        }
        text += " Take them with care; measure again when the machine is quiet, or with more --seconds."
        return "\n" + text.wrapped(toColumns: Self.columnLimit).joined(separator: "\n") + "\n"
    }

    /// What the columns mean.
    var legend: String {
        guard request.measuresTraining else { return "" }
        return """

            GFLOP/s  of the matrix products' operations alone, over the time of everything a step does
            peak     its share of the machine's peak, measured beside the training
            product  its share of the best product, measured beside the training
            alone    samples/s if only the workload's matrix products took time
            spread   the fastest minus the slowest of the kept slices, as a share of their median
            kept     slices kept, of all: during the others the machine was over 5 % slower than at its best

            """
    }

    // MARK: Numbers

    static func figure(_ value: Double) -> String {
        value < 1e7 ? NumberFormat.grouped(value) : NumberFormat.grouped(value / 1e6) + " M"
    }

    private static func kept(_ summary: RateSummary) -> String {
        let (kept, measured) = (summary.keptCount, summary.measuredCount)
        return measured < 10_000 ? "\(kept)/\(measured)" : percent(Double(kept) / Double(measured))
    }

    private static func giga(_ rate: Double) -> String {
        let value = rate / 1e9
        return NumberFormat.fixed(value, decimals: value < 1 ? 3 : value < 100 ? 1 : 0)
    }

    static func percent(_ share: Double) -> String {
        NumberFormat.fixed(100 * share, decimals: share < 0.1 ? 2 : 1) + "%"
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
