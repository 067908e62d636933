import Foundation
import Platform
import RunLogs

/// The logs that were named, and those in named folders, which may appear later.
struct FollowedLogs {
    /// The logs, in the order in which they were named or found.
    private(set) var logs: [FollowedLog] = []
    /// Folders without a log.
    private(set) var emptyFolders: [String] = []

    private let paths: [String]
    private let collectsRecords: Bool

    /// - Parameters:
    ///   - paths: files, which need not exist yet, and folders.
    ///   - collectsRecords: whether records are kept one by one, too.
    init(paths: [String], collectsRecords: Bool = false) {
        self.paths = paths
        self.collectsRecords = collectsRecords
        lookForLogs()
    }

    /// Adds logs that are new in the folders.
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

    /// The names in a folder; nil if it is not a folder.
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

    /// Takes the records of one of the logs that were read since the last call.
    mutating func takeRecords(_ index: Int) -> [LoggedRecord] { logs[index].takeRecords() }

    /// Ends one of the logs: nothing more will come.
    mutating func finish(_ index: Int) { logs[index].finish() }

    /// The names of the logs: their files' names, or their paths if two are the same.
    var names: [String] {
        let names = logs.map { FilePath.name(of: $0.path) }
        return Set(names).count == names.count ? names : logs.map(\.path)
    }
}
