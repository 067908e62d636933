import NeuralEngine
import StepDebugger
import Testing

@Suite struct EditTests {
    @Test func aCellAMatrixAndTheOptimizerCanBeChanged() throws {
        var session = SampleSessions.session()
        session.run(to: .iterations(1))
        try session.apply(.cell(.weights(1), row: 2, column: 3, value: -7))
        #expect(session.matrix(.weights(1))?[2, 3] == -7)
        try session.apply(.matrix(.bias(2), Matrix([[1, 2]])))
        #expect(session.matrix(.bias(2)) == Matrix([[1, 2]]))
        try session.apply(.learningRate(0.25))
        #expect(session.engine.optimizer.learningRate == 0.25)
        try session.apply(.optimizer(OptimizerSettings(.adam)))
        #expect(session.matrix(.weights(1).firstMoment) != nil)
        #expect(session.edits.count == 4)
        #expect(session.edits.allSatisfy { $0.position == Position(iteration: 1) })
    }

    @Test func anAliasNamesTheSameMatrix() throws {
        var session = SampleSessions.session()
        session.run(to: .endOfPass)
        try session.apply(.cell(.activation(2), row: 0, column: 0, value: 3))
        #expect(session.matrix(.preactivation(2))?[0, 0] == 3)
    }

    @Test func changesAtTheStartBelongToTheStart() throws {
        var session = SampleSessions.session()
        try session.apply(.learningRate(0.5))
        #expect(session.edits.isEmpty)
        session.run(to: .iterations(1))
        try session.apply(.learningRate(0.25))
        session.restart()
        #expect(session.engine.optimizer.learningRate == 0.5)
        #expect(session.edits.isEmpty)
    }

    @Test func aScheduleIsAChangeLikeAnyOther() throws {
        var session = SampleSessions.session()
        let halving = LearningRateSchedule(.exponential(gamma: 0.5), per: .iteration)
        try session.apply(.schedule(halving))
        #expect(session.edits.isEmpty)
        session.run(to: .iterations(2))
        #expect(session.learningRate == 0.0125)
        try session.apply(.learningRate(1))
        #expect(session.learningRate == 0.25)
        try session.apply(.schedule(.constant))
        #expect(session.learningRate == 1)
        #expect(session.edits.map(\.edit) == [.learningRate(1), .schedule(.constant)])
        session.restart()
        #expect(session.engine.schedule == halving)
        #expect(session.learningRate == 0.05)
    }

    @Test func schedulesKeepTheBitsOfAStraightRun() throws {
        var session = SampleSessions.session(.adam)
        try session.apply(.schedule(LearningRateSchedule(.warmup(length: 4, start: 0.1))))
        let start = session.engine
        session.run(to: .iterations(4))
        session.run(to: .operations(3))
        session.run(to: .cells(5))
        session.run(to: .endOfPass)
        session.run(to: .epochs(1), budget: 7)
        #expect(session.engine == SampleSessions.straightRun(start, to: session.position).engine)
    }

    @Test func thePenaltyChangesWhatAnOperationUnderWayComputes() throws {
        var session = SampleSessions.session()
        session.run(to: .operations(6))
        session.run(to: .cells(2))
        let before = session.matrix(.weights(2).gradient)!
        try session.apply(.regularization(Regularization(l2: 0.5)))
        let w = session.matrix(.weights(2))!
        let dW = session.matrix(.weights(2).gradient)!
        #expect(abs(dW[0, 0] - (before[0, 0] + 0.5 * w[0, 0])) < 1e-15)
        #expect(session.edits.map(\.edit) == [.regularization(Regularization(l2: 0.5))])
        session.restart()
        #expect(session.engine.regularization == .none)
    }

    struct Refusal: Sendable {
        let edit: SessionEdit
        let error: EditError
        let text: String
    }

