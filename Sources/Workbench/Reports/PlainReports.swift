import CommandLanguage
import PlainText

// What commands say that have no answer of a form of their own.

/// A value with the expression it came from.
public struct ValueReport: CommandReport {
    public let name: String
    public let value: Value

    public init(_ name: String, _ value: Value) {
        self.name = name
        self.value = value
    }

    public var text: String { value.text(named: name) }
    public var kind: String { value.isScalar ? "scalar" : "matrix" }
    public var fields: [JSONField] { [JSONField("name", .string(name))] + value.fields }
}

/// An answer in words, of one or several lines.
public struct TextReport: CommandReport {
    public let text: String

    public init(_ text: String) { self.text = text }

    public var kind: String { "text" }
    public var fields: [JSONField] { [JSONField("text", .string(text))] }
}

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

/// The user ended the command before it changed anything.
public struct InterruptionReport: CommandReport {
    public let text: String

    public init(_ text: String) { self.text = text }

    public var kind: String { "stop" }
    public var fields: [JSONField] { [JSONField("reason", .string("interrupted")), JSONField("text", .string(text))] }
    public var verdict: Verdict? { .interrupted }
}

/// The command could not be carried out.
public struct ErrorReport: CommandReport {
    public let diagnostic: Diagnostic
    public let source: SourceText

    public init(_ diagnostic: Diagnostic, in source: SourceText) {
        self.diagnostic = diagnostic
        self.source = source
    }

    public var text: String { diagnostic.rendered(in: source) }
    public var kind: String { "error" }
    public var fields: [JSONField] {
        let place = source.lineAndColumn(at: diagnostic.range.lower)
        return [
            JSONField("message", .string(diagnostic.message)), JSONField("errorLine", .integer(place.line)),
            JSONField("column", .integer(place.column)),
        ] + (diagnostic.suggestion.map { [JSONField("suggestion", .string($0))] } ?? [])
    }
    public var verdict: Verdict? { .error }
    public var form: TranscriptForm { .error }
    public func logLines(of output: CommandOutput) -> [LogLine] { [LogLine(output.text, .failure)] }
}
