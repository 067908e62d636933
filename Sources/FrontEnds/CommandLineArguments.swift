import CommandLanguage
import StepDebugger

/// What the command line asks for.
enum Invocation: Equatable {
    /// The screen, on a scenario; nil is the first lesson of the course, with the others to choose from. It may go on by
    /// itself.
    case screen(scenario: String?, playsItself: Bool)
    /// Scenarios without a screen.
    case run(RunRequest)
    /// The line REPL.
    case repl
    /// Setting up and training.
    case train(TrainRequest)
    /// Logs of runs that go on elsewhere.
    case watch(WatchRequest)
    /// Judging somebody else's implementation.
    case grade(GradeRequest)
    /// A recording of a lesson that plays by itself.
    case cast(CastRequest)
    /// Measuring training throughput.
    case bench(BenchmarkRequest)
    /// A help text to print.
    case help(String)
    /// The version to print.
    case version
}

/// Why a command line cannot be followed.
enum UsageError: Error, Equatable, CustomStringConvertible {
    case unknownOption(String, command: String?)
    case missingValue(String, command: String?)
    case unknownFormat(String)
    case noFiles
    case checkRunsNothing(String)
    case standardInputBlessed
    case noSetupFile
    case noLogs
    case badEpochs(String, option: String)
    case unknownMonitor(String)
    case monitorWithoutPatience
    case badSeconds(String)
    case badThreads(String)
    case noCase
    case noCommandToGrade
    case badTimeout(String)
    case badTolerance(String)
    case unknownPrecision(String)
    case unknownBenchmark(String)
    case castNeedsTwoFiles
    case badSize(String)
    case badPace(String)
    case tooManyArguments(String, command: String?)

    var description: String {
        switch self {
        case .unknownOption(let option, let command):
            "there is no option '\(option)'\(hint(command))"
        case .missingValue(let option, let command):
            "the option '\(option)' needs a value\(hint(command))"
        case .unknownFormat(let format):
            "there is no format '\(format)': it is 'text' or 'json'"
        case .noFiles:
            "'run' needs at least one scenario file, or '-' for standard input"
        case .checkRunsNothing(let option):
            "'--check' runs nothing, so there is nothing for '--\(option)': give one of them"
        case .standardInputBlessed:
            "'--bless' writes numbers anew in files, and '-' is none: name the file"
        case .noSetupFile:
            "'train' needs the scenario that sets up data and network, or '-' for standard input"
        case .badEpochs(let text, let option):
            "'\(text)' is no number of epochs: '--\(option)' takes a whole number of at least 1"
        case .unknownMonitor(let text):
            "there is no figure '\(text)': '--monitor' takes "
                + EpochMonitor.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        case .monitorWithoutPatience:
            "'--monitor' says by which figure patience is judged: give '--patience' as well"
        case .badSeconds(let text):
            "'\(text)' are no seconds to measure for: '--seconds' takes a number above 0, at most 3600"
        case .badThreads(let text):
            "'\(text)' is no number of threads: '--threads' takes a whole number from 1 to 256"
        case .noCase:
            "'grade' needs a case: '--case FILE', a scenario that sets up data and network"
        case .noCommandToGrade:
            "'grade' needs the command to try, as in 'backstep grade --case FILE -- python3 mine.py'"
        case .badTimeout(let text):
            "'\(text)' is no time limit: '--timeout' takes seconds above 0, at most 86400"
        case .badTolerance(let text):
            "'\(text)' is no tolerance: '--tolerance' takes a number from 0 to below 1"
        case .castNeedsTwoFiles:
            "'cast' needs a scenario and the file to write: backstep cast FILE.scenario OUT.cast"
        case .badSize(let text):
            "'\(text)' is no size of a terminal: '--size' takes columns and rows, as 100x30, at most 500x500"
        case .badPace(let text):
            "'\(text)' is no pace: '--pace' takes \(Vocabulary.paces.joined(separator: ", "))"
        case .noLogs:
            "'watch' needs at least one log, or a folder of logs: see 'backstep watch --help'"
        case .unknownPrecision(let text):
            "there is no precision '\(text)': it is 'float32' or 'float64'"
        case .unknownBenchmark(let word):
            "there is no workload '\(word)': there are "
                + Benchmark.all.map(\.description).joined(separator: ", ")
        case .tooManyArguments(let argument, let command):
            "'\(argument)' is one argument too many\(hint(command))"
        }
    }

