import NeuralEngine

/// Why a branch cannot be begun or gone to. Nothing has changed then.
public enum BranchError: Error, Equatable, Sendable {
    /// There is a branch of this name already.
    case taken(String)
    /// There is no branch of this name; those that there are.
    case unknown(String, existing: [String])
}

/// A branch as users see it.
public struct BranchSummary: Equatable, Sendable {
    /// What it is called.
    public let name: String
    /// The branch that it left, and where; nil for the first.
    public let origin: (name: String, position: Position)?
    /// The farthest place that it came to.
    public let end: Position
    /// How many changes it has that are no operations, those before its origin not counted.
    public let editCount: Int
    /// Whether the session is on it.
    public let isCurrent: Bool

    /// Whether all that is shown of two is the same.
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

    /// Begins a branch here and goes on in it.
    public mutating func fork(_ name: String) throws(BranchError) {
        guard index(ofBranch: name) == nil else { throw .taken(name) }
        beginBranch(name)
    }

    /// A session on another branch, and the end of that: `advance` takes it there. On the current one it is all there is.
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

    /// Stands at the start of another branch.
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

    /// Goes back to the start of the run, with the changes that were made there, to run it anew: changes made later are
    /// not made again. Where there are any, the former run stays as a branch of its own.
    public mutating func restart() {
        let atStart = timeline.branch.edits.prefix { $0.position == start }.count
        let hasLaterEdits = timeline.branch.edits.count > atStart
        seekStart()
        if hasLaterEdits { beginBranch(nextBranchName) }
    }

    /// Begins a branch where the session stands in the past, before a change is recorded.
    mutating func beginBranchInThePast() {
        guard position < timeline.branch.end || editsMade < timeline.branch.edits.count else { return }
        beginBranch(nextBranchName)
    }

    private mutating func beginBranch(_ name: String) {
        keepCurves()
        timeline.fork(name, at: position, edits: editsMade, curves: curves)
        timeline.forgetLandmarks(from: position)
    }

    /// The name of a branch that the user gives none.
    private var nextBranchName: String {
        var number = timeline.branches.count
        while index(ofBranch: "branch-\(number)") != nil { number += 1 }
        return "branch-\(number)"
    }
}
