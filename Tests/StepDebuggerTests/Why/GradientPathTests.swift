import NeuralEngine
import StepDebugger
import Testing

@Suite struct GradientPathTests {
    /// The gradients that a session has by now and that paths lead to; the first one is where they start.
    private func gradients(_ session: DebugSession) -> [MatrixName] {
        let plan = session.engine.plan
        return plan.matrices.filter { name in
            name.quantity == .gradient && session.engine.iteration(ofLastWriteTo: name) != nil
                && !plan.operations.contains { $0.label == "loss.backward" && $0.writes.contains(name) }
        }
    }

    /// Wherever a run stands, the paths come to the gradient that the engine has, and so do the samples' shares.
    @Test(arguments: 0..<60)
    func pathsSumUpToTheGradientOnNetworksOfEveryKind(seed: Int) throws {
        var session = RandomNetworks.session(seed: UInt64(seed))
        session.run(to: .operations(1 + seed * 7 % 40))
        for name in gradients(session) {
            let gradient = session.matrix(name)!
            for row in 0..<gradient.rows {
                for column in 0..<gradient.columns {
                    let paths = try session.paths(name, row, column)
                    #expect(paths.remainderIsRounding, "\(name)[\(row),\(column)]: \(paths.remainder)")
                    let shown = paths.paths.reduce(paths.rest) { $0 + $1.value }
                    let size = paths.paths.reduce(1e-3) { $0 + abs($1.value) }
                    #expect(abs(shown - paths.sum) <= 1e-9 * size)
                    #expect(abs(paths.sum + paths.remainder - gradient[row, column]) <= 1e-12 * size)
                    let penalty = paths.paths.filter { $0.sample == nil }.reduce(0) { $0 + $1.value }
                    if paths.pathCount <= 8 {
                        #expect(
                            abs(paths.shares.reduce(penalty) { $0 + $1.value } - paths.sum) <= 1e-9 * size)
                    }
                    for path in paths.paths {
                        let product = path.factors.reduce(1) { $0 * $1.value }
                        #expect(abs(product - path.value) <= 1e-12 * abs(product))
                    }
                }
            }
        }
    }

    /// XOR's numbers by hand: one path is ∂L/∂Z2 · W2 · tanh′ · X.
    @Test func aPathHasTheFactorsOfTheChainRule() throws {
        var session = SampleSessions.session()
        session.run(to: .iterations(1))
        let values = { (name: MatrixName) in session.engine.operand(name, ofIteration: 0)! }
        let (dZ2, w2, a1, x) = (
            values(MatrixName.preactivation(2).gradient), values(.weights(2)), values(.activation(1)), values(.inputs)
        )
        var products: [Double] = []
        for n in 0..<3 {
            for j in 0..<2 { products.append(dZ2[n, j] * w2[1, j] * (1 - a1[n, 1] * a1[n, 1]) * x[n, 2]) }
        }
        let paths = try session.paths(MatrixName.weights(1).gradient, 2, 1)
        #expect(paths.pathCount == 6)
        #expect(paths.paths.count == 6)
        #expect(paths.rest == 0)
        #expect(paths.start == "dZ2 = (P − Y)/N")
        let sorted = products.sorted { abs($0) > abs($1) }
        for (path, product) in zip(paths.paths, sorted) { #expect(abs(path.value - product) < 1e-15) }
        let n = try #require(paths.paths[0].sample)
        let places = paths.paths[0].factors.map(\.quantity)
        guard case .cell(let start) = places[0] else { throw NoSuchAnswer() }
        #expect(start.name == MatrixName.preactivation(2).gradient)
        #expect(places[1] == .cell(MatrixCell(.weights(2), 1, start.column)))
        #expect(places[2] == .derivative(.tanh, MatrixCell(.preactivation(1), n, 1)))
        #expect(places[3] == .cell(MatrixCell(.inputs, n, 2)))
        // The rows of the batch are those of the data in the epoch's order.
        let order = session.engine.sampler!.samples(ofIteration: 0)
        #expect(paths.shares.allSatisfy { $0.sample == order[$0.row] })
    }

    /// Every product there is, by going through all of them.
    @Test(arguments: 0..<40)
    func theLargestPathsAreThoseOfAnExhaustiveSearch(seed: Int) throws {
        var session = RandomNetworks.session(seed: UInt64(1000 + seed), precision: .float64)
        session.run(to: .iterations(2))
        let network = session.engine.network
        let name = MatrixName.weights(1).gradient
        let gradient = session.matrix(name)!
        let cell = (gradient.rows - 1, gradient.columns - 1)
        let paths = try session.paths(name, cell.0, cell.1)
        let rows = session.engine.rowsInBatch
        func read(_ name: MatrixName) -> Matrix<Double> { session.engine.operand(name, ofIteration: 1)! }
        var products: [Double] = []
        /// From the cell of Z of a layer on: all ways to the loss.
        func walk(_ n: Int, layer: Int, column: Int, _ product: Double) {
            let z = read(.preactivation(layer))[n, column]
            var product = product * network.activations[layer - 1].derivative(z)
            if layer == network.layerCount {
                let last = session.engine.plan.canonical(.activation(layer)).gradient
                // Of an identity the derivative at Z is that at A.
                products.append(product * read(last)[n, column])
                return
            }
            if network.dropout(afterLayer: layer) > 0 { product *= read(.mask(layer))[n, column] }
            let w = read(.weights(layer + 1))
            for next in 0..<w.columns { walk(n, layer: layer + 1, column: next, product * w[column, next]) }
        }
        for n in 0..<rows { walk(n, layer: 1, column: cell.1, read(.inputs)[n, cell.0]) }
        let w = read(.weights(1))[cell.0, cell.1]
        let penalty = network.regularization
        if penalty.l1 != 0 { products.append(w > 0 ? penalty.l1 : -penalty.l1) }
        if penalty.l2 != 0 { products.append(w * penalty.l2) }
        #expect(paths.pathCount == Double(products.count))
        let sorted = products.map(abs).filter { $0 > 0 }.sorted(by: >)
        #expect(paths.paths.count == min(8, sorted.count))
        for (path, size) in zip(paths.paths, sorted) { #expect(abs(abs(path.value) - size) <= 1e-12 * size) }
        let sum = products.reduce(0, +)
        #expect(abs(paths.sum - sum) <= 1e-12 * products.reduce(0) { $0 + abs($1) })
    }

    @Test func theOperandsAreThoseThatWereReadNotThoseOfNow() throws {
        // After the update, in the next forward pass, and with weights set by hand: dW1 is still iteration 0's.
        var session = SampleSessions.session()
        session.run(to: .iterations(1))
        let before = try session.paths(MatrixName.weights(1).gradient, 1, 2)
        session.run(to: .operations(4))
        try session.apply(.cell(.weights(2), row: 0, column: 0, value: 3))
        try session.apply(.cell(.activation(1), row: 0, column: 0, value: 9))
        let after = try session.paths(MatrixName.weights(1).gradient, 1, 2)
        #expect(after == before)
    }

    /// Half of an operation under way: what is there is of this iteration, what is not yet there of the one before.
    @Test func cellsOfAnOperationUnderWayAreThoseOfTheirIteration() throws {
        var session = SampleSessions.session()
        session.run(to: .iterations(4))
        let name = MatrixName.weights(1).gradient
        session.run(to: .operations(session.engine.plan.index(ofOperationLabelled: "linear1.backward")!))
        session.run(to: .cells(5))
        for index in 0..<12 {
            let report = try session.why(name, index / 4, index % 4)
            #expect(report.iteration == (index < 5 ? 4 : 3))
            guard case .paths(let paths) = report.answer else { throw NoSuchAnswer() }
            #expect(paths.remainderIsRounding)
            #expect(report.value == session.matrix(name)![index / 4, index % 4])
        }
    }

    /// The past has the same answers as it had then, on whichever branch.
    @Test func goingBackGivesTheSameAnswers() throws {
        var session = SampleSessions.session()
        session.run(to: .iterations(37))
        session.run(to: .operations(3))
        let name = MatrixName.weights(1).gradient
        let then = (try session.paths(name, 1, 1), try session.cellHistory(.weights(2), 1, 1))
        let there = session.position
        session.run(to: .iterations(400))
        session.seek(to: Position(iteration: 20))
        try session.fork("other")
        try session.apply(.cell(.weights(2), row: 1, column: 1, value: 4))
        session.run(to: .iterations(60))
        #expect(try session.cellHistory(.weights(2), 1, 1).changes.map(\.after) == [4])
        try session.switchBranch(to: "main")
        session.seek(to: there)
        #expect(try session.paths(name, 1, 1) == then.0)
        #expect(try session.cellHistory(.weights(2), 1, 1) == then.1)
    }

    @Test func aGradientChangedOnTheWayIsAStartOfItsOwn() throws {
        var session = SampleSessions.session()
        let plan = session.engine.plan
        session.run(to: .operations(plan.index(ofOperationLabelled: "linear2.backward")! + 1))
        try session.apply(.cell(MatrixName.activation(1).gradient, row: 1, column: 3, value: 5))
        session.run(to: .iterations(1))
        let paths = try session.paths(MatrixName.weights(1).gradient, 0, 3)
        #expect(paths.remainderIsRounding)
        guard case .change(let cell) = paths.paths[0].factors[0].quantity else { throw NoSuchAnswer() }
        #expect(cell == MatrixCell(MatrixName.activation(1).gradient, 1, 3))
        #expect(paths.paths[0].sample == 1)
    }

    @Test func aCellSetByHandIsNoSumOfPathsAndSaysSo() throws {
        var session = SampleSessions.session()
        session.run(to: .endOfPass)
        session.run(to: .endOfPass)
        let made = session.matrix(MatrixName.weights(1).gradient)![0, 0]
        try session.apply(.cell(MatrixName.weights(1).gradient, row: 0, column: 0, value: 5))
        let report = try session.why(MatrixName.weights(1).gradient, 0, 0)
        guard case .paths(let paths) = report.answer else { throw NoSuchAnswer() }
        #expect(!paths.remainderIsRounding)
        #expect(abs(paths.sum - made) < 1e-15)
        #expect(report.value == 5)
        #expect(report.changes.map(\.edit) == [.cell(MatrixName.weights(1).gradient, row: 0, column: 0, value: 5)])
    }

    @Test func whatMakesAllPathsOfASampleZeroIsNamed() throws {
        let network = NetworkSpecification(
            layerSizes: [2, 1, 2], activations: [.relu, .identity], loss: .crossEntropy, seed: 1)
        let samples = Samples(
            inputs: Matrix([[0, 1], [1, 1], [-1, 1]]), targets: Matrix([[1, 0], [0, 1], [1, 0]]),
            isClassification: true)
        var session = DebugSession(
            engine: Engine(network: network, optimizer: OptimizerSettings(), batch: BatchSettings(), training: samples))
        try session.apply(.matrix(.weights(1), Matrix([[1], [0]])))
        session.run(to: .iterations(1))
        let shares = try session.paths(MatrixName.weights(1).gradient, 0, 0).shares.sorted { $0.row < $1.row }
        #expect(shares[0].zeroFactor?.quantity == .cell(MatrixCell(.inputs, 0, 0)))
        #expect(shares[1].zeroFactor == nil)
        #expect(shares[2].zeroFactor?.quantity == .derivative(.relu, MatrixCell(.preactivation(1), 2, 0)))
    }

    /// 784-512-512-10, 128 samples: 33 million paths lead to a weight of the first layer, 10 thousand times as many from
    /// a pixel. Asking costs a fraction of an iteration.
    @Test func wideNetworksAreAnswered() throws {
        let network = NetworkSpecification(
            layerSizes: [784, 512, 512, 10], activations: [.tanh, .relu, .identity], loss: .crossEntropy, seed: 1,
            precision: .float32)
        var random = SplitMix64(seed: 3)
        var targets = Matrix<Double>(rows: 128, columns: 10)
        for row in 0..<128 { targets[row, random.integer(below: 10)] = 1 }
        let samples = Samples(
            inputs: Matrix(rows: 128, columns: 784, elements: (0..<128 * 784).map { _ in random.uniform() }),
            targets: targets, isClassification: true)
        var session = DebugSession(
            engine: Engine(network: network, optimizer: OptimizerSettings(), batch: BatchSettings(), training: samples))
        session.run(to: .iterations(1))
        let paths = try session.paths(MatrixName.weights(1).gradient, 300, 200)
        #expect(paths.pathCount == 128 * 512 * 10)
        #expect(paths.remainderIsRounding)
        #expect(paths.paths.count == 8)
        let pixel = try session.paths(MatrixName.inputs.gradient, 5, 300)
        #expect(pixel.pathCount == 512 * 512 * 10)
        #expect(pixel.remainderIsRounding)
        #expect(zip(pixel.paths, pixel.paths.dropFirst()).allSatisfy { abs($0.value) >= abs($1.value) })
    }
}
