import NeuralEngine
import StepDebugger
import Testing

/// Where goals lead back. Ten operations an iteration; batches of 3, 3 and 1 samples.
@Suite struct ReverseGoalTests {
    func session(_ position: Position) -> DebugSession {
        var session = SampleSessions.session()
        session.seek(to: position)
        return session
    }

    @Test func operationsCountBackAcrossIterations() {
        let session = session(Position(iteration: 4, operation: 3))
        #expect(session.target(goingBack: .operations(1)) == Position(iteration: 4, operation: 2))
        #expect(session.target(goingBack: .operations(3)) == Position(iteration: 4))
        #expect(session.target(goingBack: .operations(4)) == Position(iteration: 3, operation: 9))
        #expect(session.target(goingBack: .operations(13)) == Position(iteration: 3))
        #expect(session.target(goingBack: .operations(43)) == .start)
        #expect(session.target(goingBack: .operations(.max)) == .start)
    }

    @Test func anOperationUnderWayCountsAsTheFirst() {
        let session = session(Position(iteration: 1, operation: 2, cell: 4))
        #expect(session.target(goingBack: .operations(1)) == Position(iteration: 1, operation: 2))
        #expect(session.target(goingBack: .operations(2)) == Position(iteration: 1, operation: 1))
    }

    @Test func cellsBackAreTheCellsForwardBackward() {
        var walk = session(Position(iteration: 3, operation: 2))
        var places = [walk.position]
        for _ in 0..<60 {
            walk.run(to: .cells(1))
            places.append(walk.position)
        }
        for (index, place) in places.enumerated() {
            let there = session(place)
            for back in 0...min(index, 40) {
                #expect(there.target(goingBack: .cells(back)) == places[index - back])
            }
        }
    }

    @Test func manyCellsBackPassWholeEpochs() {
        let start = session(Position(iteration: 0, operation: 1, cell: 2))
        var far = start
        far.seek(to: start.target(of: .cells(20_000))!)
        #expect(far.target(goingBack: .cells(20_000)) == start.position)
        #expect(far.target(goingBack: .cells(20_001)) == Position(iteration: 0, operation: 1, cell: 1))
        #expect(far.target(goingBack: .cells(.max)) == .start)
    }

    // load-batch, linear1, tanh1, linear2, loss forward (5); loss, linear2, tanh1, linear1 backward (9); update (10).
    @Test(arguments: [(1, 0), (2, 0), (5, 0), (6, 5), (7, 5), (9, 5), (10, 9)])
    func thePassOfTheLastOperationIsUndone(_ operationsRun: Int, _ operationsLeft: Int) {
        let place = Position(iteration: 2 + operationsRun / 10, operation: operationsRun % 10)
        #expect(session(place).target(goingBack: .startOfPass) == Position(iteration: 2, operation: operationsLeft))
    }

    @Test func aPassUnderWayIsUndoneToo() {
        #expect(
            session(Position(iteration: 2, operation: 7, cell: 1)).target(goingBack: .startOfPass)
                == Position(iteration: 2, operation: 5))
        #expect(session(Position(iteration: 0, operation: 0, cell: 1)).target(goingBack: .startOfPass) == .start)
        #expect(session(.start).target(goingBack: .startOfPass) == .start)
    }

    @Test func iterationsAndEpochsCountTheOneThatHasBegun() {
        let begun = session(Position(iteration: 7, operation: 1))
        #expect(begun.target(goingBack: .iterations(1)) == Position(iteration: 7))
        #expect(begun.target(goingBack: .iterations(3)) == Position(iteration: 5))
        #expect(begun.target(goingBack: .epochs(1)) == Position(iteration: 6))
        #expect(begun.target(goingBack: .epochs(2)) == Position(iteration: 3))
        let atStart = session(Position(iteration: 6))
        #expect(atStart.target(goingBack: .iterations(1)) == Position(iteration: 5))
        #expect(atStart.target(goingBack: .epochs(1)) == Position(iteration: 3))
        #expect(atStart.target(goingBack: .epochs(.max)) == .start)
    }
}
