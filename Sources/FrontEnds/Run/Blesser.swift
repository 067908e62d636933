import CommandLanguage
import Foundation
import PlainText
import Platform
import Workbench

/// `backstep run --bless`: rewrites the numbers of failed expectations in their files.
struct Blesser {
    let writer: OutputWriter
    private var blessing = Blessing()
    /// Whether something failed that has no written numbers, such as a gradient check.
    private var hasOtherFailures = false

    init(writer: OutputWriter) {
        self.writer = writer
    }

    /// Records the output of a command.
    /// - state: the workbench after it.
    mutating func add(_ output: CommandOutput, in state: WorkbenchState) {
        guard let report = output.report.body as? ExpectationReport, let frame = state.frames.last,
            frame.source.name == output.source, frame.next > 0
        else {
            hasOtherFailures = hasOtherFailures || output.verdict == .failed
            return
        }
        blessing.add(report, of: frame.commands[frame.next - 1], in: frame.source)
    }

    /// Writes the files.
    ///
    /// - Parameter status: the exit status of the run.
    /// - Returns: the exit status now: success if everything that failed would hold in another run.
    func finish(_ status: ExitStatus) -> ExitStatus {
        guard status < .usage else {
            if !blessing.texts.isEmpty {
                writer.streams.writeError("backstep: nothing was blessed: not all of it could be run\n")
            }
            return status
        }
        var status: ExitStatus = hasOtherFailures ? .expectationFailed : .success
        for refusal in blessing.refusals {
            writer.streams.writeError(
                "\(refusal.source):\(refusal.line): cannot be blessed: \(refusal.problem.description)\n")
            status = max(status, .expectationFailed)
        }
        for (index, text) in blessing.texts.enumerated() {
            do throws(EffectFailure) {
                try Self.write(text)
            } catch {
                writer.write(unwritable: error)
                status = max(status, .usage)
                continue
            }
            if index == 0, writer.format == .text { writer.streams.writeOutput("\n") }
            for edit in text.edits { write(edit, in: text.source) }
        }
        return status
    }

    private func write(_ edit: NumberEdit, in source: SourceText) {
        switch writer.format {
        case .text:
            writer.streams.writeOutput("\(source.name):\(edit.line): \(edit.old) → \(edit.new)\n")
        case .json:
            let fields: [JSONField] = [
                JSONField("file", .string(source.name)), JSONField("line", .integer(edit.line)),
                JSONField("kind", .string("blessed")),
                JSONField("old", .string(edit.old)), JSONField("new", .string(edit.new)),
            ]
            writer.streams.writeData(JSONValue.object(fields).text + "\n")
        }
    }

    /// Writes a file, unless it has changed since it was played.
    private static func write(_ text: Blessing.BlessedText) throws(EffectFailure) {
        let path = text.source.name
        let bytes: [UInt8]
        do {
            bytes = try FileReader(limit: .max).read(path, name: "'\(path)'")
        } catch {
            throw EffectFailure(error)
        }
        guard bytes.elementsEqual(text.source.text.utf8) else {
            let isText = String(validating: bytes, as: UTF8.self) != nil
            throw EffectFailure(
                message: "cannot bless '\(path)': "
                    + (isText ? "it has changed since it was run: run it again" : "it is not text in UTF-8"))
        }
        try AtomicFile.write(Array(text.text.utf8), to: path)
    }
}
