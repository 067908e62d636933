import NeuralEngine

/// A search of a session's past for the last place at which a judge would have stopped the run.
///
/// The past is run again, forward, in segments: the newest one first, each twice as long as the one after it. So a near
/// place is found soon, and a distant one costs a few times the run to it. The search works on copies; the session that it
/// began with stays where it is, so it can be given up at any time.
public struct ReverseSearch<Judge: StopJudge & Equatable & Sendable>: Equatable, Sendable
where Judge.Finding: Equatable & Sendable {
    /// How far a search got.
    public enum Outcome {
        /// There is more to search: call again.
        case searching
        /// The search is over: the session is at the place that was found, with the reason to stop there. Without a finding,
        /// it is at the limit of the search.
        case arrived(DebugSession, Judge.Finding?)
    }

    /// A place at which the run would have stopped.
    private struct Hit: Equatable, Sendable {
        let position: Position
        let finding: Judge.Finding
    }

    private enum Step: Equatable, Sendable {
        case goingToSegment
        case judging(Judge)
        case goingToEnd(Position)
    }

    /// How many iterations the newest segment has.
    private static var firstLength: Int { 4 }

    private let origin: DebugSession
    private let floor: Position
    private var traveller: DebugSession
    @CopyOnWrite private var step: Step
    @CopyOnWrite private var last: Hit? = nil
    /// The segment that is being searched.
    private var start: Position
    private var end: Position
    private var length = Self.firstLength

    /// A search of the run before a session's position.
    /// - floor: the limit of the search, where it ends if it finds nothing. A stop at this position counts. By default the
    ///   start of the run.
    public init(from session: DebugSession, notBefore floor: Position? = nil) {
        origin = session
        self.floor = min(max(session.start, floor ?? session.start), session.position)
        end = session.position
        start = session.start
        traveller = session
        step = .goingToSegment
        beginSegment()
    }

    /// Everything from this position on has been searched or is being searched.
    public var searchedFrom: Position { start }

    /// Continues the search for roughly `budget` operations.
    /// - makeJudge: makes a judge that has seen a session and can judge what follows.
    public mutating func advance(budget: Int, judging makeJudge: (DebugSession) -> Judge) -> Outcome {
        var rest = max(budget, 1)
        while rest > 0 {
            switch step {
            case .goingToSegment:
                let before = traveller.position
                guard traveller.advance(toward: start, budget: rest) == .reached else { return .searching }
                rest -= traveller.operationsRun(since: before)
                step = .judging(makeJudge(traveller))
            case .judging(var judge):
                step = .goingToSegment  // so that the judge has one owner
                let progress = traveller.advance(toward: end, spending: &rest, judgedBy: &judge)
                step = .judging(judge)
                switch progress {
                case .budgetSpent: return .searching
                case .stopped(let finding): take(finding)
                case .reached: endSegment()
                }
            case .goingToEnd(let place):
                guard traveller.advance(toward: place, budget: rest) == .reached else { return .searching }
                return .arrived(traveller, last?.finding)
            }
        }
        return .searching
    }

    /// Keeps a hit unless it is where the search began or beyond its limit.
    private mutating func take(_ finding: Judge.Finding) {
        let position = traveller.position
        guard position >= floor, position < origin.position else { return }
        last = Hit(position: position, finding: finding)
    }

    /// Goes to the hit in the segment, or on to the segment before it.
    private mutating func endSegment() {
        if let last {
            go(to: last.position)
        } else if start < floor || start == origin.start {
            go(to: floor)
        } else {
            // A stop exactly at its start was not news to the judge: it belongs to the segment before.
            end = start
            length *= 2
            beginSegment()
        }
    }

    private mutating func go(to place: Position) {
        traveller = origin.departing(for: place)
        step = .goingToEnd(place)
    }

    private mutating func beginSegment() {
        // Slightly before the floor, so that a change exactly there is noticed.
        let lowest = max(origin.start.iteration, floor.iteration - 1)
        start = Position(iteration: max(lowest, end.iteration - length))
        traveller = origin.departing(for: start)
        // If a checkpoint is a little before it, the segment begins there.
        let departure = traveller.position.iteration + Engine.iterationsUntilRestored
        if departure < start.iteration, start.iteration - departure < length {
            start = Position(iteration: max(lowest, departure))
        }
        step = .goingToSegment
    }
}
