import NeuralEngine
import StepDebugger
import Testing

@Suite struct CellHistoryTests {
    /// Whatever is asked for, start, updates and changes by hand come to what is there.
    @Test(arguments: OptimizerKind.allCases, [0.0, 0.9])
    func startAndUpdatesSumUpToTheNumberThere(kind: OptimizerKind, momentum: Double) throws {
        var session = DebugSession(engine: SampleSessions.engine(kind, momentum: momentum))
        session.run(to: .iterations(200))
        try session.apply(.cell(.weights(1), row: 1, column: 2, value: 0.75))
        session.run(to: .operations(20))
        try session.apply(.learningRate(0.01))
        session.run(to: .iterations(100))
        let quantities = session.engine.plan.matrices.filter(\.isKeptBetweenIterations)
        for name in quantities {
            let history = try session.cellHistory(name, 0, 1)
            let sum = history.initial + history.sumOfUpdates + history.sumOfChanges
            #expect(abs(sum - session.matrix(name)![0, 1]) <= 1e-15 * (1 + history.distance), "\(name)")
            #expect(history.updateCount == session.position.iteration)
            #expect(history.final == session.matrix(name)![0, 1])
        }
        let changed = try session.cellHistory(.weights(1), 1, 2)
        #expect(changed.changes.map(\.after) == [0.75])
        #expect(changed.changes[0].edit.position == Position(iteration: 200))
        let sum = changed.initial + changed.sumOfUpdates + changed.sumOfChanges
        #expect(abs(sum - session.matrix(.weights(1))![1, 2]) <= 1e-15 * (1 + changed.distance))
    }

    /// Every update by itself, from stepping through the run.
    @Test(arguments: 0..<12)
    func theUpdatesThatMovedItMostAreThoseOfASlowRun(seed: Int) throws {
        var session = RandomNetworks.session(seed: UInt64(500 + seed))
        let cell = MatrixCell(.weights(1), 0, 0)
        var slow: [(iteration: Int, step: Double, gradient: Double, rate: Double)] = []
        for iteration in 0..<60 {
            if iteration == 17 {
                session.run(to: .operations(3))
                try session.apply(.cell(.weights(1), row: 0, column: 0, value: 1))
            }
            if iteration == 30 { try session.apply(.schedule(.constant)) }
            let rate = session.learningRate
            session.run(to: .operations(session.engine.plan.operations.count - 1 - session.position.operation))
            let before = session.matrix(cell.name)![0, 0]
            session.run(to: .operations(1))
            let gradient = session.matrix(cell.name.gradient)![0, 0]
            slow.append((iteration, session.matrix(cell.name)![0, 0] - before, gradient, rate))
        }
        let before = session
        for budget in [1, 37, 100_000] {
            let history = try session.cellHistory(.weights(1), budget: budget)
            let expected = slow.sorted { abs($0.step) > abs($1.step) }.prefix(8)
            #expect(history.largest.map(\.step) == expected.map(\.step))
            #expect(expected.contains { $0.step != 0 })
            for (found, wanted) in zip(history.largest, expected) where wanted.step != 0 {
                #expect(slow[found.iteration].step == found.step)
                #expect(found.gradient == slow[found.iteration].gradient)
                #expect(found.learningRate == slow[found.iteration].rate)
                #expect(found.epoch == found.iteration / session.iterationsPerEpoch)
            }
            #expect(history.changes.map(\.after) == [1])
            #expect(history.updateCount == 60)
        }
        #expect(session == before)
    }

    @Test func beforeTheFirstUpdateThereIsTheStartAlone() throws {
        var session = SampleSessions.session()
        try session.apply(.cell(.weights(1), row: 0, column: 0, value: 2))
        let history = try session.cellHistory(.weights(1))
        #expect(history.updateCount == 0)
        #expect(history.final == 2)
        #expect(history.changes.map(\.after) == [2])
        #expect(history.initial == SampleSessions.session().matrix(.weights(1))![0, 0])
    }

    @Test func anUpdateUnderWayCountsForTheCellsThatAreThere() throws {
        var session = SampleSessions.session()
        session.run(to: .iterations(3))
        session.run(to: .operations(session.engine.plan.operations.count - 1))
        session.run(to: .cells(2))
        // The update writes vW1 first, row by row.
        let shown = try session.cellHistory(MatrixName.weights(1).momentum, 0, 1)
        #expect(shown.updateCount == 4)
        #expect(shown.final == session.matrix(MatrixName.weights(1).momentum)![0, 1])
        let notYet = try session.cellHistory(MatrixName.weights(1).momentum, 0, 2)
        #expect(notYet.updateCount == 3)
        #expect(notYet.final == session.matrix(MatrixName.weights(1).momentum)![0, 2])
    }

    @Test func itCanBeStoppedAndHasWhatItFoundByThen() throws {
        var session = SampleSessions.session()
        session.run(to: .iterations(500))
        let before = session
        var investigation = try WhyInvestigation(of: MatrixCell(.weights(1), 0, 0), in: session)
        investigation.advance(budget: 1000)
        #expect(!investigation.isFinished)
        #expect(investigation.progress > 0 && investigation.progress < 1)
        let report = investigation.report
        #expect(report.isInterrupted)
        guard case .history(let history) = report.answer else { throw NoSuchAnswer() }
        #expect(history.updateCount > 0 && history.updateCount < 500)
        #expect(session == before)
    }

    @Test func itIsOfTheRunUpToWhereTheSessionStands() throws {
        var session = SampleSessions.session()
        session.run(to: .iterations(300))
        session.seek(to: Position(iteration: 120, operation: 4))
        let history = try session.cellHistory(.weights(2), 1, 1)
        #expect(history.updateCount == 120)
        #expect(history.final == session.matrix(.weights(2))![1, 1])
    }
}
