import NeuralEngine
import StepDebugger
import Testing

@Suite struct TravelTests {
    static let positions =
        [0, 1, 2, 3, 7, 8, 29, 30].flatMap { iteration in
            [Position(iteration: iteration), Position(iteration: iteration, operation: 4)]
                + [Position(iteration: iteration, operation: 1, cell: 3)]
        }

    /// Sessions that have run 30 iterations, straight and in several kinds of steps.
    static func sessions(_ engine: Engine) -> [DebugSession] {
        var straight = DebugSession(engine: engine)
        straight.run(to: .iterations(30))
        var stepped = DebugSession(engine: engine)
        stepped.run(to: .iterations(9))
        for _ in 0..<25 { stepped.run(to: .operations(1)) }
        stepped.run(to: .epochs(3), budget: 13)
        return [straight, stepped]
    }

    @Test(arguments: OptimizerKind.allCases, Precision.allCases)
    func whatWasAtAPositionIsThereAgain(_ kind: OptimizerKind, _ precision: Precision) {
        var engine = SampleSessions.engine(kind, precision: precision)
        engine.optimizer.schedule = LearningRateSchedule(.exponential(gamma: 0.95), per: .iteration)
        for start in Self.sessions(engine) {
            for position in Self.positions {
                var session = start
                session.seek(to: position)
                #expect(session.position == position)
                #expect(session == SampleSessions.straightRun(engine, to: position))
            }
        }
    }

    @Test func thinnedOutCheckpointsLeadToTheSameBits() {
        let engine = SampleSessions.engine(.adam)
        var session = DebugSession(engine: engine)
        session.timelineMemory = 30_000
        session.run(to: .iterations(60_000))
        let summary = session.timelineSummary
        #expect(summary.byteCount <= 2_000_000)
        #expect(summary.checkpointCount > 5)
        for iteration in [59_998, 59_000, 25_000, 10_003, 1] {
            session.seek(to: Position(iteration: iteration, operation: 3))
            var straight = DebugSession(engine: engine)
            straight.seek(to: Position(iteration: iteration, operation: 3))
            #expect(session == straight)
        }
    }

    @Test func aRunWithoutRoomForCheckpointsGoesBackByRunningAnew() {
        var session = SampleSessions.session(.adam)
        session.timelineMemory = 0
        session.run(to: .iterations(50_000))
        #expect(session.timelineSummary.checkpointCount == 0)
        session.seek(to: Position(iteration: 40_000))
        var straight = SampleSessions.session(.adam)
        straight.run(to: .iterations(40_000))
        #expect(session == straight)
    }

    @Test func beyondTheEndTheRunGoesOn() {
        var session = SampleSessions.session()
        session.run(to: .iterations(3))
        session.seek(to: Position(iteration: 10, operation: 2))
        #expect(
            session == SampleSessions.straightRun(SampleSessions.engine(), to: Position(iteration: 10, operation: 2)))
        session.seek(to: .start)
        #expect(session.end == Position(iteration: 10, operation: 2))
    }

    @Test func changesMadeOnTheWayAreMadeAgain() throws {
        var session = SampleSessions.session()
        session.run(to: .iterations(4))
        try session.apply(.learningRate(0.5))
        session.run(to: .operations(3))
        try session.apply(.cell(.activation(1), row: 0, column: 1, value: 0.25))
        session.run(to: .cells(5))
        try session.apply(.cell(.weights(2), row: 0, column: 1, value: 2))
        let between = session
        session.run(to: .iterations(3))
        try session.apply(.optimizer(OptimizerSettings(.adam)))
        let before = session
        session.run(to: .iterations(12))
        let end = session
        session.seek(to: Position(iteration: 2))
        #expect(session.edits.isEmpty)
        session.seek(to: between.position)
        #expect(session == between)
        session.seek(to: before.position)
        #expect(session == before)
        session.seek(to: end.position)
        #expect(session == end)
        #expect(session.branches.count == 1)
    }

    @Test func goingThroughThePastForwardIsTheSameRun() throws {
        var session = SampleSessions.session()
        session.run(to: .iterations(4))
        try session.apply(.learningRate(0.5))
        session.run(to: .iterations(6))
        let end = session
        session.seek(to: Position(iteration: 3, operation: 2))
        session.run(to: .iterations(1))
        #expect(session.engine.optimizer.learningRate == 0.5)
        session.run(to: .iterations(6))
        #expect(session == end)
    }

    @Test func theWholeCurveStaysKnownInThePast() {
        var session = SampleSessions.session()
        session.run(to: .iterations(30))
        let curve = session.history
        session.seek(to: Position(iteration: 11))
        #expect(session.history.points == Array(curve.points.prefix(11)))
        #expect(session.historyToEnd == curve)
    }

    @Test func aRunThatIsGivenUpIsSettled() {
        let engine = SampleSessions.engine(.rmsprop)
        for budget in [1, 7, 33, 1000] {
            var session = DebugSession(engine: engine)
            for _ in 0..<20 { _ = session.advance(toward: nil, budget: budget) }
            session.settle()
            #expect(session == SampleSessions.straightRun(engine, to: session.position))
        }
    }

    @Test func whileARunIsUnderWayNothingStaleIsShown() {
        var session = SampleSessions.session()
        _ = session.advance(toward: nil, budget: 100)
        #expect(session.previous(.weights(1)) == nil)
        #expect(session.matrix(MatrixName.inputs.gradient)?.rows == 0)
        session.settle()
        #expect(session.previous(.weights(1)) != nil)
        #expect(session.matrix(MatrixName.inputs.gradient)?.rows ?? 0 > 0)
    }

    @Test func aJourneyLeavesTheSessionWhereItIs() {
        var session = SampleSessions.session()
        session.run(to: .iterations(30))
        let before = session
        var traveller = session.departing(for: Position(iteration: 8, operation: 1))
        #expect(session == before)
        while traveller.advance(toward: Position(iteration: 8, operation: 1), budget: 3) != .reached {}
        #expect(
            traveller == SampleSessions.straightRun(SampleSessions.engine(), to: Position(iteration: 8, operation: 1)))
    }
}
