import PlainText

/// A scenario's pause.
public struct PauseReport: CommandReport {
    package init() {}

    package var text: String { "" }
    package var kind: String { "stop" }
    package var fields: [JSONField] { [JSONField("reason", .string("pause"))] }
    package var form: TranscriptForm { .nothing }
    package func logLines(of output: CommandOutput) -> [LogLine] { [LogLine("— space goes on —", .pause)] }
}

/// A scenario waits for a while.
public struct WaitReport: CommandReport {
    package let milliseconds: Int

    package init(milliseconds: Int) { self.milliseconds = milliseconds }

    package var text: String { "" }
    package var kind: String { "stop" }
    package var fields: [JSONField] {
        [JSONField("reason", .string("wait")), JSONField("milliseconds", .integer(milliseconds))]
    }
    package var form: TranscriptForm { .nothing }
    package func logLines(of output: CommandOutput) -> [LogLine] { [] }
}
