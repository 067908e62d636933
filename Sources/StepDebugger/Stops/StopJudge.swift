import NeuralEngine

/// Decides after operations whether a run stops there.
///
/// It is a value that remembers what it saw last: given the same sessions in the same order, it finds the same. So it serves
/// both runs that go forward and searches of the past, which run parts of it again.
public protocol StopJudge {
    /// Why a run stops.
    associatedtype Finding

    /// The operations that have to be judged, by their place in the plan. Changes made by hand are always judged.
    var operations: OperationSet { get }

    /// Whether it reads overwritten values or `dX`, which the run then has to keep and compute.
    var readsOverwritten: Bool { get }

    /// Judges a session whose current operation has just ended, or that has just been changed by hand.
    /// - edited: whether it has been changed by hand.
    /// - Returns: why the run stops here; nil if it goes on.
    mutating func judge(_ session: DebugSession, edited: Bool) -> Finding?

    /// Whether it can tell after a whole iteration whether the run may have to stop in it.
    var checksWholeIterations: Bool { get }

    /// Checks an iteration that ran as a whole, instead of judging its operations.
    /// - Returns: whether the run may have to stop in it. In that case the judge stays as it was before, and the iteration is
    ///   run again, operation by operation.
    mutating func mayStop(in view: IterationView) -> Bool

    /// The findings of an operation and of a change right after it, joined.
    static func joined(_ first: Finding, _ second: Finding) -> Finding
}

/// A set of operations of a plan.
public struct OperationSet: Equatable, Sendable {
    /// For each operation up to the last one in the set, whether it belongs to the set.
    private var isMember: [Bool] = []

    /// The set of these operations, by their places in the plan.
    public init(_ indices: some Sequence<Int> = []) {
        for index in indices { insert(index) }
    }

    /// Whether it is empty.
    public var isEmpty: Bool { isMember.isEmpty }

    /// How many operations it has.
    public var count: Int { isMember.count { $0 } }

    /// The last operation of the set; nil if it is empty.
    public var last: Int? { isMember.isEmpty ? nil : isMember.count - 1 }

    /// Whether an operation belongs to the set.
    public func contains(_ index: Int) -> Bool { index < isMember.count && isMember[index] }

    /// Adds an operation.
    public mutating func insert(_ index: Int) {
        if index >= isMember.count {
            isMember += Array(repeating: false, count: index + 1 - isMember.count)
        }
        isMember[index] = true
    }

    /// Adds all operations of another set.
    public mutating func formUnion(_ other: OperationSet) {
        for index in other.isMember.indices where other.isMember[index] { insert(index) }
    }

    /// The first operation of the set that is not before `index`; nil if there is none.
    func first(from index: Int) -> Int? {
        var index = index
        while index < isMember.count {
            if isMember[index] { return index }
            index += 1
        }
        return nil
    }
}
