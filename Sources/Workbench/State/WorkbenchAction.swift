import CommandLanguage
import Datasets
import RunLogs

/// Everything that can happen to a workbench.
public indirect enum WorkbenchAction: Sendable {
    /// A command from a prompt, a key or a pipe.
    case perform(ParsedCommand, SourceText)
    /// Play a scenario from its first command.
    case play(SourceText, [ParsedCommand])
    /// Continue the scenario by one command.
    case playNext
    /// Play scenarios in another mode from now on.
    case playLessons(LessonMode)
    /// Restore the state at an earlier point of a lesson, where it waits or from which it plays on.
    case goBack(to: WorkbenchState, playsOn: Bool)
    /// Continue the run under way by about so many operations.
    case advance(budget: Int)
    /// The user interrupts the run under way, the scenario, or the wait for an effect's answer; an answer that arrives
    /// later is ignored.
    case interrupt
    /// The user wants the run under way to stop at the end of its present epoch.
    case endAfterEpoch
    /// The answer to `Effect.loadData`.
    case dataLoaded(Result<LoadedData, EffectFailure>)
    /// The answer to `Effect.readScript`.
    case scriptRead(Result<SourceText, EffectFailure>)
    /// The answer to `Effect.writeSnapshot`.
    case snapshotWritten(Result<SnapshotRequest, EffectFailure>)
    /// The answer to `Effect.openLog`.
    case logOpened(Result<RunLogOpening, EffectFailure>)
    /// The last records could not be written to the log, which is now closed.
    case logFailed(file: String, EffectFailure)
    /// The answer to `Effect.openRecord`: the path.
    case recordOpened(Result<String, EffectFailure>)
    /// The last lines could not be written to the recording, which is now closed.
    case recordFailed(EffectFailure)
    /// The answer to `Effect.readModel`.
    case modelRead(Result<ModelFile, EffectFailure>)
    /// The answer to `Effect.saveSession` and `Effect.exportModel`: what was written, in a sentence.
    case modelWritten(Result<String, EffectFailure>)
}

/// What the outside world is asked to do; the effect runner does it and answers with an action if one is expected.
public indirect enum Effect: Equatable, Sendable {
    /// Show a command's output.
    case report(CommandOutput)
    /// Read or generate data; answer with `dataLoaded`.
    case loadData(DataRequest, relativeTo: String)
    /// Read a scenario; answer with `scriptRead`.
    case readScript(path: String, relativeTo: String)
    /// Draw the screen and write it to a file; answer with `snapshotWritten`.
    case writeSnapshot(SnapshotRequest)
    /// Open a log to add to it; answer with `logOpened`.
    case openLog(RunLogRequest)
    /// Add records of one run to an open log, all or none of them; answer with `logFailed` if that fails.
    case writeLog(file: String, [RunRecord])
    /// Close a log.
    case closeLog(file: String)
    /// Create the file of a recording; answer with `recordOpened`.
    case openRecord(path: String)
    /// Add lines to the recording, or replace its contents by them; answer with `recordFailed` if that fails.
    case writeRecord(path: String, String, replacing: Bool)
    /// Close the recording.
    case closeRecord(path: String)
    /// Read a file of a model; answer with `modelRead`.
    case readModel(path: String, relativeTo: String)
    /// Write a session to a file; answer with `modelWritten`.
    case saveSession(SavedSession, path: String)
    /// Write a network for other programs; answer with `modelWritten`.
    case exportModel(ModelExport, path: String)
    /// Keep how a lesson's question went.
    case keepAnswer(SettledQuestion)
    /// Ask again what the learner has missed.
    case review
    /// End the program.
    case exit
}

/// Why an effect failed, as a sentence for people.
public struct EffectFailure: Error, Equatable, Sendable {
    /// The sentence: what, where and what to do.
    public let message: String

    /// - Parameter message: the sentence.
    public init(message: String) {
        self.message = message
    }
}
