import NeuralEngine
import Testing

/// Which cells a cell is computed from, as its formula has it: held against what the engine does, and against the
/// equations that views show.
@Suite struct CellsReadTests {
    /// Every activation, loss and optimizer, dropout and a penalty.
    static let variety =
        SampleEngines.variety + [
            (
                NetworkSpecification(
                    layerSizes: [3, 5, 4, 2], activations: [.relu, .identity, .identity], loss: .crossEntropy, seed: 4,
                    regularization: Regularization(l1: 0.02, l2: 0.3), dropout: [0.4, 0.25]), SampleEngines.momentum
            ),
            (
                SampleEngines.network(loss: .huber, reduction: .sum), nesterovWithDecay
            ),
        ]

    private static var nesterovWithDecay: OptimizerSettings {
        var settings = SampleEngines.momentum
        (settings.nesterov, settings.weightDecay) = (true, 0.1)
        return settings
    }

    /// An engine before each of its operations, and after it.
    private func steps(_ network: NetworkSpecification, _ optimizer: OptimizerSettings) -> [(Engine, Engine)] {
        var engine = SampleEngines.engine(network, optimizer)
        engine.runIterations(2)
        return engine.plan.operations.indices.map { _ in
            let before = engine
            engine.runNextOperation()
            return (before, engine)
        }
    }

    /// The operands of an operation that has just run.
    private func operands(_ after: Engine, _ operation: Int) -> some OperandSource {
        let isOver = after.operationsRun == 0
        return after.operands(ofOperation: operation, iteration: isOver ? after.iteration - 1 : after.iteration)
    }

    /// With numbers that are none everywhere else, a cell comes out as it did.
    @Test(arguments: variety)
    func nothingElseEntersACell(_ network: NetworkSpecification, _ optimizer: OptimizerSettings) {
        for (operation, (before, after)) in steps(network, optimizer).enumerated() {
            let source = operands(after, operation)
            for name in before.plan.operations[operation].writes where name != .inputs && name != .targets {
                let shape = after.shape(of: name)!
                let cell = MatrixCell(name, shape.rows - 1, shape.columns - 1)
                var results = Set([cell])
                // What the same operation makes on the way has operands of its own.
                var read: [CellBlock] = []
                while let next = results.popFirst() {
                    for block in source.cellsRead(for: next) {
                        guard block.isResult else {
                            read.append(block)
                            continue
                        }
                        for row in block.rows {
                            for column in block.columns { results.insert(MatrixCell(block.matrix, row, column)) }
                        }
                    }
                }
                var disturbed = before
                for matrix in before.plan.matrices {
                    var numbers = before.matrix(matrix)!
                    for row in 0..<numbers.rows {
                        for column in 0..<numbers.columns
                        where !read.contains(where: {
                            $0.matrix == matrix && $0.rows.contains(row) && $0.columns.contains(column)
                        }) {
                            numbers[row, column] = .nan
                        }
                    }
                    disturbed.setMatrix(matrix, to: numbers)
                }
                disturbed.runNextOperation()
                let (value, expected) = (
                    disturbed.value(of: name, row: cell.row, column: cell.column),
                    after.value(of: name, row: cell.row, column: cell.column)
                )
                #expect(value?.bitPattern == expected?.bitPattern, "\(cell)")
            }
        }
    }

    /// What a formula names is what the equation beside it names, but for its penalty, which the loss has as a sum.
    @Test(arguments: variety)
    func equationsNameTheSameMatrices(_ network: NetworkSpecification, _ optimizer: OptimizerSettings) {
        struct Mention: Hashable {
            let name: MatrixName
            let isOld: Bool
        }
        for (operation, (_, after)) in steps(network, optimizer).enumerated() {
            let source = operands(after, operation)
            for equation in after.plan.operations[operation].equations {
                var named: Set<Mention> = []
                for case .matrix(let name, _, let isOld) in equation.parts {
                    named.insert(Mention(name: name, isOld: isOld))
                }
                let formula = source.expression(of: MatrixCell(equation.result, 0, 0))
                let cells = formula?.cellsNamed.map { Mention(name: $0.matrix, isOld: $0.role == .overwritten) } ?? []
                #expect(named == Set(cells), "\(equation.text)")
            }
        }
    }

