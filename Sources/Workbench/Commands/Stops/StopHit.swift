import NeuralEngine
import StepDebugger

/// A stop that a run came to, and why it counts.
public struct StopHit: Equatable, Sendable {
    /// The stop's number.
    public let number: Int
    /// What it is called.
    public let kind: Stop.Kind
    /// What it waits for, in the language.
    public let what: String
    /// Whether it went away with that.
    public let isTemporary: Bool
    /// Why it counts here.
    public let finding: Finding

    /// Why a stop counts.
    public indirect enum Finding: Equatable, Sendable {
        /// Its operation has run, and its condition, where it has one, holds.
        case ran
        /// Its condition has become true.
        case becameTrue
        /// The value has changed.
        case changed(ValueChange)
        /// Training starts to go wrong.
        case trouble(TroubleFinding)
        /// Its expression has no value, for a reason that will not pass.
        case failed(message: String)
    }
}

/// A value before and after it changed.
public struct ValueChange: Equatable, Sendable {
    /// The value before; nil where there was none yet.
    public let old: Value?
    /// The value now; nil where there is none any more.
    public let new: Value?
    /// Whether the change was made by hand.
    public let isByHand: Bool

    /// How many cells are not the same, and the first of them; nil where the shapes differ or a value is missing.
    public var cells: (count: Int, row: Int, column: Int)? {
        guard let old, let new, old.shape == new.shape else { return nil }
        let changed = old.matrix.elements.indices.filter {
            old.matrix.elements[$0].bitPattern != new.matrix.elements[$0].bitPattern
        }
        guard let first = changed.first else { return nil }
        return (changed.count, first / new.matrix.columns, first % new.matrix.columns)
    }

    /// Whether two values are the same to the last bit, NaN included.
    static func isSame(_ a: Value?, _ b: Value?) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        return a.shape == b.shape
            && zip(a.matrix.elements, b.matrix.elements).allSatisfy { $0.bitPattern == $1.bitPattern }
    }
}
