import CAllocationCount
import NeuralEngine
import Testing

@testable import StepDebugger

/// A slice of a search changes the search's copy of the engine in place: it asks for no more memory through the investigation
/// that holds the search than alone.
@Suite(.enabled(if: allocations_of_this_thread() >= 0)) struct SliceAllocationTests {
    /// How often the slices after the first one ask for memory.
    private func allocations(_ advance: () -> Void) -> Int {
        advance()
        let before = allocations_of_this_thread()
        for _ in 0..<Self.slices { advance() }
        return allocations_of_this_thread() - before
    }

    private static let slices = 5
    private static let budget = 30

    @Test func theHistoryOfAWeight() throws {
        var session = SampleSessions.session()
        session.run(to: .epochs(400))
        let cell = MatrixCell(.weights(1), 0, 0)
        var search = CellHistorySearch(of: cell, in: session)
        var investigation = try WhyInvestigation(of: cell, in: session)
        let alone = allocations { search.advance(budget: Self.budget) }
        let within = allocations { investigation.advance(budget: Self.budget) }
        #expect(!investigation.isFinished)
        #expect(within <= alone)
    }

    @Test func theOriginOfANumberThatIsNotFinite() throws {
        var session = SampleSessions.session()
        session.run(to: .epochs(400))
        try session.apply(.cell(.weights(2), row: 0, column: 0, value: .infinity))
        session.run(to: .epochs(800))
        let cell = MatrixCell(.weights(1), 0, 0)
        #expect(session.matrix(cell.name)?[0, 0].isFinite == false)
        var search = FirstNonFiniteUpdate(
            of: cell, before: Position(iteration: session.position.iteration, operation: 1), in: session)
        var investigation = try WhyInvestigation(of: cell, in: session)
        let alone = allocations { search.advance(budget: Self.budget) }
        let within = allocations { investigation.advance(budget: Self.budget) }
        #expect(!investigation.isFinished)
        #expect(within <= alone)
    }
}
