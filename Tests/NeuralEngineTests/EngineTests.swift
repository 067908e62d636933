import NeuralEngine
import Testing

@Suite struct EngineTests {
    @Test func atTheStartThereAreParametersAndNoBatch() {
        let engine = SampleEngines.engine()
        #expect((engine.iteration, engine.operationsRun, engine.rowsInBatch) == (0, 0, 0))
        #expect(engine.matrix(.inputs)?.shape == MatrixShape(rows: 0, columns: 3))
        #expect(engine.matrix(.weights(1))!.elements.allSatisfy { $0 != 0 })
        #expect(engine.matrix(.bias(1)) == Matrix([[0, 0, 0, 0]]))
        #expect(engine.loss == nil)
        #expect(engine.accuracy == nil)
        #expect(engine.plan.matrices.allSatisfy { engine.previousMatrix($0) == nil })
    }

    @Test func withoutDataThereAreParametersOnly() {
        let engine = Engine(
            network: SampleEngines.network(), optimizer: OptimizerSettings(), batch: BatchSettings(), training: nil)
        #expect(!engine.canRun)
        #expect(engine.iterationsPerEpoch == 1)
        #expect(engine.matrix(.weights(2))?.shape == MatrixShape(rows: 4, columns: 2))
        #expect(engine.matrix(.inputs)?.rows == 0)
        #expect(engine.evaluate(SampleEngines.samples()).loss.isFinite)
    }

    @Test(arguments: OptimizerKind.allCases, Precision.allCases)
    func trainingIsSteppingToTheLastBit(_ kind: OptimizerKind, _ precision: Precision) {
        let start = SampleEngines.engine(
            SampleEngines.network(precision: precision), SampleEngines.settings(kind),
            batch: SampleEngines.smallBatches)
        var (trained, stepped, once) = (start, start, start)
        for iterations in [1, 2, 3, 5] {
            trained.runIterations(iterations)
            for _ in 0..<iterations * stepped.plan.operations.count { stepped.runNextOperation() }
            #expect(trained == stepped)
        }
        once.runIterations(11)
        #expect(once == stepped)
        #expect(once.iteration == 11)
        #expect(once.epoch == 3)
    }

    @Test func aCopyIsACheckpoint() {
        var engine = SampleEngines.engine()
        engine.runIterations(3)
        let checkpoint = engine
        engine.runIterations(4)
        #expect(engine != checkpoint)
        var again = checkpoint
        again.runIterations(4)
        #expect(again == engine)
        #expect(checkpoint.iteration == 3)
    }

    @Test func enginesWithOneOtherBitDiffer() {
        var engine = SampleEngines.engine()
        engine.runIterations(1)
        var other = engine
        var weights = engine.matrix(.weights(1))!
        weights[0, 0] = weights[0, 0].nextUp
        other.setMatrix(.weights(1), to: weights)
        #expect(other != engine)
        other.setMatrix(.weights(1), to: engine.matrix(.weights(1))!)
        #expect(other == engine)
    }

    @Test func aTrainedEngineLearns() {
        var engine = SampleEngines.engine()
        var records: [IterationRecord] = []
        engine.runIterations(200) { records.append($0) }
        #expect(records.map(\.iteration) == Array(0..<200))
        #expect(records.last!.loss < 0.1 * records.first!.loss)
        #expect(records.last!.accuracy == 1)
        #expect(engine.loss == records.last!.loss)
        #expect(engine.accuracy == 1)
    }

    @Test func whatAnUpdateOverwroteCanBeSeen() {
        var engine = SampleEngines.engine()
        engine.runIterations(2)
        let before = engine
        engine.runIterations(1)
        for name in engine.plan.matrices {
            #expect(engine.previousMatrix(name) == before.matrix(name), "\(name)")
        }
    }

    @Test func theLastBatchOfAnEpochMayBeSmaller() {
        var engine = SampleEngines.engine(batch: SampleEngines.smallBatches)
        engine.runIterations(2)
        #expect(engine.rowsInBatch == 3)
        engine.runNextOperation()
        // The batch has one row, what was computed from the last one still three.
        #expect(engine.rowsInBatch == 1)
        #expect(engine.matrix(.targets)?.rows == 1)
        #expect(engine.matrix(.preactivation(1))?.rows == 3)
        #expect(engine.previousMatrix(.inputs)?.rows == 3)
        engine.run(upTo: "update")
        #expect(engine.matrix(.inputs.gradient)?.rows == 1)
        // The mean is over the rows there are.
        let p = engine.matrix(.probabilities)!
        let y = engine.matrix(.targets)!
        let dZ = engine.matrix(.activation(2).gradient)!
        #expect(abs(dZ[0, 0] - (p[0, 0] - y[0, 0])) < 1e-15)
        engine.runNextOperation()
        engine.runNextOperation()
        #expect(engine.rowsInBatch == 3)
        #expect(engine.previousMatrix(.inputs)?.rows == 1)
    }

