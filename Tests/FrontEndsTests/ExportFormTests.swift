import ModelFiles
import NeuralEngine
import Testing

@testable import FrontEnds

/// ModelFiles knows activations and optimizers only by name. These tests cover all of them.
@Suite struct ExportFormTests {
    @Test func everyActivationHasItsFormInOtherPrograms() throws {
        try #require(Set(LayeredModel.Function.allCases.map(\.rawValue)) == Set(Activation.allCases.map(\.rawValue)))
        for activation in Activation.allCases { #expect(activation.exported.rawValue == activation.rawValue) }
    }

    @Test func everyRuleOfUpdatesHasItsFormInPyTorch() throws {
        try #require(Set(PyTorchScript.Rule.allCases.map(\.rawValue)) == Set(OptimizerKind.allCases.map(\.rawValue)))
        for kind in OptimizerKind.allCases { #expect(kind.exported.rawValue == kind.rawValue) }
    }

    /// The script has all parameters and the whole state of an optimizer.
    @Test(arguments: OptimizerKind.allCases)
    func aScriptHasAllNumbersAndMomentsOfARule(_ kind: OptimizerKind) throws {
        try #require(PyTorchScript.Rule(rawValue: kind.rawValue) != nil)
        var settings = OptimizerSettings(kind)
        for (index, parameter) in kind.parameters.enumerated() {
            settings[parameter] = parameter.range == .flag ? .flag(true) : .number(0.125 + Double(index) / 16)
        }
        let optimizer = settings.pyTorch
        let layer = LayeredModel.Layer(
            inputCount: 1, outputCount: 1, weights: [1], bias: [0], activation: .identity)
        let text = PyTorchScript(
            model: LayeredModel(layers: [layer], probabilities: nil), tensorsFile: "a.safetensors",
            loss: PyTorchScript.Loss(name: "mse", isMean: true), optimizer: optimizer,
            progress: PyTorchScript.Progress(iteration: 1, updates: 1, batchRows: nil, shuffles: false),
            isDoublePrecision: true, trainingLoss: nil, testLoss: nil
        ).text
        let call = try #require(text.split(separator: "\n").first { $0.contains("torch.optim.") })
        for parameter in kind.parameters {
            switch settings[parameter] {
            case .number(let number): #expect(call.contains("\(number)"), "\(parameter)")
            case .flag: #expect(call.contains("\(parameter.name)=True"))
            }
        }
        for moment in settings.activeMoments {
            #expect(text.contains("tensors[f\"\(moment.prefix)W{number}\"]"), "\(moment)")
        }
    }
}
