/// A command line split into options and operands, as GNU programs do: options may stand anywhere, `--` ends them.
public struct ParsedOptions {
    /// Whether help is asked for.
    public private(set) var wantsHelp = false
    /// Whether the version is asked for.
    public private(set) var wantsVersion = false
    /// The values of options that take one.
    public private(set) var values: [String: String] = [:]
    /// The options without a value that are given.
    public private(set) var flags: Set<String> = []
    /// The operands.
    public private(set) var operands: [String] = []

    private let subcommand: Subcommand

    /// Splits a command line.
    ///
    /// - Parameters:
    ///   - arguments: without the program's name; the subcommand's name first if it has one.
    ///   - subcommand: says which options there are. Only the program itself, which has no name here, has a version.
    public init(_ arguments: [String], of subcommand: Subcommand) throws(UsageError) {
        self.subcommand = subcommand
        var rest = arguments.dropFirst(subcommand.name == nil ? 0 : 1)
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("-"), argument != "-" else {
                operands.append(argument)
                continue
            }
            switch argument {
            case "--":
                operands += rest
                return
            case "-h", "--help": wantsHelp = true
            case "-V" where subcommand.name == nil, "--version" where subcommand.name == nil: wantsVersion = true
            case _ where argument.hasPrefix("--") && subcommand.flags.contains(String(argument.dropFirst(2))):
                flags.insert(String(argument.dropFirst(2)))
            default:
                let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard let name = subcommand.valuedOptions.first(where: { "--\($0)" == parts[0] }) else {
                    throw .unknownOption(argument, of: subcommand)
                }
                guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
                    throw .missingValue(argument, of: subcommand)
                }
                values[name] = value
            }
        }
    }

    /// Refuses more than `count` operands.
    public func require(atMost count: Int) throws(UsageError) {
        guard operands.count <= count else { throw .tooManyArguments(operands[count], of: subcommand) }
    }

    /// The value of `--format`; nil if it is not given.
    public func format() throws(UsageError) -> OutputFormat? {
        guard let spelling = values["format"] else { return nil }
        guard let format = OutputFormat(rawValue: spelling) else { throw .unknownFormat(spelling) }
        return format
    }
}
