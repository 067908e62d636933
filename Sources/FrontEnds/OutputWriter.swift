import CommandLanguage
import TerminalDrawing
import Workbench

/// How a run's output is written.
enum OutputFormat: String, CaseIterable {
    /// A transcript for people.
    case text
    /// One JSON object a command and line.
    case json
}

/// Writes what commands leave behind to the standard streams, in one of the formats.
struct OutputWriter {
    let format: OutputFormat
    let streams: StandardStreams
    /// Whether commands are shown before their output, as a transcript of a file needs and a prompt does not.
    let echoesCommands: Bool

    /// The columns that narration is wrapped to, the same everywhere so that transcripts are too.
    private static let narrationColumns = 80

    func write(_ output: CommandOutput) {
        switch format {
        case .json:
            streams.writeData(output.json + "\n")
            if case .error = output.content { streams.writeError(output.text + "\n") }
            if case .expectation(let expectation) = output.content, !expectation.passed {
                streams.writeError("\(output.source):\(output.line): expectation failed\n\(output.text)\n")
            }
        case .text:
            writeText(output)
        }
    }

    private func writeText(_ output: CommandOutput) {
        switch output.content {
        case .error:
            streams.writeError(output.text + "\n")
        case .title:
            streams.writeOutput("\(output.text)\n\n")
        case .narration(let text):
            streams.writeOutput("\n\(text.wrapped(toColumns: Self.narrationColumns).joined(separator: "\n"))\n\n")
        case .pause:
            break
        case .expectation(let expectation) where !expectation.passed && echoesCommands:
            streams.writeOutput("\(output.text)\n  at \(output.source):\(output.line)\n")
        case .expectation:
            streams.writeOutput(output.text + "\n")
        default:
            let command = output.command.split(separator: "\n").map(String.init).joined(separator: "\n  ")
            streams.writeOutput((echoesCommands ? "> \(command)\n" : "") + output.text + "\n")
        }
    }
}
