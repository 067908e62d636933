import NeuralEngine
import Testing

@Suite struct PlanTests {
    @Test func operationsStandInTheOrderOfAnIteration() {
        #expect(
            SampleEngines.engine().plan.operations.map(\.label) == [
                "load-batch", "linear1.forward", "tanh1.forward", "linear2.forward", "loss.forward", "loss.backward",
                "linear2.backward", "tanh1.backward", "linear1.backward", "update",
            ])
    }

    @Test func everyOperationSaysWhatItComputes() {
        #expect(
            SampleEngines.engine().plan.operations.dropLast().map { $0.equations.map(\.text) } == [
                ["X = inputs of the batch", "Y = targets of the batch"], ["Z1 = X·W1 + b1"], ["A1 = tanh(Z1)"],
                ["Z2 = A1·W2 + b2"], ["P = softmax(Z2)", "loss = −(1/N)·Σ Y ⊙ logsoftmax(Z2)"], ["dZ2 = (P − Y)/N"],
                ["dW2 = A1ᵀ·dZ2", "db2 = Σₙ dZ2", "dA1 = dZ2·W2ᵀ"], ["dZ1 = dA1 ⊙ (1 − A1²)"],
                ["dW1 = Xᵀ·dZ1", "db1 = Σₙ dZ1", "dX = dZ1·W1ᵀ"],
            ])
    }

    @Test func everyOperationHasALineForALists() {
        #expect(
            SampleEngines.engine().plan.operations.map(\.summary) == [
                "X, Y ← batch's rows", "Z1 = X·W1 + b1", "A1 = tanh(Z1)", "Z2 = A1·W2 + b2", "L = CE(Z2, Y)",
                "dZ2 = (P − Y)/N", "dW2 db2 dA1", "dZ1 = dA1 ⊙ (1 − A1²)", "dW1 db1 dX", "W ← W − lr·v",
            ])
    }

    @Test(arguments: [
        (OptimizerKind.sgd, 0.0, 0.0, ["W1 = W1 − lr·dW1"]),
        (.sgd, 0.9, 0, ["vW1 = μ·vW1 + dW1", "W1 = W1 − lr·vW1"]),
        (.sgd, 0, 0.1, ["W1 = W1 − lr·(dW1 + λ·W1)"]),
        (
            .adam, 0, 0,
            [
                "mW1 = β₁·mW1 + (1 − β₁)·dW1", "sW1 = β₂·sW1 + (1 − β₂)·dW1²",
                "W1 = W1 − lr·(mW1/(1 − β₁ᵗ))/(√(sW1/(1 − β₂ᵗ)) + ε)",
            ]
        ),
        (
            .adamw, 0, 0.01,
            [
                "mW1 = β₁·mW1 + (1 − β₁)·dW1", "sW1 = β₂·sW1 + (1 − β₂)·dW1²",
                "W1 = (1 − lr·λ)·W1 − lr·(mW1/(1 − β₁ᵗ))/(√(sW1/(1 − β₂ᵗ)) + ε)",
            ]
        ),
        (.rmsprop, 0, 0, ["sW1 = α·sW1 + (1 − α)·dW1²", "W1 = W1 − lr·dW1/(√sW1 + ε)"]),
        (
            .rmsprop, 0.9, 0,
            ["sW1 = α·sW1 + (1 − α)·dW1²", "vW1 = μ·vW1 + dW1/(√sW1 + ε)", "W1 = W1 − lr·vW1"]
        ),
        (.adagrad, 0, 0, ["sW1 = sW1 + dW1²", "W1 = W1 − lr·dW1/(√sW1 + ε)"]),
    ])
    func theUpdateSaysItsRule(_ kind: OptimizerKind, _ momentum: Double, _ decay: Double, _ expected: [String]) {
        var settings = OptimizerSettings(kind)
        settings.momentum = momentum
        settings.weightDecay = decay
        let update = SampleEngines.engine(optimizer: settings).plan.operations.last!
        #expect(update.equations.prefix(expected.count).map(\.text) == expected)
    }

    @Test func partsTellTransposedAndOverwrittenMatrices() {
        let operations = SampleEngines.engine().plan.operations
        #expect(
            operations[6].equations[0].parts == [
                .matrix(.activation(1), transposed: true, previous: false), .symbol("·"),
                .matrix(.preactivation(2).gradient, transposed: false, previous: false),
            ])
        #expect(
            operations[9].equations[1].parts == [
                .matrix(.weights(1), transposed: false, previous: true), .symbol(" − lr·"),
                .matrix(.weights(1).momentum, transposed: false, previous: false),
            ])
        #expect(operations[9].reads.prefix(3) == [.weights(1).momentum, .weights(1).gradient, .weights(1)])
        #expect(operations[4].reads == [.preactivation(2), .targets])
    }

    @Test(arguments: SampleEngines.variety)
    func anOperationChangesExactlyWhatItSaysItWrites(_ network: NetworkSpecification, _ optimizer: OptimizerSettings) {
        expectOperationsToChangeWhatTheyWrite(network, optimizer)
    }

    @Test(arguments: SampleEngines.variety)
    func anOperationDependsOnlyOnWhatItSaysItReads(_ network: NetworkSpecification, _ optimizer: OptimizerSettings) {
        expectOperationsToDependOnWhatTheyRead(network, optimizer)
    }

    @Test func anIdentityIsAnotherNameAndNoOperation() {
        let plan = SampleEngines.engine(SampleEngines.network(.identity, output: .sigmoid)).plan
        #expect(plan.index(ofOperationLabelled: "identity1.forward") == nil)
        #expect(plan.index(ofOperationLabelled: "sigmoid2.backward") == 6)
        #expect(plan.canonical(.activation(1)) == .preactivation(1))
        #expect(plan.canonical(.activation(1).gradient) == .preactivation(1).gradient)
        #expect(plan.canonical(.activation(2)) == .activation(2))
        #expect(plan.operations[2].equations[0].text == "Z2 = Z1·W2 + b2")
    }

    @Test func shapesAreThoseOfAFullBatch() {
        let plan = SampleEngines.engine(batch: SampleEngines.smallBatches).plan
        let shapes = ["X": "3×3", "W1": "3×4", "b2": "1×2", "A2": "3×2", "dP": "3×2", "loss": "1×1", "vb1": "1×4"]
        for (name, shape) in shapes { #expect(plan.shape(of: MatrixName(name)!)?.description == shape) }
        for name in ["W3", "Z3", "A3", "mW1", "sb1"] { #expect(plan.shape(of: MatrixName(name)!) == nil) }
        #expect(SampleEngines.engine(SampleEngines.network(loss: .huber)).plan.contains(.probabilities) == false)
    }

    @Test func matricesStandInOrderOfTheDataFlow() {
        #expect(
            SampleEngines.engine().plan.matrices.map(\.description) == [
                "X", "W1", "b1", "Z1", "A1", "W2", "b2", "Z2", "Y", "P", "loss",
                "dZ2", "dW2", "db2", "dA1", "dZ1", "dW1", "db1", "dX", "vW1", "vb1", "vW2", "vb2",
            ])
    }
}

extension SampleEngines {
    static func engine(optimizer: OptimizerSettings) -> Engine { engine(network(), optimizer) }
}
