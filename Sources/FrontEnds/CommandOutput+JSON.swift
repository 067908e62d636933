import CommandLanguage
import Foundation
import NeuralEngine
import PlainText
import StepDebugger
import Workbench

extension CommandOutput {
    /// One JSON object on one line, as `--format json` writes it.
    ///
    /// Numbers have the fewest digits that read back to the same value; those that JSON has no number for are
    /// `"nan"`, `"inf"` and `"-inf"`.
    var json: String {
        var fields: [JSONField] = [
            JSONField("file", .string(source)), JSONField("line", .integer(line)),
            JSONField("command", .string(command)),
        ]
        fields += content.fields
        if !displays.isEmpty { fields.append(JSONField("displays", displays.json)) }
        if let note { fields.append(JSONField("note", .string(note))) }
        return JSONValue.object(fields).text
    }
}

extension CommandOutput.Content {
    fileprivate var fields: [JSONField] {
        switch self {
        case .value(let name, let value):
            [JSONField("kind", .string(value.isScalar ? "scalar" : "matrix")), JSONField("name", .string(name))]
                + value.fields
        case .text(let text), .title(let text), .narration(let text):
            [JSONField("kind", .string("text")), JSONField("text", .string(text))]
        case .interrupted(let text):
            [
                JSONField("kind", .string("stop")), JSONField("reason", .string("interrupted")),
                JSONField("text", .string(text)),
            ]
        case .look:
            [JSONField("kind", .string("text")), JSONField("text", .string(""))]
        case .position(let position):
            [JSONField("kind", .string("position"))] + position.fields
        case .chapter(let text):
            [JSONField("kind", .string("chapter")), JSONField("text", .string(text))]
        case .question(let question):
            [JSONField("kind", .string("question")), JSONField("question", .string(question.question))]
                + (question.hint.map { [JSONField("hint", .string($0))] } ?? [])
        case .answer(let answer):
            [
                JSONField("kind", .string("answer")), JSONField("passed", .boolean(answer.passed)),
                JSONField("question", .string(answer.question)),
                JSONField("actual", answer.answer.json),
            ] + (answer.expected.map { [JSONField("expected", $0.json)] } ?? [])
        case .wait(let milliseconds):
            [
                JSONField("kind", .string("stop")), JSONField("reason", .string("wait")),
                JSONField("milliseconds", .integer(milliseconds)),
            ]
        case .pause:
            [JSONField("kind", .string("stop")), JSONField("reason", .string("pause"))]
        case .stop(let stop):
            [
                JSONField("kind", .string("stop")), JSONField("reason", .string(stop.reason.rawValue)),
                JSONField("iterations", .integer(stop.iterations)),
            ] + (stop.hits.isEmpty ? [] : [JSONField("stops", .array(stop.hits.map { .object($0.fields) }))])
                + (stop.best.map { [JSONField("best", $0.json)] } ?? [])
                + stop.position.fields
        case .stops(let list):
            [JSONField("kind", .string("stops")), JSONField("stops", .array(list.entries.map { .object($0.fields) }))]
        case .sweep(let sweep):
            [JSONField("kind", .string("sweep"))] + sweep.fields
        case .displays(let displays):
            [JSONField("kind", .string("displays")), JSONField("displays", displays.json)]
        case .expectation(let expectation):
            [
                JSONField("kind", .string("expectation")), JSONField("passed", .boolean(expectation.passed)),
                JSONField("expectation", .string(expectation.expectation)),
                JSONField("actual", expectation.actual.json),
                JSONField("expected", expectation.expected.json),
                JSONField("differences", .integer(expectation.differenceCount)),
                JSONField("largestDifference", .number(expectation.largestDifference)),
            ]
                + (expectation.sides.isEmpty
                    ? []
                    : [JSONField("sides", .array(expectation.sides.map(\.json)))])
        case .accusation(let accusation):
            [JSONField("kind", .string("accusation"))] + accusation.fields
        case .gradientCheck(let check):
            [JSONField("kind", .string("gradient-check"))] + check.fields
        case .derivation(let derivation):
            [JSONField("kind", .string("derivation"))] + derivation.fields
        case .explanation(let explanation):
            [JSONField("kind", .string("explanation"))] + explanation.fields
        case .why(let why):
            [JSONField("kind", .string("why"))] + why.fields
        case .comparison(let comparison):
            [JSONField("kind", .string("comparison"))] + comparison.fields
        case .plot(let plot):
            [JSONField("kind", .string("plot"))] + plot.fields
        case .error(let diagnostic, let source):
            diagnostic.fields(in: source)
        }
    }
}

extension BranchComparisonResult {
    /// Losses that a branch did not come to are null.
    fileprivate var fields: [JSONField] {
        var partingFields: JSONValue = .null
        if let parting {
            partingFields = .object([
                JSONField("iteration", .integer(parting.iteration)),
                JSONField("operation", parting.operation.map(JSONValue.string) ?? .null),
                JSONField("name", .string(parting.matrix.description)), JSONField("row", .integer(parting.row)),
                JSONField("column", .integer(parting.column)),
                JSONField("values", .array([.number(parting.values.0), .number(parting.values.1)])),
            ])
        }
        return [
            JSONField("branches", .array([.string(names.0), .string(names.1)])), JSONField("parting", partingFields),
            JSONField("comparedTo", .integer(comparedTo.iteration)),
            JSONField(
                "losses",
                .array(
                    curve.map { point in
                        .array([
                            .integer(point.iteration), point.losses.0.map(JSONValue.number) ?? .null,
                            point.losses.1.map(JSONValue.number) ?? .null,
                        ])
                    })
            ),
        ]
    }
}

