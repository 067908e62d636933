import Foundation
import Testing

@testable import FrontEnds

@Suite final class FileNamesTests {
    private let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("backstep-files-\(ProcessInfo.processInfo.globallyUniqueString)").path

    init() throws {
        try FileManager.default.createDirectory(atPath: folder + "/data.d/deep", withIntermediateDirectories: true)
        for name in ["data.csv", "notes.txt", ".hidden", "data.d/a.csv"] {
            try Data().write(to: URL(fileURLWithPath: folder + "/" + name))
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    @Test(
        arguments: [
            ("", ["data.csv", "data.d/", "notes.txt"]), ("da", ["data.csv", "data.d/"]),
            ("data.d/", ["data.d/a.csv", "data.d/deep/"]),
            ("data.d/d", ["data.d/deep/"]), (".", [".hidden"]), ("x", []), ("nowhere/x", []), ("notes.txt/", []),
        ] as [(String, [String])])
    func pathsThatBeginAsTyped(start: String, expected: [String]) {
        #expect(FileNames.beginning(with: folder + "/" + start) == expected.map { folder + "/" + $0 })
    }

    @Test func withoutAFolderItIsTheWorkingDirectory() {
        let here = FileManager.default.currentDirectoryPath
        let all = FileNames.beginning(with: "")
        #expect(all == FileNames.beginning(with: here + "/").map { String($0.dropFirst(here.count + 1)) })
        #expect(!all.isEmpty)
    }
}
