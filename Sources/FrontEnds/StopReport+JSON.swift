import NeuralEngine
import StepDebugger
import Workbench

/// Stops and displays as fields of JSON objects.
extension StopHit {
    var fields: [(String, JSONText)] {
        [("number", .integer(number)), ("stop", .string(kind.rawValue)), ("what", .string(what))] + finding.fields
    }
}

extension StopHit.Finding {
    /// `"finding"` in a word, and what belongs to it.
    var fields: [(String, JSONText)] {
        switch self {
        case .ran: [("finding", .string("ran"))]
        case .becameTrue: [("finding", .string("became-true"))]
        case .changed(let change):
            [
                ("finding", .string("changed")), ("byHand", .boolean(change.isByHand)),
                ("old", change.shown(change.old)), ("new", change.shown(change.new)),
            ]
                + (change.cells.map {
                    [("changedCells", .integer($0.count)), ("row", .integer($0.row)), ("column", .integer($0.column))]
                } ?? [])
        case .trouble(let trouble): trouble.fields
        case .failed(let message): [("finding", .string("failed")), ("message", .string(message))]
        }
    }
}

extension ValueChange {
    /// A number, or of a matrix the first cell that changed: the whole may have millions.
    fileprivate func shown(_ value: Value?) -> JSONText {
        guard let value else { return .null }
        if value.isScalar { return value.json }
        return cells.map { .number(value.matrix[$0.row, $0.column]) } ?? .string("\(value.shape)")
    }
}

extension TroubleFinding {
    var fields: [(String, JSONText)] {
        switch self {
        case .nonFinite(let name, let row, let column, let value, let count):
            [
                ("finding", .string("nan")), ("name", .string(name.description)), ("row", .integer(row)),
                ("column", .integer(column)), ("value", .number(value)), ("cells", .integer(count)),
            ]
        case .deadUnits(let name, let dead, let units):
            [
                ("finding", .string("dead-relu")), ("name", .string(name.description)), ("dead", .integer(dead)),
                ("units", .integer(units)),
            ]
        case .vanishing(let name, let size, let largest, let largestSize):
            [
                ("finding", .string("vanishing")), ("name", .string(name.description)), ("size", .number(size)),
                ("largest", .string(largest.description)), ("largestSize", .number(largestSize)),
            ]
        case .exploding(let name, let size, let weightsSize):
            [
                ("finding", .string("exploding")), ("name", .string(name.description)), ("size", .number(size)),
                ("weightsSize", .number(weightsSize)),
            ]
        case .saturated(let name, let flat, let cells):
            [
                ("finding", .string("saturated")), ("name", .string(name.description)), ("flat", .integer(flat)),
                ("cells", .integer(cells)),
            ]
        case .diverging(let loss, let first):
            [
                ("finding", .string("diverging")), ("loss", .number(loss)),
                ("first", first.map(JSONText.number) ?? .null),
            ]
        }
    }
}

extension StopListReport.Entry {
    var fields: [(String, JSONText)] {
        [
            ("number", .integer(stop.number)), ("stop", .string(stop.kind.rawValue)), ("what", .string(stop.what)),
            ("enabled", .boolean(stop.isEnabled)), ("temporary", .boolean(stop.isTemporary)),
            ("hits", .integer(stop.hitCount)), ("inNetwork", .boolean(isInNetwork)),
        ]
    }
}

extension [DisplayReport] {
    var json: JSONText {
        .array(
            map { display in
                let value = display.value?.json ?? .null
                let reason = display.reason.map { [("reason", JSONText.string($0))] } ?? []
                return .object(
                    [
                        ("number", .integer(display.number)), ("expression", .string(display.expression)),
                        ("value", value),
                    ] + reason)
            })
    }
}
