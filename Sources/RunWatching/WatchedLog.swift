import RunLogs

/// A watched log: a file to which another program appends.
struct WatchedLog: Equatable, Sendable {
    /// How far it has been read.
    enum Status: Equatable, Sendable {
        /// There is no such file, not yet or no longer.
        case missing
        /// It cannot be read, for this reason.
        case unreadable(String)
        /// This share of it was read.
        case reading(Double)
        /// Everything has been read.
        case upToDate
    }

    /// Its name on the screen.
    var name: String
    /// What has been read.
    var log: RunLog
    /// How far it has been read.
    var status: Status
    /// By how many records a second each run grows; nil while that is not known.
    var recordsPerSecond: [Double?]

    /// A log that has not been read yet.
    init(name: String) {
        self.name = name
        log = RunLog()
        status = .missing
        recordsPerSecond = []
    }
}

/// A run of a watched log, by its index.
struct WatchedRun: Hashable, Sendable {
    /// The index of the log.
    let log: Int
    /// The index of the run in it.
    let run: Int
}

extension WatchState {
    /// All runs, those of the first log first.
    var runs: [WatchedRun] {
        logs.indices.flatMap { log in logs[log].log.runs.indices.map { WatchedRun(log: log, run: $0) } }
    }

    func logged(_ run: WatchedRun) -> LoggedRun { logs[run.log].log.runs[run.run] }

    /// The name of a run: its own, its log's, or both, whichever tells it from the others.
    func name(of run: WatchedRun) -> String {
        let own = logged(run).name
        if own.isEmpty { return logs[run.log].name }
        return logs.count == 1 ? own : "\(logs[run.log].name) \(own)"
    }

    /// The names of all series, those of the first run first.
    var seriesNames: [String] {
        var names: [String] = []
        var seen: Set<String> = []
        for run in runs {
            for series in logged(run).series where seen.insert(series.name).inserted { names.append(series.name) }
        }
        return names
    }
}
