import CommandLanguage
import NeuralEngine
import StepDebugger
import Testing

@testable import Workbench

/// What is passed about is small: a struct that holds much keeps it on the heap and is copied as one reference.
@Suite struct LightValueTests {
    @Test func whatIsLargeIsOneReference() {
        let word = MemoryLayout<Int>.size
        #expect(MemoryLayout<Engine>.size == word)
        #expect(MemoryLayout<DebugSession>.size == word)
        #expect(MemoryLayout<WorkbenchAction>.size <= word)
        #expect(MemoryLayout<Effect>.size <= word)
        #expect(MemoryLayout<RunInProgress.Work>.size <= word)
        #expect(MemoryLayout<CommandProblem>.size <= word)
    }

    @Test func whatIsPassedAboutIsSmall() {
        #expect(MemoryLayout<WorkbenchState>.size <= 400)
        #expect(MemoryLayout<Setup>.size <= 320)
        #expect(MemoryLayout<Command>.size <= 40)
        #expect(MemoryLayout<Report>.size <= 40)
        #expect(MemoryLayout<CommandOutput>.size <= 200)
        #expect(MemoryLayout<PendingCommand>.size <= 200)
        #expect(MemoryLayout<RunInProgress>.size <= 240)
        #expect(MemoryLayout<ScenarioChecker>.size <= 64)
    }

    @Test func aCopyIsAValueOfItsOwn() {
        var bench = TestBench.xor("next")
        let before = bench.state
        _ = bench.run("let W1[0,0] = 7")
        #expect(before.session?.matrix(.weights(1))?[0, 0] != 7)
        #expect(bench.state.session?.matrix(.weights(1))?[0, 0] == 7)
        #expect(before != bench.state)
    }
}
