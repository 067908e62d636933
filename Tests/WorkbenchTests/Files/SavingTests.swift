import CommandLanguage
import NeuralEngine
import StepDebugger
import Testing

@testable import Workbench

@Suite struct SavingTests {
    private static let setups = [
        "batch 3 shuffle=yes seed=4\noptimizer sgd lr=0.1 momentum=0.9 nesterov=yes",
        "network 2-5-2 seed=8 dropout=0.3 hidden=relu precision=float32\noptimizer adam lr=0.01\nbatch 2 shuffle=yes",
        "optimizer adamw lr=0.01 weight-decay=0\nschedule cosine length=7 minimum=0.001 per=iteration",
        "optimizer rmsprop lr=0.01 momentum=0.5\nschedule warmup length=3\nbatch 1 shuffle=yes",
        "network 2-3-3-2 activations=gelu,softplus,identity loss=mse reduction=sum init=normal:0.5\n"
            + "optimizer adagrad lr=0.05 weight-decay=0.01\nregularize l1=0.001 l2=0.01",
    ]

    /// Whether a session goes on as another one does, for a hundred iterations.
    private func expectSameFuture(_ a: inout TestBench, _ b: inout TestBench) {
        #expect(a.state.session?.position == b.state.session?.position)
        #expect(a.state.session?.engine.optimizer == b.state.session?.engine.optimizer)
        #expect(a.state.session?.engine.network == b.state.session?.engine.network)
        _ = a.run("next 100")
        _ = b.run("next 100")
        #expect(a.state.session?.engine == b.state.session?.engine)
        #expect(a.error("print test.loss") == b.error("print test.loss"))
    }

    @Test(arguments: setups, ["next 7", "next 7\nstep 4", "stepi 3", "next 2\nset lr 0.2\nnext 2"])
    func aLoadedSessionGoesOnToTheSameBits(_ setup: String, _ run: String) {
        var bench = TestBench.xor(setup + "\n" + run)
        #expect(bench.error("save a.safetensors") == nil)
        var other = TestBench.xor("next 3\nlet mine = 7\nbreak tanh1.forward")
        other.models = bench.models
        #expect(other.error("load a.safetensors") == nil)
        #expect(other.value("mine")?.scalar == 7)
        _ = other.run("delete")
        expectSameFuture(&bench, &other)
    }

    /// The means of the epoch that a session was saved in are those of the whole of it.
    @Test func anEpochUnderWayIsSummedUpToItsEnd() throws {
        var bench = TestBench.xor("batch 1 shuffle=yes\nnext 6\nstep 3\nsave a.safetensors\nepoch")
        var other = TestBench()
        other.models = bench.models
        _ = other.run("load a.safetensors\nepoch")
        let point = try #require(bench.state.session?.epochs.latest)
        #expect(other.state.session?.epochs.latest == point)
        #expect(point.trainingAccuracy != nil)
        // Going back to where it was loaded, and on again.
        _ = other.run("goto start\nepoch 2")
        _ = bench.run("epoch")
        #expect(other.state.session?.epochs.points.suffix(2) == bench.state.session?.epochs.points.suffix(2))
        _ = bench.run("save b.safetensors")
        guard case .session(let saved, _)? = bench.models["b.safetensors"] else { throw NotSaved() }
        #expect(saved.epochSums == nil)
    }

    private struct NotSaved: Error {}

    @Test func whatWasLoadedCanBeSavedAgain() {
        var bench = TestBench.xor(Self.setups[1] + "\nnext 9\nsave a.safetensors")
        _ = bench.run("load a.safetensors\nsave b.safetensors")
        func saved(_ path: String) -> SavedSession? {
            guard case .session(var saved, _)? = bench.models[path] else { return nil }
            // Paths of data are looked for from the file that was loaded.
            saved.dataSource = nil
            return saved
        }
        #expect(saved("a.safetensors") != nil && saved("b.safetensors") == saved("a.safetensors"))
        _ = bench.run("next 5\nsave c.safetensors\nnext 20")
        var other = TestBench()
        other.models = bench.models
        _ = other.run("load c.safetensors\nnext 20")
        #expect(other.state.session?.engine == bench.state.session?.engine)
    }

