import NeuralEngine
import Testing

/// Formulas of cells as text: in letters, with indices, with numbers, and step by step.
@Suite struct CellSpellingTests {
    private func formula(_ engine: Engine, _ name: String, _ row: Int, _ column: Int) throws -> CellFormula {
        try #require(engine.formula(of: MatrixName(name)!, row: row, column: column), "\(name)")
    }

    private func letters(_ formula: CellFormula) -> String {
        "\(formula.cell.symbol) = " + spelled(formula.expression, .letters)
    }

    private func spelled(_ expression: CellExpression, _ notation: CellNotation) -> String {
        expression.spelled(notation) { number in
            number.rounded() == number ? "\(Int(number))" : "\(number)"
        }.joined()
    }

    private func finished(
        _ network: NetworkSpecification = SampleEngines.network(), _ settings: OptimizerSettings? = nil
    ) -> Engine {
        var engine = SampleEngines.engine(network, settings ?? SampleEngines.momentum)
        engine.runIterations(2)
        return engine
    }

    @Test(arguments: [
        ("X", "X[n,i] = inputs[sample,i]"),
        ("Z1", "Z1[n,j] = Σᵢ X[n,i]·W1[i,j] + b1[0,j]"),
        ("A1", "A1[n,j] = tanh(Z1[n,j])"),
        ("P", "P[n,j] = exp(Z2[n,j] − m)/(Σₖ exp(Z2[n,k] − m))"),
        ("dZ2", "dZ2[n,j] = (P[n,j] − Y[n,j])/N"),
        ("dA1", "dA1[n,i] = Σⱼ dZ2[n,j]·W2[i,j]"),
        ("dZ1", "dZ1[n,j] = dA1[n,j]·(1 − A1[n,j]²)"),
        ("dW2", "dW2[i,j] = Σₙ A1[n,i]·dZ2[n,j]"),
        ("db2", "db2[0,j] = Σₙ dZ2[n,j]"),
        ("dX", "dX[n,i] = Σⱼ dZ1[n,j]·W1[i,j]"),
        ("dP", "dP[n,j] = −Y[n,j]/(N·P[n,j])"),
        ("dY", "dY[n,j] = (s[0] + (m[0] − Z2[n,j]))/N"),
        ("W1", "W1[i,j] = W1′[i,j] − lr·vW1[i,j]"),
        ("vW1", "vW1[i,j] = μ·vW1′[i,j] + dW1[i,j]"),
        ("b2", "b2[0,j] = b2′[0,j] − lr·vb2[0,j]"),
    ])
    func formulasInLetters(name: String, text: String) throws {
        let engine = finished()
        let y = engine.matrix(.targets)!
        // A class that the sample has, so that no term is left out.
        #expect(letters(try formula(engine, name, 0, name == "dP" && y[0, 0] == 0 ? 1 : 0)) == text)
    }

