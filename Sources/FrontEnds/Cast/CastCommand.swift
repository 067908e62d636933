import CommandLanguage
import Foundation
import PlainText
import Platform
import TerminalDrawing
import Workbench
import Screen

/// `backstep cast`: plays a scenario on an invisible screen and writes a recording of the terminal.
///
/// Its time is that of a lesson that plays by itself, not of this machine, so that the same scenario gives the same
/// recording everywhere.
struct CastCommand {
    let request: CastRequest
    let streams: StandardStreams

    /// How long the screen stays at a pause and at the end, in seconds at the usual pace.
    private static let pauseTime = 2.5
    /// The time between two frames of a run.
    private static let frameTime = 0.1
    /// The operations of a run before its first frame. The number grows from frame to frame, so that a run of any
    /// length has few frames.
    private static let firstOperations = 32.0
    private static let growth = 1.25

    /// - Returns: the exit status, as that of `backstep run`; with an error in the scenario nothing is written.
    func run() -> ExitStatus {
        let writer = OutputWriter(format: .text, streams: streams, echoesCommands: true)
        switch HeadlessPlayer.read(request.scenario) {
        case .failure(let failure):
            writer.write(unreadable: request.scenario, failure)
            return .usage
        case .success(let source):
            guard let commands = HeadlessPlayer.commands(of: source, writer) else { return .usage }
            var recorder = CastRecorder(size: request.size)
            let status = play(source, commands, &recorder, writer)
            guard status < .usage else { return status }
            do throws(EffectFailure) {
                try AtomicFile.write(
                    Array(recorder.text(title: recorder.title ?? source.name).utf8), to: request.output)
            } catch {
                streams.writeError("backstep: error: \(error.message)\n")
                return .usage
            }
            let seconds = NumberFormat.rounded(recorder.time, digits: 3)
            streams.writeOutput("\(request.output): \(seconds) s, \(recorder.eventCount) frames\n")
            return status
        }
    }

    private func play(
        _ source: SourceText, _ commands: [ParsedCommand], _ recorder: inout CastRecorder, _ writer: OutputWriter
    ) -> ExitStatus {
        let interrupts = HeldSignals([SIGINT], deliversLate: false)
        var host = WorkbenchHost(
            state: WorkbenchState(lessonMode: .watch, threads: Machine.threads), effects: EffectRunner())
        _ = host.send(.play(source, commands))
        host.screen.setPace(request.pace)
        var status = ExitStatus.success
        while host.state.hasScriptLeft, !host.state.hasExited {
            if interrupts.isPending { return .interrupted }
            var outputs = host.send(.playNext)
            var operations = Self.firstOperations
            while host.state.run != nil {
                if interrupts.isPending { return .interrupted }
                outputs += host.send(.advance(budget: Int(operations)))
                operations = min(operations * Self.growth, 1e9)
                if host.state.run != nil { recorder.show(frame(of: host), for: Self.frameTime) }
            }
            for output in outputs {
                status = max(status, ExitStatus(for: output))
                if ExitStatus(for: output) != .success { writer.write(output) }
            }
            guard status < .usage else { return status }
            recorder.title = host.state.lesson.title
            let isWaiting = host.state.lesson.isPaused
            let hold = outputs.map { LessonPace.time(for: $0, .watch, host.screen.settings) / .seconds(1) }.max() ?? 0
            recorder.show(frame(of: host), for: hold + (isWaiting ? Self.pauseTime / request.pace : 0))
        }
        recorder.show(frame(of: host), for: Self.pauseTime / request.pace)
        return status
    }

    private func frame(of host: WorkbenchHost) -> CellGrid {
        ScreenModel(
            workbench: host.state, screen: host.screen, size: request.size,
            theme: .standard(for: CastRecorder.tier, isLight: host.screen.settings.isLight), glyphs: .unicode,
            memo: host.memo
        ).draw()
    }
}
