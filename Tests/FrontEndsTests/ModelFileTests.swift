import CommandLanguage
import Foundation
import ModelFiles
import StepDebugger
import Testing
import Workbench

@testable import FrontEnds

/// `save`, `load` and `export` with real files.
@Suite struct ModelFileTests {
    /// A folder that is deleted at the end of the test.
    private final class Folder {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path

        init() throws {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }

        deinit {
            try? FileManager.default.removeItem(atPath: path)
        }

        func callAsFunction(_ name: String) -> String { path + "/" + name }

        /// The files in it, including hidden ones.
        var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
    }

    private func host(_ commands: String) -> WorkbenchHost {
        var host = WorkbenchHost(state: WorkbenchState(), effects: EffectRunner())
        _ = run(commands, &host)
        return host
    }

    private func run(_ commands: String, _ host: inout WorkbenchHost) -> [CommandOutput] {
        let source = SourceText(name: "test", text: commands)
        var outputs: [CommandOutput] = []
        for command in Script.parse(source).commands {
            outputs += host.send(.perform(command, source)) + host.finishRun { false }
        }
        return outputs
    }

    private func error(_ commands: String, _ host: inout WorkbenchHost) -> String? {
        for output in run(commands, &host) {
            if let diagnostic = (output.report.body as? ErrorReport)?.diagnostic { return diagnostic.message }
        }
        return nil
    }

    private static let setup = """
        data iris test=0.2 standardize=yes seed=3
        network 4-6-3 hidden=relu dropout=0.2 seed=5 precision=%@
        optimizer adam lr=0.01
        schedule exponential gamma=0.9
        batch 16 shuffle=yes seed=2
        next 13
        step 3
        """

    @Test(arguments: ["float64", "float32"])
    func aSavedSessionGoesOnInAnotherProcessToTheSameBits(_ precision: String) throws {
        let folder = try Folder()
        var first = host(Self.setup.replacingOccurrences(of: "%@", with: precision))
        #expect(error("save \(folder("a.safetensors"))", &first) == nil)
        #expect(folder.names == ["a.safetensors"])
        var second = host("")
        #expect(error("load \(folder("a.safetensors"))", &second) == nil)
        #expect(second.state.session?.position == Position(iteration: 13, operation: 3))
        _ = run("next 100", &first)
        _ = run("next 100", &second)
        #expect(second.state.session?.engine == first.state.session?.engine)
        #expect(second.state.session?.epochs.points.last?.testLoss == first.state.session?.epochs.points.last?.testLoss)
    }

    @Test func dataAreFoundBesideTheModel() throws {
        let folder = try Folder()
        try "a,b,kind\n1,2,x\n3,1,y\n0,1,x\n".write(toFile: folder("my data.csv"), atomically: true, encoding: .utf8)
        let scenario = SourceText(name: folder("lesson.scenario"), text: "data csv \"my data.csv\" label=kind")
        var host = WorkbenchHost(state: WorkbenchState(), effects: EffectRunner())
        _ = host.send(.perform(Script.parse(scenario).commands[0], scenario))
        _ = run("network 2-2\nnext 2\nsave \(folder("a.safetensors"))", &host)
        var other = self.host("")
        #expect(error("load \(folder("a.safetensors"))", &other) == nil)
        #expect(other.state.session?.engine.training?.count == 3)
        try FileManager.default.removeItem(atPath: folder("my data.csv"))
        let message = try #require(error("load \(folder("a.safetensors"))", &other))
        #expect(message.contains("my data.csv\" label=kind seed=0' cannot be carried out: cannot read"))
        #expect(other.state.session?.position == Position(iteration: 2))
    }

    @Test func damagedFilesAreRefusedAndNothingChanges() throws {
        let folder = try Folder()
        var host = host("data xor\nnetwork 2-3-2\nbatch 3\nnext 5\nsave \(folder("a.safetensors"))\nnext 1")
        let whole = try Data(contentsOf: URL(fileURLWithPath: folder("a.safetensors")))
        let before = host.state
        for count in stride(from: 0, to: whole.count, by: 7) {
            try whole.prefix(count).write(to: URL(fileURLWithPath: folder("cut.safetensors")))
            #expect(error("load \(folder("cut.safetensors"))", &host)?.hasPrefix("cannot read") == true)
        }
        #expect(host.state == before)
        var file = try SafetensorsFile([UInt8](whole))
        for (key, text, message) in [
            ("backstep", "2", "written by a newer backstep"), ("iteration", "-1", "no sensible 'iteration'"),
            ("iteration", "99999999999999999999", "no sensible 'iteration'"),
            ("epoch", "3 0.5", "no sensible 'epoch'"), ("epoch", "0 1 1", "no sensible 'epoch'"),
            ("data-checksum", "?", "no sensible 'data-checksum'"),
        ] {
            let index = try #require(file.metadata.firstIndex { $0.name == key })
            let old = file.metadata[index].text
            file.metadata[index].text = text
            try Data(file.bytes).write(to: URL(fileURLWithPath: folder("bad.safetensors")))
            #expect(error("load \(folder("bad.safetensors"))", &host)?.contains(message) == true, "\(key)")
            file.metadata[index].text = old
        }
        #expect(host.state == before)
    }

