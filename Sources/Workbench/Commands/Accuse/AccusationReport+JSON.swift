import PlainText

extension AccusationReport {
    /// The fields of the object: whether it was right, the operation, and either what was wrong with it or which
    /// operations are cleared by now.
    public var fields: [JSONField] {
        var fields: [JSONField] = [JSONField("passed", .boolean(passed)), JSONField("operation", .string(operation))]
        if let finding {
            fields += [
                JSONField("bug", .string(finding.fault.kind.rawValue)),
                JSONField(
                    "formulas",
                    .array(
                        finding.formulas.map {
                            .object([JSONField("right", .string($0.right)), JSONField("wrong", .string($0.wrong))])
                        })
                ),
            ]
        } else {
            fields.append(JSONField("cleared", .array(cleared.map(JSONValue.string))))
        }
        return fields + [JSONField("text", .string(text))]
    }
}
