import CommandLanguage
import NeuralEngine
import StepDebugger
import Testing

@testable import Workbench

/// `bug` and `accuse`: planting, judging, repairing.
@Suite struct BugCommandTests {
    private static let planted = "a fault is planted: find it, and name its operation with 'accuse OPERATION'"

    private func accusation(_ contents: [Report]) -> AccusationReport? {
        guard let report = contents.last?.body as? AccusationReport else {
            Issue.record("no verdict: \(contents)")
            return nil
        }
        return report
    }

    @Test func whatIsReportedTellsNothingOfTheFault() throws {
        var bench = TestBench.xor()
        let script = Script.parse(SourceText(name: "lesson", text: "bug sign in linear2.backward"))
        _ = bench.send(.play(SourceText(name: "lesson", text: "bug sign in linear2.backward"), script.commands))
        let output = try #require(bench.send(.playNext).first)
        #expect(output.text == Self.planted)
        #expect(output.command == "bug" && output.line == 1)
        #expect(bench.state.session?.fault == Fault(.sign, in: "linear2.backward"))
        #expect(bench.state.expectations.passed + bench.state.expectations.failed == 0)
    }

    @Test func theRightAccusationCountsSaysWhatWasWrongAndRepairs() throws {
        var bench = TestBench.xor("bug transpose in linear2.backward\nnext 3")
        let report = try #require(accusation(bench.run("accuse linear2.backward")))
        #expect(report.passed && report.operation == "linear2.backward")
        #expect(
            report.text == """
                ✓ linear2.backward had the fault
                  a matrix that its formula transposes was not transposed
                  right  dA1 = dZ2·W2ᵀ
                  wrong  dA1 = dZ2·W2, the numbers of W2 read in their order as 2×4
                  it is repaired from here on; what was computed before stays as it is
                """)
        #expect(bench.state.expectations.passed == 1 && bench.state.expectations.failed == 0)
        #expect(bench.state.session?.fault == nil)
        #expect(bench.state.session?.branches.count == 1)
        #expect(
            bench.error("accuse linear2.backward")
                == "there is no fault here to find: 'bug KIND in OPERATION' plants one")
        // It is an edit: going back finds it again.
        _ = bench.run("reverse-next")
        #expect(bench.state.session?.fault == Fault(.transpose, in: "linear2.backward"))
    }

    @Test func aWrongAccusationCountsAndClearsTheOperation() throws {
        var bench = TestBench.xor("bug sign in tanh1.backward\nnext")
        let before = bench.state.session
        let first = try #require(accusation(bench.run("accuse loss.backward")))
        #expect(!first.passed)
        #expect(
            first.text == """
                ✗ it is not loss.backward, which does what its equation says
                  the fault is where a number does not follow from its operands, as 'explain' shows
                """)
        _ = bench.run("accuse update")
        let third = try #require(accusation(bench.run("accuse loss.backward")))
        #expect(third.cleared == ["update", "loss.backward"])
        #expect(third.text.hasSuffix("\n  cleared so far: update, loss.backward"))
        #expect(bench.state.expectations.failed == 3 && bench.state.expectations.passed == 0)
        #expect(bench.state.session == before)
        for text in [first.text, third.text] { #expect(!text.contains("tanh1") && !text.contains("sign")) }
        // Another fault, another search.
        _ = bench.run("bug sign in update")
        #expect(try #require(accusation(bench.run("accuse linear1.forward"))).cleared == ["linear1.forward"])
    }

    @Test func offRepairs() throws {
        var bench = TestBench.xor("bug early-update in update\nnext")
        let text = try #require((bench.run("bug off").last?.body as? TextReport)?.text)
        #expect(text == "the fault is repaired from here on")
        #expect(bench.state.session?.fault == nil)
        #expect(bench.error("bug off") == "there is no fault here to repair: 'bug KIND in OPERATION' plants one")
    }

    @Test(arguments: [
        ("bug sign in linear3.backward", "there is no operation 'linear3.backward' in this network: 'list' names them"),
        (
            "bug transpose in loss.backward",
            "'transpose' makes no sense in loss.backward: it can be in linear2.backward or linear1.backward"
        ),
        (
            "network 2-4-2 reduction=sum\nbug no-average in loss.backward",
            "'no-average' would change nothing in loss.backward: the loss is a sum, not a mean"
        ),
        ("accuse update", "there is no fault here to find: 'bug KIND in OPERATION' plants one"),
        ("bug sign in update\naccuse updat", "there is no operation 'updat' in this network: 'list' names them"),
        (
            "bug sign in update\nsave a.safetensors",
            "'save' keeps no planted fault, for the file would tell where it is: find it, or repair it with 'bug off'"
        ),
        (
            "bug sign in update\nexport a.py",
            "'export' keeps no planted fault, for the file would tell where it is: find it, or repair it with 'bug off'"
        ),
    ])
    func whatCannotBeIsSaid(commands: String, sentence: String) {
        var bench = TestBench.xor()
        #expect(bench.error(commands) == sentence)
    }

    @Test func aNameThatIsCloseIsSuggested() throws {
        var bench = TestBench.xor()
        let contents = bench.run("bug sign in linear2.backwards")
        let diagnostic = try #require((contents.last?.body as? ErrorReport)?.diagnostic)
        #expect(diagnostic.suggestion == "linear2.backward")
    }

    @Test func aFaultNeedsSomethingToRunOn() {
        var bench = TestBench()
        #expect(bench.error("bug sign in update") != nil)
        #expect(bench.error("network 2-4-2\nbug sign in update") != nil)
        #expect(bench.state.session?.fault == nil)
    }

    @Test func aNewNetworkHasNoFault() {
        var bench = TestBench.xor("bug sign in update\nnext\nnetwork 2-3-2")
        #expect(bench.state.session?.fault == nil)
        _ = bench.run("bug sign in update\nbatch 2")
        #expect(bench.state.session?.fault == nil)
    }

    @Test func repairedInMidIterationItIsSavedAfterIt() {
        var bench = TestBench.xor("next\nbug sign in linear2.backward\nfinish\nbug off")
        #expect(
            bench.error("save a.safetensors") == "the fault of an operation was changed in the middle of iteration 1, "
                + "after loss.forward, and a file has only what an iteration starts with: go to its end with 'next' and "
                + "save there")
        _ = bench.run("next\nsave a.safetensors")
        #expect(bench.models["a.safetensors"] != nil)
    }

    @Test func inThePastItBeginsABranch() throws {
        var bench = TestBench.xor("next 3\nreverse-next 2")
        let source = SourceText(name: "prompt", text: "bug sign in update")
        let output = try #require(
            Script.parse(source).commands.flatMap { bench.send(.perform($0, source)) }.first)
        #expect(output.note?.hasPrefix("this begins 'branch-1'") == true)
    }
}
