import CommandLanguage
import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// What a key asks of the loop, beyond what it changed on the screen.
public enum ScreenRequest: Equatable, Sendable {
    /// Carry out a line of the command language.
    case command(String)
    /// Show the lessons to choose from.
    case showLessons
    /// Begin the lesson at that place in the menu.
    case startLesson(Int)
    /// Ask again what was missed.
    case review
    /// Something about the lesson under way.
    case lesson(LessonRequest)
    /// Run one operation after another, at the speed that is set.
    case autoplay
    /// Stop the run or the scenario under way.
    case interrupt
    /// Stop the run under way at the end of its epoch.
    case endAfterEpoch
    /// End the program.
    case quit
}

/// What a key asks of the lesson under way.
public enum LessonRequest: Equatable, Sendable {
    /// Go on from where it waits, or do not wait any longer.
    case resume
    /// Go on to the next chapter.
    case nextChapter
    /// Go back to the beginning of the chapter, or the one before.
    case chapterBefore
    /// Go back to where it waited before.
    case stopBefore
    /// Let it play by itself, or wait for answers again.
    case playItself
}

extension ScreenState {
    /// The size to use when none is given.
    public static let standardSize = Size(columns: 120, rows: 36)

    /// Handles a key.
    ///
    /// - Parameters:
    ///   - size: the screen's, which decides which panes there are.
    ///   - files: the paths that begin with its argument, for completion in the prompt.
    /// - Returns: what the loop is to do; nil if only the screen changed.
    public mutating func handle(
        _ key: Key, workbench: WorkbenchState, size: Size = ScreenState.standardSize,
        files: (String) -> [String] = { _ in [] }
    ) -> ScreenRequest? {
        if prompt != nil { return handleInPrompt(key, workbench, files: files) }
        if page != nil {
            let model = ScreenModel(workbench: workbench, screen: self, size: size)
            if key == .character("T"), page?.subject == .wholeText {
                page = TextPage(.terms)
            } else if page?.handle(key, model) == false {
                page = nil
            }
            return nil
        }
        if lessonEnd != nil {
            let answer = handleAtLessonEnd(key)
            if answer.isTaken { return answer.request }
        }
        if courseMenu != nil {
            let answer = handleInMenu(key)
            if answer.isTaken { return answer.request }
        }
        if let request = choice(key, workbench) { return request }
        if key == .character(" "), workbench.hasScriptedRun {
            // The key that goes on with a lesson does not break its training off, but ends the watching.
            if runRate != nil { runAtFullSpeed() }
            return nil
        }
        if let request = requestForRun(key, workbench) { return request }
        var model = ScreenModel(workbench: workbench, screen: self, size: size)
        if model.focusInView != focus {
            focus = model.focusInView
            model = ScreenModel(workbench: workbench, screen: self, size: size)
        }
        return handle(key, model)
    }

    /// Handles a key while no prompt, help or menu is open.
    /// - Parameter model: the screen before the key.
    private mutating func handle(_ key: Key, _ model: ScreenModel) -> ScreenRequest? {
        let workbench = model.workbench
        // A lesson under way has these keys, wherever the focus is.
        if workbench.lesson.isPaused || workbench.hasScriptLeft, let request = chapterRequest(key, workbench) {
            return request
        }
        if case .handled(let request) = model.body(of: focus.pane).handle(key, &self) { return request }
        if let request = chapterRequest(key, workbench) { return request }
        switch key {
        case .character(":"):
            openPrompt()
        case .character("?"):
            page = TextPage(.help)
        case .enter:
            return lastCommand.map(ScreenRequest.command)
        case .backspace where workbench.lessonStep != nil: return .lesson(.stopBefore)
        case .tab, .backTab:
            focus = model.focus(movedBy: key == .tab ? 1 : -1)
        case .escape:
            leave()
        case .character(let character):
            if let command = KeyMap.command(for: character) {
                guard let line = commandLine(command, workbench) else { return nil }
                // Commands that only look are not worth repeating.
                if !line.hasPrefix("layout"), !line.hasPrefix("view") { lastCommand = line }
                return .command(line)
            }
            if let action = ScreenKey(rawValue: character) { return act(action, workbench) }
            move(key, model)
        default:
            move(key, model)
        }
        return nil
    }

    /// What a letter answers where the lesson asks for one of several answers.
    private func choice(_ key: Key, _ workbench: WorkbenchState) -> ScreenRequest? {
        guard workbench.waitsForAnswer, case .character(let letter) = key,
            let choices = workbench.lesson.question?.choices,
            choices.texts.indices.contains(where: { ChoiceList.letter($0) == letter })
        else { return nil }
        return .command("\(AnswerCommand.entry.name) \(letter)")
    }

