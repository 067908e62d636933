import CommandLanguage
import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// A workbench with a screen, driven by commands and keys as the program's loop drives them, but without the outside
/// world: it has data, and nothing to write to.
struct ScreenFixture {
    private(set) var workbench = WorkbenchState(allowsUnboundedRuns: true)
    var screen = ScreenState()

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
        send(.play(source, script.commands))
        playOn()
    }

    /// Performs an action, with everything that follows from it at once.
    mutating func send(_ action: WorkbenchAction) {
        let wasRunning = workbench.run != nil
        var waiting = [action]
        while !waiting.isEmpty {
            for effect in workbench.reduce(waiting.removeFirst()) {
                switch effect {
                case .report(let output):
                    screen.record(output, session: workbench.session, question: workbench.lesson.question)
                case .loadData(let request, _): waiting.append(.dataLoaded(Self.load(request)))
                case .keepAnswer, .review, .exit: break
                default: Issue.record("tests of the screen do without \(effect)")
                }
            }
        }
        if !wasRunning, workbench.run?.isSweep == true { screen.showRuns() }
    }

    /// How many operations of a run there are in a slice.
    private static let slice = 4096

    /// Finishes the run under way.
    mutating func finish() {
        while workbench.run != nil { send(.advance(budget: Self.slice)) }
    }

    private mutating func playOn() {
        while workbench.hasScriptLeft, !workbench.lesson.isPaused {
            send(.playNext)
            finish()
        }
    }

    /// Presses keys one after another and finishes what they start.
    mutating func press(_ keys: Key...) {
        for key in keys { press(key) }
    }

    private mutating func press(_ key: Key) {
        switch screen.handle(key, workbench: workbench) {
        case .command(let line): run(line)
        case .lesson(.resume):
            send(.playNext)
            finish()
            playOn()
        case .lesson, .showLessons, .startLesson, .review: break
        case .interrupt: send(.interrupt)
        case .endAfterEpoch: send(.endAfterEpoch)
        case .autoplay, .quit, nil: break
        }
    }

    /// Types a text.
    mutating func type(_ text: String) {
        for character in text { press(.character(character)) }
    }

    /// Runs a line of commands, as the prompt does.
    mutating func run(_ line: String) {
        let source = SourceText(name: "prompt", text: line)
        let script = Script.parse(source)
        for diagnostic in script.diagnostics { screen.record(diagnostic, in: source) }
        guard script.diagnostics.isEmpty else { return }
        for command in script.commands {
            send(.perform(command, source))
            finish()
        }
    }

    /// The screen at a size, as `snapshot` draws it.
    func picture(_ size: Size) -> CellGrid { ScreenModel(picturing: workbench, screen, size: size).draw() }

    /// The screen in a size.
    func grid(_ columns: Int, _ rows: Int, glyphs: GlyphSet = .unicode, theme: Theme = .dark) -> CellGrid {
        ScreenModel(
            workbench: workbench, screen: screen, size: Size(columns: columns, rows: rows), theme: theme,
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
