import Foundation
import Grading
import Platform
import Workbench

extension CaseSetUp {
    /// Plays a scenario without a screen. Its own expectations are not graded: only errors are reported.
    init(playing path: String, _ streams: StandardStreams) {
        let writer = OutputWriter(format: .text, streams: streams, echoesCommands: false)
        switch HeadlessPlayer.read(path) {
        case .failure(let failure): self = .unreadable(failure.message)
        case .success(let source):
            guard let commands = HeadlessPlayer.commands(of: source, writer) else {
                self = .ended(.usage)
                return
            }
            let interrupts = HeldSignals([SIGINT], deliversLate: false)
            var host = WorkbenchHost(
                state: WorkbenchState(threads: Machine.threads), effects: EffectRunner(), loadingPatience: .zero)
            let status = host.carryOut(commands, of: source, isInterrupted: { interrupts.isPending }) { output, _ in
                if output.verdict == .error { writer.write(output) }
            }
            self = status < .usage ? .done(host.state) : .ended(status)
        }
    }
}
