import CommandLanguage
import PlainText
import Platform
import TerminalDrawing
import Workbench
import Screen

/// Writes the outputs of commands to the standard streams, in one of the formats.
struct OutputWriter {
    let format: OutputFormat
    let streams: StandardStreams
    /// Whether commands are shown before their output, which the transcript of a file needs and a prompt does not.
    let echoesCommands: Bool

    /// The columns that narration is wrapped to, the same everywhere so that transcripts are too.
    private static let narrationColumns = 80

    func write(_ output: CommandOutput) {
        switch format {
        case .json:
            streams.writeData(output.json + "\n")
            switch output.verdict {
            case .error: streams.writeError(output.text + "\n")
            case .failed:
                streams.writeError("\(output.source):\(output.line): \(output.report.body.failure)\n\(output.text)\n")
            case .held, .interrupted, nil: break
            }
        case .text:
            writeText(output)
        }
    }

    /// Reports a file that could not be read, so that nothing was run.
    func write(unreadable file: String, _ failure: EffectFailure) {
        if format == .json {
            let fields: [JSONField] = [
                JSONField("file", .string(file)), JSONField("kind", .string("error")),
                JSONField("message", .string(failure.message)),
            ]
            streams.writeData(JSONValue.object(fields).text + "\n")
        }
        streams.writeError("backstep: error: \(failure.message)\n")
    }

    /// Reports a file that could not be written after everything was run.
    func write(unwritable failure: EffectFailure) {
        streams.writeError("backstep: error: \(failure.message)\n")
    }

    private func writeText(_ output: CommandOutput) {
        let text = output.text.withoutControls
        switch output.report.body.form {
        case .error: streams.writeError(text + "\n")
        case .title: streams.writeOutput("\(text)\n\n")
        case .heading: streams.writeOutput("\n\(text)\n")
        case .prose:
            let lines = text.wrapped(toColumns: Self.narrationColumns)
            streams.writeOutput("\n\(lines.joined(separator: "\n"))\n\n")
        case .claim:
            let place = output.verdict == .failed && echoesCommands ? "\n  at \(output.source):\(output.line)" : ""
            streams.writeOutput("\(text)\(place)\n")
        case .nothing: break
        case .answer:
            let drawn = output.report.body as? any DrawnReport
            let drawing = drawn?.drawing ?? ""
            let parts = drawn?.isDrawnFirst == true ? [drawing, text] : [text, drawing]
            // An output without words leaves an empty line.
            let lines = drawing.isEmpty ? [text] : parts
            streams.writeOutput(echo(output) + lines.joined(separator: "\n") + "\n")
        }
    }

    /// The command, if it is shown before its output.
    private func echo(_ output: CommandOutput) -> String {
        guard echoesCommands else { return "" }
        return "> \(output.command.withoutControls.split(separator: "\n").joined(separator: "\n  "))\n"
    }
}
