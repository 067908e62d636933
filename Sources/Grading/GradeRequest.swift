import Platform

/// What `backstep grade` is asked to do.
public struct GradeRequest: Equatable, Sendable {
    /// The scenario that sets the case up; `-` is standard input.
    var file: String
    /// The command to try, with its arguments.
    var command: [String]
    /// How long it may take.
    var seconds = GradeRequest.standardSeconds
    /// How far a cell may be off, relatively.
    var tolerance = GradeRequest.standardTolerance
    var format = OutputFormat.text

    static let standardSeconds = 10.0
    static let standardTolerance = 1e-6
    private static let longest = 86_400.0
}

extension GradeRequest {
    /// Reads the options and operands of `backstep grade`.
    public init(_ parsed: ParsedOptions) throws(UsageError) {
        guard let file = parsed.values["case"] else { throw .noCase }
        guard !parsed.operands.isEmpty else { throw .noCommandToGrade }
        self.init(file: file, command: parsed.operands)
        if let text = parsed.values["timeout"] {
            guard let seconds = Double(text), seconds > 0, seconds <= Self.longest else { throw .badTimeout(text) }
            self.seconds = seconds
        }
        if let text = parsed.values["tolerance"] {
            guard let tolerance = Double(text), tolerance >= 0, tolerance < 1 else { throw .badTolerance(text) }
            self.tolerance = tolerance
        }
        format = try parsed.format() ?? .text
    }
}

extension UsageError {
    static let noCase = UsageError("'grade' needs a case: '--case FILE', a scenario that sets up data and network")
    static let noCommandToGrade = UsageError(
        "'grade' needs the command to try, as in 'backstep grade --case FILE -- python3 mine.py'")

    static func badTimeout(_ text: String) -> UsageError {
        UsageError("'\(text)' is not a time limit: '--timeout' takes seconds above 0, at most 86400")
    }

    static func badTolerance(_ text: String) -> UsageError {
        UsageError("'\(text)' is not a tolerance: '--tolerance' takes a number from 0 to below 1")
    }
}
