import NeuralEngine
import StepDebugger
import Testing

/// Runs that start at a later iteration than 0, with what another run had kept there.
@Suite struct LaterStartTests {
    /// A session that goes on where another one stands.
    static func continued(_ session: DebugSession) -> DebugSession {
        let old = session.engine
        var engine = Engine(
            network: old.network, optimizer: old.optimizer, batch: old.batch, training: old.training)
        engine.begin(
            atIteration: session.position.iteration, updateCount: old.updateCount, matrices: old.keptMatrices)
        var continued = DebugSession(engine: engine)
        continued.seek(to: session.position)
        return continued
    }

    static func bits(_ engine: Engine) -> [UInt64] {
        engine.keptMatrices.flatMap { $0.matrix.elements.map(\.bitPattern) }
    }

    @Test(arguments: OptimizerKind.allCases, Precision.allCases)
    func theRunGoesOnToTheSameBits(_ kind: OptimizerKind, _ precision: Precision) {
        var engine = SampleSessions.engine(kind, precision: precision)
        engine.optimizer.schedule = LearningRateSchedule(.exponential(gamma: 0.95), per: .iteration)
        for position in [Position(iteration: 0), Position(iteration: 5), Position(iteration: 7, operation: 4)] {
            var whole = DebugSession(engine: engine)
            whole.seek(to: position)
            var rest = Self.continued(whole)
            #expect(rest.position == position)
            #expect(rest.epoch == whole.epoch && rest.batchIndex == whole.batchIndex)
            rest.run(to: .iterations(100))
            whole.run(to: .iterations(100))
            #expect(Self.bits(rest.engine) == Self.bits(whole.engine))
            // Two iterations on, everything that can be looked at is the same as well.
            #expect(rest.engine == whole.engine)
            #expect(rest.learningRate == whole.learningRate)
        }
    }

    @Test func dropoutGoesOnWithItsMasks() {
        var network = SampleSessions.engine().network
        network.dropout = [0.5]
        let engine = Engine(
            network: network, optimizer: OptimizerSettings(.adam), batch: BatchSettings(size: .rows(3), shuffle: true),
            training: SampleSessions.samples())
        var whole = DebugSession(engine: engine)
        whole.run(to: .iterations(8))
        var rest = Self.continued(whole)
        whole.run(to: .iterations(50))
        rest.run(to: .iterations(50))
        #expect(rest.engine == whole.engine)
    }

    @Test func momentumThatIsNotUsedIsKept() throws {
        var whole = SampleSessions.session(.sgd)
        whole.run(to: .iterations(5))
        var still = whole.engine.optimizer
        still.momentum = 0
        try whole.apply(.optimizer(still))
        whole.run(to: .iterations(2))
        var rest = Self.continued(whole)
        still.momentum = 0.9
        try whole.apply(.optimizer(still))
        try rest.apply(.optimizer(still))
        whole.run(to: .iterations(3))
        rest.run(to: .iterations(3))
        #expect(rest.engine == whole.engine)
    }

    @Test func nothingIsThereBeforeItRan() {
        var whole = SampleSessions.session(.adam)
        whole.run(to: .iterations(9))
        var session = Self.continued(whole)
        #expect(session.position == session.start && session.start == Position(iteration: 9))
        #expect(session.currentOperation == nil && session.loss == nil && session.accuracy == nil)
        #expect(session.history.points.isEmpty)
        #expect(session.matrix(.activation(1))?.rows == 0 && session.previous(.weights(1)) == nil)
        #expect(session.explanation(of: .activation(1), row: 0, column: 0) == nil)
        session.run(to: .iterations(1))
        #expect(session.loss != nil && session.previous(.weights(1)) == whole.matrix(.weights(1)))
        #expect(session.previous(.activation(1)) == nil)
        #expect(session.history.points.map(\.iteration) == [9])
        session.run(to: .iterations(1))
        #expect(session.previous(.activation(1)) != nil)
    }

    @Test func goingBackEndsAtTheStart() {
        var whole = SampleSessions.session(.adam)
        whole.run(to: .iterations(10))
        var session = Self.continued(whole)
        let atStart = session
        session.run(to: .iterations(20))
        for goal: ReverseGoal in [
            .operations(10_000), .cells(100_000), .iterations(21), .epochs(50), .iterations(20),
        ] {
            #expect(session.target(goingBack: goal) == session.start)
        }
        session.seek(to: session.target(goingBack: .iterations(7)))
        #expect(session.position == Position(iteration: 23))
        session.seek(to: Position(iteration: 3))
        #expect(session == atStart)
        #expect(session.target(goingBack: .startOfPass) == session.start)
        session.seek(to: session.end)
        whole.run(to: .iterations(20))
        #expect(session.engine == whole.engine)
    }

    @Test func positionsOfTheWholeRunHaveTheSameBits() {
        var whole = SampleSessions.session(.rmsprop)
        whole.run(to: .iterations(11))
        var session = Self.continued(whole)
        session.run(to: .iterations(40))
        whole.run(to: .iterations(40))
        for iteration in [13, 14, 20, 44, 51] {
            for operation in [0, 3, 7] {
                let place = Position(iteration: iteration, operation: operation)
                session.seek(to: place)
                whole.seek(to: place)
                #expect(session.engine == whole.engine, "\(place)")
            }
        }
    }

    @Test func branchesAndRestartsBeginAtItsStart() throws {
        var whole = SampleSessions.session()
        whole.run(to: .iterations(6))
        var session = Self.continued(whole)
        try session.apply(.cell(.weights(1), row: 0, column: 0, value: 0.25))
        session.run(to: .iterations(4))
        try session.apply(.learningRate(0.5))
        session.run(to: .iterations(4))
        session.restart()
        #expect(session.position == session.start && session.branchName == "branch-1")
        #expect(session.matrix(.weights(1))?[0, 0] == 0.25)
        #expect(session.edits.isEmpty && session.allEdits.count == 1)
        try session.switchBranch(to: "main")
        #expect(session.position == Position(iteration: 14) && session.learningRate == 0.5)
        #expect(session.timelineSummary.longestGap <= 8)
    }

    @Test func theFirstIterationsLossIsKept() {
        var whole = SampleSessions.session()
        whole.run(to: .iterations(9001))
        var session = Self.continued(whole)
        session.run(to: .iterations(5))
        #expect(session.history.first?.iteration == 9001)
        session.run(to: .iterations(3000))
        #expect(session.history.first?.iteration == 9001)
        session.seek(to: Position(iteration: 9003))
        #expect(session.history.points.map(\.iteration).first == 9001)
    }

    @Test func whyFollowsAWeightFromTheStartOn() throws {
        var whole = SampleSessions.session()
        whole.run(to: .iterations(6))
        var session = Self.continued(whole)
        session.run(to: .iterations(5))
        let history = try session.cellHistory(.weights(1), 0, 0)
        #expect(history.updateCount == 5)
        #expect(history.initial == whole.matrix(.weights(1))?[0, 0])
    }
}
