import NeuralEngine
import StepDebugger

/// Runs with different settings, one after another, to be compared.
public struct Sweep: Equatable, Sendable {
    /// The settings in which the runs differ, by the names of `sweep`'s options: `lr`, `hidden`.
    public let keys: [String]
    /// How many epochs each trains.
    public let epochs: Int
    /// The figure by which runs are compared.
    public let monitor: EpochMonitor
    /// The runs in their order, numbered from 1.
    public internal(set) var runs: [SweepRun]
    /// The number of the run whose session is the present one; 0 is the session from before.
    public internal(set) var current = 0
    /// The session from before, while a run's session is the present one.
    var former: Workspace?

    /// How many epochs all runs have completed together.
    public var completedEpochs: Int { runs.reduce(0) { $0 + ($1.epochs.latest?.epoch ?? 0) } }
}

extension WorkbenchState {
    /// How many iterations the run in progress has completed since it began; for a sweep, those of all its runs.
    public var iterationsOfRun: Int {
        guard run?.isSweep ?? false, let sweep else { return session?.position.iteration ?? 0 }
        return sweep.runs.reduce(0) { $0 + ($1.workspace?.session?.position.iteration ?? 0) }
    }

    /// The sessions that have something to log: the present one and those of a sweep's runs, with their names in logs
    /// if those are not the branch's.
    var sessionsToLog: [(session: DebugSession, number: Int, name: String?)] {
        let own = session.map { [(session: $0, number: sessionNumbers.current, name: nameOfCurrentRun)] } ?? []
        guard let sweep else { return own }
        return own
            + sweep.runs.compactMap { run in
                guard run.status != .waiting, let workspace = run.workspace, let session = workspace.session else {
                    return nil
                }
                return (session, workspace.sessionNumber, run.title(sweep.keys))
            }
    }

    private var nameOfCurrentRun: String? {
        guard let sweep, sweep.current > 0 else { return nil }
        let run = sweep.runs[sweep.current - 1]
        return run.title(sweep.keys)
    }

    /// Makes a run's session the present one; nil if there is no such run.
    mutating func switchRun(to name: String, _ command: PendingCommand) throws(CommandError) -> [Effect]? {
        guard sweep != nil else { return nil }
        let number: Int
        if name == Self.formerRunName {
            number = 0
        } else if let found = sweep!.runs.first(where: { $0.name == name })?.number {
            number = found
        } else {
            return nil
        }
        if number != sweep!.current {
            if number > 0, sweep!.runs[number - 1].workspace?.session?.position == .start {
                throw CommandError(.runHasNotRun(name))
            }
            putBack()
            workspace = (number == 0 ? sweep!.former : sweep!.runs[number - 1].workspace) ?? workspace
            if number == 0 { sweep!.former = nil } else { sweep!.runs[number - 1].workspace = nil }
            sweep!.current = number
        }
        return try when(command)
    }

    /// The name for `switch` of the session from before the sweep.
    static let formerRunName = "run-0"

    /// The names that `switch` takes besides branches.
    var runNames: [(name: String, meaning: String)] {
        guard let sweep else { return [] }
        return [(Self.formerRunName, "what was there before the sweep")]
            + sweep.runs.map { ($0.name, $0.settings(sweep.keys)) }
    }

    /// Puts the present session back in its place among the runs.
    private mutating func putBack() {
        guard let current = sweep?.current else { return }
        if current == 0 { sweep!.former = workspace } else { sweep!.runs[current - 1].workspace = workspace }
    }

    /// Goes back to the session from before a sweep, since another sweep replaces this one.
    mutating func leaveSweep() {
        guard let sweep, sweep.current > 0, let former = sweep.former else { return }
        workspace = former
    }
}

/// A run of a sweep.
public struct SweepRun: Equatable, Sendable {
    /// How far a run has come.
    public enum Status: String, Equatable, Sendable {
        case waiting, running, done
        /// The user stopped it.
        case interrupted
    }

    /// Its number, from 1.
    public let number: Int
    /// Its settings, in the order of the sweep's keys, as the user wrote them.
    public let values: [String]
    /// How far it has come.
    public internal(set) var status = Status.waiting
    /// The figures of its epochs.
    public internal(set) var epochs = EpochHistory()
    /// Its session and set-up; nil while they are the present ones.
    var workspace: Workspace?

    /// Its name for `switch`.
    public var name: String { "run-\(number)" }

    /// `lr=0.1 hidden=tanh`
    public func settings(_ keys: [String]) -> String {
        zip(keys, values).map { "\($0)=\($1)" }.joined(separator: " ")
    }

    /// Its name in logs: `run-3 lr=0.1 hidden=tanh`
    func title(_ keys: [String]) -> String { "\(name) \(settings(keys))" }

    /// Its figures; nil before its first epoch.
    func figures(_ monitor: EpochMonitor) -> SweepFigures? {
        let points = epochs.points
        guard let last = points.last else { return nil }
        return SweepFigures(number: number, last: last, best: monitor.best(of: points))
    }
}

/// How well a run of a sweep did.
public struct SweepFigures: Equatable, Sendable {
    /// The run's number.
    public let number: Int
    /// Its last epoch.
    public let last: EpochPoint
    /// Its best epoch; nil if no figure is a number.
    public let best: EpochPoint?
}

/// A session with its set-up, which can be exchanged for another.
struct Workspace: Equatable, Sendable {
    var setup: Setup
    var session: DebugSession?
    var heldOut: HeldOutSamples
    var mismatch: DataMismatch?
    /// Identifies the session.
    var sessionNumber: Int
}

extension WorkbenchState {
    /// The present session with its set-up.
    var workspace: Workspace {
        get {
            Workspace(
                setup: setup, session: session, heldOut: heldOut, mismatch: mismatch,
                sessionNumber: sessionNumbers.current)
        }
        set {
            setup = newValue.setup
            session = newValue.session
            heldOut = newValue.heldOut
            mismatch = newValue.mismatch
            sessionNumbers.current = newValue.sessionNumber
        }
    }
}
