import NeuralEngine

/// Why a branch cannot be begun or switched to. The session stays as it was.
public enum BranchError: Error, Equatable, Sendable {
    /// There is a branch of this name already.
    case taken(String)
    /// There is no branch of this name; `existing` are the ones that there are.
    case unknown(String, existing: [String])
}

/// A branch as users see it.
public struct BranchSummary: Equatable, Sendable {
    /// Its name.
    public let name: String
    /// The branch that it left, and where; nil for the first branch.
    public let origin: (name: String, position: Position)?
    /// The farthest position that it reached.
    public let end: Position
    /// How many changes were made on it by hand, not counting those before its origin.
    public let editCount: Int
    /// Whether the session is on it.
    public let isCurrent: Bool

    /// Whether two summaries show the same.
    public static func == (a: BranchSummary, b: BranchSummary) -> Bool {
        a.name == b.name && a.origin?.name == b.origin?.name && a.origin?.position == b.origin?.position
            && a.end == b.end && a.editCount == b.editCount && a.isCurrent == b.isCurrent
    }
}

extension DebugSession {
    /// The name of the branch that the session is on.
    public var branchName: String { timeline.branch.name }

    /// All branches in the order in which they began.
    public var branches: [BranchSummary] {
        timeline.branches.enumerated().map { index, branch in
            let isCurrent = index == timeline.current
            let firstOwnEdit = branch.origin.map { origin in
                let shared = timeline.branches[origin.branch].edits
                return zip(branch.edits, shared).prefix { $0.0 == $0.1 && $0.0.position <= origin.position }.count
            }
            return BranchSummary(
                name: branch.name, origin: branch.origin.map { (timeline.branches[$0.branch].name, $0.position) },
                end: isCurrent ? end : branch.end, editCount: branch.edits.count - (firstOwnEdit ?? 0),
                isCurrent: isCurrent)
        }
    }

    /// Begins a branch here and continues on it.
    public mutating func fork(_ name: String) throws(BranchError) {
        guard index(ofBranch: name) == nil else { throw .taken(name) }
        beginBranch(name)
    }

    /// A session on another branch, and the end of that branch, to which `advance` takes it. For the current branch, this
    /// session itself.
    public func departing(forBranch name: String) throws(BranchError) -> (session: DebugSession, target: Position) {
        guard let index = index(ofBranch: name) else {
            throw .unknown(name, existing: timeline.branches.map(\.name))
        }
        guard index != timeline.current else { return (departing(for: end), end) }
        var traveller = self
        let target = timeline.branches[index].end
        traveller.go(toBranch: index)
        return (traveller.departing(for: target), target)
    }

    /// Goes to the end of a branch.
    public mutating func switchBranch(to name: String) throws(BranchError) {
        var (session, target) = try departing(forBranch: name)
        while session.advance(toward: target, budget: .max) != .reached {}
        self = session
    }

    /// A session at the start of another branch.
    func atStart(ofBranch index: Int) -> DebugSession {
        var traveller = self
        traveller.go(toBranch: index)
        return traveller
    }

    private mutating func go(toBranch index: Int) {
        keepCurves()
        timeline.reach(position)
        timeline.current = index
        timeline.forgetLandmarks(from: start)
        restoreStart()
    }

    func index(ofBranch name: String) -> Int? { timeline.branches.firstIndex { $0.name == name } }

    /// Goes back to the start of the run, with the changes that were made there, to run it afresh. Later changes are not made
    /// again; if there are any, the old run stays as a branch of its own.
    public mutating func restart() {
        let atStart = timeline.branch.edits.prefix { $0.position == start }.count
        let hasLaterEdits = timeline.branch.edits.count > atStart
        seekStart()
        if hasLaterEdits { beginBranch(nextBranchName) }
    }

    /// Begins a branch if the session is in the past, before a change is recorded.
    mutating func beginBranchInThePast() {
        guard position < timeline.branch.end || editsMade < timeline.branch.edits.count else { return }
        beginBranch(nextBranchName)
    }

    private mutating func beginBranch(_ name: String) {
        keepCurves()
        timeline.fork(name, at: position, edits: editsMade, curves: curves)
        timeline.forgetLandmarks(from: position)
    }

    /// The name for a branch that the user does not name.
    private var nextBranchName: String {
        var number = timeline.branches.count
        while index(ofBranch: "branch-\(number)") != nil { number += 1 }
        return "branch-\(number)"
    }
}
