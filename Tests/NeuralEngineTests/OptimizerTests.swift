import NeuralEngine
import Testing

/// The rules on one weight whose gradients are chosen: W starts at 1, then meets the gradients 0.5 and −0.25.
@Suite struct OptimizerTests {
    /// W after each of two updates.
    func weights(_ settings: OptimizerSettings) -> [Double] {
        let network = NetworkSpecification(layerSizes: [1, 1], activations: [.identity], loss: .meanSquaredError)
        let samples = Samples(inputs: Matrix([[0]]), targets: Matrix([[0]]), isClassification: false)
        var engine = Engine(network: network, optimizer: settings, batch: BatchSettings(), training: samples)
        engine.setMatrix(.weights(1), to: Matrix([[1]]))
        return [0.5, -0.25].map { gradient in
            engine.run(upTo: "update")
            engine.setMatrix(.weights(1).gradient, to: Matrix([[gradient]]))
            engine.runNextOperation()
            return engine.matrix(.weights(1))![0, 0]
        }
    }

    func settings(_ kind: OptimizerKind, _ change: (inout OptimizerSettings) -> Void = { _ in }) -> OptimizerSettings {
        var settings = OptimizerSettings(kind)
        settings.learningRate = 0.1
        change(&settings)
        return settings
    }

    func expect(_ actual: [Double], _ expected: [Double]) {
        for (a, b) in zip(actual, expected) { #expect(abs(a - b) < 1e-12) }
    }

    @Test func descentFollowsTheGradient() {
        expect(weights(settings(.sgd)), [0.95, 0.975])
    }

    @Test func momentumKeepsAShareOfTheLastStep() {
        // v: 0.5, 0.9·0.5 − 0.25 = 0.2
        expect(weights(settings(.sgd) { $0.momentum = 0.9 }), [0.95, 0.93])
    }

    @Test(arguments: [OptimizerKind.adam, .adamw, .rmsprop])
    func singlePrecisionRoundsOneMinusBetaAndNotBeta(_ kind: OptimizerKind) {
        var settings = settings(kind)
        settings.beta2 = 0.9999
        settings.smoothing = 0.9999
        let network = NetworkSpecification(
            layerSizes: [1, 1], activations: [.identity], loss: .squaredError, precision: .float32)
        let samples = Samples(inputs: Matrix([[1]]), targets: Matrix([[0]]), isClassification: false)
        var engine = Engine(network: network, optimizer: settings, batch: BatchSettings(), training: samples)
        engine.setMatrix(.weights(1), to: Matrix([[1]]))
        engine.runIterations(1)
        // The gradient is 1: PyTorch has (1 − 0.9999)·1², to single precision.
        #expect(engine.matrix(.weights(1).secondMoment)![0, 0] == Double(Float(1 - 0.9999)))
    }

    @Test func momentumTakesThePathOfTheSlides() {
        // The slides' form, v ← μ·v − lr·dW and W ← W + v, beside the engine's, on a network that learns.
        var settings = SampleEngines.momentum
        settings.learningRate = 0.3
        var engine = SampleEngines.engine(SampleEngines.network(), settings)
        var weights = engine.matrix(.weights(1))!
        var velocity = Matrix<Double>(rows: weights.rows, columns: weights.columns)
        for _ in 0..<50 {
            engine.run(upTo: "update")
            let gradient = engine.matrix(.weights(1).gradient)!
            engine.runNextOperation()
            for index in weights.elements.indices {
                velocity.elements[index] =
                    settings.momentum * velocity.elements[index] - settings.learningRate * gradient.elements[index]
                weights.elements[index] += velocity.elements[index]
            }
            #expect(largestRelativeDifference(engine.matrix(.weights(1))!, weights, floor: 1) < 1e-13)
        }
    }

    @Test func nesterovLooksAhead() {
        // 0.5 + 0.9·0.5 = 0.95; −0.25 + 0.9·0.2 = −0.07
        let nesterov = settings(.sgd) {
            $0.momentum = 0.9
            $0.nesterov = true
        }
        expect(weights(nesterov), [0.905, 0.912])
    }

    @Test func weightDecayAddsToTheGradient() {
        // 0.5 + 0.1·1 = 0.6; −0.25 + 0.1·0.94 = −0.156
        expect(weights(settings(.sgd) { $0.weightDecay = 0.1 }), [0.94, 0.9556])
    }

    @Test func adamsFirstStepHasTheSizeOfTheLearningRate() {
        let second = 0.9 * 0.05 - 0.1 * 0.25
        let squares = 0.999 * 0.00025 + 0.001 * 0.0625
        let step = 0.1 * (second / (1 - 0.81)) / ((squares / (1 - 0.998001)).squareRoot() + 1e-8)
        let first = 1 - 0.1 * 0.5 / (0.5 + 1e-8)
        expect(weights(settings(.adam)), [first, first - step])
    }

    @Test func adamWShrinksTheWeightsThemselves() {
        let adam = weights(settings(.adam))
        let adamW = weights(settings(.adamw) { $0.weightDecay = 0.1 })
        expect(adamW, [0.99 - (1 - adam[0]), (0.99 - (1 - adam[0])) * 0.99 - (adam[0] - adam[1])])
    }

    @Test func rmspropDividesByTheRootOfTheMeanSquare() {
        let first = 0.1 * 0.5 / ((0.01 * 0.25).squareRoot() + 1e-8)
        let second = 0.1 * -0.25 / ((0.99 * 0.0025 + 0.01 * 0.0625).squareRoot() + 1e-8)
        expect(weights(settings(.rmsprop)), [1 - first, 1 - first - second])
        // With momentum the second step keeps a share of the first.
        expect(
            weights(settings(.rmsprop) { $0.momentum = 0.5 }), [1 - first, 1 - first - (0.5 * first + second)])
    }

    @Test func adagradDividesByTheRootOfTheSumOfSquares() {
        let first = 0.1 * 0.5 / (0.5 + 1e-10)
        let second = 0.1 * -0.25 / ((0.3125).squareRoot() + 1e-10)
        expect(weights(settings(.adagrad)), [1 - first, 1 - first - second])
    }

    @Test func defaultsAreThoseOfPyTorch() {
        #expect(OptimizerKind.allCases.map { OptimizerSettings($0).learningRate } == [1e-3, 1e-3, 1e-3, 1e-2, 1e-2])
        #expect(OptimizerSettings(.adamw).weightDecay == 1e-2)
        #expect(OptimizerSettings(.adagrad).epsilon == 1e-10)
        #expect(OptimizerSettings(.rmsprop).smoothing == 0.99)
    }

    @Test func anotherLearningRateKeepsTheMoments() {
        var engine = SampleEngines.engine()
        engine.runIterations(3)
        let v = engine.matrix(.weights(1).momentum)
        engine.optimizer.learningRate = 1
        #expect(engine.matrix(.weights(1).momentum) == v)
        // Without momentum there is none to see; it is there again when momentum is.
        engine.optimizer.momentum = 0
        #expect(engine.matrix(.weights(1).momentum) == nil)
        engine.optimizer.momentum = 0.5
        #expect(engine.matrix(.weights(1).momentum) == v)
    }

    @Test func anotherKindStartsItsMomentsAtZeroAndKeepsAllElse() {
        var engine = SampleEngines.engine()
        engine.runIterations(3)
        let before = engine
        engine.optimizer = OptimizerSettings(.adam)
        for name in before.plan.matrices where name.quantity == .value || name.quantity == .gradient {
            #expect(engine.matrix(name) == before.matrix(name))
            #expect(engine.previousMatrix(name) == before.previousMatrix(name))
        }
        #expect(engine.matrix(.weights(1).momentum) == nil)
        #expect(engine.matrix(.weights(1).firstMoment)!.elements.allSatisfy { $0 == 0 })
        #expect(engine.previousMatrix(.weights(1).firstMoment) == nil)
        // Adam's first step has the size of its learning rate, as after a fresh start.
        let weights = engine.matrix(.weights(1))!
        engine.runIterations(1)
        for (old, new) in zip(weights.elements, engine.matrix(.weights(1))!.elements) {
            #expect(abs(abs(old - new) - 1e-3) < 1e-6)
        }
    }
}
