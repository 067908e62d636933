import CommandLanguage
import TerminalDrawing
import Testing
import Workbench

@testable import FrontEnds
@testable import WorkbenchViews

/// A workbench with a screen, driven by commands and keys as the program's loop drives them.
struct ScreenFixture {
    var host = WorkbenchHost(state: WorkbenchState(allowsUnboundedRuns: true), effects: EffectRunner())

    var workbench: WorkbenchState { host.state }
    var screen: ScreenState { host.screen }

    /// XOR, ready to step, with weights that are easy to recognise on the screen.
    static let xor = """
        title "XOR by hand"
        data xor
        network 2-4-2
        optimizer sgd lr=0.5 momentum=0.9
        let W1 = [[0.5, -0.5, 0.8, 0.3], [0.5, 0.5, -0.8, 0.3]]
        let W2 = [[0.2, -0.2], [0.4, 0.1], [-0.3, 0.5], [0.1, -0.4]]
        """

    /// The same, after a lesson has said something.
    static let lesson = xor + "\nsay \"Look.\""

    /// Plays a scenario up to its first pause, or to its end.
    init(playing text: String = xor) {
        let source = SourceText(name: "test.scenario", text: text)
        let script = Script.parse(source)
        #expect(script.diagnostics.map { $0.rendered(in: source) } == [])
        _ = host.send(.play(source, script.commands))
        playOn()
    }

    private mutating func playOn() {
        while host.state.hasScriptLeft, !host.state.isPausedByScenario {
            _ = host.send(.playNext)
            _ = host.finishRun { false }
        }
    }

    /// Presses keys one after another and lets what they start end.
    mutating func press(_ keys: Key...) {
        for key in keys { press(key) }
    }

    private mutating func press(_ key: Key) {
        switch host.screen.handle(key, workbench: host.state) {
        case .command(let line): run(line)
        case .lesson(.resume):
            _ = host.send(.playNext)
            _ = host.finishRun { false }
            playOn()
        case .lesson, .showLessons, .startLesson: break
        case .interrupt: _ = host.send(.interrupt)
        case .endAfterEpoch: _ = host.send(.endAfterEpoch)
        case .autoplay, .quit, nil: break
        }
    }

    /// Types a text into whatever is open.
    mutating func type(_ text: String) {
        for character in text { press(.character(character)) }
    }

    /// Runs a line of commands, as the prompt does.
    mutating func run(_ line: String) {
        let source = SourceText(name: "prompt", text: line)
        let script = Script.parse(source)
        for diagnostic in script.diagnostics { host.screen.record(diagnostic, in: source) }
        guard script.diagnostics.isEmpty else { return }
        for command in script.commands {
            _ = host.send(.perform(command, source))
            _ = host.finishRun { false }
        }
    }

    /// The screen in a size.
    func grid(_ columns: Int, _ rows: Int, glyphs: GlyphSet = .unicode, theme: Theme = .dark) -> CellGrid {
        ScreenModel(
            workbench: host.state, screen: host.screen, size: Size(columns: columns, rows: rows), theme: theme,
            glyphs: glyphs
        ).draw()
    }

    /// The lines of the screen, without the blanks at their ends.
    func lines(_ columns: Int, _ rows: Int, glyphs: GlyphSet = .unicode) -> [String] {
        grid(columns, rows, glyphs: glyphs).plainText.split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast()
            .map(String.init)
    }
}
