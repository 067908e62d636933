import NeuralEngine

/// Decides after operations whether a run stops there.
///
/// A value that remembers what it saw last: fed the same sessions in the same order it finds the same. So it serves runs
/// that go forward, and searches of the past, which run a stretch of it again.
public protocol StopJudge {
    /// Why a run stops.
    associatedtype Finding

    /// The operations after which there is something to judge, by their place in the plan. Changes made by hand are
    /// always judged.
    var operations: OperationSet { get }

    /// Whether it looks at what operations overwrote, or at `dX`: then the run has to keep and to compute that.
    var looksAtOverwritten: Bool { get }

    /// Judges a session whose current operation has just ended, or in which something was just changed by hand.
    /// - edited: whether that is a change made by hand.
    /// - Returns: why the run stops here; nil where it goes on.
    mutating func judge(_ session: DebugSession, edited: Bool) -> Finding?

    /// Whether a glance after a whole iteration tells whether there is something in it to judge.
    var canGlance: Bool { get }

    /// Takes in an iteration that ran as a whole, instead of being asked after its operations.
    /// - Returns: whether there may be something in it. Then the judge is as it was before, and the iteration is run again,
    ///   operation by operation.
    mutating func glance(at view: IterationView) -> Bool

    /// What an operation and a change right after it led to, at one place.
    static func joined(_ first: Finding, _ second: Finding) -> Finding
}

/// A set of operations of a plan.
public struct OperationSet: Equatable, Sendable {
    /// Whether each operation belongs to it, up to the last one that does.
    private var isMember: [Bool] = []

    /// The set of these operations, by their places in the plan.
    public init(_ indices: some Sequence<Int> = []) {
        for index in indices { insert(index) }
    }

    /// Whether there is none.
    public var isEmpty: Bool { isMember.isEmpty }

    /// How many there are.
    public var count: Int { isMember.count { $0 } }

    /// The last of them in the plan; nil where there is none.
    public var last: Int? { isMember.isEmpty ? nil : isMember.count - 1 }

    /// Whether an operation belongs to the set.
    public func contains(_ index: Int) -> Bool { index < isMember.count && isMember[index] }

    /// Takes an operation in.
    public mutating func insert(_ index: Int) {
        if index >= isMember.count {
            isMember += Array(repeating: false, count: index + 1 - isMember.count)
        }
        isMember[index] = true
    }

    /// Takes all operations of another set in.
    public mutating func formUnion(_ other: OperationSet) {
        for index in other.isMember.indices where other.isMember[index] { insert(index) }
    }

    /// The first operation of the set that is not before `index`; nil where none is.
    func first(from index: Int) -> Int? {
        var index = index
        while index < isMember.count {
            if isMember[index] { return index }
            index += 1
        }
        return nil
    }
}
