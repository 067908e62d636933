import Workbench

extension AccusationReport {
    /// The fields of the object: whether it was right, the operation, and either what was wrong with it or which
    /// operations are cleared by now.
    var fields: [(String, JSONText)] {
        var fields: [(String, JSONText)] = [("passed", .boolean(passed)), ("operation", .string(operation))]
        if let finding {
            fields += [
                ("bug", .string(finding.fault.kind.rawValue)),
                (
                    "formulas",
                    .array(
                        finding.formulas.map {
                            .object([("right", .string($0.right)), ("wrong", .string($0.wrong))])
                        })
                ),
            ]
        } else {
            fields.append(("cleared", .array(cleared.map(JSONText.string))))
        }
        return fields + [("text", .string(text))]
    }
}
