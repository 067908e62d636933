import CommandLanguage
import Foundation
import Workbench

/// Reads commands line by line: `backstep repl`.
///
/// From a pipe it prints answers only; on a terminal it shows a prompt. An error ends the line, not the session.
struct LineREPL {
    let writer: OutputWriter
    let effects: EffectRunner
    /// Whether somebody types, so that a prompt is shown and `continue` may run until Ctrl-C.
    let isInteractive: Bool

    private static let prompt = "backstep> "
    private static let continuationPrompt = "      ... "

    /// - Returns: the gravest exit status of the commands; on a terminal that of `exit`.
    func run() -> ExitStatus {
        var host = WorkbenchHost(state: WorkbenchState(allowsUnboundedRuns: isInteractive), effects: effects)
        var status = ExitStatus.success
        var lineNumber = 0
        var pendingLines: [String] = []
        while !host.state.hasExited {
            if isInteractive {
                writer.streams.writeOutput(pendingLines.isEmpty ? Self.prompt : Self.continuationPrompt)
            }
            let line = readLine()
            lineNumber += 1
            if let line { pendingLines.append(line) }
            let text = pendingLines.joined(separator: "\n")
            if line != nil, Script.isUnfinished(text) { continue }
            // Errors name the line of the input that they are in.
            let skipped = lineNumber - max(1, pendingLines.count)
            let padding = String(repeating: "\n", count: line == nil ? max(0, skipped) : skipped)
            pendingLines = []
            let source = SourceText(name: isInteractive ? "prompt" : "-", text: padding + text)
            status = max(status, execute(source, &host))
            if line == nil { break }
        }
        if isInteractive, !host.state.hasExited { writer.streams.writeOutput("\n") }
        if isInteractive { return writer.streams.hasFailed ? .usage : .success }
        return writer.streams.hasFailed ? max(status, .usage) : status
    }

    private func execute(_ source: SourceText, _ host: inout WorkbenchHost) -> ExitStatus {
        let script = Script.parse(source)
        for diagnostic in script.diagnostics {
            writer.streams.writeError(diagnostic.rendered(in: source) + "\n")
        }
        guard script.diagnostics.isEmpty else { return .usage }
        var status = ExitStatus.success
        let interrupts = HeldInterrupts()
        func take(_ outputs: [CommandOutput]) {
            for output in outputs {
                writer.write(output)
                let outcome = ExitStatus(for: output)
                // Ctrl-C ends a run, not the session.
                if outcome != .interrupted || !isInteractive { status = max(status, outcome) }
            }
        }
        for command in script.commands where !host.state.hasExited {
            take(host.send(.perform(command, source)))
            take(host.finishRun { interrupts.isPending })
            // A 'source' plays to its end: a pause has nobody to wait for here.
            while host.state.hasScriptLeft, !host.state.hasExited, !interrupts.isPending {
                take(host.send(.playNext))
                take(host.finishRun { interrupts.isPending })
            }
        }
        return status
    }
}
