import NeuralEngine
import Platform

/// What `backstep bench` is asked to do.
public struct BenchmarkRequest: Equatable, Sendable {
    var benchmarks = Benchmark.all
    var format = OutputFormat.text
    /// How long the training of each workload is measured.
    var seconds = 1.0
    /// How many threads matrix products may use.
    var threads = 1
    var precision = Precision.float32

    /// Whether to measure the program's own processor time, which other programs do not affect. With several threads
    /// that would be the sum over all threads, so then it is wall time.
    var countsProcessorTime: Bool { threads == 1 }

    /// Whether the results include a table of workloads.
    var measuresTraining: Bool {
        benchmarks.contains { if case .training = $0 { true } else { false } }
    }

    static let mostSeconds = 3600.0
    static let mostThreads = 256
}

extension BenchmarkRequest {
    /// Reads the options and operands of `backstep bench`.
    public init(_ parsed: ParsedOptions) throws(UsageError) {
        format = try parsed.format() ?? .text
        if let spelling = parsed.values["seconds"] {
            guard let seconds = Double(spelling), seconds > 0, seconds <= Self.mostSeconds else {
                throw .badSeconds(spelling)
            }
            self.seconds = seconds
        }
        if let spelling = parsed.values["threads"] {
            guard let threads = Int(spelling), (1...Self.mostThreads).contains(threads) else {
                throw .badThreads(spelling)
            }
            self.threads = threads
        }
        if let spelling = parsed.values["precision"] {
            guard let precision = Precision(rawValue: spelling) else { throw .unknownPrecision(spelling) }
            self.precision = precision
        }
        guard !parsed.operands.isEmpty else { return }
        benchmarks = []
        for word in parsed.operands {
            guard let benchmark = Benchmark.named(word) else { throw .unknownBenchmark(word) }
            benchmarks.append(benchmark)
        }
    }
}

extension UsageError {
    static func badSeconds(_ text: String) -> UsageError {
        UsageError("'\(text)' is not a number of seconds: '--seconds' takes a number above 0, at most 3600")
    }

    static func badThreads(_ text: String) -> UsageError {
        UsageError("'\(text)' is not a number of threads: '--threads' takes a whole number from 1 to 256")
    }

    static func unknownPrecision(_ text: String) -> UsageError {
        UsageError("there is no precision '\(text)': it is 'float32' or 'float64'")
    }

    static func unknownBenchmark(_ word: String) -> UsageError {
        let workloads = Benchmark.all.map(\.description).joined(separator: ", ")
        return UsageError("there is no workload '\(word)': there are \(workloads)")
    }
}
