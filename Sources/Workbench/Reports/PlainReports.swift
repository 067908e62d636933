import CommandLanguage
import PlainText

// Reports that several commands share.

/// A text of one or several lines.
public struct TextReport: CommandReport {
    package let text: String

    package init(_ text: String) { self.text = text }

    package var kind: String { "text" }
    package var fields: [JSONField] { [JSONField("text", .string(text))] }
}

/// The user ended the command before it changed anything.
public struct InterruptionReport: CommandReport {
    package let text: String

    package init(_ text: String) { self.text = text }

    package var kind: String { "stop" }
    package var fields: [JSONField] { [JSONField("reason", .string("interrupted")), JSONField("text", .string(text))] }
    package var verdict: Verdict? { .interrupted }
}

/// The command could not be carried out.
public struct ErrorReport: CommandReport {
    package let diagnostic: Diagnostic
    package let source: SourceText

    package init(_ diagnostic: Diagnostic, in source: SourceText) {
        self.diagnostic = diagnostic
        self.source = source
    }

    package var text: String { diagnostic.rendered(in: source) }
    package var kind: String { "error" }
    package var fields: [JSONField] {
        let place = source.lineAndColumn(at: diagnostic.range.lower)
        return [
            JSONField("message", .string(diagnostic.message)), JSONField("errorLine", .integer(place.line)),
            JSONField("column", .integer(place.column)),
        ] + (diagnostic.suggestion.map { [JSONField("suggestion", .string($0))] } ?? [])
    }
    package var verdict: Verdict? { .error }
    package var form: TranscriptForm { .error }
    package func logLines(of output: CommandOutput) -> [LogLine] { [LogLine(output.text, .failure)] }
}
