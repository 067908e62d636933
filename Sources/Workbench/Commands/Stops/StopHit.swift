import NeuralEngine
import PlainText
import StepDebugger

/// A stop that a run has hit, and why.
public struct StopHit: Equatable, Sendable {
    /// The stop's number.
    public let number: Int
    /// What it is called.
    public let kind: Stop.Kind
    /// What it waits for, in the language.
    public let what: String
    /// Whether it was deleted then.
    public let isTemporary: Bool
    /// Why it was hit.
    public let finding: Finding

    /// Why a stop is hit.
    public indirect enum Finding: Equatable, Sendable {
        /// Its operation has run, and its condition, if it has one, holds.
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
    /// The value before; nil if there was none yet.
    public let old: Value?
    /// The value now; nil if there is none any more.
    public let new: Value?
    /// Whether the change was made by hand.
    public let isByHand: Bool

    /// How many cells differ, and the first of them; nil if the shapes differ or a value is missing.
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

extension StopHit {
    /// `breakpoint 1, tanh1.forward`, or what was found if that says more; old and new values are on separate lines.
    var text: String {
        let name = "\(kind.rawValue) \(number)\(isTemporary ? " (once)" : ""), \(what)"
        return switch finding {
        case .ran: name
        case .becameTrue: "\(name): holds now"
        case .changed(let change): ([name + change.headline] + change.lines).joined(separator: "\n")
        case .trouble(let trouble): "\(name): \(trouble.text)"
        case .failed(let message): "\(name): cannot be judged: \(message)"
        }
    }

    package var fields: [JSONField] {
        [
            JSONField("number", .integer(number)), JSONField("stop", .string(kind.rawValue)),
            JSONField("what", .string(what)),
        ] + finding.fields
    }
}

extension ValueChange {
    fileprivate var headline: String {
        let how = isByHand ? "changed by hand" : "changed"
        guard let new, !new.isScalar, let cells else { return ": \(how)" }
        return ": \(how) in \(cells.count) of \(counted(new.matrix.elements.count, "cell"))"
    }

    fileprivate var lines: [String] {
        func line(_ title: String, _ value: Value?, at place: String, _ cell: Double?) -> String {
            guard let value else { return "  \(title)  no value yet" }
            guard let cell else { return "  \(title)  a matrix of \(value.shape)" }
            return "  \(title)  \(place)\(value.exactSpelling(ofCell: cell))"
        }
        if let old, let new, !new.isScalar, let cells {
            let place = "[\(cells.row),\(cells.column)] = "
            return [
                line("old", old, at: place, old.matrix[cells.row, cells.column]),
                line("new", new, at: place, new.matrix[cells.row, cells.column]),
            ]
        }
        return [line("old", old, at: "", old?.scalar), line("new", new, at: "", new?.scalar)]
    }

    /// A number, or the first cell of a matrix that changed: the whole may have millions.
    fileprivate func shown(_ value: Value?) -> JSONValue {
        guard let value else { return .null }
        if value.isScalar { return value.json }
        return cells.map { .number(value.matrix[$0.row, $0.column]) } ?? .string("\(value.shape)")
    }
}

extension StopHit.Finding {
    /// `"finding"` as one word, with its details.
    package var fields: [JSONField] {
        switch self {
        case .ran: [JSONField("finding", .string("ran"))]
        case .becameTrue: [JSONField("finding", .string("became-true"))]
        case .changed(let change):
            [
                JSONField("finding", .string("changed")), JSONField("byHand", .boolean(change.isByHand)),
                JSONField("old", change.shown(change.old)), JSONField("new", change.shown(change.new)),
            ]
                + (change.cells.map {
                    [
                        JSONField("changedCells", .integer($0.count)), JSONField("row", .integer($0.row)),
                        JSONField("column", .integer($0.column)),
                    ]
                } ?? [])
        case .trouble(let trouble): trouble.fields
        case .failed(let message): [JSONField("finding", .string("failed")), JSONField("message", .string(message))]
        }
    }
}
