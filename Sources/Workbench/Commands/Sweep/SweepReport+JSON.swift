import PlainText
import StepDebugger

/// The runs of a sweep as fields of a JSON object.
extension SweepReport {
    public var fields: [JSONField] {
        [
            JSONField("monitor", .string(monitor.rawValue)),
            JSONField(
                "runs",
                .array(
                    rows.map { row in
                        let settings = zip(keys, row.values).map { JSONField($0, .string($1)) }
                        let figures = row.figures?.last.fields ?? []
                        let best = row.figures?.best.map { [JSONField("best", .object($0.fields))] } ?? []
                        return .object(
                            [
                                JSONField("run", .integer(row.number)), JSONField("settings", .object(settings)),
                                JSONField("status", .string(row.status.rawValue)),
                            ] + figures + best)
                    })
            ),
        ]
    }
}
