import CommandLanguage
import Testing

@testable import Workbench

@Suite struct ScenarioPlayingTests {
    @Test func everyCommandLeavesOneOutputInOrder() {
        var bench = TestBench()
        let contents = bench.run(
            "title \"A\"\nsay \"B\"\nlet x = 1\nprint x\nexpect x == 1\npause\ndata xor\nexit\nprint 2")
        #expect(contents.count == 8)
        #expect(bench.state.hasExited)
        #expect(bench.state.lesson.title == "A")
        #expect(bench.state.lesson.narration == "B")
    }

    @Test func anErrorEndsTheScenario() {
        var bench = TestBench()
        let contents = bench.run("print 1\nprint missing\nprint 3")
        #expect(contents.count == 2)
        #expect(!bench.state.hasScriptLeft)
    }

    @Test func aPauseWaitsUntilTheScenarioIsAskedToGoOn() {
        var bench = TestBench()
        let script = Script.parse(SourceText(name: "t", text: "print 1\npause\nprint 2"))
        _ = bench.send(.play(SourceText(name: "t", text: ""), script.commands))
        _ = bench.send(.playNext)
        _ = bench.send(.playNext)
        #expect(bench.state.lesson.isPaused)
        _ = bench.send(.playNext)
        #expect(!bench.state.lesson.isPaused)
        #expect(!bench.state.hasScriptLeft)
    }

    @Test func aPauseAtTheEndDoesNotWait() {
        var bench = TestBench()
        _ = bench.run("print 1\npause")
        #expect(!bench.state.lesson.isPaused)
    }

    @Test func drivingByHandLeavesTheScenarioWhereItWaits() {
        var bench = TestBench()
        let text = "data xor\nnetwork 2-4-2\npause\nprint 2"
        let script = Script.parse(SourceText(name: "t", text: text))
        _ = bench.send(.play(SourceText(name: "t", text: text), script.commands))
        for _ in 0..<3 { _ = bench.send(.playNext) }
        _ = bench.start("train 100 iterations")
        _ = bench.send(.interrupt)
        #expect(bench.state.lesson.isPaused)
        #expect(bench.state.hasScriptLeft)
        _ = bench.start("print missing")
        #expect(bench.state.hasScriptLeft)
    }

    @Test func sourcePlaysAnotherScenarioInBetween() throws {
        var bench = TestBench()
        bench.scripts["inner"] = "let x = 5\nprint x"
        let contents = bench.run("source inner\nprint x + 1")
        #expect(contents.count == 4)
        let value = try #require((contents.last?.body as? ValueReport)?.value)
        #expect(value.scalar == 6)
    }

    @Test func nothingOfAScenarioWithErrorsIsRun() {
        var bench = TestBench()
        bench.scripts["bad"] = "let x = 5\nprnt x\nstep -1"
        let contents = bench.run("source bad\nprint 1")
        #expect(contents.count == 2)
        #expect(bench.state.variables.isEmpty)
        #expect(!bench.state.hasScriptLeft)
    }

    @Test func aScenarioThatSourcesItselfIsStopped() {
        var bench = TestBench()
        bench.scripts["loop"] = "source loop"
        let contents = bench.run("source loop")
        guard let diagnostic = (contents.last?.body as? ErrorReport)?.diagnostic else {
            Issue.record("it was not stopped")
            return
        }
        #expect(diagnostic.message == "more than 32 scenarios 'source' one another: does one source itself?")
    }
}
