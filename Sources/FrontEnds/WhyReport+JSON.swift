import NeuralEngine
import StepDebugger
import Workbench

extension WhyReport {
    /// The fields of the object: the cell, what has computed it, and the answer, whose kind `answer` tells: `terms`,
    /// `operands`, `paths`, `history`, `origin`, or `none` where the search was interrupted before it found anything.
    var fields: [(String, JSONText)] {
        let (kind, fields): (String, [(String, JSONText)]) =
            switch answer {
            case .terms(let terms): ("terms", terms.fields)
            case .paths(let paths): ("paths", paths.fields + [("startIsGiven", .boolean(startIsGiven))])
            case .history(let history): ("history", history.fields)
            case .origin(let origin): ("origin", origin.fields)
            case .operands(let equation, let operands):
                (
                    "operands",
                    [
                        ("equation", equation.map(JSONText.string) ?? .null),
                        (
                            "operands",
                            .array(
                                operands.map {
                                    .object([("factor", .string($0.name)), ("value", .number($0.value))])
                                })
                        ), ("startIsGiven", .boolean(startIsGiven)),
                    ]
                )
            case .nothingYet: ("none", [])
            }
        return [
            ("name", .string(cell.name.description)), ("row", .integer(cell.row)), ("column", .integer(cell.column)),
            ("value", .number(value)), ("iteration", iteration.map(JSONText.integer) ?? .null),
            ("operation", operation.map(JSONText.string) ?? .null), ("interrupted", .boolean(isInterrupted)),
            ("setByHand", .array(changes.map { .object($0.position.fields) })), ("answer", .string(kind)),
        ] + fields
    }
}

extension Position {
    fileprivate var fields: [(String, JSONText)] {
        [("iteration", .integer(iteration)), ("operation", .integer(operation)), ("cell", .integer(cell))]
    }
}

extension MatrixCell {
    fileprivate var fields: [(String, JSONText)] {
        [("name", .string(name.description)), ("row", .integer(row)), ("column", .integer(column))]
    }
}

extension Term {
    fileprivate var json: JSONText {
        .object([
            ("sample", sample.map(JSONText.integer) ?? .null), ("value", .number(value)),
            (
                "factors",
                .array(factors.map { .object([("factor", .string($0.name)), ("value", .number($0.value))]) })
            ),
        ])
    }
}

extension TermSum {
    fileprivate var fields: [(String, JSONText)] {
        [
            ("equation", equation.map(JSONText.string) ?? .null),
            (
                "operand",
                operand.map { .object([("factor", .string($0.name)), ("value", .number($0.value))]) } ?? .null
            ),
            ("terms", .array(terms.map(\.json))), ("termCount", .integer(termCount)), ("rest", .number(rest)),
            ("sum", .number(sum)),
        ]
    }
}

extension GradientPaths {
    fileprivate var fields: [(String, JSONText)] {
        [
            ("start", .string(start)), ("paths", .array(paths.map(\.json))), ("pathCount", .number(pathCount)),
            ("rest", .number(rest)), ("sum", .number(sum)), ("remainder", .number(remainder)),
            ("remainderIsRounding", .boolean(remainderIsRounding)),
            (
                "shares",
                .array(
                    shares.map { share in
                        .object([
                            ("row", .integer(share.row)), ("sample", .integer(share.sample)),
                            ("value", .number(share.value)),
                            ("zeroFactor", share.zeroFactor.map { .string($0.name) } ?? .null),
                        ])
                    })
            ),
        ]
    }
}

extension CellHistory {
    fileprivate var fields: [(String, JSONText)] {
        [
            ("initial", .number(initial)), ("updates", .integer(updateCount)),
            ("sumOfUpdates", .number(sumOfUpdates)), ("distance", .number(distance)),
            ("sumOfChanges", .number(sumOfChanges)),
            ("otherChanges", .array(otherChanges.map { .object($0.position.fields) })), ("final", .number(final)),
            (
                "largest",
                .array(
                    largest.map { step in
                        .object([
                            ("iteration", .integer(step.iteration)), ("epoch", .integer(step.epoch)),
                            ("step", .number(step.step)), ("value", .number(step.value)),
                            ("gradient", .number(step.gradient)), ("lr", .number(step.learningRate)),
                        ])
                    })
            ),
            (
                "changes",
                .array(
                    changes.map { change in
                        .object(
                            change.edit.position.fields + [
                                ("before", .number(change.before)), ("after", .number(change.after)),
                            ])
                    })
            ),
        ]
    }
}

extension NonFiniteOrigin {
    fileprivate var fields: [(String, JSONText)] {
        let (kind, more): (String, [(String, JSONText)]) =
            switch cause {
            case .operation(let terms): ("operation", [("operands", .array(terms.map(\.json)))])
            case .change(let edit): ("setByHand", [("position", .object(edit.position.fields))])
            case .start: ("start", [])
            case .data(let row): ("data", [("dataRow", .integer(row))])
            }
        return [("cause", .string(kind))] + more + [
            ("epoch", .integer(epoch)),
            ("hops", .array(hops.map { .object($0.fields) })),
            (
                "earlier",
                earlier.map {
                    .object($0.hop.fields + [("operands", .array($0.terms.map(\.json)))])
                } ?? .null
            ),
        ]
    }
}

extension NonFiniteOrigin.Hop {
    fileprivate var fields: [(String, JSONText)] {
        cell.fields + [
            ("value", .number(value)), ("iteration", iteration.map(JSONText.integer) ?? .null),
            ("operation", operation.map(JSONText.string) ?? .null),
        ]
    }
}
