import PlainText
import TerminalDrawing

/// The report on the screen.
extension BenchmarkReport {
    /// Three tables: what frames cost, what they leave of training's speed, and how soon keys are answered.
    func screen(_ measured: ScreenMeasurement) -> String {
        let size = "\(measured.size.columns)×\(measured.size.rows)"
        let frames = Self.table(
            ["frame, \(size)", "drawing", "presenting", "together", "largest", "goal", "frames"],
            measured.frames.map {
                [
                    $0.change, Self.median($0.costs.map(\.drawing)), Self.median($0.costs.map(\.presenting)),
                    Self.median($0.costs.map(\.total)), Self.largest($0.costs.map(\.total)),
                    Self.milliseconds($0.goal), String($0.costs.count),
                ]
            }, leftColumns: 1)
        let training = Self.table(
            ["training", "headless", "screen on", "kept", "frames/s"],
            measured.training.map {
                [
                    $0.workload.description, Self.figure($0.headless.unitsPerSecond),
                    Self.figure($0.watched.unitsPerSecond), Self.percent($0.keptShare),
                    Self.figure($0.framesPerSecond),
                ]
            }, leftColumns: 1)
        let answers = Self.table(
            ["answer to a key", "median", "largest", "keys"],
            measured.training.map {
                [
                    $0.workload.description, Self.median($0.answers), Self.largest($0.answers),
                    String($0.answers.count),
                ]
            }, leftColumns: 1)
        return [frames, training, answers].joined(separator: "\n") + """

            frame     median processor time to draw the grid and to bring it to the terminal, in 256 colours
            training  iterations/s as 'backstep run' trains and with the screen on, in turns; kept is the median of
                      the turns' ratios (goal: 95 %)
            answer    time from a key's arrival, while training runs at full speed, to the end of the frame that
                      answers it: the operation under way, and otherwise at most 50 ms (the goal)

            """
    }

    func json(_ measured: ScreenMeasurement) -> JSONValue {
        .object([
            JSONField("kind", .string("screen")), JSONField("columns", .integer(measured.size.columns)),
            JSONField("rows", .integer(measured.size.rows)),
            JSONField(
                "frames",
                .array(
                    measured.frames.map {
                        .object([
                            JSONField("change", .string($0.change)),
                            JSONField("drawingSeconds", Self.medianSeconds($0.costs.map(\.drawing))),
                            JSONField("presentingSeconds", Self.medianSeconds($0.costs.map(\.presenting))),
                            JSONField("totalSeconds", Self.medianSeconds($0.costs.map(\.total))),
                            JSONField("largestSeconds", Self.seconds($0.costs.map(\.total).max() ?? .zero)),
                            JSONField("goalSeconds", Self.seconds($0.goal)),
                            JSONField("count", .integer($0.costs.count)),
                        ])
                    })
            ),
            JSONField(
                "training",
                .array(
                    measured.training.map {
                        .object([
                            JSONField("workload", .string($0.workload.description)),
                            JSONField("iterationsPerSecond", .number($0.headless.unitsPerSecond)),
                            JSONField("screenIterationsPerSecond", .number($0.watched.unitsPerSecond)),
                            JSONField("kept", .number($0.keptShare)),
                            JSONField("framesPerSecond", .number($0.framesPerSecond)),
                            JSONField("answerMedianSeconds", Self.medianSeconds($0.answers)),
                            JSONField("answerLargestSeconds", Self.seconds($0.answers.max() ?? .zero)),
                            JSONField("answers", .integer($0.answers.count)),
                        ])
                    })
            ),
        ])
    }

    private static func median(_ times: [Duration]) -> String {
        milliseconds(Statistics.median(times.map { $0 / .seconds(1) }))
    }
    private static func largest(_ times: [Duration]) -> String { milliseconds(times.max() ?? .zero) }
    private static func milliseconds(_ time: Duration) -> String { milliseconds(time / .seconds(1)) }
    private static func seconds(_ time: Duration) -> JSONValue { .number(time / .seconds(1)) }
    private static func medianSeconds(_ times: [Duration]) -> JSONValue {
        .number(Statistics.median(times.map { $0 / .seconds(1) }))
    }
}
