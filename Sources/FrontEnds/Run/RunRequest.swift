import Platform

/// What `backstep run` is asked to do.
struct RunRequest: Equatable {
    /// The scenarios, `-` for standard input.
    var files: [String]
    var format = OutputFormat.text
    /// The file for the results in JUnit's format, if any.
    var junit: String?
    /// Whether to rewrite the numbers of failed expectations.
    var blesses = false
    /// Whether the scenarios are only checked, not run.
    var onlyChecks = false
}

extension RunRequest {
    /// Reads the options of `backstep run`.
    init(_ parsed: ParsedOptions) throws(UsageError) {
        let format = try parsed.format() ?? .text
        guard !parsed.operands.isEmpty else { throw .noFiles }
        self.init(
            files: parsed.operands, format: format, junit: parsed.values["junit"],
            blesses: parsed.flags.contains("bless"), onlyChecks: parsed.flags.contains("check"))
        if onlyChecks {
            if blesses { throw .checkRunsNothing("bless") }
            if junit != nil { throw .checkRunsNothing("junit") }
        }
        if blesses, files.contains("-") { throw .standardInputBlessed }
    }
}

extension UsageError {
    static let noFiles = UsageError("'run' needs at least one scenario file, or '-' for standard input")
    static let standardInputBlessed = UsageError(
        "'--bless' rewrites numbers in files, and '-' is not a file: name the file")

    static func checkRunsNothing(_ option: String) -> UsageError {
        UsageError("'--check' runs nothing, so there is nothing for '--\(option)': give one of them")
    }
}
