import Benchmarks
import Grading
import Platform
import RunWatching

/// What the command line asks for.
enum Invocation: Equatable {
    /// The screen, with a scenario; nil for the first lesson of the course and the menu of lessons. It may play by
    /// itself.
    case screen(scenario: String?, playsItself: Bool)
    /// Scenarios without a screen.
    case run(RunRequest)
    /// The line REPL.
    case repl
    /// Setting up and training.
    case train(TrainRequest)
    /// Watching the logs of runs elsewhere.
    case watch(WatchRequest)
    /// Grading somebody else's implementation.
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

extension Invocation {
    /// Reads a command line.
    ///
    /// - Parameter arguments: all of them, the program's name first.
    init(arguments: [String]) throws(UsageError) {
        let arguments = Array(arguments.dropFirst())
        switch arguments.first {
        case Subcommand.run.name:
            try self.init(.run, arguments) { (parsed) throws(UsageError) in .run(try RunRequest(parsed)) }
        case Subcommand.repl.name:
            try self.init(.repl, arguments) { (parsed) throws(UsageError) in
                try parsed.require(atMost: 0)
                return .repl
            }
        case Subcommand.train.name:
            try self.init(.train, arguments) { (parsed) throws(UsageError) in .train(try TrainRequest(parsed)) }
        case Subcommand.watch.name:
            try self.init(.watch, arguments) { (parsed) throws(UsageError) in .watch(try WatchRequest(parsed)) }
        case Subcommand.grade.name:
            try self.init(.grade, arguments) { (parsed) throws(UsageError) in .grade(try GradeRequest(parsed)) }
        case Subcommand.cast.name:
            try self.init(.cast, arguments) { (parsed) throws(UsageError) in .cast(try CastRequest(parsed)) }
        case Subcommand.bench.name:
            try self.init(.bench, arguments) { (parsed) throws(UsageError) in .bench(try BenchmarkRequest(parsed)) }
        default:
            try self.init(.program, arguments) { (parsed) throws(UsageError) in
                if parsed.wantsVersion { return .version }
                try parsed.require(atMost: 1)
                return .screen(scenario: parsed.operands.first, playsItself: parsed.flags.contains("watch"))
            }
        }
    }

    private init(
        _ subcommand: Subcommand, _ arguments: [String],
        _ request: (ParsedOptions) throws(UsageError) -> Invocation
    ) throws(UsageError) {
        let parsed = try ParsedOptions(arguments, of: subcommand)
        self = parsed.wantsHelp ? .help(subcommand.help) : try request(parsed)
    }
}
