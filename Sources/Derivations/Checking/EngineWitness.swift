import NeuralEngine

/// What the engine's own passes compute for the numbers of a derivation. For that, networks are made in which an operation
/// gets exactly these numbers.
enum EngineWitness {
    /// log Σ eˣ: the loss of class 0 and its logit.
    static func logSumExp(of cells: [Double]) -> EngineValue {
        let engine = ran(logits: [cells], classes: [0])
        return EngineValue(
            name: "the engine's cross-entropy of class 0, plus x₀", cells: [[(engine.loss ?? .nan) + cells[0]]])
    }

    /// The probabilities that the engine's loss computes.
    static func softmax(of cells: [Double]) -> EngineValue {
        EngineValue(
            name: "the engine's P",
            cells: rows(.probabilities, ran(logits: [cells], classes: [0])))
    }

    /// The Jacobian of softmax from the engine's gradients: for the right class k, dZ is p − yₖ, and the derivative of
    /// log pₖ is yₖ − p = (row k of the Jacobian)/pₖ.
    static func softmaxJacobian(of cells: [Double]) -> EngineValue {
        let jacobian = cells.indices.map { right in
            let engine = ran(logits: [cells], classes: [right])
            let probability = rows(.probabilities, engine)[0][right]
            return rows(MatrixName.preactivation(1).gradient, engine)[0].map { -$0 * probability }
        }
        return EngineValue(name: "−pₖ times the engine's dZ for right class k", cells: jacobian)
    }

    /// The loss, the mean over the rows.
    static func crossEntropy(of logits: [[Double]], classes: [Int]) -> EngineValue {
        EngineValue(name: "the engine's loss.forward", cells: [[ran(logits: logits, classes: classes).loss ?? .nan]])
    }

    /// ∂L/∂Z of the engine's loss.
    static func crossEntropyGradient(of logits: [[Double]], classes: [Int]) -> EngineValue {
        EngineValue(
            name: "the engine's loss.backward",
            cells: rows(MatrixName.preactivation(1).gradient, ran(logits: logits, classes: classes)))
    }

    /// dX, dW and db of a linear layer that gets dY, as the gradient of half the squared distance to targets that are dY away.
    static func linear(
        x: [[Double]], w: [[Double]], b: [Double], dY: [[Double]]
    ) -> (dX: [[Double]], dW: [[Double]], db: [[Double]]) {
        let y = x.map { row in
            b.indices.map { column in zip(row, w).reduce(b[column]) { $0 + $1.0 * $1.1[column] } }
        }
        let targets = zip(y, dY).map { zip($0, $1).map { $0 - $1 } }
        let network = NetworkSpecification(
            layerSizes: [w.count, b.count], activations: [.identity], loss: .squaredError, reduction: .sum)
        var engine = Engine(
            network: network, optimizer: OptimizerSettings(), batch: BatchSettings(),
            training: Samples(inputs: Matrix(x), targets: Matrix(targets), isClassification: false))
        engine.setMatrix(.weights(1), to: Matrix(w))
        engine.setMatrix(.bias(1), to: Matrix([b]))
        run(&engine, through: "linear1.backward")
        return (
            rows(MatrixName.inputs.gradient, engine), rows(MatrixName.weights(1).gradient, engine),
            rows(MatrixName.bias(1).gradient, engine)
        )
    }

    /// The weight after steps of gradient descent with momentum, for given gradients.
    ///
    /// A network with a single weight gets targets that are the gradient away.
    static func momentum(weight: Double, gradients: [Double], rate: Double, momentum: Double) -> EngineValue {
        var settings = OptimizerSettings()
        settings.learningRate = rate
        settings.momentum = momentum
        let network = NetworkSpecification(
            layerSizes: [1, 1], activations: [.identity], loss: .squaredError, reduction: .sum)
        var targets: [Double] = []
        // The bias has the same gradient as the weight, and starts at 0.
        var (w, b, velocity) = (weight, 0.0, 0.0)
        for gradient in gradients {
            targets.append(w + b - gradient)
            velocity = momentum * velocity + gradient
            w -= rate * velocity
            b -= rate * velocity
        }
        let samples = Samples(
            inputs: Matrix(rows: gradients.count, columns: 1, repeating: 1),
            targets: Matrix(rows: gradients.count, columns: 1, elements: targets), isClassification: false)
        var engine = Engine(
            network: network, optimizer: settings, batch: BatchSettings(size: .rows(1)), training: samples)
        engine.setMatrix(.weights(1), to: Matrix([[weight]]))
        engine.setMatrix(.bias(1), to: Matrix([[0]]))
        engine.runIterations(gradients.count)
        return EngineValue(name: "the engine's update", cells: rows(.weights(1), engine))
    }

    /// A network whose weights are the identity, so that it passes the logits on, run through the loss's backward pass.
    private static func ran(logits: [[Double]], classes: [Int]) -> Engine {
        let count = logits[0].count
        let targets = classes.map { right in (0..<count).map { $0 == right ? 1.0 : 0 } }
        var engine = Engine(
            network: NetworkSpecification(layerSizes: [count, count], activations: [.identity], loss: .crossEntropy),
            optimizer: OptimizerSettings(), batch: BatchSettings(),
            training: Samples(inputs: Matrix(logits), targets: Matrix(targets), isClassification: true))
        let identity = (0..<count).map { row in (0..<count).map { $0 == row ? 1.0 : 0 } }
        engine.setMatrix(.weights(1), to: Matrix(identity))
        engine.setMatrix(.bias(1), to: Matrix([Array(repeating: 0, count: count)]))
        run(&engine, through: "loss.backward")
        return engine
    }

    private static func run(_ engine: inout Engine, through operation: String) {
        let operations = engine.plan.operations.map(\.label)
        guard let last = operations.firstIndex(of: operation) else { return }
        for _ in 0...last { engine.runNextOperation() }
    }

    private static func rows(_ name: MatrixName, _ engine: Engine) -> [[Double]] {
        guard let matrix = engine.matrix(name) else { return [] }
        return (0..<matrix.rows).map(matrix.row)
    }
}
