import CommandLanguage
import Testing

@testable import Workbench

/// Playing lessons, with a learner or without.
extension TestBench {
    /// A bench that has run one iteration.
    static func lesson(_ mode: LessonMode) -> TestBench {
        var bench = TestBench()
        bench.state = WorkbenchState(lessonMode: mode)
        _ = bench.run(xorSetup + "\nstep 10")
        return bench
    }

    /// Plays a lesson up to where it waits.
    mutating func play(_ text: String) -> [CommandOutput] {
        let source = SourceText(name: "lesson", text: text)
        let script = Script.parse(source)
        #expect(script.diagnostics.map { $0.rendered(in: source) } == [])
        return send(.play(source, script.commands)) + playOn()
    }

    /// Goes on from where the lesson waits, up to where it waits again.
    mutating func space() -> [CommandOutput] { send(.playNext) + finishRun() + playOn() }

    private mutating func playOn() -> [CommandOutput] {
        var outputs: [CommandOutput] = []
        while state.hasScriptLeft, !state.lesson.isPaused { outputs += send(.playNext) + finishRun() }
        return outputs
    }

    private mutating func finishRun() -> [CommandOutput] {
        var outputs: [CommandOutput] = []
        while state.run != nil { outputs += send(.advance(budget: budget)) }
        return outputs
    }
}
