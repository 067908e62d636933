import CommandLanguage
import NeuralEngine
import TestSupport
import Testing

@testable import Workbench

/// What is refused leaves no trace.
@Suite struct RefusalTests {
    /// Whether a line is refused.
    private func refusal(of line: String, on bench: inout TestBench) -> Bool {
        bench.start(line).contains { $0.body is ErrorReport }
    }

    @Test(arguments: [
        "set lr 0.5", "optimizer adam lr=0.25", "optimizer sgd lr=0.5 momentum=0.5", "schedule step every=2 gamma=0.25",
    ])
    func aRuleThatCannotChangeInTheMidstOfAnUpdateIsNotInTheSetUpEither(line: String) {
        var bench = TestBench.xor("next\nfinish\nfinish\nstepi 3")
        let before = bench.state
        #expect(refusal(of: line, on: &bench))
        #expect(bench.state == before)
        #expect(bench.state.setup == before.setup)
        _ = bench.run("network 2-3-2")
        #expect(bench.value("lr")?.scalar == 0.5)
        #expect(bench.state.setup.optimizer.kind == .sgd)
        #expect(bench.state.setup.optimizer.momentum == 0.9)
    }

    /// Commands of every kind, right and wrong, in whatever order: after a refusal everything is as it was.
    @Test(arguments: 1...12)
    func whateverIsRefusedChangesNothing(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var bench = TestBench.xor()
        var refusals = 0
        for _ in 0..<250 {
            let line = Self.lines.randomElement(using: &generator)!
            // Once training has come to NaN, which equals nothing, no comparison could tell anything.
            if bench.state != bench.state { bench = TestBench.xor() }
            let before = bench.state
            if refusal(of: line, on: &bench) {
                refusals += 1
                // After every action logs are brought up to date, whatever it was.
                var after = bench.state
                after.logs = before.logs
                #expect(after == before, "\(line)")
                #expect(bench.state.workspace == before.workspace, "\(line)")
            }
            for _ in 0..<40 where bench.state.run != nil { _ = bench.send(.advance(budget: 100)) }
            if bench.state.run != nil { _ = bench.send(.interrupt) }
        }
        #expect(refusals > 30)
    }

    /// While a run goes on nearly everything is refused, and neither the run nor anything else knows of it.
    @Test(arguments: 1...4)
    func whateverIsRefusedDuringARunChangesNothing(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var bench = TestBench.xor()
        var refusals = 0
        for _ in 0..<60 {
            if bench.state.run == nil { _ = bench.start("train 1000000 iterations") }
            _ = bench.send(.advance(budget: 50))
            let line = Self.lines.randomElement(using: &generator)!
            let before = bench.state
            if refusal(of: line, on: &bench) {
                refusals += 1
                #expect(bench.state == before, "\(line)")
            }
        }
        #expect(refusals > 30)
    }

    /// A scenario ends where a command of it is refused, and is all that has changed.
    @Test(arguments: 1...4)
    func whatAScenarioIsRefusedChangesNothingButTheScenario(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var refusals = 0
        for _ in 0..<60 {
            var bench = TestBench.xor("step 3")
            let line = Self.lines.randomElement(using: &generator)!
            let source = SourceText(name: "test", text: line)
            _ = bench.send(.play(source, Script.parse(source).commands))
            let before = bench.state
            let isRefused = bench.send(.playNext).contains { $0.report.body is ErrorReport }
            guard isRefused else { continue }
            refusals += 1
            var after = bench.state
            #expect(!after.hasScriptLeft, "\(line)")
            (after.frames, after.logs) = (before.frames, before.logs)
            #expect(after == before, "\(line)")
        }
        #expect(refusals > 10)
    }

    private static let lines: [String] = [
        "step", "step 3", "stepi", "stepi 2", "stepi 5", "finish", "next", "next 3", "epoch", "train 2 epochs",
        "train 3 iterations", "train until loss < 1e9", "train until sum(W1, axis=0) max=3",
        "train 2 epochs monitor=test.loss",
        "train 2 epochs patience=1 monitor=test.accuracy", "restart",
        "reverse-step", "reverse-stepi", "reverse-next", "reverse-continue", "goto start", "goto end", "goto best",
        "goto iteration=1", "goto iteration=1 operation=update", "goto operation=nothing", "goto epoch=99 iteration=2",
        "set lr 0.25", "set lr 0", "set timeline-memory 1", "set theme light", "optimizer adam lr=0.01",
        "optimizer sgd lr=0.5 momentum=0.9", "optimizer rmsprop", "schedule step every=2", "schedule constant",
        "schedule cosine length=3", "regularize l2=0.01", "regularize l1=0 l2=0",
        "batch 2", "batch full", "batch 3 shuffle=yes", "network 2-3-2 seed=1", "network 2-4-2 seed=3",
        "network 3-2", "network 2-3-1", "network 2-2-2 dropout=0.5,0.5", "network 2-2-2 activations=tanh",
        "network 2-2-2 hidden=relu activations=tanh,identity", "network 2-100000-100000-2",
        "data xor", "data xor test=0.5", "data circles", "data csv nowhere.csv label=0",
        "data inline X=[[0,1]] Y=[[1,0]]", "data inline X=W1 Y=nothing",
        "let W1[0,0] = 0.5", "let W1 = W1 * 2", "let W1 = [[1,2]]", "let W9 = 1", "let loss = 1", "let X[9,9] = 1",
        "let target = 3", "let target[1] = 3", "let A1[0,0] = 1", "let dW2 = dW2 + 1", "let nowhere = missing",
        "break tanh1.forward", "break nothing.forward", "break if W1", "tbreak update", "watch W1[0,0]", "watch W7",
        "catch nan", "catch dead-relu", "catch saturated", "delete 99", "delete", "disable 1", "enable 7",
        "display loss", "display W9", "undisplay 4", "undisplay", "fork a", "fork main", "switch main",
        "switch nowhere",
        "switch run-1", "compare main nowhere", "compare main a", "print W1", "print W9", "print W1 @ W1",
        "explain dW1[0,0]",
        "explain W1[9,9]", "explain nothing", "why dW1[0,0]", "why W9[0,0]", "check gradients cells=1",
        "derive tanh at 0.5",
        "derive softmax at W9", "derive linear layer=9", "plot loss", "plot boundary", "plot hist(W9)",
        "plot confusion",
        "view W1", "view W9", "focus W1[0,0]", "focus W1[9,9]", "highlight W1[0,0]", "highlight W9", "layout train",
        "expect loss < 1", "expect W9 == 1", "expect W1 == b1", "expect loss ~= 1 within 0 - 1", "ask loss", "answer 1",
        "bug sign in linear1.backward", "bug sign in nothing", "bug transpose in update", "bug off",
        "accuse linear1.backward", "accuse nothing", "sweep lr=0.1,0.2 epochs=1", "sweep network=2-2-2,3-3 epochs=1",
        "sweep lr=0.1,0.2 epochs=1 sort=nothing", "sweep", "save a.txt", "save a.safetensors", "load a.safetensors",
        "load nowhere.npz", "load b.txt", "export a.xyz", "export a.onnx", "log a.xyz", "log a.jsonl", "log off",
        "snapshot a.xyz", "snapshot a.svg size=2x2", "source nowhere.scenario", "record a.txt", "record a.scenario",
        "record off", "info data", "when", "list", "help print", "continue", "reverse-epoch", "reverse-finish",
        "title \"t\"", "chapter \"c\"", "say \"{loss:.4}\"", "say \"{missing}\"", "wait 1", "pause",
        "plot loss from=9 to=3",
    ]
}
