import CommandLanguage
import Datasets
import NeuralEngine
import StepDebugger

/// Everything that a user of Backstep works on: the set-up, the session, the user's variables, the run under way and
/// the scenario being played.
///
/// It is a value: a copy is a snapshot, and equal states show equal screens. It changes in one place, `reduce(_:)`.
public struct WorkbenchState: Equatable, Sendable {
    /// What `data`, `network`, `optimizer`, `schedule`, `regularize` and `batch` have asked for.
    @CopyOnWrite public internal(set) var setup = Setup()
    /// The network being stepped through; nil until there is one.
    public internal(set) var session: DebugSession?
    /// Why the session cannot run on the data; nil if it can.
    public internal(set) var mismatch: DataMismatch?
    /// The samples kept out of training, in the shape of the network's output.
    @CopyOnWrite public internal(set) var heldOut = HeldOutSamples()
    /// The user's own variables.
    public internal(set) var variables: [String: Value] = [:]
    /// The stops and displays that the user made.
    @CopyOnWrite public internal(set) var stopList = StopList()
    /// What has been done, as the lines of a scenario.
    @CopyOnWrite var recording = SessionRecording()
    /// The logs, with what has been written to them.
    public internal(set) var logs: [RunLogEntry] = []
    /// Which session it is, of all that there have been.
    var sessionNumbers = SessionNumbers()
    /// The run under way, between two slices.
    @CopyOnWrite public internal(set) var run: RunInProgress? = nil
    /// The last sweep with its runs.
    @CopyOnWrite public internal(set) var sweep: Sweep? = nil
    /// The command that waits for its effect's answer.
    @CopyOnWrite public internal(set) var pending: PendingCommand? = nil
    /// The scenarios being played, the innermost `source` last.
    public internal(set) var frames: [ScriptFrame] = []
    /// What the scenarios being played show and ask.
    @CopyOnWrite public internal(set) var lesson: LessonState
    /// What the next seed that nobody gives is made from.
    var freshSeed: UInt64
    /// How many expectations have held and failed.
    public internal(set) var expectations = ExpectationCounts()
    /// Whether the session was trained rather than stepped through, so that there is a curve to see.
    public internal(set) var hasTrained = false
    /// The fewest iterations that the curves show after a restart; nil means all that have run.
    var curveEnd: Int?
    /// The cells that `highlight` named last.
    var highlight = Highlight()
    /// The operations that were wrongly accused of having the planted fault, in that order.
    public internal(set) var clearedOperations: [String] = []
    /// Whether `exit` was given.
    public internal(set) var hasExited = false

    /// Whether somebody can stop a run that has no end, as on a terminal.
    let allowsUnboundedRuns: Bool
    /// How many threads may share a large operation; the results are bit for bit the same with any number.
    public let threads: Int

    /// An empty workbench.
    ///
    /// - Parameters:
    ///   - allowsUnboundedRuns: whether `continue` may run until it is interrupted.
    ///   - lessonMode: how scenarios are played; by default with a learner if runs may be unbounded, otherwise as
    ///     tests.
    ///   - threads: how many threads may share a large operation.
    ///   - freshSeed: what decides the numbers of a learner's exercises.
    public init(
        allowsUnboundedRuns: Bool = false, lessonMode: LessonMode? = nil, threads: Int = 1, freshSeed: UInt64 = 1
    ) {
        self.allowsUnboundedRuns = allowsUnboundedRuns
        lesson = LessonState(mode: lessonMode ?? (allowsUnboundedRuns ? .study : .test))
        self.threads = threads
        self.freshSeed = freshSeed
    }

    /// Whether a command is still being carried out.
    public var isBusy: Bool { run != nil || pending != nil }

    /// Whether the running command comes from a scenario.
    public var hasScriptedRun: Bool { run?.command.isScripted ?? false }

    /// Whether a scenario has commands left.
    public var hasScriptLeft: Bool { frames.contains { $0.next < $0.commands.count } }

    /// Whether the lesson waits for the learner to answer.
    public var waitsForAnswer: Bool {
        lesson.isPaused && (lesson.question != nil || lesson.openAccusation != nil) && lesson.mode == .study
    }

    /// How many commands of the outermost scenario have been given; nil if none is being played.
    public var lessonStep: Int? { frames.first?.next }

    /// The outermost scenario's next command; nil if there is none, or while another scenario is played inside it.
    public var lessonCommand: Command? {
        guard frames.count == 1, let frame = frames.first, frame.next < frame.commands.count else { return nil }
        return frame.commands[frame.next].command
    }
}