    @Test func exportsAreFilesOfTheirKinds() throws {
        let folder = try Folder()
        var host = host("data xor\nnetwork 2-3-2 precision=float32\nnext 4")
        #expect(error("export \(folder("a.npz"))\nexport \(folder("a.onnx"))\nexport \(folder("a.py"))", &host) == nil)
        #expect(folder.names == ["a.npz", "a.onnx", "a.py", "a.py.safetensors"])
        func bytes(_ name: String) throws -> [UInt8] {
            [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder(name))))
        }
        let arrays = try NPZFile(bytes("a.npz")).arrays
        #expect(arrays.map(\.name) == ["W1", "b1", "W2", "b2"])
        #expect(arrays[0].values == host.state.session?.matrix(.weights(1))?.elements)
        #expect(arrays[0].elementType == .float32)
        let tensors = try SafetensorsFile(bytes("a.py.safetensors")).tensors.map(\.name)
        #expect(tensors.contains("train.X") && tensors.contains("W2"))
        // The file that a script reads is also a saved session.
        let position = host.state.session?.position
        _ = run("next 3", &host)
        #expect(error("load \(folder("a.py.safetensors"))", &host) == nil)
        #expect(host.state.session?.position == position)
        _ = run("let W1 = 0 * W1\nload \(folder("a.npz"))", &host)
        #expect(host.state.session?.matrix(.weights(1))?.elements == arrays[0].values)
    }

    // MARK: Writing

    @Test func aFileThatCannotBeWrittenIsNamedAndLeavesNothing() throws {
        let folder = try Folder()
        var host = host("data xor\nnetwork 2-2")
        try FileManager.default.createDirectory(atPath: folder("folder.safetensors"), withIntermediateDirectories: true)
        #expect(error("save \(folder("folder.safetensors"))", &host)?.hasSuffix(": it is a folder") == true)
        #expect(error("save \(folder("no/a.safetensors"))", &host)?.hasSuffix(": no such file or directory") == true)
        #expect(folder.names == ["folder.safetensors"])
    }

    @Test func aLinkStaysALinkAndModesStay() throws {
        let folder = try Folder()
        try Data().write(to: URL(fileURLWithPath: folder("real.bin")))
        chmod(folder("real.bin"), 0o640)
        try FileManager.default.createSymbolicLink(atPath: folder("a.safetensors"), withDestinationPath: "real.bin")
        var host = host("data xor\nnetwork 2-2")
        #expect(error("save \(folder("a.safetensors"))", &host) == nil)
        #expect(folder.names == ["a.safetensors", "real.bin"])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder("a.safetensors")) == "real.bin")
        var status = stat()
        stat(folder("real.bin"), &status)
        #expect(status.st_mode & 0o777 == 0o640 && status.st_size > 100)
    }

    @Test func whatAKilledProgramLeftIsWrittenOver() throws {
        let folder = try Folder()
        try Data(repeating: 7, count: 1 << 20).write(to: URL(fileURLWithPath: folder(".a.safetensors.saving")))
        var host = host("data xor\nnetwork 2-2")
        #expect(error("save \(folder("a.safetensors"))\nload \(folder("a.safetensors"))", &host) == nil)
        #expect(folder.names == ["a.safetensors"])
    }

    @Test func twoProgramsDoNotWriteAtOnce() throws {
        let folder = try Folder()
        let descriptor = open(folder(".a.safetensors.saving"), O_WRONLY | O_CREAT, 0o600)
        defer { close(descriptor) }
        #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        var host = host("data xor\nnetwork 2-2")
        #expect(error("save \(folder("a.safetensors"))", &host)?.hasSuffix(": another program is writing it") == true)
        #expect(folder.names == [".a.safetensors.saving"])
    }
}
