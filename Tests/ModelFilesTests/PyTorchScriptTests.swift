import Testing

@testable import ModelFiles

@Suite struct PyTorchScriptTests {
    private func script(
        _ optimizer: PyTorchScript.Optimizer, l2: Double = 0, updates: Int = 3, trainingLoss: Double? = 0.5
    ) -> PyTorchScript {
        let layer = LayeredModel.Layer(
            inputCount: 2, outputCount: 1, weights: [1, 2], bias: [0], activation: .tanh, dropout: 0.25)
        return PyTorchScript(
            model: LayeredModel(layers: [layer], probabilities: nil), tensorsFile: "a \"b\".safetensors",
            loss: PyTorchScript.Loss(name: "mse", isMean: true, l2: l2), optimizer: optimizer,
            progress: PyTorchScript.Progress(iteration: 7, updates: updates, batchRows: 4, shuffles: false),
            isDoublePrecision: true, trainingLoss: trainingLoss, testLoss: nil)
    }

    private let adam = PyTorchScript.Optimizer(.adam, numbers: ["lr": "0.1"], moments: ["m"], rate: "lr")

    @Test func theProgramHasTheNetworkTheLossAndTheOptimizer() {
        let text = script(adam, l2: 0.5).text
        for line in [
            "        nn.Linear(2, 1),\n        nn.Tanh(),\n        nn.Dropout(0.25),\n    ).double()",
            "TENSORS = Path(__file__).with_name(\"a \\\"b\\\".safetensors\")",
            "torch.optim.Adam(network.parameters(), lr=0.1)", "\"exp_avg\": tensors[f\"mW{number}\"].T.clone(),",
            "\"step\": torch.tensor(3.0),", "F.mse_loss(outputs, targets, reduction=\"mean\")",
            "0.5 / 2 * sum((layer.weight**2).sum() for layer in linear_layers(network))", "ITERATION = 7",
            "# backstep's is 0.5.",
        ] {
            #expect(text.contains(line), "\(line)")
        }
    }

    @Test func whatIsNotThereIsNotAskedFor() {
        let text = script(adam, updates: 0, trainingLoss: nil).text
        for word in ["optimizer.state", "train", "EPOCHS", "loss = loss +"] {
            #expect(!text.contains(word), "\(word)")
        }
    }
}
