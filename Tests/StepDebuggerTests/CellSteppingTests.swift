import NeuralEngine
import StepDebugger
import Testing

/// `stepi`: an operation whose output appears cell by cell.
@Suite struct CellSteppingTests {
    /// One iteration done, then some cells of the next one's first linear layer.
    func session(cells: Int) -> DebugSession {
        SampleSessions.straightRun(
            SampleSessions.engine(), to: Position(iteration: 1, operation: 1, cell: cells))
    }

    @Test func cellsThatAreNotThereYetHaveTheirOldValues() {
        let old = session(cells: 0).matrix(.preactivation(1))!
        let new = SampleSessions.straightRun(SampleSessions.engine(), to: Position(iteration: 1, operation: 2))
            .matrix(.preactivation(1))!
        for cells in 1..<12 {
            let shown = session(cells: cells).matrix(.preactivation(1))!
            #expect(shown.elements == Array(new.elements[..<cells] + old.elements[cells...]))
            #expect(session(cells: cells).previous(.preactivation(1)) == old)
        }
    }

    @Test func theOtherMatricesStayAsTheyAre() {
        let before = session(cells: 0)
        let under = session(cells: 5)
        for name in before.engine.plan.matrices where name != .preactivation(1) {
            #expect(under.matrix(name) == before.matrix(name))
            #expect(under.previous(name) == before.previous(name))
        }
    }

    @Test func aLargerBatchShowsZerosInRowsThatDidNotExist() {
        // The third batch of the epoch has one row, the fourth has three.
        let before = SampleSessions.straightRun(SampleSessions.engine(), to: Position(iteration: 3))
        var session = before
        session.run(to: .cells(2))
        let shown = session.matrix(.inputs)!
        #expect(before.matrix(.inputs)!.rows == 1)
        #expect(shown.shape == MatrixShape(rows: 3, columns: 3))
        #expect(shown[0, 2] == before.matrix(.inputs)![0, 2])
        #expect(shown.elements[3...].allSatisfy { $0 == 0 })
        #expect(session.matrix(.targets) == before.matrix(.targets))
    }

    /// Every step of a loss is a position that one can go to, and the samples' losses make the loss.
    @Test func theStepsOfEachSampleLeadToTheLoss() throws {
        let engine = SampleSessions.engine()
        var session = SampleSessions.straightRun(engine, to: Position(iteration: 1, operation: 4))
        var losses: [Double] = []
        for step in 1..<session.engine.outputSteps(ofOperation: 4) {
            session.run(to: .cells(1))
            #expect(session == SampleSessions.straightRun(engine, to: Position(iteration: 1, operation: 4, cell: step)))
            guard let last = session.lossSteps.last else { continue }
            #expect(last.cell.row == last.sample)
            if last.kind == .sampleLoss { losses.append(try #require(last.results.first).expression.value) }
        }
        #expect(losses.count == 3)
        session.run(to: .cells(1))
        #expect(session.position == Position(iteration: 1, operation: 5))
        #expect(abs(losses.reduce(0, +) / 3 - (session.loss ?? .nan)) < 1e-12)
        session.seek(to: session.target(goingBack: .cells(1)))
        #expect(session.lossSteps.map(\.kind) == [.largest, .shifted, .exponential, .sum, .logarithm, .sampleLoss])
        #expect(session.lossSteps.allSatisfy { $0.sample == 2 })
        let probabilities = try #require(SessionMatrix(session, .probabilities))
        #expect(probabilities.isComputed(row: 2, column: 1))
        session.seek(to: session.target(goingBack: .cells(2)))
        #expect(try !#require(SessionMatrix(session, .probabilities)).isComputed(row: 2, column: 1))
        #expect(session.lossSteps.isEmpty)
    }

    @Test func stepCompletesTheOperation() {
        var session = session(cells: 4)
        session.run(to: .operations(1))
        #expect(session.position == Position(iteration: 1, operation: 2))
        #expect(session == SampleSessions.straightRun(SampleSessions.engine(), to: session.position))
    }

    @Test func theLastCellCompletesTheOperation() {
        var session = session(cells: 11)
        session.run(to: .cells(1))
        #expect(session.position == Position(iteration: 1, operation: 2))
    }

    @Test func theUpdateCanBeSteppedByCellsAndEntersTheHistoryOnce() {
        var session = SampleSessions.session()
        session.run(to: .operations(9))
        let old = session.matrix(.weights(1))!
        // vW1 comes first, then W1.
        session.run(to: .cells(12 + 1))
        #expect(session.matrix(.weights(1))![0, 0] != old[0, 0])
        #expect(session.matrix(.weights(1))![0, 1] == old[0, 1])
        #expect(session.history.points.isEmpty)
        session.run(to: .operations(1))
        #expect(session.history.points.map(\.iteration) == [0])
    }
}
