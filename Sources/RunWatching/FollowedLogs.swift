import Foundation
import Platform
import RunLogs

/// The logs that were named, those in named folders too, which may come later.
struct FollowedLogs {
    /// The logs, in the order in which they were named or found.
    private(set) var logs: [FollowedLog] = []
    /// Folders without a log.
    private(set) var emptyFolders: [String] = []

    private let paths: [String]
    private let collectsRecords: Bool

    /// - Parameters:
    ///   - paths: files, which need not be there yet, and folders.
    ///   - collectsRecords: whether records are kept one by one, too.
    init(paths: [String], collectsRecords: Bool = false) {
        self.paths = paths
        self.collectsRecords = collectsRecords
        lookForLogs()
    }

    /// Takes in the logs that are new in the folders.
    mutating func lookForLogs() {
        emptyFolders = []
        for path in paths {
            guard let contents = Self.contents(ofFolder: path) else {
                add(path)
                continue
            }
            let found = contents.filter { RunLogFormat(ending: $0) != nil }.sorted()
            if found.isEmpty { emptyFolders.append(path) }
            for name in found { add(NSString(string: path).appendingPathComponent(name)) }
        }
    }

    /// The names in a folder; nil where it is none.
    private static func contents(ofFolder path: String) -> [String]? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return nil
        }
        return try? FileManager.default.contentsOfDirectory(atPath: path)
    }

    private mutating func add(_ path: String) {
        guard !logs.contains(where: { $0.path == path }) else { return }
        logs.append(FollowedLog(path: path, collectsRecords: collectsRecords))
    }

    /// Reads the next slice of one of the logs.
    ///
    /// - Returns: whether anything changed.
    mutating func advance(_ index: Int) -> Bool { logs[index].advance() }

    /// Takes the records of one of the logs that were read since.
    mutating func takeRecords(_ index: Int) -> [LoggedRecord] { logs[index].takeRecords() }

    /// Takes what there is of one of the logs as all there will be.
    mutating func finish(_ index: Int) { logs[index].finish() }

    /// What the logs are called: their files' names, or their paths where two have the same.
    var names: [String] {
        let names = logs.map { FilePath.name(of: $0.path) }
        return Set(names).count == names.count ? names : logs.map(\.path)
    }
}
