import Foundation
import PlainText
import Platform
import Workbench

/// The outcome of the scenario that sets a case up.
public indirect enum CaseSetUp {
    /// It ran to its end and left this workbench.
    case done(WorkbenchState)
    /// It cannot be read, for this reason.
    case unreadable(String)
    /// It ended otherwise and reported why.
    case ended(ExitStatus)
}

/// `backstep grade`: runs somebody else's implementation on a case and judges its answer.
public struct GradeCommand {
    private let request: GradeRequest
    private let streams: StandardStreams
    private let setUp: (_ path: String) -> CaseSetUp

    /// - Parameter setUp: plays the scenario at a path without a screen.
    public init(
        request: GradeRequest, streams: StandardStreams, setUp: @escaping (_ path: String) -> CaseSetUp
    ) {
        self.request = request
        self.streams = streams
        self.setUp = setUp
    }

    /// Sets the case up, runs the implementation, and reports on its answer.
    ///
    /// - Returns: success if everything given is right, `expectationFailed` if something is wrong.
    public func run() -> ExitStatus {
        let state: WorkbenchState
        switch setUp(request.file) {
        case .done(let workbench): state = workbench
        case .unreadable(let message): return fail(message)
        case .ended(let status): return status
        }
        let interrupts = HeldSignals([SIGINT], deliversLate: false)
        do {
            let gradingCase = try GradingCase(state)
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
        // A message with a place already names it.
        streams.writeError((message.hasPrefix("answer:") ? "" : "backstep: error: ") + message + "\n")
        return .usage
    }
}
