import Foundation
import PlainText
import RunLogs
import Workbench

/// The open logs. Records are written to their files in one piece, so that anyone who reads meanwhile sees whole
/// records.
final class RunLogFiles {
    private var logs: [String: Log] = [:]
    private let now: () -> Double
    private let host: String

    /// - Parameters:
    ///   - now: seconds since 1970, for event files.
    ///   - host: the name of this machine, for their names.
    init(
        now: @escaping () -> Double = { Date().timeIntervalSince1970 },
        host: String = ProcessInfo.processInfo.hostName
    ) {
        self.now = now
        self.host = host
    }

    /// A log and its open files: one, or for TensorBoard one for each run.
    private struct Log {
        let request: RunLogRequest
        var files: [String: AppendedFile] = [:]
        /// Whether the first run's event file goes into the folder itself.
        var isFolderFree = false
    }

    // MARK: Opening

    /// Opens a log to add to it.
    func open(_ request: RunLogRequest) -> Result<RunLogOpening, EffectFailure> {
        let path = NSString(string: request.path).expandingTildeInPath
        do throws(EffectFailure) {
            return .success(
                request.format == .tensorBoard
                    ? try openFolder(path, request) : try openFile(path, request))
        } catch {
            return .failure(error)
        }
    }

    /// Larger files are not appended to, since they have to be read first.
    private static let sizeLimit = 1 << 30

    private func openFile(_ path: String, _ request: RunLogRequest) throws(EffectFailure) -> RunLogOpening {
        let file = try AppendedFile(path, name: request.path)
        guard logs[file.identity] == nil else {
            throw EffectFailure(message: "'\(request.path)' is written already, under another name of the same file")
        }
        var log = RunLog()
        if request.appends, file.size > 0 {
            guard file.size <= Self.sizeLimit else {
                throw EffectFailure(message: "'\(request.path)' is larger than 1 GiB: name another file")
            }
            log = try held(file, path, request)
        } else {
            try file.replace(with: request.format.opening(at: now()))
        }
        logs[file.identity] = Log(request: request, files: ["": file])
        return RunLogOpening(request, file: file.identity, recordCount: log.recordCount, runs: log.runs.map(\.name))
    }

    /// Checks that a file to append to holds a log of the same kind.
    private func held(
        _ file: AppendedFile, _ path: String, _ request: RunLogRequest
    ) throws(EffectFailure) -> RunLog {
        let advice = "name another file, or replace it with 'append=no'"
        var reader = RunLogReader(request.format)
        var isFirst = true
        let header = request.format.opening(at: 0)
        var isLike = true
        let problem = file.read { bytes in
            if isFirst { isLike = bytes.starts(with: header) }
            isFirst = false
            reader.take(bytes)
        }
        if let problem { throw problem }
        guard isLike else {
            throw EffectFailure(
                message: "'\(request.path)' holds something else than a log with the columns "
                    + "\(String(decoding: header.dropLast(), as: UTF8.self)): \(advice)")
        }
        if reader.hasUnfinishedLine {
            // The last line was left unfinished; the next record must not become part of it.
            try file.append([Byte.newline])
            reader.take([Byte.newline])
        }
        let isNoLog = request.format == .jsonLines && reader.log.recordCount < reader.log.badLineCount
        guard !isNoLog else {
            throw EffectFailure(
                message: "'\(request.path)' holds something else than a log, as in line "
                    + "\(reader.log.firstBadLine ?? 1): \(advice)")
        }
        return reader.log
    }

    private func openFolder(_ path: String, _ request: RunLogRequest) throws(EffectFailure) -> RunLogOpening {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw EffectFailure(
                message: "cannot make the folder '\(request.path)': \(EffectFailure.reason(for: error))")
        }
        let identity = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard logs[identity] == nil else {
            throw EffectFailure(message: "'\(request.path)' is written already, under another name of the same folder")
        }
        let contents = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let eventFiles = contents.count { $0.contains("tfevents") }
        var isFolder: ObjCBool = false
        let folders = contents.filter {
            FileManager.default.fileExists(atPath: path + "/" + $0, isDirectory: &isFolder) && isFolder.boolValue
        }
        logs[identity] = Log(request: request, isFolderFree: eventFiles == 0 && request.runName == nil)
        return RunLogOpening(
            request, file: identity, recordCount: eventFiles, runs: (eventFiles > 0 ? ["main"] : []) + folders.sorted())
    }

    // MARK: Writing

    /// Adds records of one run, all or none of them.
    /// - Returns: why that failed, in which case the log is closed; nil if it did not.
    func write(_ records: [RunRecord], to identity: String) -> EffectFailure? {
        guard let run = records.first?.run, logs[identity] != nil else { return nil }
        do throws(EffectFailure) {
            let file = try file(of: run, identity)
            let format = logs[identity]!.request.format
            try file.append(format.encoded(records, at: now()))
            return nil
        } catch {
            logs[identity] = nil
            return error
        }
    }

    /// Closes a log.
    func close(_ identity: String) { logs[identity] = nil }

    private func file(of run: String, _ identity: String) throws(EffectFailure) -> AppendedFile {
        let log = logs[identity]!
        guard log.request.format == .tensorBoard else { return log.files[""]! }
        if let file = log.files[run] { return file }
        var folder = NSString(string: log.request.path).expandingTildeInPath
        if !(log.isFolderFree && log.files.isEmpty) {
            let parts = run.split(separator: "/").filter { $0 != "." && $0 != ".." }
            folder += "/" + parts.joined(separator: "/")
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw EffectFailure(message: "cannot make the folder '\(folder)': \(EffectFailure.reason(for: error))")
            }
        }
        let file = try AppendedFile(in: folder, nameOf: { self.eventFile(at: self.now(), number: $0) })
        try file.append(log.request.format.opening(at: now()))
        logs[identity]!.files[run] = file
        return file
    }

    /// The name of an event file, in the form by which TensorBoard finds and sorts them.
    private func eventFile(at time: Double, number: Int) -> String {
        let seconds = String(Int(time))
        let padded = String(repeating: "0", count: max(0, 10 - seconds.count)) + seconds
        let process = ProcessInfo.processInfo.processIdentifier
        return "events.out.tfevents.\(padded).\(host).\(process).\(number)"
    }
}
