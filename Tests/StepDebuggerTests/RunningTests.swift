import NeuralEngine
import StepDebugger
import Testing

/// A run has the same bits at the same position, however it got there.
@Suite struct RunningTests {
    @Test(arguments: OptimizerKind.allCases, [UInt64(1), 2, 3])
    func randomWalksOfGoalsEndInTheBitsOfAStraightRun(_ kind: OptimizerKind, _ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var session = SampleSessions.session(kind)
        for _ in 0..<40 {
            let goals: [Goal] = [
                .operations(1 + random.integer(below: 4)), .cells(1 + random.integer(below: 30)), .endOfPass,
                .iterations(1 + random.integer(below: 3)), .epochs(1),
            ]
            session.run(to: goals[random.integer(below: goals.count)], budget: 1 + random.integer(below: 40))
        }
        #expect(session.position > Position(iteration: 5))
        #expect(session == SampleSessions.straightRun(SampleSessions.engine(kind), to: session.position))
    }

    @Test(arguments: 1...35)
    func slicingDoesNotChangeTheResult(_ budget: Int) {
        let target = Position(iteration: 11, operation: 4, cell: 1)
        var whole = SampleSessions.session(.adam)
        #expect(whole.advance(toward: target, budget: .max) == .reached)
        var sliced = SampleSessions.session(.adam)
        while sliced.advance(toward: target, budget: budget) == .budgetSpent {}
        #expect(sliced == whole)
    }

    @Test func singlePrecisionKeepsItsBitsToo() {
        let engine = SampleSessions.engine(.adam, precision: .float32)
        let target = Position(iteration: 7, operation: 2, cell: 5)
        var session = DebugSession(engine: engine)
        #expect(session.advance(toward: target, budget: .max) == .reached)
        #expect(session == SampleSessions.straightRun(engine, to: target))
    }

    @Test func dropoutKeepsItsBitsToo() {
        let network = NetworkSpecification(
            layerSizes: [3, 4, 4, 2], activations: [.tanh, .identity, .identity], loss: .crossEntropy, seed: 3,
            dropout: [0.5, 0.25])
        let engine = Engine(
            network: network, optimizer: OptimizerSettings(.adam),
            batch: BatchSettings(size: .rows(3), shuffle: true, seed: 5), training: SampleSessions.samples())
        var session = DebugSession(engine: engine)
        for _ in 0..<4 {
            session.run(to: .operations(3))
            session.run(to: .cells(17))
            session.run(to: .iterations(2), budget: 9)
        }
        #expect(session == SampleSessions.straightRun(engine, to: session.position))
    }

    @Test func divergedRunsCanStillBeCompared() {
        var engine = SampleSessions.engine()
        engine.setMatrix(.bias(1), to: Matrix([[0, .infinity, .nan, 0]]))
        var session = DebugSession(engine: engine)
        session.run(to: .iterations(12))
        #expect(session.loss?.isNaN == true)
        #expect(session == SampleSessions.straightRun(engine, to: session.position))
    }

    @Test func aSliceRunsAboutItsBudgetAndAtLeastOneOperation() {
        var session = SampleSessions.session()
        #expect(session.advance(toward: nil, budget: 0) == .budgetSpent)
        #expect(session.position == Position(iteration: 0, operation: 1))
        #expect(session.advance(toward: nil, budget: 5) == .budgetSpent)
        #expect(session.position == Position(iteration: 0, operation: 6))
    }

    @Test func aSliceThatGotThroughAnIterationEndsBetweenTwo() {
        var session = SampleSessions.session()
        #expect(session.advance(toward: nil, budget: 35) == .budgetSpent)
        #expect(session.position == Position(iteration: 3, operation: 0))
        #expect(session.advance(toward: Position(iteration: 3, operation: 4), budget: 2) == .budgetSpent)
        #expect(session.position == Position(iteration: 3, operation: 2))
    }

    @Test func aTargetThatIsPassedAlreadyIsReachedWithoutRunning() {
        var session = SampleSessions.session()
        session.run(to: .iterations(2))
        let before = session
        #expect(session.advance(toward: Position(iteration: 1), budget: 100) == .reached)
        #expect(session == before)
    }

    @Test func aTargetAfterTheLastCellIsTheNextOperation() {
        var session = SampleSessions.session()
        #expect(session.advance(toward: Position(iteration: 0, operation: 0, cell: 15), budget: 9) == .reached)
        #expect(session.position == Position(iteration: 0, operation: 1))
    }

    @Test func restartingGoesBackToTheSameBits() throws {
        var session = SampleSessions.session()
        try session.apply(.cell(.weights(1), row: 0, column: 1, value: 0.5))
        let start = session
        session.run(to: .iterations(5))
        let once = session
        try session.apply(.learningRate(1))
        session.run(to: .cells(7))
        session.restart()
        #expect(session == start)
        #expect(session.matrix(.weights(1))?[0, 1] == 0.5)
        session.run(to: .iterations(5))
        #expect(session == once)
    }

    @Test func theCurrentOperationIsTheOneThatRanLastOrIsUnderWay() {
        var session = SampleSessions.session()
        #expect(session.currentOperation == nil)
        #expect(session.nextOperation.label == "load-batch")
        session.run(to: .operations(1))
        #expect(session.currentOperation?.label == "load-batch")
        session.run(to: .cells(1))
        #expect(session.currentOperation?.label == "linear1.forward")
        #expect(session.nextOperation.label == "linear1.forward")
        session.run(to: .iterations(1))
        #expect(session.currentOperation?.label == "update")
        #expect(session.nextOperation.label == "load-batch")
        #expect((session.epoch, session.batchIndex) == (0, 1))
        session.run(to: .epochs(1))
        #expect((session.epoch, session.batchIndex) == (1, 0))
    }
}
