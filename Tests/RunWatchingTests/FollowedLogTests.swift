import Foundation
import RunLogs
import TestSupport
import Testing

@testable import RunWatching

@Suite struct FollowedLogTests {
    private func append(_ text: String, to path: String) throws {
        let file = try #require(FileHandle(forWritingAtPath: path))
        defer { try? file.close() }
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
    }

    /// Whether checking the file brought anything new.
    private func hasNews(_ log: inout FollowedLog) -> Bool { log.advance() }

    private func read(_ log: inout FollowedLog) {
        repeat { _ = log.advance() } while log.hasMore
    }

    private func losses(_ log: FollowedLog) -> [Double] {
        log.log.runs.flatMap { $0.series(named: "loss")?.points.map(\.y) ?? [] }
    }

    @Test func additionsAreReadAndAnUnfinishedLineWaits() throws {
        let folder = try ScratchFolder()
        var log = FollowedLog(path: folder.path + "/a.jsonl")
        #expect(!hasNews(&log) && log.status == .missing)
        try folder.write("{\"loss\":1}\n{\"lo", to: "a.jsonl")
        #expect(hasNews(&log) && log.status == .upToDate)
        #expect(losses(log) == [1])
        #expect(!hasNews(&log))
        try append("ss\":2}\n", to: log.path)
        #expect(hasNews(&log))
        #expect(losses(log) == [1, 2] && log.log.badLineCount == 0)
    }

    @Test func aFileThatIsReplacedStartsOver() throws {
        let folder = try ScratchFolder()
        try folder.write("{\"loss\":1}\n{\"loss\":2}\n", to: "a.jsonl")
        var log = FollowedLog(path: folder.path + "/a.jsonl")
        read(&log)
        try folder.write("{\"loss\":10}\n{\"loss\":20}\n{\"loss\":30}\n", to: "b.jsonl")
        try FileManager.default.removeItem(atPath: log.path)
        #expect(hasNews(&log) && log.status == .missing)
        #expect(losses(log) == [1, 2])
        try FileManager.default.moveItem(atPath: folder.path + "/b.jsonl", toPath: log.path)
        read(&log)
        #expect(losses(log) == [10, 20, 30])
    }

    @Test(arguments: ["{\"loss\":7}\n", "{\"loss\":7}\n{\"loss\":8}\n{\"loss\":9}\n{\"loss\":10}\n"])
    func aFileThatIsWrittenAnewInItsPlaceStartsOver(_ text: String) throws {
        let folder = try ScratchFolder()
        try folder.write("{\"loss\":1}\n{\"loss\":2}\n", to: "a.jsonl")
        var log = FollowedLog(path: folder.path + "/a.jsonl")
        read(&log)
        let file = try #require(FileHandle(forWritingAtPath: log.path))
        try file.truncate(atOffset: 0)
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
        // File systems only keep times to some milliseconds.
        let later = Date(timeIntervalSinceNow: 5)
        try FileManager.default.setAttributes([.modificationDate: later], ofItemAtPath: log.path)
        read(&log)
        #expect(losses(log).first == 7 && losses(log).count == text.count { $0 == "\n" })
    }

    @Test func aLongFileIsReadInSlices() throws {
        let folder = try ScratchFolder()
        let line = "{\"step\":1,\"loss\":0.5,\"text\":\"\(String(repeating: "x", count: 900))\"}\n"
        try folder.write(String(repeating: line, count: 2000), to: "a.jsonl")
        var log = FollowedLog(path: folder.path + "/a.jsonl")
        var shares: [Double] = []
        repeat {
            #expect(hasNews(&log))
            if case .reading(let share) = log.status { shares.append(share) }
        } while log.hasMore
        #expect(shares.count >= 5 && shares == shares.sorted() && shares.last! < 1)
        #expect(log.log.recordCount == 2000 && log.status == .upToDate)
    }

    @Test(arguments: [("x.log", "{\"loss\":3}\n"), ("y.log", "step,loss\n1,3\n"), ("z", "\n  {\"loss\":3}\n")])
    func aFileWithAnotherEndingTellsWhatItIs(_ name: String, _ text: String) throws {
        let folder = try ScratchFolder()
        try folder.write(text, to: name)
        var log = FollowedLog(path: "\(folder.path)/\(name)")
        read(&log)
        #expect(losses(log) == [3])
    }

    @Test func whatIsNoFileIsSaid() throws {
        let folder = try ScratchFolder()
        var log = FollowedLog(path: folder.path)
        _ = log.advance()
        #expect(log.status == .unreadable("it is not a file"))
    }

    @Test func logsInAFolderAreFoundWhenTheyCome() throws {
        let folder = try ScratchFolder()
        var logs = FollowedLogs(paths: [folder.path, "/nowhere/b.csv"])
        #expect(logs.emptyFolders == [folder.path])
        #expect(logs.names == ["b.csv"])
        try folder.write("{\"loss\":3}\n", to: "z.jsonl")
        try folder.write("step,loss\n", to: "a.csv")
        try folder.write("step,loss\n", to: "a.txt")
        logs.lookForLogs()
        logs.lookForLogs()
        #expect(logs.names == ["b.csv", "a.csv", "z.jsonl"] && logs.emptyFolders.isEmpty)
        try folder.write("step,loss\n", to: "b.csv")
        logs.lookForLogs()
        #expect(logs.names.contains(folder.path + "/b.csv"))
    }

    @Test func howFastRunsGrowIsMeasuredOverASecond() {
        var rates = RecordRates()
        let start = ContinuousClock.now
        let isNew = [
            rates.measure([[10], nil], at: start), rates.measure([[15], [5]], at: start + .milliseconds(500)),
            rates.measure([[30, 7], [5]], at: start + .seconds(2)),
        ]
        #expect(isNew == [false, false, true])
        #expect(rates.perSecond(0) == [10, nil] && rates.perSecond(1) == [nil] && rates.perSecond(2) == [])
    }
}
