import NeuralEngine
import PlainText

/// The report on the timeline.
extension BenchmarkReport {
    /// Three tables: what recording costs, how long journeys take, how much memory a timeline has.
    func timeline(_ measured: TimelineMeasurement) -> String {
        let recording = Self.table(
            ["recording", "network", "alone", "recorded", "cost"],
            measured.recording.map {
                [
                    $0.workload.name, $0.workload.spelling, Self.figure($0.plain.unitsPerSecond),
                    Self.figure($0.recorded.unitsPerSecond), Self.percent($0.cost),
                ]
            }, leftColumns: 2)
        let seeking = Self.table(
            ["seeking", "iterations", "checkpoints", "journeys", "median", "longest"],
            measured.seeking.map {
                [
                    $0.run, NumberFormat.grouped(Double($0.iterations)), String($0.checkpoints), String($0.journeys),
                    Self.milliseconds($0.median), Self.milliseconds($0.longest),
                ]
            }, leftColumns: 1)
        let memory = Self.table(
            ["memory", "iterations", "checkpoints", "most", "limit"],
            measured.memory.map {
                [
                    $0.run, NumberFormat.grouped(Double($0.iterations)), String($0.checkpoints),
                    Self.mebibytes($0.most), Self.mebibytes($0.limit),
                ]
            }, leftColumns: 1)
        return [recording, seeking, memory].joined(separator: "\n") + """

            recording  steps/s of the engine alone and of a session that can go back, in turns
            seeking    time to go from one place of the run to any other, exact to the last bit
            memory     the most that the timeline took after any slice of a long run

            """
    }

    func json(_ measured: TimelineMeasurement) -> JSONValue {
        .object([
            JSONField("kind", .string("timeline")),
            JSONField(
                "recording",
                .array(
                    measured.recording.map {
                        .object([
                            JSONField("name", .string($0.workload.name)),
                            JSONField("network", .string($0.workload.spelling)),
                            JSONField("stepsPerSecond", .number($0.plain.unitsPerSecond)),
                            JSONField("recordedStepsPerSecond", .number($0.recorded.unitsPerSecond)),
                            JSONField("cost", .number($0.cost)),
                            JSONField("kept", .array([.integer($0.plain.keptCount), .integer($0.recorded.keptCount)])),
                        ])
                    })
            ),
            JSONField(
                "seeking",
                .array(
                    measured.seeking.map {
                        .object([
                            JSONField("run", .string($0.run)), JSONField("iterations", .integer($0.iterations)),
                            JSONField("checkpoints", .integer($0.checkpoints)),
                            JSONField("journeys", .integer($0.journeys)),
                            JSONField("medianSeconds", .number($0.median)),
                            JSONField("longestSeconds", .number($0.longest)),
                        ])
                    })
            ),
            JSONField(
                "memory",
                .array(
                    measured.memory.map {
                        .object([
                            JSONField("run", .string($0.run)), JSONField("iterations", .integer($0.iterations)),
                            JSONField("checkpoints", .integer($0.checkpoints)),
                            JSONField("mostBytes", .integer($0.most)),
                            JSONField("limitBytes", .integer($0.limit)),
                        ])
                    })
            ),
        ])
    }

    /// Rows below titles, the first columns aligned left and the others right.
    static func table(_ titles: [String], _ rows: [[String]], leftColumns: Int) -> String {
        let all = [titles] + rows
        let widths = titles.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            let cells = row.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].count)
                return column < leftColumns ? row[column] + padding : padding + row[column]
            }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }

    static func milliseconds(_ seconds: Double) -> String {
        NumberFormat.fixed(1000 * seconds, decimals: 2) + " ms"
    }

    private static func mebibytes(_ bytes: Int) -> String {
        NumberFormat.fixed(Double(bytes) / Double(1 << 20), decimals: 1) + " MiB"
    }
}
