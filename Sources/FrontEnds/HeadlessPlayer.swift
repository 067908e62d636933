import CommandLanguage
import Foundation
import Workbench

/// Plays scenarios without a screen: `backstep run`.
struct HeadlessPlayer {
    let writer: OutputWriter
    let effects: EffectRunner

    /// Plays files one after another, each on a workbench of its own.
    ///
    /// - Returns: the exit status: the gravest of the files'.
    func play(_ paths: [String]) -> ExitStatus {
        var status = ExitStatus.success
        for path in paths {
            switch Self.read(path) {
            case .failure(let failure):
                writer.write(unreadable: path, failure)
                status = max(status, .usage)
            case .success(let source):
                status = max(status, play(source))
            }
            if status == .interrupted { break }
        }
        return status
    }

    /// Reads a scenario; `-` is standard input.
    static func read(_ path: String) -> Result<SourceText, EffectFailure> {
        path == "-" ? EffectRunner.readStandardInput() : EffectRunner.readText(path, name: path)
    }

    /// The commands of a scenario; nil where some cannot be read, which is then said.
    static func commands(of source: SourceText, _ writer: OutputWriter) -> [ParsedCommand]? {
        let script = Script.parse(source)
        for diagnostic in script.diagnostics {
            if writer.format == .json { writer.streams.writeData(diagnostic.json(in: source) + "\n") }
            writer.streams.writeError(diagnostic.rendered(in: source) + "\n")
        }
        return script.diagnostics.isEmpty ? script.commands : nil
    }

    private func play(_ source: SourceText) -> ExitStatus {
        guard let commands = Self.commands(of: source, writer) else { return .usage }
        var host = WorkbenchHost(
            state: WorkbenchState(threads: Machine.threads), effects: effects, loadingPatience: .zero)
        var status = ExitStatus.success
        let interrupts = HeldSignals([SIGINT], deliversLate: false)
        let progress = ProgressLine(streams: writer.streams)
        func take(_ outputs: [CommandOutput]) {
            for output in outputs {
                writer.write(output)
                status = max(status, ExitStatus(for: output))
            }
        }
        take(host.send(.play(source, commands)))
        while host.state.hasScriptLeft, !host.state.hasExited, status < .usage {
            if interrupts.isPending { return .interrupted }
            take(host.send(.playNext))
            take(host.finishRun(isInterrupted: { interrupts.isPending }, showLoading: progress.show))
        }
        let (passed, failed) = (host.state.expectationsPassed, host.state.expectationsFailed)
        if writer.format == .text, passed + failed > 0 {
            writer.streams.writeOutput("\n\(source.name): \(passed) passed, \(failed) failed\n")
        }
        return status
    }
}

/// What the process tells its caller.
enum ExitStatus: Int32, Comparable {
    /// Everything was done, and every `expect` held.
    case success = 0
    /// An `expect` failed.
    case expectationFailed = 1
    /// A usage, syntax, name, shape or file error.
    case usage = 2
    /// Ctrl-C.
    case interrupted = 130

    static func < (left: ExitStatus, right: ExitStatus) -> Bool { left.rawValue < right.rawValue }

    /// What a command's output means for the exit status.
    init(for output: CommandOutput) {
        switch output.content {
        case .error: self = .usage
        case .expectation(let expectation) where !expectation.passed: self = .expectationFailed
        case .answer(let answer) where !answer.passed: self = .expectationFailed
        case .accusation(let accusation) where !accusation.passed: self = .expectationFailed
        case .gradientCheck(let check) where check.isInterrupted: self = .interrupted
        case .gradientCheck(let check) where !check.passed: self = .expectationFailed
        case .derivation(let derivation) where !derivation.holds: self = .expectationFailed
        case .why(let why) where why.isInterrupted: self = .interrupted
        case .stop(let stop) where stop.reason == .interrupted: self = .interrupted
        case .interrupted: self = .interrupted
        default: self = .success
        }
    }
}
