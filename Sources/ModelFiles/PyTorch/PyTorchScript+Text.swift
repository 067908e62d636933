extension PyTorchScript {
    /// The program.
    public var text: String {
        let pieces = [
            head, networkLines, layersLines, parametersLines, optimizerLines, lossLines, rateLines, trainingLines,
            mainLines,
        ].filter { !$0.isEmpty }
        let text = pieces.map { $0.joined(separator: "\n") }.joined(separator: "\n\n\n")
        return text + "\n\n\nif __name__ == \"__main__\":\n    main()\n"
    }

    /// A text between double quotes as Python reads it.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\x" + String(repeating: "0", count: 2 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    private var hasSamples: Bool { trainingLoss != nil }

    private var head: [String] {
        var lines = [
            "# A network that backstep exported. It needs: pip install torch safetensors",
            "#",
            "# The file beside it has the parameters under backstep's names, weights as (inputs x outputs): PyTorch has",
            "# them the other way round.",
        ]
        if hasSamples { lines.append("import math") }
        lines += [
            "from pathlib import Path", "", "import torch", "from safetensors.torch import load_file",
            "from torch import nn", "from torch.nn import functional as F", "",
            "TENSORS = Path(__file__).with_name(\(Self.quoted(tensorsFile)))",
        ]
        guard hasSamples else { return lines }
        return lines + [
            "", "# How many epochs to train on.", "EPOCHS = 0", "# Where backstep's run stands.",
            "ITERATION = \(progress.iteration)", "BATCH = \(progress.batchRows ?? 1)",
        ]
    }

    // MARK: The network

    private var networkLines: [String] {
        var lines = ["def make_network():", "    return nn.Sequential("]
        for layer in model.layers {
            lines.append("        nn.Linear(\(layer.inputCount), \(layer.outputCount)),")
            if let module = layer.activation.form.module { lines.append("        \(module),") }
            if layer.dropout > 0 { lines.append("        nn.Dropout(\(layer.dropout)),") }
        }
        return lines + ["    )" + (isDoublePrecision ? ".double()" : "")]
    }

    private var layersLines: [String] {
        [
            "def linear_layers(network):",
            "    return [module for module in network if isinstance(module, nn.Linear)]",
        ]
    }

    private var parametersLines: [String] {
        [
            "def load_parameters(network, tensors):",
            "    with torch.no_grad():",
            "        for number, layer in enumerate(linear_layers(network), start=1):",
            "            layer.weight.copy_(tensors[f\"W{number}\"].T)",
            "            layer.bias.copy_(tensors[f\"b{number}\"].flatten())",
        ]
    }

    // MARK: The optimizer

    private var optimizerLines: [String] {
        let arguments = optimizer.arguments.map { ", \($0.name)=\($0.value)" }.joined()
        var lines = [
            "def make_optimizer(network, tensors):",
            "    optimizer = torch.optim.\(optimizer.rule.form.className)(network.parameters()\(arguments))",
        ]
        if !optimizer.moments.isEmpty, progress.updates > 0 {
            lines += [
                "    # What it keeps about each parameter.",
                "    for number, layer in enumerate(linear_layers(network), start=1):",
            ]
            for (parameter, letter, ending) in [("weight", "W", ".T.clone()"), ("bias", "b", ".flatten().clone()")] {
                lines.append("        optimizer.state[layer.\(parameter)] = {")
                if optimizer.rule.form.countsSteps {
                    lines.append("            \"step\": torch.tensor(\(progress.updates).0),")
                }
                lines += optimizer.namedMoments.map { moment in
                    "            \"\(moment.name)\": tensors[f\"\(moment.letter)\(letter){number}\"]\(ending),"
                }
                lines.append("        }")
            }
        }
        return lines + ["    return optimizer"]
    }

    private var rateLines: [String] {
        guard hasSamples else { return [] }
        return [
            "def learning_rate(iteration, iterations_per_epoch):",
            "    lr = \(optimizer.numbers["lr"] ?? "0.0")",
            "    epoch = iteration // iterations_per_epoch",
            "    return \(optimizer.rate)",
        ]
    }

    // MARK: The loss

    private var lossLines: [String] {
        let reduction = loss.isMean ? "mean" : "sum"
        func call(_ name: String) -> String { "F.\(name)(outputs, targets, reduction=\"\(reduction)\")" }
        let base =
            switch loss.name {
            case "cross-entropy": call("cross_entropy")
            case "binary-cross-entropy": call("binary_cross_entropy_with_logits")
            case "mse": call("mse_loss")
            case "huber": call("huber_loss")
            default: "((outputs - targets) ** 2).sum() / 2" + (loss.isMean ? " / len(outputs)" : "")
            }
        var lines = ["def loss_of(network, inputs, targets):", "    outputs = network(inputs)", "    loss = \(base)"]
        func penalty(_ factor: String, _ term: String) -> String {
            "    loss = loss + \(factor) * sum(\(term) for layer in linear_layers(network))"
        }
        if loss.l1 != 0 { lines.append(penalty("\(loss.l1)", "layer.weight.abs().sum()")) }
        if loss.l2 != 0 { lines.append(penalty("\(loss.l2) / 2", "(layer.weight**2).sum()")) }
        return lines + ["    return loss"]
    }

    // MARK: Training

    private var trainingLines: [String] {
        guard hasSamples else { return [] }
        var lines = [
            "def train(network, optimizer, inputs, targets):",
            "    count = len(inputs)",
            "    per_epoch = math.ceil(count / BATCH)",
        ]
        if progress.shuffles {
            lines += [
                "    # The orders of the epochs are others than backstep's.", "    order = torch.randperm(count)",
            ]
        }
        lines += [
            "    network.train()",
            "    for iteration in range(ITERATION, (ITERATION // per_epoch + EPOCHS) * per_epoch):",
            "        start = iteration % per_epoch * BATCH",
        ]
        lines +=
            progress.shuffles
            ? [
                "        if start == 0:", "            order = torch.randperm(count)",
                "        rows = order[start : start + BATCH]",
            ] : ["        rows = slice(start, start + BATCH)"]
        return lines + [
            "        for group in optimizer.param_groups:",
            "            group[\"lr\"] = learning_rate(iteration, per_epoch)",
            "        optimizer.zero_grad()",
            "        loss_of(network, inputs[rows], targets[rows]).backward()",
            "        optimizer.step()",
            "    network.eval()",
        ]
    }

    private var mainLines: [String] {
        var lines = [
            "def main():", "    tensors = load_file(TENSORS)", "    network = make_network()",
            "    load_parameters(network, tensors)", "    optimizer = make_optimizer(network, tensors)",
            "    network.eval()", "    print(network)", "    print(optimizer)",
        ]
        if hasSamples {
            let names = Self.sampleNames(of: "train")
            lines += [
                "    if EPOCHS > 0:",
                "        train(network, optimizer, tensors[\"\(names.inputs)\"], tensors[\"\(names.targets)\"])",
            ]
        }
        for (part, ours) in [("train", trainingLoss), ("test", testLoss)] {
            guard let ours else { continue }
            let names = Self.sampleNames(of: part)
            lines += [
                "    # backstep's is \(ours).",
                "    with torch.no_grad():",
                "        loss = loss_of(network, tensors[\"\(names.inputs)\"], tensors[\"\(names.targets)\"])",
                "    print(f\"\(part).loss = {loss.item()}\")",
            ]
        }
        return lines
    }
}
