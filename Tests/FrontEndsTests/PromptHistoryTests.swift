import Foundation
import Testing

@testable import FrontEnds

/// The file in which prompts keep their lines, in a folder that is deleted at the end of the test.
@Suite final class PromptHistoryTests {
    private let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("backstep-history-\(ProcessInfo.processInfo.globallyUniqueString)").path
    private var path: String { folder + "/backstep/history" }

    deinit {
        chmod(folder, 0o700)
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func history(limit: Int = 1000) -> PromptHistory { PromptHistory(path: path, limit: limit) }

    private func lines() -> [String] {
        var history = history()
        return history.load()
    }

    private func write(_ bytes: some Sequence<UInt8>) throws {
        try FileManager.default.createDirectory(atPath: folder + "/backstep", withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    private func permissions(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func linesComeBackInTheNextRun() throws {
        var history = history()
        #expect(history.load() == [])
        for line in ["data xor", "print \"é漢\"", "step"] { history.append(line) }
        #expect(lines() == ["data xor", "print \"é漢\"", "step"])
        #expect(try permissions(path) == 0o600)
        #expect(try permissions(folder + "/backstep") == 0o700)
    }

    @Test func aLineIsNotKeptTwiceInARow() {
        var history = history()
        for line in ["step", "step", "next", "step", "", "   ", "step"] { history.append(line) }
        #expect(lines() == ["step", "next", "step"])
        var second = self.history()
        _ = second.load()
        second.append("step")
        #expect(lines() == ["step", "next", "step"])
    }

    @Test func onlyTheNewestAreKept() throws {
        try write((1...1500).flatMap { Array("step \($0)\n".utf8) })
        #expect(lines() == (501...1500).map { "step \($0)" })
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text == (501...1500).map { "step \($0)\n" }.joined())
    }

    @Test func twoProgramsLoseNoLines() {
        var first = history()
        var second = history()
        _ = first.load()
        _ = second.load()
        for number in 0..<50 {
            first.append("print \(number)")
            second.append("step \(number + 1)")
        }
        #expect(lines() == (0..<50).flatMap { ["print \($0)", "step \($0 + 1)"] })
    }

    @Test func programsThatWriteAndTrimAtTheSameTimeLoseNothing() async {
        let path = path
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<6 {
                group.addTask {
                    for number in 0..<40 {
                        var history = PromptHistory(path: path)
                        _ = history.load()
                        history.append("writer \(writer) line \(number)")
                    }
                }
            }
        }
        let all = lines()
        #expect(all.count == 240)
        for writer in 0..<6 {
            let own = all.filter { $0.hasPrefix("writer \(writer) ") }
            #expect(own == (0..<40).map { "writer \(writer) line \($0)" })
        }
    }

    @Test func whatIsNoLineIsLeftOutAndLaterLinesAreNot() throws {
        try write(
            Array("step\n".utf8) + [0xFF, 0xFE, 0x0A, 0, 1, 2, 0x0A, 0x1B, 0x5B, 0x41, 0x0A]
                + Array(String(repeating: "x", count: 5000).utf8) + [0x0A] + Array("next\nhalf a li".utf8))
        #expect(lines() == ["step", "next", "half a li"])
        var history = history()
        _ = history.load()
        history.append("finish")
        #expect(lines() == ["step", "next", "half a li", "finish"])
    }

    @Test func ofAHugeFileTheEndIsRead() throws {
        let line = Array("print 123456789\n".utf8)
        var bytes: [UInt8] = []
        for _ in 0..<200_000 { bytes += line }
        try write(bytes + Array("step\n".utf8))
        #expect(lines() == ["print 123456789", "step"])
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int == 21)
    }

    @Test func aBinaryFileIsNoHistoryAndNoObstacle() throws {
        try write((0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) | 0x80 })
        #expect(lines() == [])
        var history = history()
        history.append("step")
        #expect(lines() == ["step"])
    }

    @Test func aFileThatOthersMayReadIsClosedToThem() throws {
        try write(Array("step\n".utf8))
        chmod(path, 0o644)
        #expect(lines() == ["step"])
        #expect(try permissions(path) == 0o600)
    }

    @Test(arguments: ["/dev/null/backstep/history", "/dev/null", "/proc/backstep/history", "/"])
    func withoutAPlaceForItNothingHappens(path: String) {
        var history = PromptHistory(path: path)
        #expect(history.load() == [])
        history.append("step")
        #expect(history.load() == [])
    }

    @Test func aFolderInItsPlaceIsLeftAlone() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        var history = history()
        #expect(history.load() == [])
        history.append("step")
        #expect(try FileManager.default.contentsOfDirectory(atPath: path) == [])
    }

    @Test func aPipeInItsPlaceIsNotWaitedFor() throws {
        try FileManager.default.createDirectory(atPath: folder + "/backstep", withIntermediateDirectories: true)
        #expect(mkfifo(path, 0o600) == 0)
        var history = history()
        #expect(history.load() == [])
        history.append("step")
    }

    @Test func anotherProgramsLockIsWaitedForOnlyAMoment() throws {
        try write(Array("step\n".utf8))
        let descriptor = open(path, O_RDWR)
        defer { close(descriptor) }
        #expect(flock(descriptor, LOCK_EX) == 0)
        let start = ContinuousClock.now
        var history = history()
        #expect(history.load() == ["step"])
        history.append("next")
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(lines() == ["step", "next"])
    }

    @Test(
        "The folder is that of the XDG specification",
        arguments: [
            (["XDG_STATE_HOME": "/state", "HOME": "/home/a"], "/state/backstep/history"),
            (["HOME": "/home/a"], "/home/a/.local/state/backstep/history"),
            (["XDG_STATE_HOME": "", "HOME": "/home/a"], "/home/a/.local/state/backstep/history"),
            (["XDG_STATE_HOME": "relative", "HOME": "/home/a"], "/home/a/.local/state/backstep/history"),
            ([:], nil), (["HOME": ""], nil), (["HOME": "relative"], nil),
        ] as [([String: String], String?)])
    func place(environment: [String: String], expected: String?) {
        #expect(PromptHistory(environment: environment).path == expected)
    }

    @Test func withoutAHomeLinesAreForgotten() {
        var history = PromptHistory(environment: [:])
        history.append("step")
        #expect(history.load() == [])
    }
}
