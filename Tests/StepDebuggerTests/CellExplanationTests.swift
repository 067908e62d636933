import NeuralEngine
import StepDebugger
import Testing

/// What a session says about the number in a cell, wherever it stands and whatever was done to it by hand.
@Suite struct CellExplanationTests {
    private func explanation(
        _ session: DebugSession, _ name: String, _ row: Int, _ column: Int
    ) throws -> CellExplanation {
        try #require(session.explanation(of: MatrixName(name)!, row: row, column: column), "\(name)")
    }

    private func session(_ commands: Goal...) -> DebugSession {
        var session = SampleSessions.session()
        for goal in commands { session.run(to: goal) }
        return session
    }

    /// Everything that is shown has an explanation that gives it, and gradients agree with central differences.
    private func expectAllGiven(_ session: DebugSession, _ comment: Comment) {
        for name in session.engine.plan.matrices {
            guard let matrix = session.matrix(name) else { continue }
            for row in 0..<matrix.rows {
                for column in 0..<matrix.columns {
                    guard let explanation = session.explanation(of: name, row: row, column: column) else { continue }
                    #expect(explanation.value == matrix[row, column], "\(comment): \(name)[\(row),\(column)]")
                    #expect(explanation.verdict == .given, "\(comment): \(name)[\(row),\(column)]")
                    guard name.quantity == .gradient else { continue }
                    #expect(explanation.gradient?.passed == true, "\(comment): \(name)[\(row),\(column)]")
                }
            }
        }
    }

    @Test func everythingIsGivenAfterEveryOperation() {
        var session = session(.iterations(2))
        for step in 0..<12 {
            expectAllGiven(session, "step \(step)")
            session.run(to: .operations(1))
        }
    }

    @Test func everythingIsGivenAfterALongRunAndAJumpBack() {
        var session = session(.iterations(500))
        expectAllGiven(session, "there")
        session.seek(to: Position(iteration: 123, operation: 7))
        expectAllGiven(session, "back")
    }

    @Test func nothingIsKnownOfWhatHasNotRun() {
        let session = session(.operations(2))
        for name in ["A1", "Z2", "P", "loss", "dP", "dW1", "dX"] {
            #expect(session.explanation(of: MatrixName(name)!, row: 0, column: 0) == nil, "\(name)")
        }
        for (row, column) in [(-1, 0), (0, -1), (99, 0), (0, 4)] {
            #expect(session.explanation(of: .preactivation(1), row: row, column: column) == nil)
        }
        #expect(session.explanation(of: .weights(7), row: 0, column: 0) == nil)
    }

    /// Cells of an operation under way: those that are there are explained by it, the others by the iteration before.
    @Test func cellsOfAnOperationUnderWay() throws {
        let first = session(.operations(1), .cells(5))
        #expect(try explanation(first, "Z1", 1, 0).operation?.label == "linear1.forward")
        #expect(try explanation(first, "Z1", 1, 0).verdict == .given)
        #expect(first.explanation(of: .preactivation(1), row: 1, column: 1) == nil)
        let second = session(.iterations(1), .operations(1), .cells(5))
        #expect(try explanation(second, "Z1", 1, 0).formula?.iteration == 1)
        #expect(try explanation(second, "Z1", 1, 1).formula?.iteration == 0)
        #expect(try explanation(second, "Z1", 1, 1).verdict == .given)
        expectAllGiven(second, "under way")
        expectAllGiven(session(.iterations(1), .operations(9), .cells(17)), "update under way")
    }

    // MARK: Changes by hand

    @Test func aCellThatWasSetSaysWhere() throws {
        var session = session(.operations(3))
        try session.apply(.cell(.activation(1), row: 1, column: 2, value: 0.25))
        let place = session.position
        #expect(try explanation(session, "A1", 1, 2).verdict == .setByHand(at: place))
        #expect(try explanation(session, "A1", 1, 1).verdict == .given)
        // What is computed from it later is right.
        session.run(to: .iterations(2))
        expectAllGiven(session, "after")
    }

    @Test func aWeightThatWasSetAtTheStartSaysSo() throws {
        var session = session()
        #expect(try explanation(session, "W1", 0, 1).verdict == .given)
        try session.apply(.cell(.weights(1), row: 0, column: 1, value: 0.5))
        #expect(try explanation(session, "W1", 0, 1).verdict == .setByHand(at: .start))
        #expect(try explanation(session, "W1", 0, 1).formula?.operation == nil)
        #expect(try explanation(session, "W1", 1, 1).verdict == .given)
        session.run(to: .iterations(1))
        #expect(try explanation(session, "W1", 0, 1).verdict == .given)
    }

    @Test func aWeightThatWasTakenOverSaysSo() throws {
        let former = session(.iterations(3)).engine
        let engine = Engine(
            network: former.network, optimizer: former.optimizer, batch: former.batch, training: former.training,
            parametersOf: former)
        #expect(try explanation(DebugSession(engine: engine), "W1", 0, 1).verdict == .takenOver)
    }

