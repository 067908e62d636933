import CommandLanguage
import NeuralEngine

/// `view [MATRIX [MATRIX]]`: shows a matrix of any size, or two side by side.
package struct ViewCommand: CommandBody {
    package static let entry = CommandEntry(
        "view", group: .screen, usage: ["view [MATRIX [MATRIX]]"],
        summary: "shows a matrix of any size, or two side by side",
        details: [
            "Any matrix of the network: W1 dW1 A2 vW1 X P ... Without a name, or with Esc,",
            "the matrices of the current operation come back.",
        ], arguments: [[.names(.matrix)]], keys: ["v"])
    package static let influence = Influence(onlyLooks: true)

    package let matrices: [Located<String>]

    package init(matrices: [Located<String>]) {
        self.matrices = matrices
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        matrices = try parser.parseMatrixNames()
    }

    package var words: [String] {
        matrices.map(\.value)
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        var matrices: [MatrixName] = []
        for name in self.matrices { matrices.append(try state.matrixOfThePlan(name, command)) }
        return [state.report(command, ViewChange.matrices(matrices))]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.tryOut(command)
    }
}

extension WorkbenchState {
    /// The matrix with a name, whether or not it has been computed yet.
    fileprivate func matrixOfThePlan(
        _ name: Located<String>, _ command: PendingCommand
    ) throws(CommandError) -> MatrixName {
        if let matrix = MatrixName(name.value), let session, session.engine.plan.contains(matrix) { return matrix }
        // Evaluating it gives the best message about what is wrong with the name.
        _ = try evaluate(Expression(.name(name.value), at: name.range))
        throw CommandError(.noCellOfThePlan(name.value, command: command.parsed.command.name), at: name.range)
    }
}
