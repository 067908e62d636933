import RunLogs

/// A log that a `log` command asks for; the front end opens and writes it.
public struct RunLogRequest: Equatable, Sendable {
    /// What there are records of.
    public enum Records: String, CaseIterable, Sendable {
        /// Iterations and epochs.
        case all
        /// Only epochs.
        case epochs

        /// A short description.
        var meaning: String {
            switch self {
            case .all: "iterations and epochs"
            case .epochs: "epochs alone"
            }
        }
    }

    /// The file or folder, as the user wrote it.
    public let path: String
    /// How it is written.
    public let format: RunLogFormat
    /// Whether the file keeps its contents.
    public let appends: Bool
    /// What is written.
    let records: Records
    /// The name of the runs; nil for that of their branch.
    public let runName: String?

    /// A request.
    public init(
        path: String, format: RunLogFormat, appends: Bool = true, records: Records = .all, runName: String? = nil
    ) {
        self.path = path
        self.format = format
        self.appends = appends
        self.records = records
        self.runName = runName
    }
}

/// A log that was opened.
public struct RunLogOpening: Equatable, Sendable {
    /// What was asked for.
    public let request: RunLogRequest
    /// Identifies the file or folder, however its path is written.
    public let file: String
    /// How many records it has, or event files for TensorBoard; 0 for a new one.
    public let recordCount: Int
    /// The names of the runs in it.
    public let runs: [String]

    /// A log that was opened.
    public init(_ request: RunLogRequest, file: String, recordCount: Int, runs: [String]) {
        self.request = request
        self.file = file
        self.recordCount = recordCount
        self.runs = runs
    }
}

/// A log that was started while the program has been running, and how much of the runs is in it.
public struct RunLogEntry: Equatable, Sendable {
    /// What the user asked for.
    public internal(set) var request: RunLogRequest
    /// Identifies the file.
    public let file: String
    /// Whether it is being written.
    public internal(set) var isOpen = true
    /// The command that opened it, with which an error is reported.
    var command: PendingCommand
    /// What is in it.
    var progress = Progress()
    /// What was in it before the last records, which may turn out to be unwritten.
    var progressBefore = Progress()
    /// The names of runs that were in the file before.
    let takenNames: [String]

    /// How much of which runs is in a log.
    struct Progress: Equatable, Sendable {
        var branches: [LoggedBranch] = []
        var recordCount = 0
    }

    /// How much of a branch is in a log.
    struct LoggedBranch: Equatable, Sendable {
        /// Which session it is a branch of.
        let session: Int
        /// The branch's name.
        let branch: String
        /// What the log calls it.
        let run: String
        /// All iterations before this one that the curves keep are in the log.
        var nextIteration: Int
        /// Likewise for epochs, counted from 0.
        var nextEpoch: Int
    }

    /// How many records were written.
    public var recordCount: Int { progress.recordCount }
}