    private func hint(_ command: String?) -> String {
        ": see 'backstep \(command.map { $0 + " " } ?? "")--help'"
    }
}

extension Invocation {
    /// Reads a command line.
    ///
    /// - Parameter arguments: all of them, the program's name first.
    init(arguments: [String]) throws(UsageError) {
        switch arguments.dropFirst().first {
        case "run":
            let parsed = try ParsedOptions(
                Array(arguments.dropFirst()), command: "run", valued: ["format", "junit"], flags: ["bless", "check"])
            self = parsed.wantsHelp ? .help(Usage.run) : .run(try RunRequest(parsed))
        case "repl":
            let parsed = try ParsedOptions(Array(arguments.dropFirst()), command: "repl", valued: [])
            if parsed.wantsHelp {
                self = .help(Usage.repl)
            } else {
                try parsed.require(atMost: 0)
                self = .repl
            }
        case "train":
            let parsed = try ParsedOptions(
                Array(arguments.dropFirst()), command: "train", valued: ["epochs", "patience", "monitor", "format"])
            self = parsed.wantsHelp ? .help(Usage.train) : .train(try TrainRequest(parsed))
        case "watch":
            let parsed = try ParsedOptions(
                Array(arguments.dropFirst()), command: "watch", valued: ["format"], flags: ["follow"])
            self = parsed.wantsHelp ? .help(Usage.watch) : .watch(try WatchRequest(parsed))
        case "grade":
            let parsed = try ParsedOptions(
                Array(arguments.dropFirst()), command: "grade", valued: ["case", "timeout", "tolerance", "format"])
            self = parsed.wantsHelp ? .help(Usage.grade) : .grade(try GradeRequest(parsed))
        case "cast":
            let parsed = try ParsedOptions(
                Array(arguments.dropFirst()), command: "cast", valued: ["size", "pace"])
            self = parsed.wantsHelp ? .help(Usage.cast) : .cast(try CastRequest(parsed))
        case "bench":
            let parsed = try ParsedOptions(
                Array(arguments.dropFirst()), command: "bench",
                valued: ["format", "seconds", "threads", "precision"])
            self = parsed.wantsHelp ? .help(Usage.bench) : .bench(try BenchmarkRequest(parsed))
        default:
            let parsed = try ParsedOptions(arguments, command: nil, valued: [], flags: ["watch"])
            if parsed.wantsHelp {
                self = .help(Usage.program)
            } else if parsed.wantsVersion {
                self = .version
            } else {
                try parsed.require(atMost: 1)
                self = .screen(scenario: parsed.operands.first, playsItself: parsed.flags.contains("watch"))
            }
        }
    }
}

/// A command line split into options and operands, the way GNU's programs do: options stand anywhere, `--` ends them.
struct ParsedOptions {
    let command: String?
    private(set) var wantsHelp = false
    private(set) var wantsVersion = false
    private(set) var values: [String: String] = [:]
    private(set) var flags: Set<String> = []
    private(set) var operands: [String] = []

    /// - Parameters:
    ///   - arguments: the command's name first.
    ///   - command: the subcommand; nil is the program itself, which alone has a version.
    ///   - valued: the long options that take a value, as `--format json` or `--format=json`.
    ///   - flags: those that take none.
    init(
        _ arguments: [String], command: String?, valued: [String], flags: [String] = []
    ) throws(UsageError) {
        self.command = command
        var rest = arguments.dropFirst()
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
            case "-V" where command == nil, "--version" where command == nil: wantsVersion = true
            case _ where flags.contains(String(argument.dropFirst(2))) && argument.hasPrefix("--"):
                self.flags.insert(String(argument.dropFirst(2)))
            default:
                let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard let name = valued.first(where: { "--\($0)" == parts[0] }) else {
                    throw .unknownOption(argument, command: command)
                }
                guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
                    throw .missingValue(argument, command: command)
                }
                values[name] = value
            }
        }
    }

    func require(atMost count: Int) throws(UsageError) {
        guard operands.count <= count else { throw .tooManyArguments(operands[count], command: command) }
    }
}
