import Benchmarks
import Foundation
import Grading
import Platform
import RunWatching
import TerminalDrawing
import Workbench

/// The program: reads the command line and starts the front end that it asks for.
public enum Application {
    /// Runs the program.
    ///
    /// - Parameters:
    ///   - arguments: the command line, the program's name first.
    ///   - openTerminal: takes over the terminal on standard input and output for the screen, given the environment;
    ///     throws a sentence for people if it cannot.
    /// - Returns: the exit status of the process.
    public static func run(
        arguments: [String], openTerminal: @escaping ([String: String]) throws -> any TerminalDriver
    ) -> Int32 {
        let streams = StandardStreams(
            speaksUnicode: OutputLocale.speaksUnicode(ProcessInfo.processInfo.environment))
        if let message = ProcessorRequirement.ofThisProcessor.message() {
            streams.writeError("backstep: error: \(message)\n")
            return ExitStatus.usage.rawValue
        }
        let status = follow(arguments, streams, openTerminal)
        return streams.hasFailed ? max(status, ExitStatus.usage.rawValue) : status
    }

    private static func follow(
        _ arguments: [String], _ streams: StandardStreams,
        _ openTerminal: @escaping ([String: String]) throws -> any TerminalDriver
    ) -> Int32 {
        do throws(UsageError) {
            switch try Invocation(arguments: arguments) {
            case .help(let text):
                streams.writeOutput(text)
                return ExitStatus.success.rawValue
            case .version:
                streams.writeOutput(ProgramVersion.text + "\n")
                return ExitStatus.success.rawValue
            case .run(let request) where request.onlyChecks:
                return CheckCommand(
                    writer: OutputWriter(format: request.format, streams: streams, echoesCommands: true),
                    effects: EffectRunner()
                ).check(request.files).rawValue
            case .run(let request):
                let writer = OutputWriter(format: request.format, streams: streams, echoesCommands: true)
                return HeadlessPlayer(
                    writer: writer, effects: EffectRunner(), junit: request.junit, blesses: request.blesses
                ).play(request.files).rawValue
            case .repl:
                let writer = OutputWriter(format: .text, streams: streams, echoesCommands: false)
                let history = PromptHistory(environment: ProcessInfo.processInfo.environment)
                return LineREPL(writer: writer, effects: EffectRunner(), typing: .here, history: history).run()
                    .rawValue
            case .train(let request):
                return TrainCommand(
                    request: request, streams: streams, environment: ProcessInfo.processInfo.environment,
                    openTerminal: openTerminal
                ).run().rawValue
            case .watch(let request):
                return WatchCommand(
                    request: request, streams: streams, environment: ProcessInfo.processInfo.environment,
                    openTerminal: openTerminal
                ).run().rawValue
            case .grade(let request):
                return GradeCommand(request: request, streams: streams) { CaseSetUp(playing: $0, streams) }.run()
                    .rawValue
            case .cast(let request):
                return CastCommand(request: request, streams: streams).run().rawValue
            case .bench(let request):
                return BenchmarkCommand(request: request, streams: streams, openTerminal: openTerminal) {
                    MeasuredInteractiveScreen(terminal: $0, threads: $1)
                }.run().rawValue
            case .screen(let scenario, let playsItself):
                let environment = ProcessInfo.processInfo.environment
                return InteractiveScreen.run(
                    scenario: scenario, playsItself: playsItself, history: PromptHistory(environment: environment),
                    progress: CourseProgress(path: StateFolder.path(of: "lessons", environment)), streams: streams
                ) {
                    try openTerminal(environment)
                }
            }
        } catch {
            streams.writeError("backstep: error: \(error)\n")
            return ExitStatus.usage.rawValue
        }
    }
}
