import PlainText

/// A scenario's pause.
public struct PauseReport: CommandReport {
    public init() {}

    public var text: String { "" }
    public var kind: String { "stop" }
    public var fields: [JSONField] { [JSONField("reason", .string("pause"))] }
    public var form: TranscriptForm { .nothing }
    public func logLines(of output: CommandOutput) -> [LogLine] { [LogLine("— space goes on —", .pause)] }
}

/// A scenario waits for a while.
public struct WaitReport: CommandReport {
    public let milliseconds: Int

    public init(milliseconds: Int) { self.milliseconds = milliseconds }

    public var text: String { "" }
    public var kind: String { "stop" }
    public var fields: [JSONField] {
        [JSONField("reason", .string("wait")), JSONField("milliseconds", .integer(milliseconds))]
    }
    public var form: TranscriptForm { .nothing }
    public func logLines(of output: CommandOutput) -> [LogLine] { [] }
}
