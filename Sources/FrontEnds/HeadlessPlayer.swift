import CommandLanguage
import Foundation
import Platform
import Workbench
import Screen

/// `backstep run`: plays scenarios without a screen.
struct HeadlessPlayer {
    let writer: OutputWriter
    let effects: EffectRunner
    /// The file for the results in JUnit's format, if any.
    var junit: String?
    /// Whether to rewrite the numbers of failed expectations.
    var blesses = false

    /// Plays files one after another, each on a workbench of its own.
    ///
    /// - Returns: the exit status: the most serious one of all files.
    func play(_ paths: [String]) -> ExitStatus {
        var status = ExitStatus.success
        var report = TestReport()
        var blesser = blesses ? Blesser(writer: writer) : nil
        for path in paths {
            report.begin(path)
            switch Self.read(path) {
            case .failure(let failure):
                writer.write(unreadable: path, failure)
                report.add(error: failure.message, claim: path)
                status = max(status, .usage)
            case .success(let source):
                status = max(status, play(source, &report, &blesser))
            }
            if status == .interrupted { break }
        }
        if let blesser { status = blesser.finish(status) }
        if writer.format == .text, paths.count > 1 { writer.streams.writeOutput("\n\(report.summary)\n") }
        if let junit {
            do throws(EffectFailure) {
                try AtomicFile.write(Array(report.junit.utf8), to: junit)
            } catch {
                writer.write(unwritable: error)
                status = max(status, .usage)
            }
        }
        return status
    }

    /// Reads a scenario; `-` is standard input.
    static func read(_ path: String) -> Result<SourceText, EffectFailure> {
        path == "-" ? EffectRunner.readStandardInput() : EffectRunner.readText(path, name: path)
    }

    /// The commands of a scenario; nil if some cannot be read, which is reported.
    static func commands(of source: SourceText, _ writer: OutputWriter) -> [ParsedCommand]? {
        commands(of: Script.parse(source), in: source, writer)
    }

    private static func commands(
        of script: Script, in source: SourceText, _ writer: OutputWriter
    ) -> [ParsedCommand]? {
        for diagnostic in script.diagnostics {
            if writer.format == .json { writer.streams.writeData(diagnostic.json(in: source) + "\n") }
            writer.streams.writeError(diagnostic.rendered(in: source) + "\n")
        }
        return script.diagnostics.isEmpty ? script.commands : nil
    }

    private func play(_ source: SourceText, _ report: inout TestReport, _ blesser: inout Blesser?) -> ExitStatus {
        let start = ContinuousClock.now
        let script = Script.parse(source)
        for diagnostic in script.diagnostics { report.add(diagnostic, in: source) }
        guard let commands = Self.commands(of: script, in: source, writer) else { return .usage }
        var host = WorkbenchHost(
            state: WorkbenchState(threads: Machine.threads), effects: effects, loadingPatience: .zero)
        let interrupts = HeldSignals([SIGINT], deliversLate: false)
        let progress = ProgressLine(streams: writer.streams)
        let status = host.carryOut(
            commands, of: source, isInterrupted: { interrupts.isPending }, showLoading: progress.show
        ) { output, state in
            writer.write(output)
            report.add(output, after: (ContinuousClock.now - start) / .seconds(1))
            blesser?.add(output, in: state)
        }
        if status == .interrupted {
            report.add(error: "the run was interrupted", claim: "interrupted")
            return status
        }
        let (passed, failed) = (host.state.expectations.passed, host.state.expectations.failed)
        if writer.format == .text, passed + failed > 0 {
            writer.streams.writeOutput("\n\(source.name): \(passed) passed, \(failed) failed\n")
        }
        return status
    }
}

extension WorkbenchHost {
    /// Plays a scenario to its end or to an error, ignoring pauses.
    ///
    /// - Parameters:
    ///   - isInterrupted: whether to stop it.
    ///   - showLoading: called now and then with the progress of loading, and with nil when it has ended.
    ///   - take: receives the outputs of commands, with the workbench after them.
    /// - Returns: the exit status: the most serious one of all outputs.
    mutating func carryOut(
        _ commands: [ParsedCommand], of source: SourceText, isInterrupted: () -> Bool,
        showLoading: (LoadingStatus?) -> Void = { _ in }, take: (CommandOutput, WorkbenchState) -> Void
    ) -> ExitStatus {
        var status = ExitStatus.success
        func takeIn(_ outputs: [CommandOutput], _ state: WorkbenchState) {
            for output in outputs {
                take(output, state)
                status = max(status, ExitStatus(for: output))
            }
        }
        takeIn(send(.play(source, commands)), state)
        while state.hasScriptLeft, !state.hasExited, status < .usage {
            if isInterrupted() { return .interrupted }
            takeIn(send(.playNext), state)
            takeIn(finishRun(isInterrupted: isInterrupted, showLoading: showLoading), state)
        }
        return status
    }
}

extension ExitStatus {
    /// What a command's output means for the exit status.
    init(for output: CommandOutput) {
        switch output.verdict {
        case .held, nil: self = .success
        case .failed: self = .expectationFailed
        case .error: self = .usage
        case .interrupted: self = .interrupted
        }
    }
}
