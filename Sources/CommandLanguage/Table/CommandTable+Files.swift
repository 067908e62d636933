extension CommandTable {
    static let files: [CommandSpecification] = [
        CommandSpecification(
            .save, group: .files, usage: ["save PATH.safetensors"],
            summary: "writes the session to a file, to go on another day",
            details: [
                "The file has the parameters by name, W1, b1, ..., what the optimizer keeps",
                "about them, and as metadata the position and the commands that set all up. Data",
                "are not in it: 'load' runs the 'data' command again. Nor are variables, stops",
                "and displays. A file that is there is replaced when the new one is complete.",
            ],
            arguments: [[.path(endings: [".safetensors"])]]),
        CommandSpecification(
            .load, group: .files, usage: ["load PATH.safetensors", "load PATH.npz"],
            summary: "goes on with a saved session, or takes weights",
            details: [
                "What 'save' wrote sets data, network and all else up again and goes on from",
                "where it was, to the same bits; going back ends there. From any other file the",
                "network takes its weights and biases, as 'let' would: W1, b1, ... (inputs x",
                "outputs), or PyTorch's 0.weight, 0.bias, ... (outputs x inputs).",
                "Where anything does not fit, nothing is changed.",
            ],
            arguments: [[.path(endings: [".safetensors", ".npz"])]]),
        CommandSpecification(
            .export, group: .files, usage: ["export PATH.onnx", "export PATH.npz", "export PATH.py"],
            summary: "writes the network for other programs",
            details: [
                "  .onnx  the network without dropout, in float32: X goes in, the last A comes",
                "         out, and P where the loss makes probabilities",
                "  .npz   W1, b1, ... for NumPy",
                "  .py    a program for PyTorch that goes on from here; PATH.py.safetensors is",
                "         written too, which it reads: what 'save' writes, and the samples",
            ],
            arguments: [[.path(endings: [".onnx", ".npz", ".py"])]]),
    ]
}
