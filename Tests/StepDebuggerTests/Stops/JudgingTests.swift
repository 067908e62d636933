import NeuralEngine
import Testing

@testable import StepDebugger

/// A judge that notes where it was asked, and stops where it was told to.
private struct NotingJudge: StopJudge, Equatable, Sendable {
    var operations: OperationSet
    var readsOverwritten = false
    var checksWholeIterations = false
    var stopsAt: Set<Position> = []
    /// The iterations in which a glance notes something.
    var notesIterations: Set<Int> = []
    var asked: [Position] = []
    var askedAboutEdits: [Position] = []
    var glanced: [Int] = []

    init(_ operations: OperationSet) { self.operations = operations }

    mutating func judge(_ session: DebugSession, edited: Bool) -> Position? {
        if edited { askedAboutEdits.append(session.position) } else { asked.append(session.position) }
        return stopsAt.contains(session.position) ? session.position : nil
    }

    mutating func mayStop(in view: IterationView) -> Bool {
        if notesIterations.contains(view.record.iteration) { return true }
        glanced.append(view.record.iteration)
        return false
    }

    static func joined(_ first: Position, _ second: Position) -> Position { first }
}

@Suite struct JudgingTests {
    /// Runs to a target in slices, through all stops.
    private func run(
        _ session: inout DebugSession, to target: Position, budget: Int, _ judge: inout NotingJudge
    ) -> [Position] {
        var stops: [Position] = []
        while true {
            switch session.advance(toward: target, budget: budget, judgedBy: &judge) {
            case .reached: return stops
            case .budgetSpent: continue
            case .stopped(let position): stops.append(position)
            }
        }
    }

    @Test(arguments: [1, 7, 1_000])
    func theJudgeSeesExactlyWhatItAsksFor(_ budget: Int) {
        var session = SampleSessions.session()
        var judge = NotingJudge(OperationSet([2, 9]))
        _ = run(&session, to: Position(iteration: 4, operation: 3), budget: budget, &judge)
        let expected = (0..<4).flatMap { [Position(iteration: $0, operation: 3), Position(iteration: $0 + 1)] }
        #expect(judge.asked == expected + [Position(iteration: 4, operation: 3)])
    }

    @Test(arguments: [false, true])
    func aJudgeDoesNotChangeARun(_ readsOverwritten: Bool) {
        let place = Position(iteration: 40, operation: 5)
        var session = SampleSessions.session(.adam)
        var judge = NotingJudge(OperationSet([4]))
        judge.readsOverwritten = readsOverwritten
        judge.stopsAt = [Position(iteration: 13, operation: 5), place]
        let stops = run(&session, to: place, budget: 50, &judge)
        #expect(stops == [Position(iteration: 13, operation: 5), place])
        #expect(session == SampleSessions.straightRun(SampleSessions.engine(.adam), to: place))
    }

    @Test(arguments: [1, 60, 100_000])
    func aStoppedSessionHasTheBitsOfAStraightRun(_ budget: Int) {
        let place = Position(iteration: 57, operation: 5)
        var session = SampleSessions.session()
        var judge = NotingJudge(OperationSet([4]))
        judge.checksWholeIterations = true
        judge.notesIterations = [57]
        judge.stopsAt = [place]
        var progress = session.advance(toward: nil, budget: budget, judgedBy: &judge)
        while case .budgetSpent = progress { progress = session.advance(toward: nil, budget: budget, judgedBy: &judge) }
        #expect(session == SampleSessions.straightRun(SampleSessions.engine(), to: place))
        #expect(session.end == place)
        #expect(session.historyToEnd == session.history)
    }

