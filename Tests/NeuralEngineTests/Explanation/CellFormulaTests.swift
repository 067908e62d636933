import NeuralEngine
import Testing

/// The formula of a cell, evaluated, is the number in the cell: for every matrix of a plan, wherever a run stands.
@Suite struct CellFormulaTests {
    private static let schedules: [LearningRateSchedule] = [
        .constant, LearningRateSchedule(.step(every: 2, gamma: 0.5), per: .iteration),
        LearningRateSchedule(.exponential(gamma: 0.9), per: .iteration),
        LearningRateSchedule(.cosine(length: 3, minimum: 0.01), per: .iteration),
        LearningRateSchedule(.warmup(length: 4, start: 0.25), per: .iteration),
    ]

    /// Stops after every operation of several iterations, and asks about every cell.
    private func expectEveryCellExplained(
        _ engine: Engine, iterations: Int = 3, _ comment: Comment, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var engine = engine
        expectCellsExplained(engine, comment, sourceLocation)
        for _ in 0..<iterations * engine.plan.operations.count {
            engine.runNextOperation()
            expectCellsExplained(engine, comment, sourceLocation)
        }
        engine.runIterations(2)
        expectCellsExplained(engine, comment, sourceLocation)
    }

    private func expectCellsExplained(_ engine: Engine, _ comment: Comment, _ sourceLocation: SourceLocation) {
        let derived = [MatrixName.targets.gradient, MatrixName.probabilities.gradient].filter(engine.plan.contains)
        for name in engine.plan.matrices + derived {
            let shape = engine.shape(of: name)!
            let writer = engine.plan.operations.firstIndex { $0.writes.contains(name) } ?? 0
            let isComputed = engine.iteration > 0 || !name.isComputedByOperations || writer < engine.operationsRun
            for row in 0..<shape.rows {
                for column in 0..<shape.columns {
                    let formula = engine.formula(of: name, row: row, column: column)
                    guard isComputed, let formula else {
                        #expect(!isComputed && formula == nil, "\(name)", sourceLocation: sourceLocation)
                        continue
                    }
                    guard !formula.givesTheCell else { continue }
                    Issue.record(
                        """
                        \(comment): \(name)[\(row),\(column)] is \(formula.cell.value), not \(formula.evaluated) \
                        in iteration \(engine.iteration) after \(engine.operationsRun)
                        """, sourceLocation: sourceLocation)
                    return
                }
            }
        }
    }

    @Test(arguments: Activation.allCases, [Precision.float64, .float32])
    func activations(_ activation: Activation, _ precision: Precision) {
        for output in [Activation.identity, activation] {
            let network = SampleEngines.network(activation, output: output, precision: precision)
            expectEveryCellExplained(
                SampleEngines.engine(network, batch: SampleEngines.smallBatches), "\(activation) \(output)")
        }
    }

    @Test(arguments: Loss.allCases, Reduction.allCases)
    func losses(_ loss: Loss, _ reduction: Reduction) {
        for precision in [Precision.float64, .float32] {
            let network = SampleEngines.network(loss: loss, reduction: reduction, precision: precision)
            expectEveryCellExplained(
                SampleEngines.engine(network, batch: SampleEngines.smallBatches), "\(loss) \(precision)")
        }
    }

    /// Targets that are no classes: rows that do not sum to one, numbers between 0 and 1 and beyond.
    @Test(arguments: Loss.allCases) func targetsThatAreNumbers(_ loss: Loss) {
        var random = SplitMix64(seed: 8)
        let inputs = SampleEngines.randomMatrix(rows: 5, columns: 3, &random)
        var targets = SampleEngines.randomMatrix(rows: 5, columns: 2, &random)
        if loss.hasProbabilities { targets.elements = targets.elements.map { Activation.sigmoid.value($0) } }
        let samples = Samples(inputs: inputs, targets: targets, isClassification: false)
        let engine = Engine(
            network: SampleEngines.network(loss: loss), optimizer: SampleEngines.momentum, batch: BatchSettings(),
            training: samples)
        expectEveryCellExplained(engine, "\(loss)")
    }

