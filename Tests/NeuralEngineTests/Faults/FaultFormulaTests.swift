import NeuralEngine
import Testing

/// What an operation with a fault computes, against the mistake spelled out in plain loops.
@Suite struct FaultFormulaTests {
    private func tolerance(_ engine: Engine) -> Double { engine.network.precision == .float64 ? 1e-13 : 2e-6 }

    /// Runs to the operation of a fault in the third iteration, then through it, and hands over the engines before and
    /// after.
    private func run(
        _ engine: Engine, _ kind: Fault.Kind, in operation: String, _ body: (_ before: Engine, _ after: Engine) -> Void
    ) {
        var engine = engine.with(Fault(kind, in: operation))
        engine.runIterations(2)
        engine.run(upTo: operation)
        let before = engine
        engine.runNextOperation()
        body(before, engine)
    }

    private func expect(
        _ name: MatrixName, of engine: Engine, _ expected: Matrix<Double>, _ comment: Comment? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let distance = engine.matrix(name)!.distance(to: expected)
        #expect(distance <= tolerance(engine), comment, sourceLocation: sourceLocation)
    }

    private func x(_ k: Int, _ engine: Engine) -> Matrix<Double> { engine.matrix(engine.network.input(ofLayer: k))! }
    private func w(_ k: Int, _ engine: Engine) -> Matrix<Double> { engine.matrix(.weights(k))! }
    private func dZ(_ k: Int, _ engine: Engine) -> Matrix<Double> {
        engine.matrix(MatrixName.preactivation(k).gradient)!
    }
    private func dX(_ k: Int, _ engine: Engine) -> MatrixName { engine.network.input(ofLayer: k).gradient }

    @Test(arguments: Precision.allCases)
    func transposeReadsTheWeightsInTheOrderInWhichTheyLie(_ precision: Precision) {
        for sizes in [[3, 4, 4, 2], [3, 5, 3, 2], [3, 20, 40, 2]] {
            let network = FaultSamples.network(precision: precision, layerSizes: sizes)
            for layer in 2...3 {
                run(FaultSamples.engine(network), .transpose, in: "linear\(layer).backward") { before, after in
                    expect(
                        dX(layer, after), of: after, PlainFormulas.product(dZ(layer, before), w(layer, before).reshaped)
                    )
                    expect(
                        MatrixName.weights(layer).gradient, of: after,
                        PlainFormulas.product(x(layer, before).transposed(), dZ(layer, before)))
                }
            }
        }
    }

    @Test func transposeOfASquareMatrixIsNoTransposeAtAll() {
        run(FaultSamples.engine(), .transpose, in: "linear2.backward") { before, after in
            #expect(w(2, before).shape == MatrixShape(rows: 4, columns: 4))
            expect(dX(2, after), of: after, PlainFormulas.product(dZ(2, before), w(2, before)))
        }
    }

    @Test(arguments: Precision.allCases)
    func transposeInTheFirstLayerReadsItsInputThatWay(_ precision: Precision) {
        let penalty = Regularization(l2: 0.1)
        let network = FaultSamples.network(precision: precision, penalty: penalty)
        run(FaultSamples.engine(network), .transpose, in: "linear1.backward") { before, after in
            expect(
                MatrixName.weights(1).gradient, of: after,
                PlainFormulas.product(x(1, before).reshaped, dZ(1, before)) + 0.1 * w(1, before))
            expect(MatrixName.bias(1).gradient, of: after, PlainFormulas.columnSums(dZ(1, before)))
            expect(.inputs.gradient, of: after, PlainFormulas.product(dZ(1, before), w(1, before).transposed()))
        }
    }

    @Test func transposeTakesTheInputWhereTheWeightsAreAColumn() {
        var network = FaultSamples.network(layerSizes: [3, 4, 5, 2])
        network.layerSizes = [3, 4, 1, 2]
        run(FaultSamples.engine(network), .transpose, in: "linear2.backward") { before, after in
            expect(
                MatrixName.weights(2).gradient, of: after,
                PlainFormulas.product(x(2, before).reshaped, dZ(2, before)))
        }
    }

    @Test(arguments: Loss.allCases, Precision.allCases)
    func signTurnsTheResultsOfEveryOperationAround(_ loss: Loss, _ precision: Precision) {
        let network = FaultSamples.network(loss: loss, precision: precision, penalty: Regularization(l1: 0.01, l2: 0.1))
        let engine = FaultSamples.engine(network)
        for operation in engine.plan.operations where operation.pass == .backward {
            run(engine, .sign, in: operation.label) { before, after in
                var right = before
                right.repair()
                right.runNextOperation()
                for name in operation.writes {
                    #expect(after.matrix(name) == -1 * right.matrix(name)!, "\(name) of \(operation.label)")
                }
            }
        }
    }

