import NeuralEngine
import StepDebugger
import Workbench

extension ExplanationReport {
    /// The fields of the object: the formula in letters, with indices and with numbers; its operands; the terms of its
    /// longest sum, with the rest as one number; whether it gives the value; the central difference of a gradient, and
    /// the matrix that was set by hand before it, if one was.
    var fields: [(String, JSONText)] {
        let formula = explanation.formula
        var fields: [(String, JSONText)] = [
            ("name", .string(explanation.name.description)), ("row", .integer(explanation.row)),
            ("column", .integer(explanation.column)), ("value", .number(explanation.value)),
            ("operation", explanation.operation.map { .string($0.label) } ?? .null),
            ("iteration", formula?.iteration.map(JSONText.integer) ?? .null),
            ("given", .boolean(explanation.verdict == .given)), ("heading", .string(heading)),
        ]
        if let formula { fields += formula.fields }
        fields.append(("remarks", .array(sentences.map(JSONText.string))))
        fields.append(("check", explanation.gradient.map { .object($0.fields) } ?? .null))
        fields.append(("changedByHand", explanation.changedByHand.map { .string($0.description) } ?? .null))
        return fields
    }
}

extension CellFormula {
    fileprivate var fields: [(String, JSONText)] {
        let series = expression.longestSeries
        let shown = series.map { zip($0.terms, $0.values).map { JSONText.term($0, $1) } } ?? []
        return [
            ("formula", .string("\(cell.symbol) = \(expression.text(.letters))")),
            ("indexed", .string("\(cell.place) = \(expression.text(.indices))")),
            ("substituted", .string(expression.text(.numbers))),
            ("evaluated", .number(evaluated.value)), ("rounding", .number(evaluated.error)),
            ("operands", .array(expression.operands.map { .object($0.fields) })),
            ("terms", .array(shown)), ("termCount", .integer(series?.count ?? 0)),
            (
                "rest",
                series.map {
                    .object([("count", .integer($0.restCount)), ("value", .number($0.rest.value))])
                } ?? .null
            ),
            (
                "definitions",
                .array(
                    definitions.map {
                        .object([
                            ("symbol", .string($0.symbol)), ("formula", .string($0.expression.text(.letters))),
                            ("substituted", .string($0.expression.text(.numbers))),
                            ("value", .number($0.expression.value)),
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

extension JSONText {
    fileprivate static func term(_ term: CellExpression, _ value: Double) -> JSONText {
        .object([
            ("formula", .string(term.text(.indices))), ("substituted", .string(term.text(.numbers))),
            ("value", .number(value)),
        ])
    }
}

extension CellOperand {
    /// `name` is the matrix; nothing of it for the data that a batch was taken from.
    fileprivate var fields: [(String, JSONText)] {
        [
            ("label", .string(label)), ("name", matrix.map { .string($0.description) } ?? .null),
            ("row", .integer(row.number)), ("column", .integer(column.number)), ("value", .number(value)),
        ]
    }
}

extension GradientCellCheck {
    fileprivate var fields: [(String, JSONText)] {
        [
            ("analytic", .number(comparison.analytic)), ("numeric", .number(comparison.numeric)),
            ("relativeError", .number(comparison.relativeError)), ("tolerance", .number(tolerance)),
            ("floor", .number(floor)), ("passed", .boolean(passed)),
            (
                "kink",
                kink.map {
                    .object([
                        ("name", .string($0.matrix.description)), ("row", .integer($0.row)),
                        ("column", .integer($0.column)), ("function", .string($0.function)),
                    ])
                } ?? .null
            ),
        ]
    }
}
