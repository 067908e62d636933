import PlainText
import StepDebugger

extension BranchComparisonResult {
    /// Losses that a branch did not come to are null.
    public var fields: [JSONField] {
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
