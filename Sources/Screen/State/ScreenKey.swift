import CommandLanguage
import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// The keys that are not short for a command.
enum ScreenKey: Character, CaseIterable {
    case zoom = "z"
    case mode = "m"
    case pin = "p"
    case gradient = "d"
    case previousMatrix = "<"
    case nextMatrix = ">"
    case jump = "@"
    case faster = "+"
    case slower = "-"
    case endAfterEpoch = "o"
    case answer = "="
    case lessons = "0"
    case playItself = "a"
    case wholeText = "t"
    case terms = "T"

    /// What it does, in a line.
    var meaning: String {
        switch self {
        case .zoom: "gives the pane the whole screen, and back"
        case .mode: "shows matrices as numbers, colours, signs, or what fits"
        case .pin: "keeps this matrix in the viewer, with another beside it"
        case .gradient: "switches between a matrix and its gradient in the viewer"
        case .previousMatrix: "shows the previous matrix in the viewer"
        case .nextMatrix: "shows the next matrix in the viewer"
        case .jump: "jumps to a cell: @3,17"
        case .faster: "makes training, a lesson, or what space plays faster"
        case .slower: "makes it slower, down to single operations"
        case .endAfterEpoch: "stops the run at the end of the epoch"
        case .playItself: "lets the lesson play by itself, or wait for answers again"
        case .lessons: "shows the lessons to choose from"
        case .answer: "answers what is asked; while it trains: full speed"
        case .wholeText: "shows in full what panes show in part: words, explanation, log"
        case .terms: "explains the terms of the field, those of the lesson's words first"
        }
    }
}

extension ScreenState {
    /// Carries out a key.
    mutating func act(_ key: ScreenKey, _ workbench: WorkbenchState) -> ScreenRequest? {
        switch key {
        case .zoom: isZoomed.toggle()
        case .mode:
            let modes = MatrixMode.allCases
            let next = (modes.firstIndex(of: self[MatricesPane.self].mode) ?? 0) + 1
            self[MatricesPane.self].mode = modes[next % modes.count]
        case .pin: pin(workbench)
        case .gradient: changeViewed(workbench) { $0.quantity == .gradient ? MatrixName($0.subject) : $0.gradient }
        case .previousMatrix, .nextMatrix:
            let step = key == .nextMatrix ? 1 : -1
            changeViewed(workbench) { name in
                guard let plan = workbench.session?.engine.plan else { return name }
                let place = plan.matrices.firstIndex(of: plan.canonical(name)) ?? 0
                return plan.matrices[(place + step + plan.matrices.count) % plan.matrices.count]
            }
        case .jump:
            guard workbench.session != nil else { return nil }
            openPrompt(with: "@")
        case .faster, .slower:
            if workbench.lesson.mode == .watch, workbench.hasScriptLeft {
                changePace(by: key == .faster ? 1 : -1)
            } else if workbench.run != nil {
                changeRunSpeed(by: key == .faster ? 1 : -1, after: workbench.session?.position.iteration ?? 0)
            } else {
                changeSpeed(by: key == .faster ? 1 : -1)
            }
        case .lessons: return .showLessons
        case .wholeText: page = TextPage(.wholeText)
        case .terms: page = TextPage(.terms)
        case .playItself: return workbench.lessonStep == nil ? nil : .lesson(.playItself)
        case .answer where workbench.run != nil: runAtFullSpeed()
        case .answer where !workbench.waitsForAnswer && workbench.lesson.question == nil: note("nothing is asked")
        case .answer:
            let command = workbench.lesson.openAccusation == nil ? AnswerCommand.entry : AccuseCommand.entry
            openPrompt(with: "\(command.name) ")
        case .endAfterEpoch: return workbench.run == nil ? nil : .endAfterEpoch
        }
        return nil
    }

    // MARK: The viewer

    /// Shows another matrix in place of the one that has the focus; opens the viewer if it is closed.
    private mutating func changeViewed(_ workbench: WorkbenchState, _ change: (MatrixName) -> MatrixName) {
        guard let session = workbench.session, let cell = selectedCell(in: session) else { return }
        let next = change(cell.name)
        guard session.engine.plan.contains(next) else { return }
        if viewed.isEmpty {
            viewed = [next]
            focusMatrix(at: 0)
            return
        }
        let place = focusedMatrixPlace ?? 0
        viewed[viewed.indices.contains(place) ? place : 0] = next
    }

    /// Puts a second matrix beside the one in the viewer, or takes the other one away again.
    private mutating func pin(_ workbench: WorkbenchState) {
        guard let session = workbench.session, let cell = selectedCell(in: session) else { return }
        guard viewed.count < 2 else {
            viewed = [cell.name]
            focusMatrix(at: 0)
            return
        }
        let other = cell.name.quantity == .value ? cell.name.gradient : MatrixName(cell.name.subject)
        viewed = [cell.name, session.engine.plan.contains(other) ? other : cell.name]
        focusMatrix(at: 1)
    }
}
