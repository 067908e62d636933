import NeuralEngine
import Workbench

/// What the timeline's figures look like.
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

            recording  steps/s of the engine alone and of a session that can go back, by turns
            seeking    from one place of the run to another, anywhere in it, to the last bit
            memory     the most that everything remembered took after any slice of a long run

            """
    }

    func json(_ measured: TimelineMeasurement) -> JSONText {
        .object([
            ("kind", .string("timeline")),
            (
                "recording",
                .array(
                    measured.recording.map {
                        .object([
                            ("name", .string($0.workload.name)), ("network", .string($0.workload.spelling)),
                            ("stepsPerSecond", .number($0.plain.unitsPerSecond)),
                            ("recordedStepsPerSecond", .number($0.recorded.unitsPerSecond)), ("cost", .number($0.cost)),
                            ("kept", .array([.integer($0.plain.keptCount), .integer($0.recorded.keptCount)])),
                        ])
                    })
            ),
            (
                "seeking",
                .array(
                    measured.seeking.map {
                        .object([
                            ("run", .string($0.run)), ("iterations", .integer($0.iterations)),
                            ("checkpoints", .integer($0.checkpoints)), ("journeys", .integer($0.journeys)),
                            ("medianSeconds", .number($0.median)), ("longestSeconds", .number($0.longest)),
                        ])
                    })
            ),
            (
                "memory",
                .array(
                    measured.memory.map {
                        .object([
                            ("run", .string($0.run)), ("iterations", .integer($0.iterations)),
                            ("checkpoints", .integer($0.checkpoints)), ("mostBytes", .integer($0.most)),
                            ("limitBytes", .integer($0.limit)),
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
