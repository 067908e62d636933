import CommandLanguage

/// `export PATH`: writes the network for other programs.
package struct ExportCommand: CommandBody {
    package static let entry = CommandEntry(
        "export", group: .files, usage: ["export PATH.onnx", "export PATH.npz", "export PATH.py"],
        summary: "writes the network for other programs",
        details: [
            "  .onnx  the network without dropout, in float32: X goes in, the last A comes",
            "         out, and P where the loss makes probabilities",
            "  .npz   W1, b1, ... for NumPy",
            "  .py    a program for PyTorch that goes on from here; PATH.py.safetensors is",
            "         written too, which it reads: what 'save' writes, and the samples",
        ],
        arguments: [[.path(endings: [".onnx", ".npz", ".py"])]])
    package static let influence = Influence()

    package let path: Located<String>

    package init(path: Located<String>) {
        self.path = path
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        path = try parser.parseWord("a file: export PATH.onnx")
    }

    package var words: [String] {
        [QuotedText.quotedIfNeeded(path.value)]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.export(path, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        checker.knowledge.written.insert(path.value)
        try checker.tryOut(command)
    }
}
