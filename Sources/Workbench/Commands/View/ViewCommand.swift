import CommandLanguage

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
        try state.view(matrices, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.tryOut(command)
    }
}
