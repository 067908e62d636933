import CommandLanguage
import Foundation
import RunLogs
import TestSupport
import Testing
import Workbench

@testable import FrontEnds

extension ScratchFolder {
    func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
    }

    func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    func names(in folder: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
    }
}

private let setUp = "data xor\nnetwork 2-3-2\nbatch 2\n"

@Suite struct RunLogFilesTests {
    private func host() -> WorkbenchHost { WorkbenchHost(state: WorkbenchState(), effects: EffectRunner()) }

    private func run(_ commands: String, on host: inout WorkbenchHost) -> [CommandOutput] {
        let source = SourceText(name: "test", text: commands)
        return Script.parse(source).commands.flatMap { command in
            host.send(.perform(command, source)) + host.finishRun { false }
        }
    }

    private func run(_ commands: String) -> [CommandOutput] {
        var host = host()
        return run(commands, on: &host)
    }

    private func error(_ commands: String) -> String? {
        for output in run(commands) {
            if let diagnostic = (output.report.body as? ErrorReport)?.diagnostic { return diagnostic.message }
        }
        return nil
    }

    private func read(_ format: RunLogFormat, _ bytes: [UInt8]) -> RunLog {
        var reader = RunLogReader(format)
        reader.take(bytes)
        #expect(!reader.hasUnfinishedLine)
        return reader.log
    }

    @Test(arguments: [(RunLogFormat.jsonLines, "a.jsonl"), (.csv, "a.csv")])
    func whatRunsIsInTheFileBeforeTheNextCommand(_ format: RunLogFormat, _ name: String) throws {
        let folder = try ScratchFolder()
        var host = host()
        _ = run(setUp + "log \(folder.path)/\(name)\ntrain 5 epochs", on: &host)
        let log = read(format, try folder.bytes(name))
        let session = try #require(host.state.session)
        #expect(log.runs.map(\.name) == ["main"] && log.badLineCount == 0)
        #expect(log.runs[0].axis == .iteration)
        #expect(
            log.runs[0].series(named: "loss")?.points
                == session.history.points.map { LoggedPoint(x: Double($0.iteration), y: $0.loss) })
        #expect(
            log.runs[0].series(named: "train.loss")?.points
                == session.epochs.points.map { LoggedPoint(x: Double($0.iteration), y: $0.trainingLoss) })
    }

    @Test func aFileThatIsThereIsAddedTo() throws {
        let folder = try ScratchFolder()
        _ = run(setUp + "log \(folder.path)/a.csv\nnext 2")
        _ = run(setUp + "log \(folder.path)/a.csv\nnext 3")
        let log = read(.csv, try folder.bytes("a.csv"))
        #expect(log.runs.map(\.name) == ["main", "main-2"])
        #expect(log.badLineCount == 0 && log.recordCount == 2 + 1 + 3 + 1)
        _ = run(setUp + "log \(folder.path)/a.csv append=no\nnext 3")
        #expect(read(.csv, try folder.bytes("a.csv")).runs.map(\.name) == ["main"])
    }

    @Test func anUnfinishedLastLineIsClosedFirst() throws {
        let folder = try ScratchFolder()
        try folder.write("{\"run\":\"old\",\"iteration\":1,\"loss\":1}\n{\"run\":\"old\",\"ite", to: "a.jsonl")
        _ = run(setUp + "log \(folder.path)/a.jsonl\nnext")
        let log = read(.jsonLines, try folder.bytes("a.jsonl"))
        #expect(log.runs.map(\.name) == ["old", "main"] && log.badLineCount == 1 && log.firstBadLine == 2)
    }

    @Test(arguments: [
        ("a.csv", "step,loss\n1,2\n", "holds something else than a log with the columns run,iteration,epoch,loss"),
        ("a.jsonl", "Dear diary,\ntoday\n", "holds something else than a log, as in line 1"),
        ("a.csv", "PK\u{3}\u{4}", "name another file, or replace it with 'append=no'"),
    ])
    func aFileOfAnotherKindIsLeftAlone(_ name: String, _ text: String, _ sentence: String) throws {
        let folder = try ScratchFolder()
        try folder.write(text, to: name)
        let message = error(setUp + "log \(folder.path)/\(name)\nnext")
        #expect(message?.contains(sentence) == true, "\(message ?? "no error")")
        #expect(try folder.text(name) == text)
    }

    @Test func whereNothingCanBeWrittenTheSentenceSaysWhy() throws {
        let folder = try ScratchFolder()
        #expect(error("log \(folder.path)/no/a.csv")?.contains("no such file or directory") == true)
        try FileManager.default.createDirectory(atPath: folder.path + "/b.csv", withIntermediateDirectories: true)
        #expect(error("log \(folder.path)/b.csv")?.contains("is a directory") == true)
        try folder.write("", to: "file")
        #expect(error("log \(folder.path)/file format=tensorboard")?.contains("cannot make the folder") == true)
    }

    @Test func oneFileUnderTwoNamesIsNotWrittenTwice() throws {
        let folder = try ScratchFolder()
        let message = error("log \(folder.path)/a.csv\nlog \(folder.path)/./a.csv")
        #expect(message?.contains("under another name of the same file") == true)
    }

    @Test func aFileThatVanishesIsSaidOnceAndTheRunGoesOn() throws {
        let folder = try ScratchFolder()
        var host = host()
        _ = run(setUp + "log \(folder.path)/a.jsonl\nnext", on: &host)
        try FileManager.default.removeItem(atPath: folder.path + "/a.jsonl")
        let errors = run("next 20\nnext 20", on: &host).filter { $0.report.body is ErrorReport }
        #expect(errors.count == 1)
        #expect(errors.first?.text.contains("it has been removed meanwhile; this log ends here") == true)
        #expect(host.state.session?.position.iteration == 41)
        _ = run("log \(folder.path)/a.jsonl\nnext", on: &host)
        let log = read(.jsonLines, try folder.bytes("a.jsonl"))
        #expect(log.runs[0].series(named: "loss")?.points.map(\.x) == (0..<42).map(Double.init))
    }

    @Test func eventFilesAreInTheFolderAndThoseOfBranchesInFoldersOfTheirOwn() throws {
        let folder = try ScratchFolder()
        let logs = "log \(folder.path)/tb format=tensorboard\n"
        _ = run(setUp + logs + "next 3\ngoto iteration=1\nset lr 0.2\nnext 2\nfork a/../b\nnext")
        let names = try folder.names(in: "tb")
        #expect(names.count == 3 && Set(names).isSuperset(of: ["a", "branch-1"]))
        let file = try #require(names.first { $0.hasPrefix("events.out.tfevents.") })
        #expect(try folder.names(in: "tb/a") == ["b"])
        #expect(try folder.names(in: "tb/branch-1").count == 1)
        // What follows the header has the step and the tag of the first record.
        let bytes = try folder.bytes("tb/" + file)
        #expect(String(decoding: bytes, as: UTF8.self).contains("brain.Event:2"))

        _ = run(setUp + logs + "next 3")
        #expect(try folder.names(in: "tb").count == 4)
        #expect(try folder.names(in: "tb/main-2").count == 1)
        #expect(try folder.bytes("tb/" + file) == bytes)
    }
}
