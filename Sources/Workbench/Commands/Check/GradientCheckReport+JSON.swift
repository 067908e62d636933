import NeuralEngine
import PlainText

extension GradientCheckReport {
    public var fields: [JSONField] {
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