    @Test func anOperandThatWasSetSinceIsNamed() throws {
        var session = session(.operations(2))
        try session.apply(.cell(.weights(1), row: 0, column: 1, value: 4))
        let place = session.position
        #expect(try explanation(session, "Z1", 0, 1).verdict == .operandsChanged([.weights(1)], at: place))
        #expect(try explanation(session, "Z1", 0, 0).verdict == .given)
    }

    /// The operation read what was set before it ran, though the matrix has been written again since.
    @Test func whatWasSetBeforeCounts() throws {
        var session = session(.operations(1))
        try session.apply(.cell(.weights(1), row: 0, column: 1, value: 4))
        session.run(to: .iterations(1))
        #expect(try explanation(session, "Z1", 0, 1).verdict == .given)
        try session.apply(.cell(.weights(1), row: 0, column: 1, value: -1))
        #expect(try explanation(session, "Z1", 0, 1).verdict == .given)
        #expect(try explanation(session, "W1", 0, 1).verdict == .setByHand(at: Position(iteration: 1)))
    }

    @Test func aGradientOfOtherNumbersSaysWhichChanged() throws {
        var session = session(.operations(5))
        try session.apply(.cell(.weights(2), row: 0, column: 0, value: 3))
        session.run(to: .operations(3))
        let explanation = try explanation(session, "dW2", 0, 0)
        #expect(explanation.verdict == .given)
        let check = try #require(explanation.gradient)
        #expect(!check.passed)
        #expect(check.changedAfterwards == [.preactivation(2)])
    }

    // MARK: Changes of the rules

    @Test func updatesAreExplainedByTheRulesTheyHad() throws {
        var session = session(.iterations(2))
        try session.apply(.learningRate(7))
        try session.apply(.regularization(Regularization(l1: 0.5, l2: 2)))
        var settings = session.engine.optimizer
        settings.momentum = 0
        settings.weightDecay = 0.3
        try session.apply(.optimizer(settings))
        try session.apply(.schedule(LearningRateSchedule(.exponential(gamma: 0.5))))
        for name in ["W1", "b2", "dW2", "loss"] {
            #expect(try explanation(session, name, 0, 0).verdict == .given, "\(name)")
        }
        let weight = try explanation(session, "W1", 0, 0)
        #expect(weight.formula?.expression.spelled(.letters) { "\($0)" }.joined() == "W1′[i,j] − lr·vW1[i,j]")
        #expect(try explanation(session, "dW2", 0, 0).gradient?.passed == true)
        session.run(to: .iterations(2))
        expectAllGiven(session, "under the new rules")
    }

    @Test func anOptimizerThatIsGoneIsNamed() throws {
        var session = session(.iterations(2))
        try session.apply(.optimizer(OptimizerSettings(.adam)))
        let weight = try explanation(session, "W1", 0, 0)
        #expect(weight.verdict == .optimizerReplaced(.sgd))
        #expect(weight.formula == nil)
        #expect(weight.value == session.matrix(.weights(1))![0, 0])
        #expect(try explanation(session, "mW1", 0, 0).verdict == .given)
        session.run(to: .iterations(1))
        expectAllGiven(session, "with the new one")
    }

    // MARK: Gradients

    @Test func everyGradientStandsBesideItsDifference() throws {
        let session = session(.iterations(3))
        for name in session.engine.plan.matrices where name.quantity == .gradient {
            let shape = session.engine.shape(of: name)!
            for row in 0..<shape.rows {
                for column in 0..<shape.columns {
                    let check = try #require(
                        session.engine.checkedGradient(of: name, row: row, column: column), "\(name)")
                    #expect(check.passed, "\(name)[\(row),\(column)]")
                    #expect(check.comparison.analytic == session.matrix(name)![row, column])
                }
            }
        }
        for name in ["W1", "Z1", "loss", "P", "dP", "dY", "vW1"] {
            #expect(try explanation(session, name, 0, 0).gradient == nil, "\(name)")
        }
        #expect(
            session.explanation(of: .weights(1).gradient, row: 0, column: 0, comparesGradient: false)?.gradient == nil)
    }

    /// The same number as `check gradients` has.
    @Test func theDifferenceIsThatOfTheCheckOfAll() throws {
        let session = session(.iterations(1), .operations(9))
        var check = GradientCheck(of: session.engine)
        while !check.isFinished { check.advance(budget: 1000) }
        for matrix in check.matrices {
            let worst = try #require(matrix.worst)
            let cell = try #require(
                session.engine.checkedGradient(of: matrix.name, row: worst.row, column: worst.column))
            #expect(abs(cell.comparison.numeric - worst.numeric) <= 1e-12, "\(matrix.name)")
            #expect(cell.floor == matrix.floor)
        }
    }
}
