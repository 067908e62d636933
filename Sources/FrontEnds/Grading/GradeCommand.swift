import CommandLanguage
import Foundation
import ModelFiles
import PlainText
import Platform
import Workbench

/// Tries somebody else's implementation on a case and judges what it gives: `backstep grade`.
struct GradeCommand {
    let request: GradeRequest
    let streams: StandardStreams

    /// - Returns: success where all that was given is right, `expectationFailed` where something is wrong.
    func run() -> ExitStatus {
        let writer = OutputWriter(format: .text, streams: streams, echoesCommands: false)
        let source: SourceText
        switch HeadlessPlayer.read(request.file) {
        case .failure(let failure): return fail(failure.message)
        case .success(let text): source = text
        }
        guard let commands = HeadlessPlayer.commands(of: source, writer) else { return .usage }
        let interrupts = HeldSignals([SIGINT], deliversLate: false)
        var host = WorkbenchHost(
            state: WorkbenchState(threads: Machine.threads), effects: EffectRunner(), loadingPatience: .zero)
        let status = host.carryOut(commands, of: source, isInterrupted: { interrupts.isPending }) { output, _ in
            if output.verdict == .error { writer.write(output) }
        }
        // What the case expects of itself is not what is graded here.
        guard status < .usage else { return status }
        do {
            let gradingCase = try GradingCase(host.state)
            let program = LearnerProgram(command: request.command, timeout: .seconds(request.seconds))
            let bytes = try program.run(Array(gradingCase.json.utf8)) { interrupts.isPending }
            let answer = try LearnerAnswer(json: bytes, in: gradingCase)
            let report = Judge(gradingCase, tolerance: request.tolerance).grade(answer)
            switch request.format {
            case .text: streams.writeOutput(report.text + "\n")
            case .json: streams.writeData(report.json)
            }
            return report.passed ? .success : .expectationFailed
        } catch LearnerProgram.Failure.interrupted {
            return .interrupted
        } catch let error as LearnerAnswer.Unreadable {
            return fail(error.message)
        } catch {
            return fail("\(error)")
        }
    }

    private func fail(_ message: String) -> ExitStatus {
        if request.format == .json {
            streams.writeData(
                JSONValue.object([JSONField("kind", .string("error")), JSONField("message", .string(message))]).text
                    + "\n")
        }
        // A text with a place names that itself.
        streams.writeError((message.hasPrefix("answer:") ? "" : "backstep: error: ") + message + "\n")
        return .usage
    }
}