    @Test func whereAGlanceNotesNothingNoOperationIsJudged() {
        var session = SampleSessions.session()
        var judge = NotingJudge(OperationSet([4]))
        judge.checksWholeIterations = true
        judge.notesIterations = [5, 6, 20]
        _ = run(&session, to: Position(iteration: 40), budget: 100_000, &judge)
        #expect(judge.asked.contains(Position(iteration: 5, operation: 5)))
        #expect(judge.asked.contains(Position(iteration: 6, operation: 5)))
        #expect(judge.asked.contains(Position(iteration: 20, operation: 5)))
        #expect(judge.asked.count + judge.glanced.count == 40)
        #expect(Set(judge.asked.map(\.iteration)).isDisjoint(with: judge.glanced))
    }

    @Test(arguments: [false, true])
    func changesThatAreMadeAgainAreJudged(_ checksWholeIterations: Bool) throws {
        var session = SampleSessions.session()
        session.run(to: .operations(13))
        try session.apply(.cell(.weights(1), row: 0, column: 0, value: 3))
        session.run(to: .iterations(9))
        try session.apply(.learningRate(0.5))
        session.run(to: .iterations(3))
        let end = session
        session.seek(to: .start)
        var judge = NotingJudge(OperationSet())
        judge.checksWholeIterations = checksWholeIterations
        _ = run(&session, to: end.position, budget: 1_000, &judge)
        #expect(judge.askedAboutEdits == [Position(iteration: 1, operation: 3), Position(iteration: 10)])
        #expect(session == end)
    }

    // MARK: Searching back

    /// The outcome of a search, and how many slices it took.
    private func search(
        _ session: DebugSession, notBefore floor: Position = .start, budget: Int, _ judge: NotingJudge
    ) -> (session: DebugSession, finding: Position?, slices: Int) {
        var search = ReverseSearch<NotingJudge>(from: session, notBefore: floor)
        var slices = 0
        while true {
            slices += 1
            if case .arrived(let found, let finding) = search.advance(budget: budget, judging: { _ in judge }) {
                return (found, finding, slices)
            }
        }
    }

    @Test(arguments: [1, 50, 100_000], [3, 30, 57, 58])
    func theLastStopBeforeASessionIsFound(_ budget: Int, _ iteration: Int) {
        var session = SampleSessions.session()
        session.run(to: .iterations(58))
        session.run(to: .operations(7))
        let place = Position(iteration: iteration, operation: 5)
        var judge = NotingJudge(OperationSet([4]))
        judge.stopsAt = [Position(iteration: 1, operation: 5), Position(iteration: 2, operation: 5), place]
        let found = search(session, budget: budget, judge)
        #expect(found.finding == place)
        #expect(found.session == SampleSessions.straightRun(SampleSessions.engine(), to: place))
    }

    @Test func whatIsExactlyWhereASearchBeginsIsNotFoundAgain() {
        var session = SampleSessions.session()
        session.run(to: .iterations(20))
        var judge = NotingJudge(OperationSet([9]))
        judge.stopsAt = [Position(iteration: 20), Position(iteration: 16)]
        #expect(search(session, budget: 10, judge).finding == Position(iteration: 16))
    }

    @Test func aSearchGoesNoFartherThanItsFloor() {
        var session = SampleSessions.session()
        session.run(to: .iterations(20))
        var judge = NotingJudge(OperationSet([4]))
        judge.stopsAt = [Position(iteration: 9, operation: 5)]
        let floor = Position(iteration: 9, operation: 6)
        let found = search(session, notBefore: floor, budget: 10, judge)
        #expect(found.finding == nil && found.session.position == floor)
        #expect(search(session, notBefore: Position(iteration: 9, operation: 5), budget: 10, judge).finding != nil)
    }

    @Test func theSetOfOperationsKnowsItsMembers() {
        var set = OperationSet([3, 1])
        #expect(set.count == 2 && set.last == 3 && !set.isEmpty)
        #expect((0..<6).filter(set.contains) == [1, 3])
        set.formUnion(OperationSet([5]))
        #expect((0..<6).filter(set.contains) == [1, 3, 5])
        #expect(OperationSet().isEmpty && OperationSet().last == nil)
    }
}