    @Test func derivativesByTargetsBelongToTheBatchOfTheLoss() {
        var engine = SampleEngines.engine(batch: SampleEngines.smallBatches)
        #expect(engine.matrix(.targets.gradient)?.rows == 0)
        engine.runIterations(2)
        let (dP, dY) = (engine.matrix(.probabilities.gradient)!, engine.matrix(.targets.gradient)!)
        // Another batch, of another size, is loaded and goes forward; the loss is still that of the one before.
        while engine.plan.operations[engine.operationsRun].label != "loss.forward" {
            engine.runNextOperation()
            #expect(engine.matrix(.probabilities.gradient) == dP)
            #expect(engine.matrix(.targets.gradient) == dY)
            #expect(engine.shape(of: .targets.gradient) == dY.shape)
        }
        engine.runNextOperation()
        #expect(engine.matrix(.targets.gradient)?.rows == 1)
    }

    @Test(arguments: [Loss.binaryCrossEntropy, .crossEntropy], Precision.allCases)
    func derivativesByProbabilitiesAreFiniteWhereTheLossIs(_ loss: Loss, _ precision: Precision) {
        let network = NetworkSpecification(
            layerSizes: [1, 2], activations: [.identity], loss: loss, precision: precision)
        let samples = Samples(inputs: Matrix([[1]]), targets: Matrix([[1, 0]]), isClassification: true)
        var engine = Engine(
            network: network, optimizer: OptimizerSettings(), batch: BatchSettings(), training: samples)
        // P is [1, 0] to the last bit, as Y is.
        engine.setMatrix(.weights(1), to: Matrix([[800, -800]]))
        engine.run(through: "loss.backward")
        let expected = loss == .crossEntropy ? Matrix<Double>([[-1, 0]]) : Matrix([[-0.5, 0.5]])
        #expect(engine.matrix(.probabilities.gradient) == expected)
    }

    @Test func matricesCanBeSetUnderAnyOfTheirNames() {
        var engine = SampleEngines.engine()
        engine.run(through: "linear2.forward")
        let value = Matrix<Double>(rows: 7, columns: 2, repeating: 0.25)
        engine.setMatrix(.activation(2), to: value)
        #expect(engine.matrix(.preactivation(2)) == value)
        engine.run(through: "loss.forward")
        #expect(engine.matrix(.probabilities)!.elements.allSatisfy { $0 == 0.5 })
        #expect(engine.matrix(.weights(3)) == nil)
        #expect(engine.matrix(.weights(1).secondMoment) == nil)
    }

    @Test func singlePrecisionRoundsWhatIsSet() {
        var engine = SampleEngines.engine(SampleEngines.network(precision: .float32))
        engine.setMatrix(.bias(2), to: Matrix([[0.1, 0.5]]))
        #expect(engine.matrix(.bias(2)) == Matrix([[Double(Float(0.1)), 0.5]]))
    }

    @Test func otherDataKeepTheParametersAndStartAgain() {
        var engine = SampleEngines.engine()
        engine.runIterations(3)
        let weights = engine.matrix(.weights(1))
        engine = Engine(
            network: engine.network, optimizer: engine.optimizer, batch: SampleEngines.smallBatches,
            training: SampleEngines.samples(count: 20), parametersOf: engine)
        #expect((engine.iteration, engine.iterationsPerEpoch, engine.rowsInBatch) == (0, 7, 0))
        #expect(engine.matrix(.weights(1)) == weights)
        #expect(engine.matrix(.weights(1).momentum)!.elements.allSatisfy { $0 == 0 })
        engine.runIterations(1)
        #expect(engine.rowsInBatch == 3)
    }

    @Test func stepsAreTheCellsOfTheWritesInOrder() {
        let engine = SampleEngines.engine(batch: SampleEngines.smallBatches)
        #expect(engine.outputSteps(ofOperation: 0) == 3 * 3 + 3 * 2)
        #expect(engine.outputSteps(ofOperation: 0, iteration: 2) == 3 + 2)
        #expect(engine.outputStep(13, ofOperation: 0) == .cell(MatrixCell(.targets, 2, 0)))
    }

    @Test func stepsOfALossAreThoseOfEachSampleAroundItsRowOfProbabilities() {
        let engine = SampleEngines.engine(batch: SampleEngines.smallBatches)
        // m, d, e, S, s, P[n,0], P[n,1], L
        #expect(engine.outputSteps(ofOperation: 4) == 3 * (5 + 2 + 1) + 1)
        #expect(engine.outputSteps(ofOperation: 4, iteration: 2) == 8 + 1)
        #expect(engine.outputStep(0, ofOperation: 4) == .loss(.largest, sample: 0))
        #expect(engine.outputStep(8 + 4, ofOperation: 4) == .loss(.logarithm, sample: 1))
        #expect(engine.outputStep(8 + 6, ofOperation: 4) == .cell(MatrixCell(.probabilities, 1, 1)))
        #expect(engine.outputStep(8 + 7, ofOperation: 4) == .loss(.sampleLoss, sample: 1))
        #expect(engine.outputStep(24, ofOperation: 4) == .cell(MatrixCell(.loss, 0, 0)))
    }
}
