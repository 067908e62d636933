import CommandLanguage
import Foundation
import NeuralEngine
import StepDebugger
import Workbench

extension CommandOutput {
    /// One JSON object on one line, as `--format json` writes it.
    ///
    /// Numbers have the fewest digits that read back to the same value; those that JSON has no number for are
    /// `"nan"`, `"inf"` and `"-inf"`.
    var json: String {
        var fields: [(String, JSONText)] = [
            ("file", .string(source)), ("line", .integer(line)), ("command", .string(command)),
        ]
        fields += content.fields
        if !displays.isEmpty { fields.append(("displays", displays.json)) }
        if let note { fields.append(("note", .string(note))) }
        return JSONText.object(fields).text
    }
}

extension CommandOutput.Content {
    fileprivate var fields: [(String, JSONText)] {
        switch self {
        case .value(let name, let value):
            [("kind", .string(value.isScalar ? "scalar" : "matrix")), ("name", .string(name))] + value.fields
        case .text(let text), .title(let text), .narration(let text):
            [("kind", .string("text")), ("text", .string(text))]
        case .interrupted(let text):
            [("kind", .string("stop")), ("reason", .string("interrupted")), ("text", .string(text))]
        case .look:
            [("kind", .string("text")), ("text", .string(""))]
        case .position(let position):
            [("kind", .string("position"))] + position.fields
        case .chapter(let text):
            [("kind", .string("chapter")), ("text", .string(text))]
        case .question(let question):
            [("kind", .string("question")), ("question", .string(question.question))]
                + (question.hint.map { [("hint", .string($0))] } ?? [])
        case .answer(let answer):
            [
                ("kind", .string("answer")), ("passed", .boolean(answer.passed)),
                ("question", .string(answer.question)),
                ("actual", answer.answer.json),
            ] + (answer.expected.map { [("expected", $0.json)] } ?? [])
        case .wait(let milliseconds):
            [("kind", .string("stop")), ("reason", .string("wait")), ("milliseconds", .integer(milliseconds))]
        case .pause:
            [("kind", .string("stop")), ("reason", .string("pause"))]
        case .stop(let stop):
            [
                ("kind", .string("stop")), ("reason", .string(stop.reason.rawValue)),
                ("iterations", .integer(stop.iterations)),
            ] + (stop.hits.isEmpty ? [] : [("stops", .array(stop.hits.map { .object($0.fields) }))])
                + (stop.best.map { [("best", $0.json)] } ?? [])
                + stop.position.fields
        case .stops(let list):
            [("kind", .string("stops")), ("stops", .array(list.entries.map { .object($0.fields) }))]
        case .sweep(let sweep):
            [("kind", .string("sweep"))] + sweep.fields
        case .displays(let displays):
            [("kind", .string("displays")), ("displays", displays.json)]
        case .expectation(let expectation):
            [
                ("kind", .string("expectation")), ("passed", .boolean(expectation.passed)),
                ("expectation", .string(expectation.expectation)), ("actual", expectation.actual.json),
                ("expected", expectation.expected.json),
                ("differences", .integer(expectation.differenceCount)),
                ("largestDifference", .number(expectation.largestDifference)),
            ]
                + (expectation.sides.isEmpty
                    ? []
                    : [("sides", .array(expectation.sides.map(\.json)))])
        case .accusation(let accusation):
            [("kind", .string("accusation"))] + accusation.fields
        case .gradientCheck(let check):
            [("kind", .string("gradient-check"))] + check.fields
        case .derivation(let derivation):
            [("kind", .string("derivation"))] + derivation.fields
        case .explanation(let explanation):
            [("kind", .string("explanation"))] + explanation.fields
        case .why(let why):
            [("kind", .string("why"))] + why.fields
        case .comparison(let comparison):
            [("kind", .string("comparison"))] + comparison.fields
        case .plot(let plot):
            [("kind", .string("plot"))] + plot.fields
        case .error(let diagnostic, let source):
            diagnostic.fields(in: source)
        }
    }
}

extension BranchComparisonResult {
    /// Losses that a branch did not come to are null.
    fileprivate var fields: [(String, JSONText)] {
        var partingFields: JSONText = .null
        if let parting {
            partingFields = .object([
                ("iteration", .integer(parting.iteration)),
                ("operation", parting.operation.map(JSONText.string) ?? .null),
                ("name", .string(parting.matrix.description)), ("row", .integer(parting.row)),
                ("column", .integer(parting.column)),
                ("values", .array([.number(parting.values.0), .number(parting.values.1)])),
            ])
        }
        return [
            ("branches", .array([.string(names.0), .string(names.1)])), ("parting", partingFields),
            ("comparedTo", .integer(comparedTo.iteration)),
            (
                "losses",
                .array(
                    curve.map { point in
                        .array([
                            .integer(point.iteration), point.losses.0.map(JSONText.number) ?? .null,
                            point.losses.1.map(JSONText.number) ?? .null,
                        ])
                    })
            ),
        ]
    }
}

