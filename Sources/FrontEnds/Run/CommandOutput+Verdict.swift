import Workbench

/// What a command came to as a test.
enum Verdict: Equatable {
    /// What was claimed is so.
    case held
    /// It is not so.
    case failed
    /// The command could not be carried out.
    case error
}

extension CommandOutput {
    /// How a test judges what the command left behind; nil where it claims nothing and went well.
    var verdict: Verdict? {
        switch content {
        case .error: .error
        case .expectation(let expectation): expectation.passed ? .held : .failed
        case .answer(let answer): answer.passed ? .held : .failed
        case .gradientCheck(let check): check.isInterrupted ? nil : check.passed ? .held : .failed
        default: nil
        }
    }

    /// What is claimed, in one line.
    var claim: String {
        if case .expectation(let expectation) = content { return expectation.expectation }
        if case .answer(let answer) = content { return "the answer to \(answer.question)" }
        return command.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.joined(separator: " ")
    }
}
