import PlainText

extension PositionReport {
    public var fields: [JSONField] {
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
