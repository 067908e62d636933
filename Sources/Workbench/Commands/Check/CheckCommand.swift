import CommandLanguage
import NeuralEngine
import StepDebugger

/// `check gradients`: compares every gradient with central differences.
package struct CheckCommand: CommandBody {
    package static let entry = CommandEntry(
        "check", group: .inspection, usage: ["check gradients [OPTION...]"],
        summary: "compares every gradient with central differences",
        details: [
            "The gradients are those of the iteration under way, or else of the next one, as",
            "the session computes them; the differences (L(x+h) - L(x-h)) / 2h are computed",
            "in double precision. Dropout keeps the masks of that iteration, and the penalty",
            "of 'regularize' is part of the loss. The check works on copies, so the session",
            "does not move. Like a failed 'expect', a failed check does not stop the run.",
            "The error |a-n| of a gradient a and its difference n is relative to the larger",
            "of the two. If both are small, it is relative to 1e-4 of the loss without the",
            "penalty, or of a loss of 1 per term if that is less; with float32, to 1e-3 of",
            "it, or a tenth of the matrix's largest gradient or of the penalty's part in it.",
            "At a kink, such as that of relu or l1, there is no derivative: a gradient is",
            "right if it is the derivative on its own side of the kink.",
            "If something was changed by hand after it was used, the check takes its value",
            "from when the gradients were computed, and the report says so.",
        ],
        words: ["gradients": "against central differences of the loss"],
        options: [
            OptionEntry(
                "tolerance", .number(.atLeastZero), default: "1e-6; with precision=float32 1e-3",
                "the largest relative error that passes"),
            OptionEntry(
                "cells", .integer(minimum: 1), default: "all",
                "how many cells of each matrix to check, spread evenly"),
        ])
    package static let influence = Influence()

    package let subject: Located<String>
    package let options: [CommandOption]

    package init(subject: Located<String>, options: [CommandOption]) {
        self.subject = subject
        self.options = options
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        subject = try parser.parseFixedWord(kind: "thing to check")
        options = try parser.parseOptions()
    }

    package var words: [String] {
        [subject.value] + options.map(\.description)
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        // The parser accepts only one thing to check: gradients.
        let session = try state.runnableSession()
        var tolerance: Double?
        var cells: Int?
        for option in options {
            if option.name.value == "tolerance" { tolerance = option.number } else { cells = option.integer }
        }
        state.takeClue(command)
        let basis = session.gradientBasis()
        let check = GradientCheck(of: basis.engine, tolerance: tolerance, cellsPerMatrix: cells)
        state.run = RunInProgress(command, from: session.position, .gradientCheck(check, basis: basis.kind))
        return []
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        _ = try checker.state.runnableSession()
    }
}

/// The check works on copies, in slices: the session stays where it is.
extension WorkbenchState {
    /// Continues the check in progress with about as much work as `budget` operations.
    mutating func advanceGradientCheck(budget: Int) -> [Effect] {
        guard case .gradientCheck(var check, let basis)? = takeWork(), let run else { return [] }
        check.advance(budget: budget)
        guard !check.isFinished else { return [finish(check, basis, of: run, isInterrupted: false)] }
        self.run!.work = .gradientCheck(check, basis: basis)
        return []
    }

    /// Ends the check in progress with what it has found so far.
    mutating func finish(
        _ check: GradientCheck, _ basis: GradientBasis.Kind, of run: RunInProgress, isInterrupted: Bool
    ) -> Effect {
        self.run = nil
        let operations = session?.engine.plan.operations ?? []
        let report = GradientCheckReport(
            check, isInterrupted: isInterrupted, basis: basis,
            changed: check.changedAfterwards.map { name in
                ChangedResult(matrix: name, operation: operations.first { $0.writes.contains(name) }?.label ?? "")
            })
        return self.report(run.command, report)
    }
}
