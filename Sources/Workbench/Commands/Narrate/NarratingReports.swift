import PlainText

/// A scenario's title.
public struct TitleReport: CommandReport {
    public let title: String

    public init(_ title: String) { self.title = title }

    public var text: String { title + "\n" + String(repeating: "─", count: title.count) }
    public var kind: String { "text" }
    public var fields: [JSONField] { [JSONField("text", .string(title))] }
    public var form: TranscriptForm { .title }
    public func logLines(of output: CommandOutput) -> [LogLine] { [LogLine(title, .title)] }
}

/// The beginning of a part of a scenario.
public struct ChapterReport: CommandReport {
    public let title: String

    public init(_ title: String) { self.title = title }

    public var text: String { title + "\n" + String(repeating: "┄", count: title.count) }
    public var kind: String { "chapter" }
    public var fields: [JSONField] { [JSONField("text", .string(title))] }
    public var form: TranscriptForm { .heading }
    public func logLines(of output: CommandOutput) -> [LogLine] { [LogLine(title, .title)] }
}

/// A scenario's narration, paragraphs separated by an empty line.
public struct NarrationReport: CommandReport {
    public let text: String

    public init(_ text: String) { self.text = text }

    public var kind: String { "text" }
    public var fields: [JSONField] { [JSONField("text", .string(text))] }
    public var form: TranscriptForm { .prose }
    public func logLines(of output: CommandOutput) -> [LogLine] { [LogLine(text, .narration)] }
}
