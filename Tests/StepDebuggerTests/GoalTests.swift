import NeuralEngine
import StepDebugger
import Testing

/// Where goals lead. The plan: load-batch, linear1, tanh1, linear2, loss forward; loss, linear2, tanh1, linear1
/// backward; update: ten operations. Batches of 3, 3 and 1 samples.
@Suite struct GoalTests {
    let session = SampleSessions.session()

    func session(at position: Position) -> DebugSession {
        SampleSessions.straightRun(SampleSessions.engine(), to: position)
    }

    @Test func operationsCountAcrossIterations() {
        #expect(session.target(of: .operations(3)) == Position(iteration: 0, operation: 3))
        #expect(session.target(of: .operations(10)) == Position(iteration: 1))
        #expect(session.target(of: .operations(27)) == Position(iteration: 2, operation: 7))
    }

    @Test func anOperationUnderWayCountsAsTheFirst() {
        let session = session(at: Position(iteration: 0, operation: 1, cell: 2))
        #expect(session.target(of: .operations(1)) == Position(iteration: 0, operation: 2))
    }

    @Test func finishStopsAfterTheLossThenAfterTheGradientsThenAfterTheUpdate() {
        var session = session
        var positions: [Position] = []
        for _ in 0..<4 {
            session.run(to: .endOfPass)
            positions.append(session.position)
        }
        #expect(
            positions == [
                Position(iteration: 0, operation: 5), Position(iteration: 0, operation: 9), Position(iteration: 1),
                Position(iteration: 1, operation: 5),
            ])
    }

    @Test func iterationsAndEpochsCountTheOneThatHasBegun() {
        let begun = session(at: Position(iteration: 1, operation: 4))
        #expect(begun.target(of: .iterations(1)) == Position(iteration: 2))
        #expect(begun.target(of: .epochs(1)) == Position(iteration: 3))
        #expect(begun.target(of: .epochs(2)) == Position(iteration: 6))
        #expect(session.target(of: .epochs(1)) == Position(iteration: 3))
    }

    @Test func cellsCountThroughOperationsOfDifferentSizes() {
        // load-batch writes X (3×3) and Y (3×2): 15 cells; then Z1 has 3×4.
        #expect(session.target(of: .cells(14)) == Position(iteration: 0, operation: 0, cell: 14))
        #expect(session.target(of: .cells(15)) == Position(iteration: 0, operation: 1))
        #expect(session.target(of: .cells(17)) == Position(iteration: 0, operation: 1, cell: 2))
    }

    @Test func cellsCountThroughEpochsLikeSingleCells() {
        let perEpoch = (0..<3).reduce(0) { sum, iteration in
            session.engine.plan.operations.indices.reduce(sum) {
                $0 + session.engine.outputSteps(ofOperation: $1, iteration: iteration)
            }
        }
        #expect(session.target(of: .cells(perEpoch)) == Position(iteration: 3))
        #expect(session.target(of: .cells(1000 * perEpoch + 17)) == Position(iteration: 3000, operation: 1, cell: 2))
        let later = session(at: Position(iteration: 1, operation: 4))
        #expect(later.target(of: .cells(5 * perEpoch + 1)) == Position(iteration: 16, operation: 4, cell: 1))
    }

    @Test func countsBeyondAnyRunDoNotOverflow() {
        for goal in [Goal.operations(.max), .cells(.max), .iterations(.max), .epochs(.max)] {
            #expect(session.target(of: goal)! > Position(iteration: 1 << 30))
        }
        #expect(session.target(of: .unbounded) == nil)
    }

    @Test func positionsAreOrderedAsARunPassesThem() {
        let positions = [
            Position.start, Position(iteration: 0, operation: 0, cell: 3), Position(iteration: 0, operation: 1),
            Position(iteration: 1),
        ]
        #expect(Array(positions.reversed()).sorted() == positions)
    }
}
