import NeuralEngine

/// A search of a session's past for the last place at which a judge would have stopped the run.
///
/// The past is run again, forward, stretch by stretch: the newest one first, each twice as long as the one after it, so
/// that what lies near is found soon, and what lies far away costs a few times the run to it. All that happens on copies; the
/// session that the search began with stays where it is, so that a search can be given up at any moment.
public struct ReverseSearch<Judge: StopJudge & Equatable & Sendable>: Equatable, Sendable
where Judge.Finding: Equatable & Sendable {
    /// How far a search got.
    public enum Outcome {
        /// There is more to search: call again.
        case searching
        /// This is the session at the place that was found, and why the run would have stopped there; without a finding,
        /// at the place that the search was not to go beyond.
        case arrived(DebugSession, Judge.Finding?)
    }

    /// A place at which the run would have stopped.
    private struct Hit: Equatable, Sendable {
        let position: Position
        let finding: Judge.Finding
    }

    private indirect enum Step: Equatable, Sendable {
        case goingToStretch
        case judging(Judge)
        case goingToEnd(Position)
    }

    /// How many iterations the newest stretch has.
    private static var firstStretch: Int { 4 }

    private let origin: DebugSession
    private let floor: Position
    private var traveller: DebugSession
    private var step: Step
    @CopyOnWrite private var last: Hit? = nil
    /// The stretch that is searched.
    private var start: Position
    private var end: Position
    private var length = Self.firstStretch

    /// A search of what lies before a session's position.
    /// - floor: where to go if there is nothing between it and the session's position; what is there counts. The
    ///   start of the run unless given.
    public init(from session: DebugSession, notBefore floor: Position? = nil) {
        origin = session
        self.floor = min(max(session.start, floor ?? session.start), session.position)
        end = session.position
        start = session.start
        traveller = session
        step = .goingToStretch
        beginStretch()
    }

    /// The place from which on everything has been searched, or is being searched.
    public var searchedFrom: Position { start }

    /// Searches on for about so many operations.
    /// - makeJudge: a judge that has seen a session, to be fed with what follows on it.
    public mutating func advance(budget: Int, judging makeJudge: (DebugSession) -> Judge) -> Outcome {
        var rest = max(budget, 1)
        while rest > 0 {
            switch step {
            case .goingToStretch:
                let before = traveller.position
                guard traveller.advance(toward: start, budget: rest) == .reached else { return .searching }
                rest -= traveller.operationsRun(since: before)
                step = .judging(makeJudge(traveller))
            case .judging(var judge):
                step = .goingToStretch  // so that the judge has one owner
                let progress = traveller.advance(toward: end, spending: &rest, heeding: &judge)
                step = .judging(judge)
                switch progress {
                case .budgetSpent: return .searching
                case .stopped(let finding): take(finding)
                case .reached: endStretch()
                }
            case .goingToEnd(let place):
                guard traveller.advance(toward: place, budget: rest) == .reached else { return .searching }
                return .arrived(traveller, last?.finding)
            }
        }
        return .searching
    }

    /// Keeps a hit, unless it is where the search began, or before where it ends.
    private mutating func take(_ finding: Judge.Finding) {
        let position = traveller.position
        guard position >= floor, position < origin.position else { return }
        last = Hit(position: position, finding: finding)
    }

    /// Goes to what was found in the stretch, or on to the stretch before it.
    private mutating func endStretch() {
        if let last {
            go(to: last.position)
        } else if start < floor || start == origin.start {
            go(to: floor)
        } else {
            // What happened exactly at its start was not news to the judge: it belongs to the stretch before.
            end = start
            length *= 2
            beginStretch()
        }
    }

    private mutating func go(to place: Position) {
        traveller = origin.departing(for: place)
        step = .goingToEnd(place)
    }

    private mutating func beginStretch() {
        // Somewhat before the floor, so that a change exactly there is one.
        let lowest = max(origin.start.iteration, floor.iteration - 1)
        start = Position(iteration: max(lowest, end.iteration - length))
        traveller = origin.departing(for: start)
        // Where a checkpoint lies a little before, the way from there is searched at once.
        let departure = traveller.position.iteration + Engine.iterationsUntilRestored
        if departure < start.iteration, start.iteration - departure < length {
            start = Position(iteration: max(lowest, departure))
        }
        step = .goingToStretch
    }
}