    @Test(arguments: OptimizerKind.allCases, [Precision.float64, .float32])
    func optimizers(_ kind: OptimizerKind, _ precision: Precision) {
        for (index, schedule) in Self.schedules.enumerated() {
            var settings = SampleEngines.settings(kind)
            settings.schedule = schedule
            settings.weightDecay = index % 2 == 0 ? 0.1 : 0
            settings.momentum = index % 3 == 0 ? 0 : 0.9
            settings.nesterov = index == 4
            let engine = SampleEngines.engine(
                SampleEngines.network(precision: precision), settings, batch: SampleEngines.smallBatches)
            expectEveryCellExplained(engine, "\(kind) \(schedule.form)")
        }
    }

    @Test(arguments: [Activation.relu, .identity], [Precision.float64, .float32])
    func dropoutAndPenalty(_ hidden: Activation, _ precision: Precision) {
        let network = NetworkSpecification(
            layerSizes: [3, 5, 4, 2], activations: [hidden, .tanh, .identity], loss: .crossEntropy, seed: 4,
            precision: precision, regularization: Regularization(l1: 0.02, l2: 0.3), dropout: [0.4, 0.25])
        expectEveryCellExplained(
            SampleEngines.engine(network, batch: SampleEngines.smallBatches), "dropout after \(hidden)")
    }

