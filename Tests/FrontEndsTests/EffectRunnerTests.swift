import CommandLanguage
import Foundation
import TerminalDrawing
import Testing
import Workbench

@testable import FrontEnds

@Suite struct EffectRunnerTests {
    /// A file that is deleted at the end of the test.
    private final class TemporaryFile {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".csv").path

        init(_ text: String) throws {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }

        deinit {
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    private func run(_ commands: String) -> [CommandOutput] {
        var host = WorkbenchHost(state: WorkbenchState(), effects: EffectRunner())
        let source = SourceText(name: "test", text: commands)
        return Script.parse(source).commands.flatMap { command in
            host.send(.perform(command, source)) + host.finishRun { false }
        }
    }

    private func error(_ commands: String) -> String? {
        for output in run(commands) {
            if let diagnostic = (output.report.body as? ErrorReport)?.diagnostic { return diagnostic.message }
        }
        return nil
    }

    @Test func aFileIsReadAndSplit() throws {
        let file = try TemporaryFile("a,b,kind\n" + (0..<20).map { "\($0),1,\($0 % 2 == 0 ? "x" : "y")\n" }.joined())
        let outputs = run("data csv \(file.path) label=kind test=0.2")
        let text = try #require((outputs.last?.report.body as? TextReport)?.text, "\(outputs)")
        #expect(text.hasSuffix("16 samples to train, 4 to test, 2 features, 2 classes"))
    }

    @Test func aSingleClassIsNothingToTellApart() throws {
        let file = try TemporaryFile("a,kind\n1,cat\n2,cat\n")
        let message = try #require(error("data csv \(file.path) label=kind"))
        #expect(message.contains("are of the class 'cat': there is nothing to tell apart"))
    }

    @Test func filesThatCannotBeReadAreNamed() {
        #expect(error("data csv /no/such.csv label=a") == "cannot read '/no/such.csv': there is no such file")
        #expect(error("source /") == "cannot read '/': it is a folder")
        #expect(error("snapshot /no/such/folder/a.svg")?.contains("no such file or directory") == true)
    }

    @Test func snapshotsAreWrittenInEveryFormat() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, start) in [("a.txt", " backstep"), ("a.svg", "<svg"), ("a.html", "<!DOCTYPE html>")] {
            let path = folder.appendingPathComponent(name).path
            #expect(error("data xor\nnetwork 2-2-2\nstep 2\nsnapshot \(path) size=80x24") == nil)
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.lowercased().contains(start.lowercased()))
            #expect(text.contains("linear1"))
        }
    }
}