    static let refusals = [
        Refusal(
            edit: .cell(.weights(3), row: 0, column: 0, value: 1), error: .unknownMatrix(.weights(3)),
            text: "there is no matrix W3 here"),
        Refusal(
            edit: .cell(.weights(1).firstMoment, row: 0, column: 0, value: 1),
            error: .unknownMatrix(.weights(1).firstMoment), text: "there is no matrix mW1 here"),
        Refusal(
            edit: .matrix(.weights(1), Matrix([[1]])),
            error: .wrongShape(
                .weights(1), expected: MatrixShape(rows: 3, columns: 4), actual: MatrixShape(rows: 1, columns: 1)),
            text: "W1 is 3×4, not 1×1"),
        Refusal(
            edit: .cell(.weights(1), row: 3, column: 0, value: 1),
            error: .cellOutOfRange(.weights(1), row: 3, column: 0, shape: MatrixShape(rows: 3, columns: 4)),
            text: "W1 is 3×4, counted from 0: it has no cell [3,0]"),
        Refusal(
            edit: .cell(.inputs, row: 0, column: 0, value: 1),
            error: .cellOutOfRange(.inputs, row: 0, column: 0, shape: MatrixShape(rows: 0, columns: 3)),
            text: "X has no rows before its operation has run"),
        Refusal(
            edit: .cell(.loss, row: 0, column: 0, value: 1), error: .notSettable(.loss),
            text: "loss is computed from other matrices and cannot be set"),
        Refusal(
            edit: .cell(.targets.gradient, row: 0, column: 0, value: 1), error: .notSettable(.targets.gradient),
            text: "dY is computed from other matrices and cannot be set"),
        Refusal(
            edit: .learningRate(-1),
            error: .invalidSetting(name: "lr", value: -1, allowed: "a number from 0 up"),
            text: "lr cannot be -1.0: it must be a number from 0 up"),
        Refusal(
            edit: .regularization(Regularization(l1: .infinity)),
            error: .invalidSetting(name: "l1", value: .infinity, allowed: "a number from 0 up"),
            text: "l1 cannot be inf: it must be a number from 0 up"),
        Refusal(
            edit: .schedule(LearningRateSchedule(.step(every: 0, gamma: 0.1))),
            error: .invalidSetting(name: "every", value: 0, allowed: "a whole number from 1 up"),
            text: "every cannot be 0.0: it must be a whole number from 1 up"),
        Refusal(
            edit: .schedule(LearningRateSchedule(.warmup(length: 3, start: 0))),
            error: .invalidSetting(name: "start", value: 0, allowed: "above 0 and at most 1"),
            text: "start cannot be 0.0: it must be above 0 and at most 1"),
    ]

    @Test(arguments: refusals)
    func whatCannotBeChangedSaysWhyAndStays(_ refusal: Refusal) {
        var session = SampleSessions.session()
        let before = session
        #expect(throws: refusal.error) { try session.apply(refusal.edit) }
        #expect(refusal.error.description == refusal.text)
        #expect(session == before)
    }

    @Test func anOperationUnderWayIsComputedAnewFromWhatChanged() throws {
        let position = Position(iteration: 0, operation: 1, cell: 5)
        var session = SampleSessions.straightRun(SampleSessions.engine(), to: position)
        try session.apply(.cell(.bias(1), row: 0, column: 0, value: 100))
        #expect(session.position == position)
        #expect(session.matrix(.preactivation(1))![0, 0] > 50)

        var earlier = SampleSessions.straightRun(SampleSessions.engine(), to: Position(iteration: 0, operation: 1))
        try earlier.apply(.cell(.bias(1), row: 0, column: 0, value: 100))
        session.run(to: .operations(1))
        earlier.run(to: .operations(1))
        #expect(session.engine == earlier.engine)
    }

    @Test func whatTheOperationUnderWayWritesCannotBeChanged() {
        var session = SampleSessions.straightRun(
            SampleSessions.engine(), to: Position(iteration: 0, operation: 1, cell: 5))
        #expect(throws: EditError.beingWritten(.preactivation(1), operation: "linear1.forward")) {
            try session.apply(.cell(.preactivation(1), row: 0, column: 0, value: 1))
        }
        session.run(to: .endOfPass)
        session.run(to: .endOfPass)
        session.run(to: .cells(1))
        #expect(throws: EditError.updateUnderWay) { try session.apply(.learningRate(1)) }
    }
}
