import CommandLanguage

/// `load PATH`: goes on with a saved session, or takes weights.
package struct LoadCommand: CommandBody {
    package static let entry = CommandEntry(
        "load", group: .files, usage: ["load PATH.safetensors", "load PATH.npz"],
        summary: "goes on with a saved session, or takes weights",
        details: [
            "What 'save' wrote sets data, network and all else up again and goes on from",
            "where it was, to the same bits; going back ends there. From any other file the",
            "network takes its weights and biases, as 'let' would: W1, b1, ... (inputs x",
            "outputs), or PyTorch's 0.weight, 0.bias, ... (outputs x inputs).",
            "Where anything does not fit, nothing is changed.",
        ],
        arguments: [[.path(endings: [".safetensors", ".npz"])]])
    package static let influence = Influence(movesOrChanges: true, leavesUnknown: .network)

    package let path: Located<String>

    package init(path: Located<String>) {
        self.path = path
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        path = try parser.parseWord("a file: load PATH.safetensors")
    }

    package var words: [String] {
        [QuotedText.quotedIfNeeded(path.value)]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.load(path, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.checkLoad(path, command)
    }
}
