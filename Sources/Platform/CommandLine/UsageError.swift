/// Why a command line is wrong: a sentence for people. The errors of a subcommand stand beside its request, in an
/// extension of this type.
public struct UsageError: Error, Equatable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    /// - Parameter description: the sentence.
    public init(_ description: String) {
        self.description = description
    }
}

extension UsageError {
    static func unknownOption(_ option: String, of subcommand: Subcommand) -> UsageError {
        UsageError("there is no option '\(option)'\(hint(subcommand))")
    }

    static func missingValue(_ option: String, of subcommand: Subcommand) -> UsageError {
        UsageError("the option '\(option)' needs a value\(hint(subcommand))")
    }

    static func tooManyArguments(_ argument: String, of subcommand: Subcommand) -> UsageError {
        UsageError("'\(argument)' is one argument too many\(hint(subcommand))")
    }

    static func unknownFormat(_ format: String) -> UsageError {
        UsageError("there is no format '\(format)': it is 'text' or 'json'")
    }

    private static func hint(_ subcommand: Subcommand) -> String {
        ": see 'backstep \(subcommand.name.map { $0 + " " } ?? "")--help'"
    }
}