    @Test func theLossInLetters() throws {
        let loss = try formula(finished(), "loss", 0, 0)
        #expect(letters(loss) == "loss = (1/N)·Σₙ Σⱼ Y[n,j]·(s[n] + (m[n] − Z2[n,j]))")
        let texts = [Loss.binaryCrossEntropy, .meanSquaredError, .huber, .squaredError].map { loss in
            (try? formula(finished(SampleEngines.network(loss: loss)), "loss", 0, 0)).map(letters)
        }
        #expect(
            texts == [
                "loss = (1/(2·N))·Σₙ Σⱼ (max(Z2[n,j], 0) − Z2[n,j]·Y[n,j] + log1p(exp(−|Z2[n,j]|)))",
                "loss = (1/(2·N))·Σₙ Σⱼ (Z2[n,j] − Y[n,j])²",
                "loss = (1/(2·N))·Σₙ Σⱼ (|Z2[n,j] − Y[n,j]| − 0.5 where |Z2[n,j] − Y[n,j]| > 1, "
                    + "else 0.5·(Z2[n,j] − Y[n,j])²)",
                "loss = (1/(2·N))·Σₙ Σⱼ (Z2[n,j] − Y[n,j])²",
            ])
    }

    @Test(arguments: [
        (Activation.sigmoid, "1/(1 + exp(−Z1[n,j]))", "A1[n,j]·(1 − A1[n,j])"),
        (.tanh, "tanh(Z1[n,j])", "(1 − A1[n,j]²)"),
        (.relu, "max(0, Z1[n,j])", "[Z1[n,j] > 0]"),
        (.leakyReLU, "Z1[n,j] where Z1[n,j] > 0, else 0.01·Z1[n,j]", "(1 where Z1[n,j] > 0, else 0.01)"),
        (.elu, "Z1[n,j] where Z1[n,j] > 0, else exp(Z1[n,j]) − 1", "(1 where Z1[n,j] > 0, else exp(Z1[n,j]))"),
        (.gelu, "Z1[n,j]·Φ(Z1[n,j])", "(Φ(Z1[n,j]) + Z1[n,j]·exp(−Z1[n,j]²/2)/√(2·π))"),
        (
            .softplus, "Z1[n,j] where Z1[n,j] > 20, else log(1 + exp(Z1[n,j]))",
            "(1 where Z1[n,j] > 20, else sigmoid(Z1[n,j]))"
        ),
        (.silu, "Z1[n,j]·sigmoid(Z1[n,j])", "sigmoid(Z1[n,j])·(1 + Z1[n,j]·(1 − sigmoid(Z1[n,j])))"),
    ])
    func activationsInLetters(activation: Activation, forward: String, backward: String) throws {
        let engine = finished(SampleEngines.network(activation))
        #expect(letters(try formula(engine, "A1", 0, 0)) == "A1[n,j] = \(forward)")
        #expect(letters(try formula(engine, "dZ1", 0, 0)) == "dZ1[n,j] = dA1[n,j]·\(backward)")
    }

    @Test func optimizersInLetters() throws {
        func texts(_ change: (inout OptimizerSettings) -> Void, _ kind: OptimizerKind) throws -> [String] {
            var settings = SampleEngines.settings(kind)
            change(&settings)
            let engine = finished(SampleEngines.network(), settings)
            return try (settings.kind == .sgd ? ["W1"] : ["sW1", "W1"]).map {
                letters(try formula(engine, $0, 0, 0)).replacing("[i,j]", with: "")
            }
        }
        #expect(try texts({ $0.weightDecay = 0.1 }, .sgd) == ["W1 = W1′ − lr·(dW1 + λ·W1′)"])
        #expect(
            try texts({ ($0.momentum, $0.nesterov) = (0.9, true) }, .sgd) == ["W1 = W1′ − lr·(dW1 + μ·vW1)"])
        #expect(
            try texts({ _ in }, .adam) == [
                "sW1 = β₂·sW1′ + (1 − β₂)·dW1²", "W1 = W1′ − lr·(mW1/(1 − β₁ᵗ))/(√(sW1/(1 − β₂ᵗ)) + ε)",
            ])
        #expect(
            try texts({ _ in }, .adamw)[1]
                == "W1 = (1 − lr·λ)·W1′ − lr·(mW1/(1 − β₁ᵗ))/(√(sW1/(1 − β₂ᵗ)) + ε)")
        #expect(
            try texts({ $0.weightDecay = 0.1 }, .rmsprop) == [
                "sW1 = α·sW1′ + (1 − α)·(dW1 + λ·W1′)²", "W1 = W1′ − lr·(dW1 + λ·W1′)/(√sW1 + ε)",
            ])
        #expect(try texts({ _ in }, .adagrad) == ["sW1 = sW1′ + dW1²", "W1 = W1′ − lr·dW1/(√sW1 + ε)"])
    }

    // MARK: Numbers

    /// 1·0.5 + 0·0.25 + …: what stands in brackets, and what does not.
    @Test func numbersArePutInWithTheBracketsTheyNeed() throws {
        let network = NetworkSpecification(
            layerSizes: [2, 2, 1], activations: [.relu, .identity], loss: .squaredError)
        var optimizer = OptimizerSettings(.sgd)
        optimizer.learningRate = 0.5
        let samples = Samples(inputs: Matrix([[1, -2]]), targets: Matrix([[1]]), isClassification: false)
        var engine = Engine(network: network, optimizer: optimizer, batch: BatchSettings(), training: samples)
        engine.setMatrix(.weights(1), to: Matrix([[1, -1], [0.5, -0.5]]))
        engine.setMatrix(.bias(1), to: Matrix([[0.5, -0.25]]))
        engine.setMatrix(.weights(2), to: Matrix([[2], [-3]]))
        engine.runIterations(1)
        func lines(_ name: String, _ row: Int, _ column: Int) throws -> [String] {
            let expression = try formula(engine, name, row, column).expression
            var lines = [spelled(expression, .indices), spelled(expression, .numbers)]
            var next = expression.reduced
            while let step = next {
                lines.append(spelled(step, .numbers))
                next = step.reduced
            }
            return lines
        }
        #expect(
            try lines("Z1", 0, 1) == ["X[0,0]·W1[0,1] + X[0,1]·W1[1,1] + b1[0,1]", "1·(−1) + −2·(−0.5) + −0.25"])
        #expect(try lines("A1", 0, 1) == ["max(0, Z1[0,1])", "max(0, −0.25)", "0"])
        #expect(try lines("dZ1", 0, 0) == ["dA1[0,0]·[Z1[0,0] > 0]", "0·[0.5 > 0]", "0·1"])
        #expect(try lines("dZ2", 0, 0) == ["(Z2[0,0] − Y[0,0])/N", "(1 − 1)/1"])
        #expect(try lines("W1", 1, 1) == ["W1′[1,1] − lr·dW1[1,1]", "−0.5 − 0.5·0"])
        #expect(try lines("loss", 0, 0) == ["(1/(2·N))·(Z2[0,0] − Y[0,0])²", "(1/(2·1))·(1 − 1)²"])
    }

    @Test func functionsAreWorkedOutFromTheInside() throws {
        let e = CellExpression.call(.exp, [.negative(.symbol("z", 0))])
        let sigmoid = CellExpression.quotient(1, .sum(1, e))
        #expect(spelled(sigmoid, .numbers) == "1/(1 + exp(−0))")
        let step = try #require(sigmoid.reduced)
        #expect(spelled(step, .numbers) == "1/(1 + 1)")
        #expect(step.reduced == nil)
    }

    @Test func whatALongSumLeavesOutIsOneNumber() throws {
        var random = SplitMix64(seed: 2)
        let samples = Samples(
            inputs: SampleEngines.randomMatrix(rows: 12, columns: 3, &random),
            targets: Matrix(rows: 12, columns: 2, elements: (0..<24).map { Double($0 % 2) }), isClassification: true)
        var engine = Engine(
            network: SampleEngines.network(), optimizer: SampleEngines.momentum, batch: BatchSettings(),
            training: samples)
        engine.run(upTo: "update")
        let expression = try formula(engine, "db1", 0, 0).expression
        let pieces = expression.spelled(.indices) { "\($0)" }
        #expect(pieces.count == 9)
        #expect(pieces.last == " + (4 more terms)")
        let numbers = expression.spelled(.numbers) { $0 < 0 ? "-1" : "1" }
        #expect(numbers.last?.hasPrefix(" + (4 more terms, together ") == true)
    }
}