    private mutating func move(_ key: Key, _ model: ScreenModel) {
        guard let movement = Movement(key) else { return }
        model.body(of: focus.pane).move(movement, atPlace: focus.place, &self)
    }

    /// What the keys of a lesson's chapters ask for.
    private func chapterRequest(_ key: Key, _ workbench: WorkbenchState) -> ScreenRequest? {
        switch key {
        case .character("]") where workbench.lessonStep != nil: .lesson(.nextChapter)
        case .character("[") where workbench.lessonStep != nil: .lesson(.chapterBefore)
        default: nil
        }
    }

    /// Goes back one step towards the usual screen.
    private mutating func leave() {
        if isZoomed {
            isZoomed = false
        } else if derivation != nil {
            closeDerivation()
        } else if !viewed.isEmpty {
            viewed = []
        } else {
            clearSelection()
            scroll = [:]
        }
    }

    /// Keys that mean something else while a run or a scenario is under way.
    private func requestForRun(_ key: Key, _ workbench: WorkbenchState) -> ScreenRequest? {
        let isBusy = workbench.isBusy || isPlaying
        return switch key {
        case .character("q"): .quit
        case .character(" "):
            if isBusy {
                .interrupt
            } else if workbench.lesson.isPaused || workbench.hasScriptLeft {
                .lesson(.resume)
            } else {
                settings.operationsPerSecond == nil ? .command("continue") : .autoplay
            }
        case .escape where isBusy: .interrupt
        // A second command while one is under way would be refused, unless it only looks.
        case .character(let character)
        where isBusy && KeyMap.command(for: character).map { !KeyMap.onlyLooks($0) } ?? false:
            .interrupt
        default: nil
        }
    }

    /// A key's command with what it is about: the operation shown, or the cell under the cursor. Nil if there is
    /// nothing of that kind.
    private func commandLine(_ command: String, _ workbench: WorkbenchState) -> String? {
        switch CommandTable.backstep.entry(spelled: command)?.name {
        case BreakCommand.entry.name:
            guard let session = workbench.session else { return nil }
            let operations = session.engine.plan.operations
            let label = shownOperation(in: session).map { operations[$0].label } ?? session.nextOperation.label
            return workbench.breakCommand(at: label)
        case ExplainCommand.entry.name, WhyCommand.entry.name:
            guard let cell = workbench.session.flatMap({ selectedCell(in: $0) }) else { return nil }
            return "\(command) \(cell.spelling)"
        case ViewCommand.entry.name:
            guard viewed.isEmpty else { return command }
            return workbench.session.flatMap { selectedCell(in: $0) }.map { "\(command) \($0.name)" }
        default:
            return command
        }
    }
}

/// The keys that are short for commands, from the one table of commands.
public enum KeyMap {
    /// The command that a key is short for, with its arguments.
    public static func command(for character: Character) -> String? {
        for entry in CommandTable.backstep.entries {
            guard let key = entry.keys.first(where: { $0.key == character }) else { continue }
            return ([entry.name] + (key.arguments.isEmpty ? [] : [key.arguments]))
                .joined(separator: " ")
        }
        return nil
    }

    /// Whether a command can be given while a run is under way.
    static func onlyLooks(_ command: String) -> Bool {
        CommandTable.backstep.entry(spelled: String(command.prefix { $0 != " " }))?.onlyLooks ?? false
    }

    /// Every key with what it does, in the order in which help shows them.
    public static var keys: [(key: String, meaning: String)] {
        let commands = CommandTable.backstep.entries.flatMap { entry in
            entry.keys.map { (String($0.key), entry.summary(of: $0)) }
        }
        return commands
            + [
                ("space", "goes on with the lesson; otherwise runs at the speed that is set, and pauses again"),
                ("lesson ] [", "goes on to the lesson's next chapter, and back; after its end they zoom plots"),
                ("Backspace", "goes back to where the lesson waited before"),
                ("Enter", "repeats the last command; on a plot, goes to the cursor's iteration"),
                (":", "opens the prompt (Tab completes, ↑ ↓ Ctrl-R earlier lines, Esc leaves)"),
                ("Tab", "goes to the next pane, and to each matrix in turn; shift goes back"),
                ("arrows hjkl", "choose an operation, move the cell or plot cursor, scroll"),
                ("PgUp PgDn", "move by pages; Home and End to the first and the last"),
            ]
            + ScreenKey.allCases.map { (String($0.rawValue), $0.meaning) }
            + Pane.all.flatMap { $0.body.keys }
            + [
                ("Esc", "one step back: zoom, derivation, viewer, the current operation"),
                ("mouse", "selects, scrolls, zooms plots, sets breakpoints"),
                ("Ctrl-Z", "leaves for the shell; 'fg' comes back"),
                ("Ctrl-C", "stops what is running; otherwise quits"),
            ]
    }
}