extension Diagnostic {
    fileprivate func fields(in source: SourceText) -> [JSONField] {
        let place = source.lineAndColumn(at: range.lower)
        return [
            JSONField("kind", .string("error")), JSONField("message", .string(message)),
            JSONField("errorLine", .integer(place.line)), JSONField("column", .integer(place.column)),
        ] + (suggestion.map { [JSONField("suggestion", .string($0))] } ?? [])
    }

    /// The object for an error in a text of which nothing ran.
    func json(in source: SourceText) -> String {
        let place = source.lineAndColumn(at: range.lower)
        return JSONValue.object(
            [
                JSONField("file", .string(source.name)), JSONField("line", .integer(place.line)),
                JSONField(
                    "command", .string(source.line(containing: range.lower).trimmingCharacters(in: .whitespaces))),
            ] + fields(in: source)
        ).text
    }
}

extension Value {
    /// `"value"` of a scalar, `"shape"` and `"values"` of a matrix.
    fileprivate var fields: [JSONField] {
        if isScalar { return [JSONField("value", json)] }
        return [
            JSONField("shape", .array([.integer(matrix.rows), .integer(matrix.columns)])), JSONField("values", json),
        ]
    }

    /// The number, the answer, or the rows.
    var json: JSONValue {
        func cell(_ cell: Double) -> JSONValue { isBoolean ? .boolean(cell != 0) : .number(cell) }
        if let scalar { return cell(scalar) }
        return .array((0..<matrix.rows).map { .array(matrix.row($0).map(cell)) })
    }
}

extension GradientCheckReport {
    fileprivate var fields: [JSONField] {
        [
            JSONField("passed", .boolean(passed)), JSONField("tolerance", .number(tolerance)),
            JSONField("interrupted", .boolean(isInterrupted)), JSONField("checked", .integer(checkedCount)),
            JSONField("cells", .integer(cellCount)), JSONField("failed", .integer(failedCount)),
            JSONField("kinks", .integer(kinkCount)),
            JSONField("matrices", .array(matrices.map { .object($0.fields) })),
            JSONField(
                "changed",
                .array(
                    changed.map {
                        .object([
                            JSONField("name", .string($0.matrix.description)),
                            JSONField("operation", .string($0.operation)),
                        ])
                    })
            ),
        ]
    }
}

extension MatrixGradientCheck {
    /// `kinks` counts the cells at one; `crossings` names the first few kinks.
    fileprivate var fields: [JSONField] {
        [
            JSONField("name", .string(name.description)),
            JSONField("shape", .array([.integer(shape.rows), .integer(shape.columns)])),
            JSONField("checked", .integer(checked)), JSONField("failed", .integer(failed)),
            JSONField("notFinite", .integer(notFinite)),
            JSONField("worst", worst.map { .object($0.fields) } ?? .null), JSONField("kinks", .integer(atKinks)),
            JSONField(
                "crossings",
                .array(
                    kinks.map {
                        .object([
                            JSONField("name", .string($0.matrix.description)), JSONField("row", .integer($0.row)),
                            JSONField("column", .integer($0.column)), JSONField("function", .string($0.function)),
                        ])
                    })
            ),
        ]
    }
}

extension GradientComparison {
    fileprivate var fields: [JSONField] {
        [
            JSONField("row", .integer(row)), JSONField("column", .integer(column)),
            JSONField("analytic", .number(analytic)),
            JSONField("numeric", .number(numeric)), JSONField("relativeError", .number(relativeError)),
        ]
    }
}

extension PositionReport {
    fileprivate var fields: [JSONField] {
        var fields: [JSONField] = [
            JSONField("epoch", .integer(epoch)), JSONField("iteration", .integer(position.iteration)),
            JSONField("batch", .integer(batch)),
            JSONField("operation", operation.map(JSONValue.string) ?? .null),
            JSONField("index", .integer(operationNumber)),
            JSONField("operations", .integer(operationCount)), JSONField("next", .string(nextOperation)),
        ]
        if let branch { fields.append(JSONField("branch", .string(branch))) }
        if let cell {
            fields.append(
                JSONField(
                    "cell",
                    .object([
                        JSONField("name", .string(cell.matrix.description)), JSONField("row", .integer(cell.row)),
                        JSONField("column", .integer(cell.column)), JSONField("value", .number(cell.value)),
                    ])
                ))
        }
        if let loss { fields.append(JSONField("loss", .number(loss))) }
        if let accuracy { fields.append(JSONField("accuracy", .number(accuracy))) }
        return fields
    }
}

extension NamedValue {
    fileprivate var json: JSONValue { .object([JSONField("name", .string(name)), JSONField("value", value.json)]) }
}