    @Test(arguments: OptimizerKind.allCases, Precision.allCases)
    func signInTheUpdateGoesUpTheSlope(_ kind: OptimizerKind, _ precision: Precision) {
        for momentum in [0, 0.9] where momentum == 0 || kind == .sgd || kind == .rmsprop {
            var settings = SampleEngines.settings(kind)
            settings.momentum = momentum
            settings.schedule = LearningRateSchedule(.exponential(gamma: 0.5))
            run(FaultSamples.engine(FaultSamples.network(precision: precision), settings), .sign, in: "update") {
                before, after in
                var right = before
                right.repair()
                right.runNextOperation()
                for name in [MatrixName.weights(1), .bias(1), .weights(3), .bias(3)] {
                    let (old, new) = (before.matrix(name)!, right.matrix(name)!)
                    expect(name, of: after, 2 * old - new, "\(kind) \(name)")
                }
                for name in after.plan.matrices where name.isParameter && name.quantity != .value {
                    #expect(after.matrix(name) == right.matrix(name), "\(name) is right")
                }
            }
        }
    }

    @Test(arguments: Loss.allCases, Precision.allCases)
    func noAverageForgetsTheDivision(_ loss: Loss, _ precision: Precision) {
        let network = FaultSamples.network(loss: loss, precision: precision)
        run(FaultSamples.engine(network), .noAverage, in: "loss.backward") { before, after in
            let (a, y) = (before.matrix(.activation(3))!, before.matrix(.targets)!)
            expect(MatrixName.activation(3).gradient, of: after, PlainFormulas.lossGradient(loss, a, y))
        }
        let sum = FaultSamples.network(loss: loss, reduction: .sum)
        run(FaultSamples.engine(sum), .sign, in: "loss.backward") { before, after in
            let (a, y) = (before.matrix(.activation(3))!, before.matrix(.targets)!)
            expect(MatrixName.activation(3).gradient, of: after, -1 * PlainFormulas.lossGradient(loss, a, y))
        }
    }

    @Test(arguments: [1, 2, 3], Precision.allCases)
    func doubleAverageDividesByTheBatchOnceMore(_ layer: Int, _ precision: Precision) {
        let network = FaultSamples.network(precision: precision, penalty: Regularization(l2: 0.1))
        run(FaultSamples.engine(network), .doubleAverage, in: "linear\(layer).backward") { before, after in
            let n = Double(dZ(layer, before).rows)
            let data = PlainFormulas.product(x(layer, before).transposed(), dZ(layer, before))
            expect(MatrixName.weights(layer).gradient, of: after, (1 / n) * data + 0.1 * w(layer, before))
            expect(
                MatrixName.bias(layer).gradient, of: after, (1 / n) * PlainFormulas.columnSums(dZ(layer, before)))
        }
    }

    @Test(arguments: Activation.allCases.filter { $0 != .identity }, Precision.allCases)
    func wrongDerivativeTakesThatOfAnotherFunctionOfTheSameNumbers(_ function: Activation, _ precision: Precision) {
        #expect(function.mistakenDerivative != function)
        let network = FaultSamples.network(function, precision: precision)
        run(FaultSamples.engine(network), .wrongDerivative, in: "\(function.label)1.backward") { before, after in
            let (z, a) = (before.matrix(.preactivation(1))!, before.matrix(.activation(1))!)
            let factors = Matrix.combined(z, a) {
                PlainFormulas.derivative(function.mistakenDerivative, $0, valued: $1)
            }
            let dA = before.matrix(MatrixName.activation(1).gradient)!
            expect(MatrixName.preactivation(1).gradient, of: after, .combined(dA, factors, *))
        }
    }

    @Test(arguments: [Activation.sigmoid, .tanh], Precision.allCases)
    func preActivationPutsZWhereTheDerivativeHasA(_ function: Activation, _ precision: Precision) {
        let network = FaultSamples.network(function, precision: precision)
        run(FaultSamples.engine(network), .preActivation, in: "\(function.label)1.backward") { before, after in
            let factors = before.matrix(.preactivation(1))!.map { PlainFormulas.derivative(function, $0, valued: $0) }
            let dA = before.matrix(MatrixName.activation(1).gradient)!
            expect(MatrixName.preactivation(1).gradient, of: after, .combined(dA, factors, *))
        }
    }

    @Test(arguments: [2, 3], Precision.allCases)
    func preActivationPutsZWhereTheGradientOfWeightsHasA(_ layer: Int, _ precision: Precision) {
        let network = FaultSamples.network(.relu, precision: precision, penalty: Regularization(l2: 0.1))
        run(FaultSamples.engine(network), .preActivation, in: "linear\(layer).backward") { before, after in
            let z = before.matrix(.preactivation(layer - 1))!
            expect(
                MatrixName.weights(layer).gradient, of: after,
                PlainFormulas.product(z.transposed(), dZ(layer, before)) + 0.1 * w(layer, before))
            expect(
                dX(layer, after), of: after, PlainFormulas.product(dZ(layer, before), w(layer, before).transposed()))
        }
    }
}
