import RunLogs

/// A log that is watched: a file that another program adds to.
struct WatchedLog: Equatable, Sendable {
    /// How far it was read.
    enum Status: Equatable, Sendable {
        /// There is no such file, not yet or not any more.
        case missing
        /// It cannot be read; why.
        case unreadable(String)
        /// This share of it was read.
        case reading(Double)
        /// All that there is was read.
        case upToDate
    }

    /// What it is called on the screen.
    var name: String
    /// What was read of it.
    var log: RunLog
    /// How far.
    var status: Status
    /// How many records a second each run grows by; nil while that is not known.
    var recordsPerSecond: [Double?]

    /// A log of which nothing has been read.
    init(name: String) {
        self.name = name
        log = RunLog()
        status = .missing
        recordsPerSecond = []
    }
}

/// A run of a watched log by its place.
struct WatchedRun: Hashable, Sendable {
    /// The log.
    let log: Int
    /// The run in it.
    let run: Int
}

extension WatchState {
    /// All runs, those of the first log first.
    var runs: [WatchedRun] {
        logs.indices.flatMap { log in logs[log].log.runs.indices.map { WatchedRun(log: log, run: $0) } }
    }

    func logged(_ run: WatchedRun) -> LoggedRun { logs[run.log].log.runs[run.run] }

    /// What a run is called: its own name, its log's, or both, whatever tells it from the others.
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
