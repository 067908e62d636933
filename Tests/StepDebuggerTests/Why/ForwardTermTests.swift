import NeuralEngine
import StepDebugger
import Testing

@Suite struct ForwardTermTests {
    private func terms(_ session: DebugSession, _ name: MatrixName, _ row: Int = 0, _ column: Int = 0) throws -> TermSum
    {
        guard case .terms(let terms) = try session.why(name, row, column).answer else { throw NoSuchAnswer() }
        return terms
    }

    @Test(arguments: 0..<30)
    func termsSumUpToTheCellOnNetworksOfEveryKind(seed: Int) throws {
        var session = RandomNetworks.session(seed: UInt64(seed))
        session.run(to: .operations(session.engine.plan.operations.count + 1 + seed % 9))
        let tolerance = session.engine.network.precision == .float64 ? 1e-12 : 1e-4
        for name in session.engine.plan.matrices where name.quantity == .value && !name.isParameter {
            let matrix = session.matrix(name)!
            for row in 0..<matrix.rows {
                for column in 0..<matrix.columns {
                    let terms = try terms(session, name, row, column)
                    let shown = terms.terms.reduce(terms.rest) { $0 + $1.value }
                    #expect(abs(shown - terms.sum) <= 1e-12 * (1 + abs(terms.sum)))
                    var expected = matrix[row, column]
                    if terms.termCount == 0 { continue }
                    if let operand = terms.operand { expected = operand.value }
                    // The classes of softmax share one.
                    if name == .probabilities, terms.operand == nil { expected = 1 }
                    #expect(abs(terms.sum - expected) <= tolerance * (1 + abs(expected)), "\(name)")
                }
            }
        }
    }

    @Test func theTermsOfWideLayersAreSortedAndTheRestIsOneNumber() throws {
        let network = NetworkSpecification(
            layerSizes: [100, 2], activations: [.identity], loss: .crossEntropy, seed: 1)
        var random = SplitMix64(seed: 1)
        let inputs = Matrix(rows: 2, columns: 100, elements: (0..<200).map { _ in random.normal() })
        var session = DebugSession(
            engine: Engine(
                network: network, optimizer: OptimizerSettings(), batch: BatchSettings(),
                training: Samples(inputs: inputs, targets: Matrix([[1, 0], [0, 1]]), isClassification: true)))
        session.run(to: .operations(2))
        let terms = try terms(session, .preactivation(1), 1, 1)
        #expect(terms.termCount == 101)
        #expect(terms.terms.count == 8)
        let w = session.matrix(.weights(1))!
        let products = (0..<100).map { inputs[1, $0] * w[$0, 1] }.sorted { abs($0) > abs($1) }
        #expect(terms.terms.map(\.value) == Array(products.prefix(8)))
        #expect(abs(terms.rest - products.dropFirst(8).reduce(0, +)) < 1e-12)
    }

    /// Nothing leads to the loss's own gradients but what they are computed from.
    @Test func theGradientThatPathsStartWithHasItsOperands() throws {
        var session = SampleSessions.session()
        session.run(to: .operations(6))
        func operands(_ name: MatrixName) throws -> OperandList {
            guard case .operands(let operands) = try session.why(name, 1, 0).answer else { throw NoSuchAnswer() }
            return operands
        }
        let start = try operands(MatrixName.activation(2).gradient)
        let factors = start.factors
        #expect(start.equation == "dZ2 = (P − Y)/N")
        let quantities = [MatrixCell(.targets, 1, 0), MatrixCell(.targets, 1, 1), MatrixCell(.probabilities, 1, 0)]
        #expect(factors.map(\.quantity) == quantities.map(Factor.Quantity.cell))
        #expect(factors[2].value == session.matrix(.probabilities)![1, 0])
        let own = try operands(MatrixName.targets.gradient)
        #expect(own.equation == nil)
        #expect(own.factors.contains { $0.quantity == .cell(MatrixCell(.preactivation(2), 1, 1)) })
    }

    /// dP of a class that a sample has is −Y/(N·P); of one that it has not, Y alone makes it zero.
    @Test func derivativesThatNoOperationNeedsHaveTheOperandsOfTheirFormulas() throws {
        var session = SampleSessions.session()
        session.run(to: .operations(6))
        let y = session.matrix(.targets)!
        for column in 0..<2 {
            let report = try session.why(MatrixName.probabilities.gradient, 1, column)
            guard case .operands(let list) = report.answer else { throw NoSuchAnswer() }
            #expect(list.equation == nil)
            let target = MatrixCell(.targets, 1, column)
            let operands = y[1, column] == 0 ? [target] : [target, MatrixCell(.probabilities, 1, column)]
            #expect(list.factors.map(\.quantity) == operands.map(Factor.Quantity.cell))
        }
        guard case .operands(let list) = try session.why(MatrixName.targets.gradient, 1, 0).answer else {
            throw NoSuchAnswer()
        }
        #expect(list.equation == nil)
        let row = [MatrixCell(.preactivation(2), 1, 0), MatrixCell(.preactivation(2), 1, 1)]
        #expect(list.factors.map(\.quantity) == row.map(Factor.Quantity.cell))
    }

    @Test func whatCannotBeAskedIsRefused() {
        let session = SampleSessions.session()
        #expect(throws: WhyError.notComputedYet(MatrixName.weights(1).gradient)) {
            try session.why(MatrixName.weights(1).gradient)
        }
        #expect(throws: WhyError.unknownMatrix(.weights(7))) { try session.why(.weights(7)) }
        #expect(throws: WhyError.noSuchCell(MatrixCell(.weights(1), 9, 0), MatrixShape(rows: 3, columns: 4))) {
            try session.why(.weights(1), 9, 0)
        }
    }
}
