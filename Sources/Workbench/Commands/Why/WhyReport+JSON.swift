import NeuralEngine
import PlainText
import StepDebugger

extension WhyReport {
    /// The fields of the object: the cell, what computed it, and the answer. `answer` names its kind: `terms`,
    /// `operands`, `paths`, `history`, `origin`, or `none` where the search was interrupted before it found anything.
    public var fields: [JSONField] {
        let (kind, fields): (String, [JSONField]) =
            switch answer {
            case .terms(let terms): ("terms", terms.fields)
            case .paths(let paths): ("paths", paths.fields + [JSONField("startIsGiven", .boolean(startIsGiven))])
            case .history(let history): ("history", history.fields)
            case .origin(let origin): ("origin", origin.fields)
            case .operands(let equation, let operands):
                (
                    "operands",
                    [
                        JSONField("equation", equation.map(JSONValue.string) ?? .null),
                        JSONField(
                            "operands",
                            .array(
                                operands.map {
                                    .object([
                                        JSONField("factor", .string($0.name)), JSONField("value", .number($0.value)),
                                    ])
                                })
                        ), JSONField("startIsGiven", .boolean(startIsGiven)),
                    ]
                )
            case .nothingYet: ("none", [])
            }
        return [
            JSONField("name", .string(cell.name.description)), JSONField("row", .integer(cell.row)),
            JSONField("column", .integer(cell.column)),
            JSONField("value", .number(value)), JSONField("iteration", iteration.map(JSONValue.integer) ?? .null),
            JSONField("operation", operation.map(JSONValue.string) ?? .null),
            JSONField("interrupted", .boolean(isInterrupted)),
            JSONField("setByHand", .array(changes.map { .object($0.position.fields) })),
            JSONField("answer", .string(kind)),
        ] + fields
    }
}

extension Position {
    fileprivate var fields: [JSONField] {
        [
            JSONField("iteration", .integer(iteration)), JSONField("operation", .integer(operation)),
            JSONField("cell", .integer(cell)),
        ]
    }
}

extension MatrixCell {
    fileprivate var fields: [JSONField] {
        [
            JSONField("name", .string(name.description)), JSONField("row", .integer(row)),
            JSONField("column", .integer(column)),
        ]
    }
}

extension Term {
    fileprivate var json: JSONValue {
        .object([
            JSONField("sample", sample.map(JSONValue.integer) ?? .null), JSONField("value", .number(value)),
            JSONField(
                "factors",
                .array(
                    factors.map {
                        .object([JSONField("factor", .string($0.name)), JSONField("value", .number($0.value))])
                    })
            ),
        ])
    }
}

extension TermSum {
    fileprivate var fields: [JSONField] {
        [
            JSONField("equation", equation.map(JSONValue.string) ?? .null),
            JSONField(
                "operand",
                operand.map { .object([JSONField("factor", .string($0.name)), JSONField("value", .number($0.value))]) }
                    ?? .null
            ),
            JSONField("terms", .array(terms.map(\.json))), JSONField("termCount", .integer(termCount)),
            JSONField("rest", .number(rest)),
            JSONField("sum", .number(sum)),
        ]
    }
}

extension GradientPaths {
    fileprivate var fields: [JSONField] {
        [
            JSONField("start", .string(start)), JSONField("paths", .array(paths.map(\.json))),
            JSONField("pathCount", .number(pathCount)),
            JSONField("rest", .number(rest)), JSONField("sum", .number(sum)),
            JSONField("remainder", .number(remainder)),
            JSONField("remainderIsRounding", .boolean(remainderIsRounding)),
            JSONField(
                "shares",
                .array(
                    shares.map { share in
                        .object([
                            JSONField("row", .integer(share.row)), JSONField("sample", .integer(share.sample)),
                            JSONField("value", .number(share.value)),
                            JSONField("zeroFactor", share.zeroFactor.map { .string($0.name) } ?? .null),
                        ])
                    })
            ),
        ]
    }
}

extension CellHistory {
    fileprivate var fields: [JSONField] {
        [
            JSONField("initial", .number(initial)), JSONField("updates", .integer(updateCount)),
            JSONField("sumOfUpdates", .number(sumOfUpdates)), JSONField("distance", .number(distance)),
            JSONField("sumOfChanges", .number(sumOfChanges)),
            JSONField("otherChanges", .array(otherChanges.map { .object($0.position.fields) })),
            JSONField("final", .number(final)),
            JSONField(
                "largest",
                .array(
                    largest.map { step in
                        .object([
                            JSONField("iteration", .integer(step.iteration)), JSONField("epoch", .integer(step.epoch)),
                            JSONField("step", .number(step.step)), JSONField("value", .number(step.value)),
                            JSONField("gradient", .number(step.gradient)), JSONField("lr", .number(step.learningRate)),
                        ])
                    })
            ),
            JSONField(
                "changes",
                .array(
                    changes.map { change in
                        .object(
                            change.edit.position.fields + [
                                JSONField("before", .number(change.before)), JSONField("after", .number(change.after)),
                            ])
                    })
            ),
        ]
    }
}

extension NonFiniteOrigin {
    fileprivate var fields: [JSONField] {
        let (kind, more): (String, [JSONField]) =
            switch cause {
            case .operation(let terms): ("operation", [JSONField("operands", .array(terms.map(\.json)))])
            case .change(let edit): ("setByHand", [JSONField("position", .object(edit.position.fields))])
            case .start: ("start", [])
            case .data(let row): ("data", [JSONField("dataRow", .integer(row))])
            }
        return [JSONField("cause", .string(kind))] + more + [
            JSONField("epoch", .integer(epoch)),
            JSONField("hops", .array(hops.map { .object($0.fields) })),
            JSONField(
                "earlier",
                earlier.map {
                    .object($0.hop.fields + [JSONField("operands", .array($0.terms.map(\.json)))])
                } ?? .null
            ),
        ]
    }
}

extension NonFiniteOrigin.Hop {
    fileprivate var fields: [JSONField] {
        cell.fields + [
            JSONField("value", .number(value)), JSONField("iteration", iteration.map(JSONValue.integer) ?? .null),
            JSONField("operation", operation.map(JSONValue.string) ?? .null),
        ]
    }
}
