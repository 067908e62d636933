import Foundation
import TestSupport
import Testing
import Workbench

@testable import FrontEnds

/// Files that are not what a user expects.
@Suite(.timeLimit(.minutes(1))) struct FileReaderTests {
    private let folder: ScratchFolder
    private let reader = FileReader(limit: 1 << 20, patience: .milliseconds(200))

    init() throws { folder = try ScratchFolder() }

    private func failure(_ path: String) -> String? {
        do {
            _ = try reader.read(path, name: "'it'")
            return nil
        } catch {
            return (error as? EffectFailure)?.message
        }
    }

    @Test func aFileIsRead() throws {
        let bytes = (0..<700_000).map { UInt8(truncatingIfNeeded: $0) }
        let path = try folder.write(bytes, to: "file")
        var shares: [Double] = []
        #expect(try reader.read(path, name: "'it'", progress: { shares.append($0) }) == bytes)
        #expect(shares.last == 1)
        #expect(try reader.read(folder.write([], to: "empty"), name: "'it'") == [])
    }

    @Test func whatIsNotAFileIsNamed() {
        #expect(failure("/no/such") == "cannot read 'it': there is no such file")
        #expect(failure(folder.path) == "cannot read 'it': it is a folder")
        #expect(failure("/dev/zero") == "cannot read 'it': it is a device, not a file")
        #expect(failure("/dev/null") == "cannot read 'it': it is a device, not a file")
    }

    @Test func aFileOfMoreThanTheLimitIsRefusedUnread() throws {
        let path = try folder.write([], to: "sparse")
        truncate(path, 5 << 30)
        let start = ContinuousClock.now
        #expect(failure(path) == "cannot read 'it': it has more than 1 MiB, the most that is read")
        #expect(ContinuousClock.now - start < .seconds(1))
    }

    @Test func aPipeThatNobodyWritesToIsGivenUp() {
        let message = failure(folder.makePipe("silent"))
        #expect(message?.hasPrefix("cannot read 'it': it is a pipe, and nothing came out of it for 0.2 s") == true)
    }

    @Test func aPipeIsReadToItsEndAndNotBeyondTheLimit() throws {
        let path = folder.makePipe("pipe")
        var writer: PipeWriter? = PipeWriter(path)
        writer?.write("a,y\n")
        let rest = PipeEnd(writer)
        writer = nil
        var reads = 0
        let bytes = try reader.read(path, name: "'it'") { _ in
            reads += 1
            rest.finish()
        }
        #expect(String(decoding: bytes, as: UTF8.self) == "a,y\n1,2\n")
        let small = FileReader(limit: 3, patience: .milliseconds(200))
        let again = PipeWriter(path)
        again.write("12345")
        #expect(throws: EffectFailure.self) { _ = try small.read(path, name: "'it'") }
    }

    /// Writes the rest of a pipe's contents and closes it, once.
    private final class PipeEnd {
        private var writer: PipeWriter?

        init(_ writer: PipeWriter?) { self.writer = writer }

        func finish() {
            writer?.write("1,2\n")
            writer = nil
        }
    }

    @Test func theStartTellsWhetherTheRestIsOfUse() throws {
        struct Useless: Error {}
        let path = try folder.write([0, 1, 2], to: "start")
        var seen: [UInt8] = []
        #expect(throws: Useless.self) {
            _ = try reader.read(
                path, name: "'it'",
                checkStart: {
                    seen = $0
                    throw Useless()
                })
        }
        #expect(seen == [0, 1, 2])
    }
}
