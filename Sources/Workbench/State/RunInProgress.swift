import CommandLanguage
import NeuralEngine
import StepDebugger

/// A command that is carried out in slices, between two of them.
public struct RunInProgress: Equatable, Sendable {
    /// The command that started it.
    public let command: PendingCommand
    /// The session's position when it started.
    public let start: Position
    /// Whether the end of a move is reported as a stop rather than as a position.
    let reportsStop: Bool
    /// The work to do.
    public internal(set) var work: Work

    /// The kinds of work, of which only one is under way at a time.
    public indirect enum Work: Equatable, Sendable {
        /// The session itself runs forward.
        case training(TrainingRun)
        /// A copy of the session goes elsewhere, and replaces the session when it has arrived.
        case journey(Journey)
        /// Copies of the session search the past for a stop.
        case pastSearch(PastSearch)
        /// Two branches are compared; the session does not move.
        case comparison(BranchComparison)
        /// Gradients are compared with central differences; the session does not move.
        case gradientCheck(GradientCheck, basis: GradientBasis.Kind)
        /// A number is traced to its origin; the session does not move.
        case why(WhyInvestigation)
        /// The runs of `WorkbenchState.sweep` train one after another; the session does not move.
        case sweep(sort: SweepSort)
        /// Nothing: the work has been taken out to be changed in place.
        case nothing
    }

    init(_ command: PendingCommand, from start: Position, reportsStop: Bool = false, _ work: Work) {
        self.command = command
        self.start = start
        self.reportsStop = reportsStop
        self.work = work
    }

    /// Whether the session itself runs forward.
    public var isTraining: Bool { training != nil }

    /// Whether it is a sweep.
    public var isSweep: Bool { if case .sweep = work { true } else { false } }

    /// The session's own run; nil if the session does not move.
    var training: TrainingRun? { if case .training(let run) = work { run } else { nil } }

    /// The session's journey; nil for other work.
    public var journey: Journey? { if case .journey(let journey) = work { journey } else { nil } }

    /// Where a run forward ends; nil if it has no end, and for other work.
    public var target: Position? { training?.target }

    /// Where a run forward is to end; nil if that is only where it gives up.
    public var goal: Position? { training.flatMap { $0.endReason == .limit ? nil : $0.target } }

    /// How far the work has come, in words; nil if the session moves, which shows it.
    public var activity: String? {
        switch work {
        case .gradientCheck(let check, _): "checking gradients: \(check.checkedCount) of \(check.cellCount)"
        case .pastSearch(let search): "searching the past, now from iteration \(search.iteration)"
        case .why(let investigation): "looking for \(investigation.cell): \(Int(investigation.progress * 100)) %"
        case .training, .journey, .comparison, .sweep, .nothing: nil
        }
    }
}

/// A run of the session forward: where it goes, and what may end it earlier.
public struct TrainingRun: Equatable, Sendable {
    /// Where it ends; nil runs until it is stopped.
    public internal(set) var target: Position?
    /// Why it ends if nothing stops it earlier.
    var endReason = StopReport.Reason.reached
    /// When it ends because epochs no longer get better; nil if that does not matter.
    var patience: EpochPatience?
    /// Decides whether it stops before its end; nil if nothing can stop it.
    var watcher: StopWatcher?
}

/// A copy of the session on its way to another position.
public struct Journey: Equatable, Sendable {
    /// The copy.
    public internal(set) var traveller: DebugSession
    /// Where it goes.
    public let target: Position
    /// Why it ends there.
    var endReason = StopReport.Reason.reached
}

extension WorkbenchState {
    /// Continues the work under way by about `budget` operations.
    mutating func advance(budget: Int) -> [Effect] {
        // The switch holds the work until it ends: only then has the work one owner again, and changes in place.
        let advance: (inout Self) -> [Effect] =
            switch run?.work {
            case .training: { $0.advanceTraining(budget: budget) }
            case .journey: { $0.advanceJourney(budget: budget) }
            case .pastSearch: { $0.advancePastSearch(budget: budget) }
            case .comparison: { $0.advanceComparison(budget: budget) }
            case .gradientCheck: { $0.advanceGradientCheck(budget: budget) }
            case .why: { $0.advanceWhy(budget: budget) }
            case .sweep: { $0.advanceSweep(budget: budget) }
            case .nothing, nil: { _ in [] }
            }
        return advance(&self)
    }

    /// Takes the work out of the run under way, so that it has a single owner and can be changed in place.
    mutating func takeWork() -> RunInProgress.Work? {
        let work = run?.work
        run?.work = .nothing
        return work
    }

    /// Ends the work under way where it is.
    mutating func interruptRun() -> [Effect] {
        guard let run else { return [] }
        switch run.work {
        case .gradientCheck(let check, let basis): return [finish(check, basis, of: run, isInterrupted: true)]
        case .why(let investigation): return [finish(investigation, of: run)]
        case .sweep(let sort): return interruptSweep(sortedBy: sort, of: run)
        case .training:
            session?.settle()
            return [finishRun(run, .interrupted)]
        case .journey, .pastSearch, .comparison, .nothing: return [finishRun(run, .interrupted)]
        }
    }
}
