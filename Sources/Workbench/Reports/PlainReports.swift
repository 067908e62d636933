import CommandLanguage
import PlainText

// Reports that several commands share.

/// An answer in words, of one or several lines.
public struct TextReport: CommandReport {
    public let text: String

    public init(_ text: String) { self.text = text }

    public var kind: String { "text" }
    public var fields: [JSONField] { [JSONField("text", .string(text))] }
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