    @Test func theSetUpIsWrittenOut() throws {
        var bench = TestBench.xor(
            "let A = [[1, -0.5]]\nlet B = [[1, 0]]\ndata inline X=A Y=B\nschedule step every=3\nsave a.safetensors")
        guard case .session(let saved, _)? = bench.models["a.safetensors"] else {
            Issue.record("nothing saved")
            return
        }
        #expect(
            saved.setUp == [
                "data inline X=[[1, -0.5]] Y=[[1, 0]]",
                "network 2-4-2 activations=tanh,identity reduction=mean init=xavier-uniform seed=3 precision=float64",
                "optimizer sgd lr=0.5 momentum=0.9 weight-decay=0", "schedule step every=3 gamma=0.1 per=epoch",
                "batch full seed=0",
            ])
        for line in saved.setUp { #expect(try CommandParser.parse(line) != nil) }
        _ = bench.run("data xor test=0.2\nsave b.safetensors")
        guard case .session(let other, _)? = bench.models["b.safetensors"] else {
            Issue.record("no session was saved")
            return
        }
        #expect(other.setUp.first == "data xor test=0.2 seed=0")
    }

    @Test func aChangeAmongTheOperationsOfAnIterationIsRefused() {
        var bench = TestBench.xor("next 3\nstep 3\nlet W1[0,0] = 1")
        #expect(
            bench.error("save a.safetensors")
                == "W1 was changed in the middle of iteration 3, after tanh1.forward, and a file has only what an iteration "
                + "starts with: go to its end with 'next' and save there")
        #expect(bench.error("next\nsave a.safetensors") == nil)
        #expect(bench.error("step 3\nset lr 0.125\nsave b.safetensors") == nil)
        var other = TestBench()
        other.models = bench.models
        _ = other.run("load b.safetensors")
        expectSameFuture(&bench, &other)
    }

    @Test(arguments: [
        ("save", "'save' needs a file: save PATH.safetensors"),
        ("save a.npz", "'a.npz' does not say what 'save' is to write: end it in .safetensors"),
        ("save .safetensors", "'.safetensors' does not say what 'save' is to write: end it in .safetensors"),
        ("export a.pt", "'a.pt' does not say what 'export' is to write: end it in .onnx, .npz, .py"),
        ("load a.pt", "'a.pt' does not say what 'load' is to read: end it in .safetensors, .npz"),
        ("load a.safetensors", "there is no 'a.safetensors'"),
    ])
    func whatCannotBeIsSaid(_ line: String, _ message: String) {
        var bench = TestBench.xor()
        let parsed = Script.parse(SourceText(name: "prompt", text: line)).diagnostics.first?.message
        let found = parsed ?? bench.error(line)
        #expect(found == message)
    }

    @Test func withoutANetworkThereIsNothingToSave() {
        var bench = TestBench()
        #expect(bench.error("save a.safetensors") == "there is no network yet to save: give one with 'network 2-4-2'")
        #expect(bench.error("export a.onnx") == "there is no network yet to export: give one with 'network 2-4-2'")
    }

    // MARK: What does not fit

    private func saved(_ change: (inout SavedSession) -> Void) -> TestBench {
        var bench = TestBench.xor("next 5\nsave a.safetensors")
        guard case .session(var saved, let path)? = bench.models["a.safetensors"] else { return bench }
        change(&saved)
        bench.models["a.safetensors"] = .session(saved, path: path)
        return bench
    }

    private func expectRefused(_ bench: TestBench, _ message: String) {
        var bench = bench
        _ = bench.run("next 2")
        let (session, setup) = (bench.state.session, bench.state.setup)
        #expect(bench.error("load a.safetensors") == message)
        #expect(bench.state.session == session && bench.state.setup == setup && bench.state.pending == nil)
    }

    @Test func nothingChangesWhereItDoesNotFit() {
        expectRefused(
            saved { $0.matrices.removeLast() },
            "the file cannot be continued: it has no 'vb2', which its network and optimizer need")
        expectRefused(
            saved { $0.matrices[0].matrix = Matrix(rows: 4, columns: 2) },
            "the file cannot be continued: 'W1' is 4×2, and its network needs 2×4")
        expectRefused(
            saved { $0.position.operation = 10 },
            "the file cannot be continued: its network has no such position")
        expectRefused(
            saved { $0.position = Position(iteration: 5, operation: 1, cell: 999) },
            "the file cannot be continued: its network has no such position")
        expectRefused(
            saved { $0.setUp.removeAll { $0.hasPrefix("network") } },
            "the file cannot be continued: its set-up has no 'network' command")
        expectRefused(
            saved { $0.setUp.removeAll { $0.hasPrefix("data") } },
            "the file cannot be continued: it has no data to continue with")
        expectRefused(
            saved { $0.setUp.append("exit") },
            "the saved session's command 'exit' cannot be carried out: it sets nothing up")
        expectRefused(
            saved { $0.setUp.append("optimizer sgd lr=x") },
            "the saved session's command 'optimizer sgd lr=x' cannot be carried out: "
                + "'lr' takes a number of at least 0, not 'x'")
        expectRefused(
            saved { $0.setUp[0] = "data csv gone.csv label=a" },
            "the saved session's command 'data csv gone.csv label=a' cannot be carried out: there is no 'gone.csv'")
    }

    @Test func otherDataAreNoted() throws {
        var bench = saved { $0.dataChecksum = 1 }
        let noted = try #require((bench.run("load a.safetensors").last?.body as? TextReport)?.text)
        #expect(noted.contains("note: the data are not those that the session was saved with"))
        bench = saved { _ in }
        let text = try #require((bench.run("load a.safetensors").last?.body as? TextReport)?.text)
        #expect(!text.contains("note:"))
        #expect(text.contains("epoch 5 iteration 5: at the start of what was loaded, load-batch comes next"))
    }

    @Test func goingBackEndsWhereItWasLoaded() {
        var bench = saved { _ in }
        _ = bench.run("load a.safetensors\nnext 3")
        guard let report = bench.run("reverse-next 10").last?.body as? PositionReport else {
            Issue.record("no position")
            return
        }
        #expect(report.position == Position(iteration: 5))
        #expect(
            bench.error("goto iteration=2")
                == "the run was loaded from a file and starts at iteration 5: what was before, as iteration 2, is not known"
        )
        _ = bench.run("goto end\ngoto start")
        #expect(bench.state.session?.position == Position(iteration: 5))
        #expect(bench.error("print loss") == "there is no loss yet: step through 'loss.forward' first")
        #expect(bench.error("print Z1") == "'Z1' has no value yet: 'linear1.forward' computes it, step there first")
        _ = bench.run("next 4\nrestart")
        #expect(bench.state.session?.position == Position(iteration: 5))
        #expect(bench.error("break if loss > 100\ncatch diverging\nnext 5\nreverse-continue") == nil)
        #expect(bench.state.session?.position == Position(iteration: 5))
    }

    // MARK: Export

    @Test func anExportedScriptHasAllThatItNeeds() throws {
        var bench = TestBench.xor("optimizer adam lr=0.1\nnext 4\nexport a.py\nexport a.onnx")
        let script = try #require(bench.exports["a.py"])
        let training = try #require(script.training)
        #expect(training.session.updateCount == 4 && training.batchRows == 4 && training.omittedCount == 0)
        #expect(training.training?.loss == bench.value("train.loss")?.scalar)
        #expect(script.parameters.map(\.name.description) == ["W1", "b1", "W2", "b2"])
        #expect(bench.exports["a.onnx"]?.training == nil)
    }
}
