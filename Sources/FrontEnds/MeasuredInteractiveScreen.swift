import Benchmarks
import CommandLanguage
import Platform
import TerminalDrawing
import Workbench

/// The screen for `backstep bench screen`.
final class MeasuredInteractiveScreen: MeasuredScreen {
    private(set) var loop: InteractiveScreen
    /// How much of a run fits into a slice when nothing is shown.
    private var paceWithoutFrames = SlicePace(target: SlicePace.betweenInterrupts)

    init(terminal: any TerminalDriver, threads: Int) {
        loop = InteractiveScreen(terminal: terminal, threads: threads)
        loop.host.screen.setRunSpeed(.full)
    }

    func setUp(_ scenario: String) {
        let source = SourceText(name: "benchmark", text: scenario)
        loop.play(source, Script.parse(source).commands)
        while loop.host.state.hasScriptLeft || loop.frameCount == 0 { loop.turn() }
        precondition(loop.host.state.session?.engine.training != nil, "the workload can be trained")
    }

    func perform(_ line: String) { loop.perform(line) }

    func turn() { loop.turn() }

    func advanceWithoutFrames() {
        swap(&paceWithoutFrames, &loop.host.pace)
        _ = loop.host.advanceOneSlice()
        swap(&paceWithoutFrames, &loop.host.pace)
    }

    var frameCount: Int { loop.frameCount }
    var lastFrame: FrameCost? { loop.lastFrame }
    var isRunning: Bool { loop.host.state.run != nil }
    var iteration: Int { loop.host.state.session?.position.iteration ?? 0 }
    var isBetweenIterations: Bool { loop.host.state.session?.position.operation == 0 }
    var operationCount: Int { loop.host.state.session?.engine.plan.operations.count ?? 0 }
}
