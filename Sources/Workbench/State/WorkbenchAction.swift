import CommandLanguage
import Datasets
import RunLogs

/// Everything that can happen to a workbench.
public indirect enum WorkbenchAction: Sendable {
    /// A command from a prompt, a key or a pipe.
    case perform(ParsedCommand, SourceText)
    /// A scenario is to be played from its first command.
    case play(SourceText, [ParsedCommand])
    /// The scenario goes on by one command.
    case playNext
    /// Scenarios are played in another way from here on.
    case playLessons(LessonMode)
    /// All is to be again as it was in a lesson's earlier place, where it waits or from which it plays on.
    case goBack(to: WorkbenchState, playsOn: Bool)
    /// The run under way goes on by about so many operations.
    case advance(budget: Int)
    /// The user wants the run under way, the scenario, or the wait for an effect's answer to stop; an answer that comes
    /// nevertheless is not listened to.
    case interrupt
    /// The user wants the run under way to stop at the end of the epoch that it is in.
    case endAfterEpoch
    /// The answer to `Effect.loadData`.
    case dataLoaded(Result<LoadedData, EffectFailure>)
    /// The answer to `Effect.readScript`.
    case scriptRead(Result<SourceText, EffectFailure>)
    /// The answer to `Effect.writeSnapshot`.
    case snapshotWritten(Result<SnapshotRequest, EffectFailure>)
    /// The answer to `Effect.openLog`.
    case logOpened(Result<RunLogOpening, EffectFailure>)
    /// Nothing of the last records could be written to the log, which is closed now.
    case logFailed(file: String, EffectFailure)
    /// The answer to `Effect.openRecord`: the path.
    case recordOpened(Result<String, EffectFailure>)
    /// The last lines could not be written to the record, which is closed now.
    case recordFailed(EffectFailure)
    /// The answer to `Effect.readModel`.
    case modelRead(Result<ModelFile, EffectFailure>)
    /// The answer to `Effect.saveSession` and `Effect.exportModel`: what was written, in a sentence.
    case modelWritten(Result<String, EffectFailure>)
}

/// What the outside world is asked to do; the effect runner does it and answers with an action where one is due.
public indirect enum Effect: Equatable, Sendable {
    /// Show what a command left behind.
    case report(CommandOutput)
    /// Read or make data; answer with `dataLoaded`.
    case loadData(DataRequest, relativeTo: String)
    /// Read a scenario; answer with `scriptRead`.
    case readScript(path: String, relativeTo: String)
    /// Draw the screen and write it to a file; answer with `snapshotWritten`.
    case writeSnapshot(SnapshotRequest)
    /// Open a log to add to it; answer with `logOpened`.
    case openLog(RunLogRequest)
    /// Add records of one run to an open log, all or none of them; answer with `logFailed` where that fails.
    case writeLog(file: String, [RunRecord])
    /// Close a log.
    case closeLog(file: String)
    /// Make the file of a record; answer with `recordOpened`.
    case openRecord(path: String)
    /// Add lines to the record, or make them all that it holds; answer with `recordFailed` where that fails.
    case writeRecord(path: String, String, replacing: Bool)
    /// Close the record.
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

/// An effect that failed, already in a sentence for people.
public struct EffectFailure: Error, Equatable, Sendable {
    /// The sentence: what, where and what to do.
    public let message: String

    /// - Parameter message: the sentence.
    public init(message: String) {
        self.message = message
    }
}