    @Test(arguments: [
        Initializer.xavierUniform, .xavierNormal, .heUniform, .heNormal, .normal(standardDeviation: 0.3),
        .uniform(bound: 0.2), .zeros,
    ])
    func initialWeights(_ initializer: Initializer) throws {
        let engine = SampleEngines.engine(SampleEngines.network(initializer: initializer))
        expectEveryCellExplained(engine, iterations: 0, "\(initializer)")
        let formula = try #require(engine.formula(of: .weights(1), row: 1, column: 2))
        #expect(formula.operation == nil)
        #expect(
            formula.remarks == [.initializer(initializer, inputs: 3, outputs: 4, seed: engine.network.seed)])
    }

    /// Numbers that no float holds, and no probability but 0 or 1.
    @Test(arguments: Loss.allCases, [Precision.float64, .float32])
    func hugeWeights(_ loss: Loss, _ precision: Precision) {
        let network = SampleEngines.network(
            .relu, loss: loss, initializer: .normal(standardDeviation: 300), precision: precision)
        expectEveryCellExplained(SampleEngines.engine(network), iterations: 1, "\(loss)")
    }

    @Test func aNumberThatIsNoneIsExplainedByOneThatIsNone() throws {
        var engine = SampleEngines.engine()
        var weights = engine.matrix(.weights(1))!
        weights[0, 0] = .nan
        engine.setMatrix(.weights(1), to: weights)
        engine.run(through: "linear1.forward")
        #expect(try #require(engine.formula(of: .preactivation(1), row: 0, column: 0)).givesTheCell)
        #expect(try #require(engine.formula(of: .preactivation(1), row: 0, column: 0)).evaluated.value.isNaN)
    }

    // MARK: Operands

    /// Z1 was made with the W1 of before the update, and says so with that W1's number.
    @Test func operandsAreThoseThatTheOperationRead() throws {
        var engine = SampleEngines.engine(batch: SampleEngines.smallBatches)
        engine.run(through: "linear1.forward")
        let weights = engine.matrix(.weights(1))!
        let inputs = engine.matrix(.inputs)!
        let before = try #require(engine.formula(of: .preactivation(1), row: 1, column: 2))
        engine.run(upTo: "linear1.forward")
        #expect(engine.matrix(.weights(1))! != weights)
        #expect(engine.matrix(.inputs)! != inputs)
        let after = try #require(engine.formula(of: .preactivation(1), row: 1, column: 2))
        #expect(after.givesTheCell)
        #expect(after.expression.operands.map(\.value) == before.expression.operands.map(\.value))
        #expect(after.expression.operands.contains { $0.matrix == .weights(1) && $0.isOverwritten })
        #expect(after.iteration == 0)
    }

    @Test func aCellThatWasSetByHandIsNotWhatItsFormulaGives() throws {
        for precision in [Precision.float64, .float32] {
            var engine = SampleEngines.engine(SampleEngines.network(precision: precision))
            engine.run(through: "linear2.backward")
            for name in engine.plan.matrices where name.subject != .loss && engine.shape(of: name)!.rows > 0 {
                var changed = engine.matrix(name)!
                changed[0, 1] += 0.001
                var other = engine
                other.setMatrix(name, to: changed)
                guard !name.isComputedByOperations || engine.iteration(ofLastWriteTo: name) != nil else {
                    #expect(other.formula(of: name, row: 0, column: 1) == nil, "\(name)")
                    continue
                }
                #expect(try !#require(other.formula(of: name, row: 0, column: 1)).givesTheCell, "\(name)")
                #expect(try #require(other.formula(of: name, row: 0, column: 0)).givesTheCell, "\(name)")
            }
        }
    }

    @Test func anOperandThatWasChangedSinceShows() throws {
        var engine = SampleEngines.engine()
        engine.run(through: "linear1.forward")
        var weights = engine.matrix(.weights(1))!
        weights[1, 2] += 0.5
        engine.setMatrix(.weights(1), to: weights)
        #expect(try !#require(engine.formula(of: .preactivation(1), row: 0, column: 2)).givesTheCell)
        #expect(try #require(engine.formula(of: .preactivation(1), row: 0, column: 1)).givesTheCell)
    }

    @Test func momentsThatAreGoneLeaveNoFormula() {
        var engine = SampleEngines.engine(SampleEngines.network(), SampleEngines.settings(.adam))
        engine.runIterations(3)
        engine.optimizer = SampleEngines.settings(.rmsprop)
        #expect(engine.formula(of: .weights(1), row: 0, column: 0) == nil)
        #expect(engine.formula(of: .weights(1).secondMoment, row: 0, column: 0)?.remarks == [.startsAtZero])
    }

    // MARK: Sums

    @Test func aLongSumShowsItsLargestTermsInTheirOrder() throws {
        var random = SplitMix64(seed: 2)
        let network = NetworkSpecification(
            layerSizes: [784, 128, 10], activations: [.relu, .identity], loss: .crossEntropy, seed: 1,
            precision: .float32)
        let samples = Samples(
            inputs: SampleEngines.randomMatrix(rows: 16, columns: 784, &random),
            targets: Matrix(rows: 16, columns: 10, elements: (0..<160).map { $0 % 11 == 0 ? 1 : 0 }),
            isClassification: true)
        var engine = Engine(
            network: network, optimizer: SampleEngines.momentum, batch: BatchSettings(), training: samples)
        engine.run(upTo: "update")
        let formula = try #require(engine.formula(of: .preactivation(1), row: 3, column: 100))
        let series = try #require(formula.expression.longestSeries)
        #expect(formula.givesTheCell)
        #expect((series.count, series.terms.count, series.restCount) == (784, 8, 776))

        let (x, w) = (engine.matrix(.inputs)!, engine.matrix(.weights(1))!)
        let terms = (0..<784).map { x[3, $0] * w[$0, 100] }
        let largest = (0..<784).sorted { abs(terms[$0]) > abs(terms[$1]) }.prefix(8).sorted()
        #expect(series.values == largest.map { terms[$0] })
        #expect(series.terms.map { $0.operands[0].column.number } == Array(largest))
        let rest = (0..<784).filter { !largest.contains($0) }.reduce(0) { $0 + terms[$1] }
        #expect(abs(series.rest.value - rest) < 1e-12)
    }

    @Test func termsThatAreZeroAreCountedNotShown() throws {
        var engine = SampleEngines.engine()
        engine.run(through: "loss.forward")
        let series = try #require(engine.formula(of: .loss, row: 0, column: 0)?.expression.longestSeries)
        #expect((series.count, series.terms.count) == (14, 7))
        #expect(series.restIsZero)
    }
}
