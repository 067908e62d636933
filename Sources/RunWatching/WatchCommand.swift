import Foundation
import Platform
import TerminalDrawing

/// What `backstep watch` is asked for.
public struct WatchRequest: Equatable, Sendable {
    /// Files and folders.
    let paths: [String]
    /// How records are written as lines; nil is not said.
    let format: OutputFormat?
    /// Whether to go on at the end of what is there, where lines are written.
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

/// `backstep watch`: runs that go on elsewhere; on a terminal on the dashboard, elsewhere with a line a record.
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

    /// Shows what is there, and what comes.
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

    /// Whether somebody looks at a screen that can show it, and did not ask for lines.
    private var hasDashboard: Bool {
        let terminal = environment["TERM"] ?? ""
        return request.format == nil && !request.follows && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
            && !terminal.isEmpty && terminal != "dumb"
    }
}
