import Foundation
import PlainText
import Platform
import RunLogs

/// Records as lines: `backstep watch` without a screen.
struct WatchLines {
    let request: WatchRequest
    let streams: StandardStreams

    /// How long to wait for more, in microseconds.
    private static let pause: UInt32 = 200_000

    /// Writes the records that are there and, if the request says so, those that come.
    func run() -> ExitStatus {
        var logs = FollowedLogs(paths: request.paths, collectsRecords: true)
        if !request.follows { return writeOnce(&logs) }
        var waitedFor: Set<String> = []
        while !streams.hasFailed {
            logs.lookForLogs()
            var hasMore = false
            for index in logs.logs.indices {
                _ = logs.advance(index)
                write(&logs, index)
                hasMore = hasMore || logs.logs[index].hasMore
                if let problem = problem(with: logs, index), waitedFor.insert(problem).inserted {
                    streams.writeError("backstep: \(problem)\n")
                }
            }
            for folder in logs.emptyFolders where waitedFor.insert(folder).inserted {
                streams.writeError("backstep: waiting: '\(folder)' holds no .jsonl or .csv file yet\n")
            }
            if !hasMore { usleep(Self.pause) }
        }
        return .usage
    }

    private func writeOnce(_ logs: inout FollowedLogs) -> ExitStatus {
        var status = ExitStatus.success
        for index in logs.logs.indices {
            repeat {
                _ = logs.advance(index)
                write(&logs, index)
            } while logs.logs[index].hasMore && !streams.hasFailed
            logs.finish(index)
            write(&logs, index)
            if let problem = problem(with: logs, index) {
                streams.writeError("backstep: error: \(problem)\n")
                status = .usage
            }
            let log = logs.logs[index].log
            if let line = log.firstBadLine {
                let count = log.badLineCount
                streams.writeError(
                    "backstep: \(logs.names[index]): \(count) \(count == 1 ? "line is not a record" : "lines are not records"), "
                        + "the first is line \(line)\n")
            }
        }
        for folder in logs.emptyFolders {
            streams.writeError("backstep: error: '\(folder)' holds no .jsonl or .csv file\n")
            status = .usage
        }
        return status
    }

    /// Why a log cannot be read; nil if it can.
    private func problem(with logs: FollowedLogs, _ index: Int) -> String? {
        let path = logs.logs[index].path
        switch logs.logs[index].status {
        case .missing where request.follows: return "waiting for '\(path)': there is no such file yet"
        case .missing: return "cannot read '\(path)': there is no such file; '--follow' waits for it"
        case .unreadable(let reason): return "cannot read '\(path)': \(reason)"
        case .reading, .upToDate: return nil
        }
    }

    private func write(_ logs: inout FollowedLogs, _ index: Int) {
        let records = logs.takeRecords(index)
        guard !records.isEmpty else { return }
        let file = logs.logs.count > 1 ? logs.names[index] : nil
        var text = ""
        for record in records {
            text += request.format == .json ? Self.json(record, file: logs.logs[index].path) : Self.line(record, file)
            text += "\n"
        }
        if request.format == .json { streams.writeData(text) } else { streams.writeOutput(text) }
    }

    private static func json(_ record: LoggedRecord, file: String) -> String {
        var fields: [JSONField] = [JSONField("file", .string(file))]
        if let run = record.run { fields.append(JSONField("run", .string(run))) }
        fields += (record.counts + record.values).map { JSONField($0.name, .number($0.value)) }
        return JSONValue.object(fields).text
    }

    private static func line(_ record: LoggedRecord, _ file: String?) -> String {
        let parts =
            [file, record.run].compactMap { $0 }
            + record.counts.map { "\($0.name) \(NumberFormat.shortest($0.value))" }
            + record.values.map { "\($0.name) \(NumberFormat.rounded($0.value))" }
        return parts.joined(separator: "  ").withoutControls
    }
}
