import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// What a lesson asks, and what must stay hidden until it is answered.
extension ScreenModel {
    /// The cell that is asked for, under every name of its matrix.
    var hiddenCells: [MatrixCell] {
        guard let cell = workbench.lesson.question?.cell, let plan = workbench.session?.engine.plan else { return [] }
        let own = plan.canonical(cell.name)
        let names = [cell.name] + plan.matrices.filter { $0 != cell.name && plan.canonical($0) == own }
        return names.map { MatrixCell($0, cell.row, cell.column) }
    }

    /// Whether the loss is asked for.
    var isLossHidden: Bool { workbench.lesson.question?.cell?.name == .loss }

    /// The keys that answer: `=`, or the letters of the choices.
    var answerKeys: String {
        guard let choices = workbench.lesson.question?.choices else { return "=" }
        return choices.texts.indices.map { String(ChoiceList.letter($0)) }.joined(separator: " ")
    }

    /// The question with what was wrong with the last answer and the hints, or with its verdict and why; wrapped.
    func questionLines(columns: Int) -> [LogLine] {
        func wrapped(_ text: String, _ kind: LogLine.Kind) -> [LogLine] {
            glyphs.spell(text).split(separator: "\n")
                .flatMap { CharacterWidth.of($0) > columns ? String($0).wrapped(toColumns: columns) : [String($0)] }
                .map { LogLine($0, kind) }
        }
        if let question = workbench.lesson.question {
            let choices =
                question.choices.map { list in
                    list.texts.indices.flatMap { index in
                        let isMissed = question.missedChoices.contains(index)
                        return wrapped(list.line(index) + (isMissed ? "  ✗" : ""), isMissed ? .note : .question)
                    }
                } ?? []
            return question.given.flatMap { wrapped($0, .narration) } + wrapped(question.sentence, .question) + choices
                + wrapped(choices.isEmpty ? question.lastMiss ?? "" : "", .failure)
                + question.givenHints.flatMap { wrapped($0, .hint) }
        }
        if let answered = workbench.lesson.answered {
            return wrapped(answered.question, .question)
                + wrapped(answered.verdict, answered.isRight ? .success : .hint)
                + wrapped(answered.because ?? "", .narration)
        }
        guard let openAccusation = workbench.lesson.openAccusation else { return [] }
        return wrapped("Which operation has the fault? :accuse names it", .question)
            + wrapped(openAccusation.hasHint ? OpenAccusation.hint : "", .hint)
    }
}
