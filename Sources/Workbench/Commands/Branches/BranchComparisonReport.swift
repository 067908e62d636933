import PlainText
import StepDebugger

extension BranchComparisonResult: CommandReport {
    package var kind: String { "comparison" }

    /// Where the branches part, and a table of their losses.
    public var text: String {
        ([partingText] + table).joined(separator: "\n")
    }

    private var partingText: String {
        guard let parting else {
            return "'\(names.0)' and '\(names.1)' are the same up to iteration \(comparedTo.iteration), "
                + "as far as both go"
        }
        let place = parting.operation ?? "a change by hand"
        return "they part in iteration \(parting.iteration) at \(place): "
            + "\(parting.matrix)[\(parting.row),\(parting.column)] is \(NumberFormat.shortest(parting.values.0)) "
            + "on '\(names.0)', \(NumberFormat.shortest(parting.values.1)) on '\(names.1)'"
    }

    /// A row for each point: the iteration, both losses and their difference.
    private var table: [String] {
        guard !curve.isEmpty else { return [] }
        var rows = [["iteration", names.0, names.1, "difference"]]
        rows += curve.map { point in
            let (a, b) = point.losses
            func cell(_ loss: Double?) -> String { loss.map { NumberFormat.rounded($0) } ?? "–" }
            var difference = "–"
            if let a, let b { difference = NumberFormat.rounded(b - a, digits: 3) }
            return [String(point.iteration), cell(a), cell(b), difference]
        }
        return ["loss"] + rows.alignedRight.map { "  " + $0 }
    }

    /// Losses of iterations that a branch did not reach are null.
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