extension Diagnostic {
    fileprivate func fields(in source: SourceText) -> [(String, JSONText)] {
        let place = source.lineAndColumn(at: range.lower)
        return [
            ("kind", .string("error")), ("message", .string(message)),
            ("errorLine", .integer(place.line)), ("column", .integer(place.column)),
        ] + (suggestion.map { [("suggestion", .string($0))] } ?? [])
    }

    /// The object for an error in a text of which nothing ran.
    func json(in source: SourceText) -> String {
        let place = source.lineAndColumn(at: range.lower)
        return JSONText.object(
            [
                ("file", .string(source.name)), ("line", .integer(place.line)),
                ("command", .string(source.line(containing: range.lower).trimmingCharacters(in: .whitespaces))),
            ] + fields(in: source)
        ).text
    }
}

extension Value {
    /// `"value"` of a scalar, `"shape"` and `"values"` of a matrix.
    fileprivate var fields: [(String, JSONText)] {
        if isScalar { return [("value", json)] }
        return [
            ("shape", .array([.integer(matrix.rows), .integer(matrix.columns)])), ("values", json),
        ]
    }

    /// The number, the answer, or the rows.
    var json: JSONText {
        func cell(_ cell: Double) -> JSONText { isBoolean ? .boolean(cell != 0) : .number(cell) }
        if let scalar { return cell(scalar) }
        return .array((0..<matrix.rows).map { .array(matrix.row($0).map(cell)) })
    }
}

extension GradientCheckReport {
    fileprivate var fields: [(String, JSONText)] {
        [
            ("passed", .boolean(passed)), ("tolerance", .number(tolerance)),
            ("interrupted", .boolean(isInterrupted)), ("checked", .integer(checkedCount)),
            ("cells", .integer(cellCount)), ("failed", .integer(failedCount)), ("kinks", .integer(kinkCount)),
            ("matrices", .array(matrices.map { .object($0.fields) })),
            (
                "changed",
                .array(
                    changed.map {
                        .object([
                            ("name", .string($0.matrix.description)), ("operation", .string($0.operation)),
                        ])
                    })
            ),
        ]
    }
}

extension MatrixGradientCheck {
    /// `kinks` counts the cells at one; `crossings` names the first few kinks.
    fileprivate var fields: [(String, JSONText)] {
        [
            ("name", .string(name.description)), ("shape", .array([.integer(shape.rows), .integer(shape.columns)])),
            ("checked", .integer(checked)), ("failed", .integer(failed)), ("notFinite", .integer(notFinite)),
            ("worst", worst.map { .object($0.fields) } ?? .null), ("kinks", .integer(atKinks)),
            (
                "crossings",
                .array(
                    kinks.map {
                        .object([
                            ("name", .string($0.matrix.description)), ("row", .integer($0.row)),
                            ("column", .integer($0.column)), ("function", .string($0.function)),
                        ])
                    })
            ),
        ]
    }
}

extension GradientComparison {
    fileprivate var fields: [(String, JSONText)] {
        [
            ("row", .integer(row)), ("column", .integer(column)), ("analytic", .number(analytic)),
            ("numeric", .number(numeric)), ("relativeError", .number(relativeError)),
        ]
    }
}

extension PositionReport {
    fileprivate var fields: [(String, JSONText)] {
        var fields: [(String, JSONText)] = [
            ("epoch", .integer(epoch)), ("iteration", .integer(position.iteration)), ("batch", .integer(batch)),
            ("operation", operation.map(JSONText.string) ?? .null), ("index", .integer(operationNumber)),
            ("operations", .integer(operationCount)), ("next", .string(nextOperation)),
        ]
        if let branch { fields.append(("branch", .string(branch))) }
        if let cell {
            fields.append(
                (
                    "cell",
                    .object([
                        ("name", .string(cell.matrix.description)), ("row", .integer(cell.row)),
                        ("column", .integer(cell.column)), ("value", .number(cell.value)),
                    ])
                ))
        }
        if let loss { fields.append(("loss", .number(loss))) }
        if let accuracy { fields.append(("accuracy", .number(accuracy))) }
        return fields
    }
}

extension NamedValue {
    fileprivate var json: JSONText { .object([("name", .string(name)), ("value", value.json)]) }
}