/// What the scenarios being played show and ask.
public struct LessonState: Equatable, Sendable {
    /// How scenarios are played.
    public internal(set) var mode: LessonMode
    /// The scenario's title.
    public internal(set) var title: String?
    /// The chapter that started last.
    public internal(set) var chapter: String?
    /// What the scenario said last.
    public internal(set) var narration: String?
    /// Whether the scenario is waiting for the user.
    public internal(set) var isPaused = false
    /// The question that the scenario has asked and nobody has answered yet.
    public internal(set) var question: OpenQuestion?
    /// The question that has been answered, as long as the lesson waits for its reader to continue.
    public internal(set) var answered: AnsweredQuestion?
    /// The prediction that was made of the next command, until that has run.
    var prediction: OpenPrediction?
    /// The exercise under way.
    var exercise: OpenExercise?
    /// The question which operation has the fault, as long as the scenario asks it.
    public internal(set) var openAccusation: OpenAccusation?
    /// How well the learner has answered.
    public internal(set) var score = LessonScore()

    init(mode: LessonMode) {
        self.mode = mode
    }
}

/// How many expectations have held and failed.
public struct ExpectationCounts: Equatable, Sendable {
    /// How many have held.
    public internal(set) var passed = 0
    /// How many have not.
    public internal(set) var failed = 0
}

/// The numbers by which logs tell sessions apart.
struct SessionNumbers: Equatable, Sendable {
    /// The present session's; a new one starts a new run in the logs.
    var current = 0
    /// How many have been given out, including those of sweeps.
    var issued = 0

    /// Gives the session a number of its own.
    mutating func beginNext() {
        issued += 1
        current = issued
    }
}

/// What the set-up commands have asked for.
public struct Setup: Equatable, Sendable {
    /// The data, once loaded.
    @CopyOnWrite public internal(set) var data: LoadedData? = nil
    /// The command that they come from.
    @CopyOnWrite var dataOrigin: DataOrigin? = nil
    /// The network, once asked for.
    @CopyOnWrite public internal(set) var network: NetworkRequest? = nil
    /// The optimizer.
    public internal(set) var optimizer = OptimizerSettings(.sgd)
    /// The penalty on large weights.
    public internal(set) var regularization = Regularization.none
    /// The batches.
    public internal(set) var batch = BatchSettings()
    /// How much memory the timeline may take, in MiB.
    public internal(set) var timelineMemory = 256.0
}

/// The command that data come from.
struct DataOrigin: Equatable, Sendable {
    /// The command.
    let command: Command
    /// The text that it was in: its paths may be relative to that text's folder.
    let source: String
    /// The request that it made.
    let request: DataRequest
}

/// A network as requested; what was left open depends on the data.
public struct NetworkRequest: Equatable, Sendable {
    var layerSizes: [Int]
    var activations: [Activation]
    /// One for each hidden layer, or empty.
    var dropout: [Double] = []
    var loss: Loss?
    var reduction = Reduction.mean
    var initializer = Initializer.xavierUniform
    var seed: UInt64 = 0
    var precision = Precision.float64

    /// The specification. If no loss was asked for, it is cross-entropy for classes (binary, from logits, for a single
    /// output) and the mean squared error for numbers.
    func specification(for data: LoadedData?) -> NetworkSpecification {
        NetworkSpecification(
            layerSizes: layerSizes, activations: activations, loss: loss ?? defaultLoss(for: data),
            reduction: reduction, initializer: initializer, seed: seed, precision: precision, dropout: dropout)
    }

    private func defaultLoss(for data: LoadedData?) -> Loss {
        guard data?.training.isClassification ?? (layerSizes[layerSizes.count - 1] > 1) else {
            return .meanSquaredError
        }
        if layerSizes[layerSizes.count - 1] > 1 { return .crossEntropy }
        return activations[activations.count - 1] == .identity ? .binaryCrossEntropy : .meanSquaredError
    }
}

/// A command under way, with the text that it is in.
public struct PendingCommand: Equatable, Sendable {
    /// The command.
    public let parsed: ParsedCommand
    /// The text.
    public let source: SourceText
    /// Whether it comes from a scenario, which an error then ends.
    let isScripted: Bool
    /// The part of it to show with an error from outside; nil means all of it.
    var place: SourceRange?
    /// Where its data come from, if it has asked for some.
    @CopyOnWrite var dataOrigin: DataOrigin? = nil
    /// The session that it loads, while it waits for the session's data.
    @CopyOnWrite var saved: SavedSession? = nil
}

/// A scenario and how far it has been played.
public struct ScriptFrame: Equatable, Sendable {
    /// The scenario's text.
    public let source: SourceText
    /// Its commands.
    public let commands: [ParsedCommand]
    /// The index of the next command.
    public internal(set) var next = 0
}
