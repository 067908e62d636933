import CommandLanguage
import NeuralEngine
import StepDebugger

/// A command that is worked off in slices, between two of them.
public struct RunInProgress: Equatable, Sendable {
    /// The command that started it.
    public let command: PendingCommand
    /// Where the session stood when it started.
    public let start: Position
    /// Whether the end of a move is reported as a stop rather than as a position.
    let reportsStop: Bool
    /// What is worked off.
    public internal(set) var work: Work

    /// The kinds of work. Only one is under way at a time.
    public indirect enum Work: Equatable, Sendable {
        /// The session itself runs forward.
        case training(TrainingRun)
        /// A copy of the session goes elsewhere; it takes the session's place when it has arrived.
        case journey(Journey)
        /// The past is searched for a stop, on copies of the session.
        case pastSearch(PastSearch)
        /// Two branches are compared, beside the session.
        case comparison(BranchComparison)
        /// Gradients are compared with central differences, beside the session.
        case gradientCheck(GradientCheck, basis: GradientBasis.Kind)
        /// A number is traced to where it came from, beside the session.
        case why(WhyInvestigation)
        /// The runs of `WorkbenchState.sweep` train, one after another, beside the session.
        case sweep(sort: SweepSort)
        /// Nothing: the work has been taken out, to change in place.
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

    /// Whether a sweep is what runs.
    public var isSweep: Bool { if case .sweep = work { true } else { false } }

    /// The session's own run; nil where the work goes on beside it.
    var training: TrainingRun? { if case .training(let run) = work { run } else { nil } }

    /// The journey of the session; nil where it goes nowhere else.
    public var journey: Journey? { if case .journey(let journey) = work { journey } else { nil } }

    /// Where a run forward ends; nil where it has no end, and for other work.
    public var target: Position? { training?.target }

    /// Where a run forward is to end; nil if that is only where it gives up.
    public var goal: Position? { training.flatMap { $0.endReason == .limit ? nil : $0.target } }

    /// How far work beside the session has come, in words; nil for a move of the session, which shows that itself.
    public var activity: String? {
        switch work {
        case .gradientCheck(let check, _): "checking gradients: \(check.checkedCount) of \(check.cellCount)"
        case .pastSearch(let search): "searching the past, now from iteration \(search.iteration)"
        case .why(let investigation): "looking for \(investigation.cell): \(Int(investigation.progress * 100)) %"
        case .training, .journey, .comparison, .sweep, .nothing: nil
        }
    }
}

/// A run of the session forward: where it goes, and what may end it before.
public struct TrainingRun: Equatable, Sendable {
    /// Where it ends; nil runs until it is stopped.
    public internal(set) var target: Position?
    /// Why it ends where nothing stopped it before.
    var endReason = StopReport.Reason.reached
    /// When it ends because epochs no longer get better; nil where that does not matter.
    var patience: EpochPatience?
    /// Judges where it stops before its end; nil where it heeds nothing.
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
    /// Takes the work under way forward by about `budget` operations.
    mutating func advance(budget: Int) -> [Effect] {
        switch run?.work {
        case .training: advanceTraining(budget: budget)
        case .journey: advanceJourney(budget: budget)
        case .pastSearch: advancePastSearch(budget: budget)
        case .comparison: advanceComparison(budget: budget)
        case .gradientCheck: advanceGradientCheck(budget: budget)
        case .why: advanceWhy(budget: budget)
        case .sweep: advanceSweep(budget: budget)
        case .nothing, nil: []
        }
    }

    /// Takes the work out of the run under way, so that it has one owner and changes in place.
    mutating func takeWork() -> RunInProgress.Work? {
        let work = run?.work
        run?.work = .nothing
        return work
    }

    /// Ends the work under way where it stands.
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
