import PlainText

/// Every sentence in which grading says why there is nothing to judge.
extension LearnerProgram.Failure: CustomStringConvertible {
    var description: String {
        switch self {
        case .notFound(let name):
            "there is no program '\(name)': give its path, or one that is found by the PATH"
        case .cannotStart(let name, let reason):
            "'\(name)' cannot be started: \(reason)"
        case .exited(let status, let messages):
            "the program ended with exit status \(status)\(Self.said(messages))"
        case .signalled(let number, let messages):
            "the program was ended by signal \(number)\(Self.said(messages))"
        case .timeout(let duration, let messages):
            "the program did not end within \(duration / .seconds(1)) s, and was ended: '--timeout' gives it more"
                + Self.said(messages)
        case .tooMuch(let limit):
            "the program wrote more than \(limit >> 20) MiB: an answer is one JSON object with the matrices"
        case .interrupted:
            "interrupted"
        }
    }

    private static let shownLines = 20

    /// The last lines of its messages.
    private static func said(_ messages: String) -> String {
        let lines = messages.withoutControls.split(separator: "\n")
        guard !lines.isEmpty else { return "" }
        return "; it said:\n" + lines.suffix(shownLines).map { "  " + $0 }.joined(separator: "\n")
    }
}

/// What is wrong with an answer.
enum AnswerProblem: Error, Equatable, CustomStringConvertible {
    case empty
    case notAnObject
    case noMatrices(wanted: [String])
    case notNumbers(String)
    case ragged(String, row: Int, columns: Int, expected: Int)
    case noCells(String)
    case updatedIsNoObject
    case twice(String, String)

    var description: String {
        switch self {
        case .empty:
            "the program wrote no answer: it should write one JSON object to standard output"
        case .notAnObject:
            "the answer is not a JSON object: it should be {\"Z1\": [[…]], …}"
        case .noMatrices(let wanted):
            "the answer has no matrix to check: give at least one of \(wanted.joined(separator: " "))"
        case .notNumbers(let name):
            "'\(name)' is not a matrix: it should be a list of rows, each a list of numbers"
        case .ragged(let name, let row, let columns, let expected):
            "'\(name)' has rows of different lengths: row \(row) has \(columns), row 0 has \(expected)"
        case .noCells(let name):
            "'\(name)' has no cells"
        case .updatedIsNoObject:
            "'updated' should be an object of matrices, as in {\"updated\": {\"W1\": [[…]]}}"
        case .twice(let first, let second):
            "'\(first)' and '\(second)' are the same matrix here, and have different cells: give one of them"
        }
    }
}
