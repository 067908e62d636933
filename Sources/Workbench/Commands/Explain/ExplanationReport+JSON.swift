import NeuralEngine
import PlainText
import StepDebugger

extension ExplanationReport {
    /// The fields of the object: the formula in letters, with indices and with numbers; its operands; the terms of its
    /// longest sum, with the rest as one number; whether it gives the value; the central difference of a gradient, and
    /// the matrix that was set by hand before it, if one was.
    public var fields: [JSONField] {
        let formula = explanation.formula
        var fields: [JSONField] = [
            JSONField("name", .string(explanation.name.description)), JSONField("row", .integer(explanation.row)),
            JSONField("column", .integer(explanation.column)), JSONField("value", .number(explanation.value)),
            JSONField("operation", explanation.operation.map { .string($0.label) } ?? .null),
            JSONField("iteration", formula?.iteration.map(JSONValue.integer) ?? .null),
            JSONField("given", .boolean(explanation.verdict == .given)), JSONField("heading", .string(heading)),
        ]
        if let formula { fields += formula.fields }
        fields.append(JSONField("remarks", .array(sentences.map(JSONValue.string))))
        fields.append(JSONField("check", explanation.gradient.map { .object($0.fields) } ?? .null))
        fields.append(JSONField("changedByHand", explanation.changedByHand.map { .string($0.description) } ?? .null))
        return fields + (stale?.fields ?? [])
    }
}

extension CellFormula {
    fileprivate var fields: [JSONField] {
        let series = expression.longestSeries
        let shown = series.map { zip($0.terms, $0.values).map { JSONValue.term($0, $1) } } ?? []
        return [
            JSONField("formula", .string("\(cell.symbol) = \(expression.text(.letters))")),
            JSONField("indexed", .string("\(cell.place) = \(expression.text(.indices))")),
            JSONField("substituted", .string(expression.text(.numbers))),
            JSONField("evaluated", .number(evaluated.value)), JSONField("rounding", .number(evaluated.error)),
            JSONField("operands", .array(expression.operands.map { .object($0.fields) })),
            JSONField("terms", .array(shown)), JSONField("termCount", .integer(series?.count ?? 0)),
            JSONField(
                "rest",
                series.map {
                    .object([JSONField("count", .integer($0.restCount)), JSONField("value", .number($0.rest.value))])
                } ?? .null
            ),
            JSONField(
                "definitions",
                .array(
                    definitions.map {
                        .object([
                            JSONField("symbol", .string($0.symbol)),
                            JSONField("formula", .string($0.expression.text(.letters))),
                            JSONField("substituted", .string($0.expression.text(.numbers))),
                            JSONField("value", .number($0.expression.value)),
                        ])
                    })
            ),
        ]
    }
}

extension CellExpression {
    /// The formula in one line, numbers with all their digits.
    fileprivate func text(_ notation: CellNotation) -> String {
        spelled(notation, number: NumberFormat.shortest).joined()
    }
}

extension JSONValue {
    fileprivate static func term(_ term: CellExpression, _ value: Double) -> JSONValue {
        .object([
            JSONField("formula", .string(term.text(.indices))), JSONField("substituted", .string(term.text(.numbers))),
            JSONField("value", .number(value)),
        ])
    }
}

extension CellOperand {
    /// `name` is the matrix; nothing of it for the data that a batch was taken from.
    fileprivate var fields: [JSONField] {
        [
            JSONField("label", .string(label)), JSONField("name", matrix.map { .string($0.description) } ?? .null),
            JSONField("row", .integer(row.number)), JSONField("column", .integer(column.number)),
            JSONField("value", .number(value)),
        ]
    }
}

extension GradientCellCheck {
    fileprivate var fields: [JSONField] {
        [
            JSONField("analytic", .number(comparison.analytic)), JSONField("numeric", .number(comparison.numeric)),
            JSONField("relativeError", .number(comparison.relativeError)), JSONField("tolerance", .number(tolerance)),
            JSONField("floor", .number(floor)), JSONField("passed", .boolean(passed)),
            JSONField(
                "kink",
                kink.map {
                    .object([
                        JSONField("name", .string($0.matrix.description)), JSONField("row", .integer($0.row)),
                        JSONField("column", .integer($0.column)), JSONField("function", .string($0.function)),
                    ])
                } ?? .null
            ),
        ]
    }
}
