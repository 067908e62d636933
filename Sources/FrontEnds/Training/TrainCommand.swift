import CommandLanguage
import Foundation
import Platform
import TerminalDrawing
import Workbench

/// `backstep train`: sets up as a scenario says, then trains, with the dashboard on a terminal and a line for each
/// epoch elsewhere.
struct TrainCommand {
    let request: TrainRequest
    let streams: StandardStreams
    let environment: [String: String]
    /// Takes over the terminal on standard input and output, for the dashboard.
    let openTerminal: ([String: String]) throws -> any TerminalDriver

    func run() -> ExitStatus {
        let source: SourceText
        switch HeadlessPlayer.read(request.file) {
        case .failure(let failure):
            writer.write(unreadable: request.file, failure)
            return .usage
        case .success(let text): source = text
        }
        guard let commands = HeadlessPlayer.commands(of: source, writer) else { return .usage }
        var host = WorkbenchHost(
            state: WorkbenchState(allowsUnboundedRuns: hasDashboard, lessonMode: .watch, threads: Machine.threads),
            effects: EffectRunner(),
            sliceDuration: hasDashboard ? SlicePace.betweenKeys : SlicePace.betweenInterrupts,
            loadingPatience: hasDashboard ? InteractiveScreen.moment : .zero)
        let status = setUp(&host, source, commands)
        guard status < .usage, !host.state.hasExited else { return status }
        return max(status, hasDashboard ? showDashboard(host) : writeEpochs(host))
    }

    private var format: OutputFormat { request.format ?? .text }

    private var writer: OutputWriter { OutputWriter(format: format, streams: streams, echoesCommands: false) }

    /// Whether the output is a terminal that can show it.
    private var hasDashboard: Bool {
        let terminal = environment["TERM"] ?? ""
        return request.format == nil && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
            && !terminal.isEmpty && terminal != "dumb"
    }

    /// Carries out the scenario to its end, ignoring pauses. Its output is not shown, except for what went wrong.
    private func setUp(
        _ host: inout WorkbenchHost, _ source: SourceText, _ commands: [ParsedCommand]
    ) -> ExitStatus {
        let interrupts = HeldSignals([SIGINT], deliversLate: false)
        let progress = ProgressLine(streams: streams)
        return host.carryOut(
            commands, of: source, isInterrupted: { interrupts.isPending }, showLoading: progress.show
        ) { output, _ in
            if format == .json || ExitStatus(for: output) != .success { writer.write(output) }
        }
    }

    private func showDashboard(_ host: WorkbenchHost) -> ExitStatus {
        let history = PromptHistory(environment: environment)
        do {
            var screen = InteractiveScreen(terminal: try openTerminal(environment), host: host, history: history)
            screen.host.screen.setRunSpeed(.full)
            let number = screen.run { loop in
                loop.perform("layout \(LayoutName.train.rawValue)")
                loop.perform(request.command)
            }
            return ExitStatus(rawValue: number) ?? .success
        } catch {
            streams.writeError("backstep: error: \(error)\n")
            return .usage
        }
    }

    private func writeEpochs(_ host: WorkbenchHost) -> ExitStatus {
        var host = host
        let interrupts = HeldSignals([SIGINT], deliversLate: false)
        let source = SourceText(name: "train", text: request.command)
        var status = ExitStatus.success
        var log = EpochLog(host.state, epochs: request.epochs, monitor: request.monitor)
        if format == .text, let title = log.title { streams.writeOutput(title + "\n") }
        func writeNewEpochs() {
            for line in log.newLines(host.state, format) { streams.writeData(line + "\n") }
        }
        func take(_ outputs: [CommandOutput]) {
            writeNewEpochs()
            for output in outputs {
                writer.write(output)
                status = max(status, ExitStatus(for: output))
            }
        }
        for command in Script.parse(source).commands {
            take(host.send(.perform(command, source)))
            while host.state.run != nil, !streams.hasFailed {
                take(interrupts.isPending ? host.send(.interrupt) : host.advanceOneSlice())
            }
        }
        return status
    }
}
