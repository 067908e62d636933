import NeuralEngine
import PlainText
import StepDebugger

/// Stops and displays as fields of JSON objects.
extension StopHit {
    package var fields: [JSONField] {
        [
            JSONField("number", .integer(number)), JSONField("stop", .string(kind.rawValue)),
            JSONField("what", .string(what)),
        ] + finding.fields
    }
}

extension StopHit.Finding {
    /// `"finding"` in a word, and what belongs to it.
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

extension ValueChange {
    /// A number, or of a matrix the first cell that changed: the whole may have millions.
    fileprivate func shown(_ value: Value?) -> JSONValue {
        guard let value else { return .null }
        if value.isScalar { return value.json }
        return cells.map { .number(value.matrix[$0.row, $0.column]) } ?? .string("\(value.shape)")
    }
}

extension TroubleFinding {
    package var fields: [JSONField] {
        switch self {
        case .nonFinite(let name, let row, let column, let value, let count):
            [
                JSONField("finding", .string("nan")), JSONField("name", .string(name.description)),
                JSONField("row", .integer(row)),
                JSONField("column", .integer(column)), JSONField("value", .number(value)),
                JSONField("cells", .integer(count)),
            ]
        case .deadUnits(let name, let dead, let units):
            [
                JSONField("finding", .string("dead-relu")), JSONField("name", .string(name.description)),
                JSONField("dead", .integer(dead)),
                JSONField("units", .integer(units)),
            ]
        case .vanishing(let name, let size, let largest, let largestSize):
            [
                JSONField("finding", .string("vanishing")), JSONField("name", .string(name.description)),
                JSONField("size", .number(size)),
                JSONField("largest", .string(largest.description)), JSONField("largestSize", .number(largestSize)),
            ]
        case .exploding(let name, let size, let weightsSize):
            [
                JSONField("finding", .string("exploding")), JSONField("name", .string(name.description)),
                JSONField("size", .number(size)),
                JSONField("weightsSize", .number(weightsSize)),
            ]
        case .saturated(let name, let flat, let cells):
            [
                JSONField("finding", .string("saturated")), JSONField("name", .string(name.description)),
                JSONField("flat", .integer(flat)),
                JSONField("cells", .integer(cells)),
            ]
        case .diverging(let loss, let first):
            [
                JSONField("finding", .string("diverging")), JSONField("loss", .number(loss)),
                JSONField("first", first.map(JSONValue.number) ?? .null),
            ]
        }
    }
}

extension StopListReport.Entry {
    package var fields: [JSONField] {
        [
            JSONField("number", .integer(stop.number)), JSONField("stop", .string(stop.kind.rawValue)),
            JSONField("what", .string(stop.what)),
            JSONField("enabled", .boolean(stop.isEnabled)), JSONField("temporary", .boolean(stop.isTemporary)),
            JSONField("hits", .integer(stop.hitCount)), JSONField("inNetwork", .boolean(isInNetwork)),
        ]
    }
}

extension [DisplayReport] {
    package var json: JSONValue {
        .array(
            map { display in
                let value = display.value?.json ?? .null
                let reason = display.reason.map { [JSONField("reason", .string($0))] } ?? []
                return .object(
                    [
                        JSONField("number", .integer(display.number)),
                        JSONField("expression", .string(display.expression)),
                        JSONField("value", value),
                    ] + reason)
            })
    }
}
