import StepDebugger
import Workbench

/// The runs of a sweep as fields of a JSON object.
extension SweepReport {
    var fields: [(String, JSONText)] {
        [
            ("monitor", .string(monitor.rawValue)),
            (
                "runs",
                .array(
                    rows.map { row in
                        let settings = zip(keys, row.values).map { ($0, JSONText.string($1)) }
                        let figures = row.figures?.last.fields ?? []
                        let best = row.figures?.best.map { [("best", JSONText.object($0.fields))] } ?? []
                        return .object(
                            [
                                ("run", .integer(row.number)), ("settings", .object(settings)),
                                ("status", .string(row.status.rawValue)),
                            ] + figures + best)
                    })
            ),
        ]
    }
}
