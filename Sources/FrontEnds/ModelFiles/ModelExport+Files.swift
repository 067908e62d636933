import ModelFiles
import NeuralEngine
import Workbench

/// A network in the forms that other programs' files need.
extension ModelExport {
    var layeredModel: LayeredModel {
        func cells(_ name: MatrixName) -> [Double] { parameters.first { $0.name == name }?.matrix.elements ?? [] }
        let layers = (1...network.layerCount).map { layer in
            LayeredModel.Layer(
                inputCount: network.layerSizes[layer - 1], outputCount: network.layerSizes[layer],
                weights: cells(.weights(layer)), bias: cells(.bias(layer)),
                activation: network.activations[layer - 1].exported,
                dropout: layer <= network.dropout.count ? network.dropout[layer - 1] : 0)
        }
        let probabilities: LayeredModel.Probabilities? =
            switch network.loss {
            case .crossEntropy: .softmax
            case .binaryCrossEntropy: .sigmoid
            case .meanSquaredError, .huber, .squaredError: nil
            }
        return LayeredModel(layers: layers, probabilities: probabilities)
    }

    /// A line about the network.
    var summary: String {
        "network \(network.shapeDescription), "
            + "\(network.activations.map(\.rawValue).joined(separator: " ")), loss \(network.loss.rawValue)"
    }

    /// A program for PyTorch and the file that it reads; nil if there is nothing to train.
    func scriptFiles(tensorsFile: String) -> (script: PyTorchScript, tensors: SafetensorsFile)? {
        guard let training else { return nil }
        let session = training.session
        let script = PyTorchScript(
            model: layeredModel, tensorsFile: tensorsFile,
            loss: PyTorchScript.Loss(
                name: network.loss.rawValue, isMean: network.reduction == .mean, l1: network.regularization.l1,
                l2: network.regularization.l2),
            optimizer: training.optimizer.pyTorch,
            progress: PyTorchScript.Progress(
                iteration: session.position.iteration, updates: session.updateCount, batchRows: training.batchRows,
                shuffles: training.batch.shuffle),
            isDoublePrecision: !session.isSinglePrecision, trainingLoss: training.training?.loss,
            testLoss: training.test?.loss)
        var samples: [Tensor] = []
        for (part, name) in [(training.training, "train"), (training.test, "test")] {
            guard let part else { continue }
            let names = PyTorchScript.sampleNames(of: name)
            for (name, matrix) in [(names.inputs, part.samples.inputs), (names.targets, part.samples.targets)] {
                samples.append(
                    Tensor(
                        name: name, shape: [matrix.rows, matrix.columns],
                        elementType: session.isSinglePrecision ? .float32 : .float64, values: matrix.elements))
            }
        }
        return (script, session.file(with: samples))
    }
}

extension Activation {
    /// The function as other programs' files name it.
    var exported: LayeredModel.Function {
        guard let function = LayeredModel.Function(rawValue: rawValue) else {
            preconditionFailure("ModelFiles has no form of \(rawValue)")
        }
        return function
    }
}

extension OptimizerKind {
    /// The rule as PyTorch names it.
    var exported: PyTorchScript.Rule {
        guard let rule = PyTorchScript.Rule(rawValue: rawValue) else {
            preconditionFailure("ModelFiles has no form of \(rawValue)")
        }
        return rule
    }
}

extension OptimizerSettings {
    /// The rule with its numbers as Python writes them.
    var pyTorch: PyTorchScript.Optimizer {
        var numbers: [String: String] = [:]
        for parameter in kind.parameters where parameter.isOfAllKinds || !isOff(parameter) {
            switch self[parameter] {
            case .number(let number): numbers[parameter.name] = "\(number)"
            case .flag(let flag): numbers[parameter.name] = flag ? "True" : "False"
            }
        }
        return PyTorchScript.Optimizer(
            kind.exported, numbers: numbers, moments: activeMoments.map(\.prefix), rate: schedule.pythonExpression)
    }
}

extension LearningRateSchedule {
    /// The rate of an iteration as Python computes it from `lr`, `epoch` and `iteration`.
    fileprivate var pythonExpression: String {
        let e = period == .epoch ? "epoch" : "iteration"
        return switch form {
        case .constant: "lr"
        case .step(let every, let gamma): "lr * \(gamma) ** (\(e) // \(every))"
        case .exponential(let gamma): "lr * \(gamma) ** \(e)"
        case .cosine(let length, let minimum):
            "\(minimum) + (lr - \(minimum)) * (1 + math.cos(math.pi * \(e) / \(length))) / 2"
        case .warmup(let length, let start): "lr * (\(start) + (1 - \(start)) * min(\(e), \(length)) / \(length))"
        }
    }
}
