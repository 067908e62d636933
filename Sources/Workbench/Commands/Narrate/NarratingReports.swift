import PlainText

/// A scenario's title.
public struct TitleReport: CommandReport {
    package let title: String

    package init(_ title: String) { self.title = title }

    package var text: String { title + "\n" + String(repeating: "─", count: title.count) }
    package var kind: String { "text" }
    package var fields: [JSONField] { [JSONField("text", .string(title))] }
    package var form: TranscriptForm { .title }
    package func logLines(of output: CommandOutput) -> [LogLine] { [LogLine(title, .title)] }
}

/// The beginning of a part of a scenario.
public struct ChapterReport: CommandReport {
    package let title: String

    package init(_ title: String) { self.title = title }

    package var text: String { title + "\n" + String(repeating: "┄", count: title.count) }
    package var kind: String { "chapter" }
    package var fields: [JSONField] { [JSONField("text", .string(title))] }
    package var form: TranscriptForm { .heading }
    package func logLines(of output: CommandOutput) -> [LogLine] { [LogLine(title, .title)] }
}

/// A scenario's narration, paragraphs separated by an empty line.
public struct NarrationReport: CommandReport {
    package let text: String

    package init(_ text: String) { self.text = text }

    package var kind: String { "text" }
    package var fields: [JSONField] { [JSONField("text", .string(text))] }
    package var form: TranscriptForm { .prose }
    package func logLines(of output: CommandOutput) -> [LogLine] { [LogLine(text, .narration)] }
}
