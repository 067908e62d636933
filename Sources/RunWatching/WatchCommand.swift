import Foundation
import Platform
import TerminalDrawing

/// What `backstep watch` is asked to do.
public struct WatchRequest: Equatable, Sendable {
    /// Files and folders.
    let paths: [String]
    /// The format of records as lines; nil if it is not given.
    let format: OutputFormat?
    /// Whether to wait for more at the end of the logs, when lines are written.
    let follows: Bool

    /// Reads the options and operands of `backstep watch`.
    public init(_ parsed: ParsedOptions) throws(UsageError) {
        format = try parsed.format()
        guard !parsed.operands.isEmpty else { throw .noLogs }
        paths = parsed.operands
        follows = parsed.flags.contains("follow")
    }
}

extension UsageError {
    static let noLogs = UsageError("'watch' needs at least one log, or a folder of logs: see 'backstep watch --help'")
}

/// `backstep watch`: shows runs elsewhere, with the dashboard on a terminal and a line for each record otherwise.
public struct WatchCommand {
    private let request: WatchRequest
    private let streams: StandardStreams
    private let environment: [String: String]
    private let openTerminal: ([String: String]) throws -> any TerminalDriver

    /// - Parameter openTerminal: takes over the terminal on standard input and output, for the dashboard.
    public init(
        request: WatchRequest, streams: StandardStreams, environment: [String: String],
        openTerminal: @escaping ([String: String]) throws -> any TerminalDriver
    ) {
        self.request = request
        self.streams = streams
        self.environment = environment
        self.openTerminal = openTerminal
    }

    /// Shows the logs until the user quits or they end.
    public func run() -> ExitStatus {
        guard hasDashboard else { return WatchLines(request: request, streams: streams).run() }
        do {
            var screen = WatchScreen(terminal: try openTerminal(environment), paths: request.paths)
            return ExitStatus(rawValue: screen.run()) ?? .success
        } catch {
            streams.writeError("backstep: error: \(error)\n")
            return .usage
        }
    }

    /// Whether the output is a terminal that can show it, and lines were not asked for.
    private var hasDashboard: Bool {
        let terminal = environment["TERM"] ?? ""
        return request.format == nil && !request.follows && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
            && !terminal.isEmpty && terminal != "dumb"
    }
}