    @Test func aLinearLayersCellsReadRowsAndColumns() {
        var engine = SampleEngines.engine()
        engine.run(through: "linear1.backward")
        func reads(_ name: MatrixName, _ row: Int, _ column: Int) -> [String] {
            let operation = engine.plan.operations.firstIndex { $0.writes.contains(name) }!
            return engine.operands(ofOperation: operation, iteration: 0).cellsRead(for: MatrixCell(name, row, column))
                .map { "\($0.matrix)[\($0.rows),\($0.columns)]" }
        }
        #expect(reads(.preactivation(1), 2, 3) == ["X[2..<3,0..<3]", "W1[0..<3,3..<4]", "b1[0..<1,3..<4]"])
        #expect(reads(.weights(2).gradient, 1, 0) == ["A1[0..<7,1..<2]", "dZ2[0..<7,0..<1]"])
        #expect(reads(.bias(2).gradient, 0, 1) == ["dZ2[0..<7,1..<2]"])
        #expect(reads(.inputs.gradient, 4, 2) == ["dZ1[4..<5,0..<4]", "W1[2..<3,0..<4]"])
        // The class's own number, and the others of its row for their sum.
        #expect(reads(.preactivation(2).gradient, 3, 1) == ["P[3..<4,1..<2]", "Y[3..<4,0..<2]"])
        #expect(reads(.loss, 0, 0) == ["Y[0..<7,0..<2]", "Z2[0..<7,0..<2]"])
    }

    @Test(arguments: Loss.allCases)
    func gradientsThatNoOperationNeedsReadWhatTheLossRead(_ loss: Loss) {
        var engine = SampleEngines.engine(SampleEngines.network(loss: loss))
        engine.run(through: "loss.forward")
        let operation = engine.plan.operations.firstIndex { $0.writes.contains(.loss) }!
        let source = engine.operands(ofOperation: operation, iteration: 0)
        func names(_ name: MatrixName) -> [String] {
            source.cellsRead(for: MatrixCell(name, 1, 0)).map { "\($0.matrix)\($0.columns)" }
        }
        switch loss {
        case .crossEntropy:
            #expect(names(.targets.gradient) == ["Z20..<2"])
            #expect(names(.probabilities.gradient).contains("Y0..<1"))
        case .binaryCrossEntropy:
            #expect(names(.targets.gradient) == ["Z20..<1"])
            #expect(names(.probabilities.gradient).contains("Y0..<1"))
        case .meanSquaredError, .huber, .squaredError: #expect(names(.targets.gradient) == ["Y0..<1", "Z20..<1"])
        }
    }

    /// Of a sum everything is there for who asks what a number came from, and the largest terms for who looks.
    @Test func allTermsAreThereForWhoAsks() throws {
        let network = NetworkSpecification(
            layerSizes: [40, 2], activations: [.identity], loss: .crossEntropy, seed: 1,
            regularization: Regularization(l2: 0.5))
        var random = SplitMix64(seed: 2)
        let samples = Samples(
            inputs: SampleEngines.randomMatrix(rows: 2, columns: 40, &random), targets: Matrix([[1, 0], [0, 1]]),
            isClassification: true)
        var engine = Engine(
            network: network, optimizer: SampleEngines.momentum, batch: BatchSettings(), training: samples)
        engine.run(upTo: "update")
        let cell = MatrixCell(.preactivation(1), 1, 1)
        let source = engine.operands(ofOperation: 1, iteration: 0)
        let all = try #require(source.expression(of: cell))
        let shown = try #require(engine.formula(of: cell.name, row: 1, column: 1)).expression
        #expect(try #require(all.longestSeries).terms.count == 40)
        #expect(try #require(shown.longestSeries).terms.count == LargestTerms.shownCount)
        #expect(all.value == engine.value(of: cell.name, row: 1, column: 1) || abs(all.value - shown.value) < 1e-12)

        let backward = try #require(engine.plan.index(ofOperationLabelled: "linear1.backward"))
        let gradient = try #require(
            engine.operands(ofOperation: backward, iteration: 0)
                .expressionWithoutTerms(of: MatrixCell(.weights(1).gradient, 3, 1)))
        #expect(try #require(gradient.longestSeries).terms.isEmpty)
        #expect(gradient.operands.map(\.place) == ["W1[3,1]"])
    }

    @Test func theLargestComeFirstAndOfEqualsTheEarlier() {
        let numbers = [1, -3, Double.nan, 3, 0, -Double.infinity]
        #expect(Array(0..<6).largestFirst { numbers[$0] } == [2, 5, 1, 3, 0, 4])
    }
}
