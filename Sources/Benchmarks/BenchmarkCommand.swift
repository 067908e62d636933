import Foundation
import Platform
import TerminalDrawing

/// `backstep bench`: measures, and writes each result as soon as it is known.
public struct BenchmarkCommand {
    private let request: BenchmarkRequest
    private let streams: StandardStreams
    private let openTerminal: ([String: String]) throws -> any TerminalDriver
    private let openScreen: ScreenOpener

    /// - Parameters:
    ///   - openTerminal: takes over the terminal on standard input and output, for the screen.
    ///   - openScreen: opens the screen on it.
    public init(
        request: BenchmarkRequest, streams: StandardStreams,
        openTerminal: @escaping ([String: String]) throws -> any TerminalDriver, openScreen: @escaping ScreenOpener
    ) {
        self.request = request
        self.streams = streams
        self.openTerminal = openTerminal
        self.openScreen = openScreen
    }

    /// Measures what is asked for, one after the other.
    public func run() -> ExitStatus {
        endAtOnceOnInterrupt()
        // With one thread, any other threads only press keys and read what is written.
        let clock = request.countsProcessorTime ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC
        var session = BenchmarkSession(request, openTerminal: openTerminal, openScreen: openScreen) {
            var time = timespec()
            clock_gettime(clock, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        let machine = session.measureMachine(
            processor: ProcessorName.ofThisMachine, processorCount: ProcessInfo.processInfo.activeProcessorCount,
            date: Date.now.formatted(.iso8601))
        do {
            try report(&session, machine)
            return .success
        } catch {
            streams.writeError("backstep: error: \(error)\n")
            return .usage
        }
    }

    private func report(_ session: inout BenchmarkSession, _ machine: MachineMeasurement) throws {
        let report = BenchmarkReport(request: request)
        switch request.format {
        case .text:
            streams.writeOutput(report.header(machine))
            var results: [BenchmarkResult] = []
            for benchmark in request.benchmarks where !streams.hasFailed {
                let result = try session.measure(benchmark)
                streams.writeOutput(report.row(result))
                results.append(result)
            }
            streams.writeOutput(report.legend + report.notes(results))
        case .json:
            streams.writeData(report.json(machine).text + "\n")
            for benchmark in request.benchmarks where !streams.hasFailed {
                streams.writeData(report.json(try session.measure(benchmark)).text + "\n")
            }
        }
    }

    /// An interrupted measurement is no loss, and a step of a large network takes seconds, so the program ends at once.
    /// If the caller ignores the signal, it stays ignored.
    private func endAtOnceOnInterrupt() {
        let former = signal(SIGINT) { _ in _exit(ExitStatus.interrupted.rawValue) }
        if unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { signal(SIGINT, SIG_IGN) }
    }
}

/// The name of the processor.
enum ProcessorName {
    static var ofThisMachine: String {
        // The file has no size to ask for, and a line for each of the processor's cores.
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        return read(text) ?? generic
    }

    /// The name in the text of `/proc/cpuinfo`; nil if there is none, as on many arm64 machines.
    static func read(_ text: String) -> String? {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let key = parts[0].trimmingCharacters(in: .whitespaces)
            let name = parts[1].split(separator: " ").joined(separator: " ").trimmingCharacters(in: .whitespaces)
            if key == "model name", !name.isEmpty { return name }
        }
        return nil
    }

    static var generic: String {
        #if arch(x86_64)
            "an x86-64 processor"
        #elseif arch(arm64)
            "an arm64 processor"
        #else
            "an unnamed processor"
        #endif
    }
}
