import RunLogs

@testable import Workbench

/// Logs in memory, of a disk that can be full.
struct TestLogs {
    /// The records in each file.
    var files: [String: [RunRecord]] = [:]
    /// What was closed.
    var closed: [String] = []
    /// How many more records fit on the disk.
    var room = Int.max

    mutating func open(_ request: RunLogRequest) -> Result<RunLogOpening, EffectFailure> {
        if request.path.hasPrefix("nowhere/") {
            return .failure(EffectFailure(message: "there is no folder 'nowhere'"))
        }
        if !request.appends || files[request.path] == nil { files[request.path] = [] }
        let records = files[request.path]!
        let runs = records.map(\.run).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return .success(RunLogOpening(request, file: request.path, recordCount: records.count, runs: runs))
    }

    mutating func write(_ records: [RunRecord], to file: String) -> EffectFailure? {
        guard records.count <= room else { return EffectFailure(message: "cannot write '\(file)': no space left") }
        room -= records.count
        files[file]! += records
        return nil
    }
}
