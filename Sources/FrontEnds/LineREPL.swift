import CommandLanguage
import Foundation
import Platform
import Workbench

/// `backstep repl`: reads commands line by line.
///
/// On a terminal it shows a prompt; from a pipe it reads without one. An error ends the line, not the session.
struct LineREPL {
    let writer: OutputWriter
    let effects: EffectRunner
    /// Whether a person types, so that there is a prompt and `continue` may run until Ctrl-C.
    let isInteractive: Bool

    private let reader: TerminalLineReader?

    /// Where lines come from.
    enum Typing {
        /// From a pipe or a file.
        case nobody
        /// From a person at a terminal that can only print.
        case plain
        /// From a person at a terminal on which lines can be edited.
        case editing

        /// According to the standard streams and the variable TERM.
        static var here: Typing {
            guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return .nobody }
            let terminal = ProcessInfo.processInfo.environment["TERM"] ?? ""
            return terminal.isEmpty || terminal == "dumb" ? .plain : .editing
        }
    }

    /// - history: what was typed in earlier runs; only used if lines can be edited.
    init(writer: OutputWriter, effects: EffectRunner, typing: Typing, history: PromptHistory) {
        self.writer = writer
        self.effects = effects
        isInteractive = typing != .nobody
        reader = typing == .editing ? TerminalLineReader(streams: writer.streams, history: history) : nil
    }

    private static let prompt = "backstep> "
    private static let continuationPrompt = "      ... "

    /// - Returns: the most serious exit status of the commands; success on a terminal.
    func run() -> ExitStatus {
        var host = WorkbenchHost(
            state: WorkbenchState(
                allowsUnboundedRuns: isInteractive, lessonMode: isInteractive ? .watch : .test,
                threads: Machine.threads), effects: effects,
            loadingPatience: .zero)
        var status = ExitStatus.success
        var lineNumber = 0
        // A bracket or quote that is open goes on to the next line.
        var pending: [String] = []
        while !host.state.hasExited {
            let line = nextLine(continues: !pending.isEmpty, host.state)
            if line == .cancelled {
                pending = []
                continue
            }
            var isBlank = true
            if case .line(let text) = line {
                lineNumber += 1
                pending.append(text)
                isBlank = text.allSatisfy(\.isWhitespace)
            }
            let text = pending.joined(separator: "\n")
            // On a terminal an empty line ends the wait for the closing bracket.
            if line != .endOfInput, !(isInteractive && isBlank), Script.isUnfinished(text) { continue }
            // Errors name the line of the input that they are in.
            let firstLine = lineNumber - pending.count + 1
            pending = []
            let source = SourceText(name: isInteractive ? "prompt" : "-", text: text, firstLine: firstLine)
            status = max(status, execute(source, &host))
            if line == .endOfInput { break }
        }
        return isInteractive ? .success : status
    }

    private func nextLine(continues: Bool, _ state: WorkbenchState) -> TerminalLineReader.Outcome {
        let prompt = continues ? Self.continuationPrompt : Self.prompt
        if let reader {
            return reader.readLine(prompt: prompt) { line, cursor in
                Completion.candidates(
                    for: line, cursor: cursor, names: state.completionNames, files: FileNames.beginning(with:))
            }
        }
        if isInteractive { writer.streams.writeOutput(prompt) }
        return readLine().map(TerminalLineReader.Outcome.line) ?? .endOfInput
    }

    private func execute(_ source: SourceText, _ host: inout WorkbenchHost) -> ExitStatus {
        let script = Script.parse(source)
        for diagnostic in script.diagnostics {
            writer.streams.writeError(diagnostic.rendered(in: source) + "\n")
        }
        guard script.diagnostics.isEmpty else { return .usage }
        var status = ExitStatus.success
        let interrupts = HeldSignals([SIGINT], deliversLate: false)
        let progress = ProgressLine(streams: writer.streams)
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
            take(host.finishRun(isInterrupted: { interrupts.isPending }, showLoading: progress.show))
            // A 'source' plays to its end, since there are no pauses here.
            while host.state.hasScriptLeft, !host.state.hasExited, !interrupts.isPending {
                take(host.send(.playNext))
                take(host.finishRun(isInterrupted: { interrupts.isPending }, showLoading: progress.show))
            }
        }
        return status
    }
}
