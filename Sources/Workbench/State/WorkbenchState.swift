import CommandLanguage
import Datasets
import NeuralEngine
import StepDebugger

/// Everything that a user of backstep works on: the set-up, the session that steps through it, the user's variables,
/// the run under way and the scenario being played.
///
/// A value: a copy is a snapshot, equal states show equal screens. It changes in one place, `reduce(_:)`.
public struct WorkbenchState: Equatable, Sendable {
    /// What `data`, `network`, `optimizer`, `schedule`, `regularize` and `batch` asked for.
    @CopyOnWrite public internal(set) var setup = Setup()
    /// The network being stepped through; nil until `network` was given.
    public internal(set) var session: DebugSession?
    /// Why the session cannot run on the data, where it cannot.
    public internal(set) var mismatch: DataMismatch?
    /// The test samples in the shape of the network's output, where there are any.
    @CopyOnWrite public internal(set) var testSamples: Samples? = nil
    /// The user's own variables.
    public internal(set) var variables: [String: Value] = [:]
    /// The stops and displays that the user made.
    @CopyOnWrite public internal(set) var stopList = StopList()
    /// What was done, as the lines of a scenario.
    @CopyOnWrite var recording = SessionRecording()
    /// The logs that are written, and what is in them.
    public internal(set) var logs: [RunLogEntry] = []
    /// Which session it is, of all that there have been; a new one begins a new run in the logs.
    var sessionNumber = 0
    /// How many sessions there have been, those of sweeps included.
    var issuedSessions = 0
    /// The run under way, between two slices.
    @CopyOnWrite public internal(set) var run: RunInProgress? = nil
    /// The runs of the last sweep.
    @CopyOnWrite public internal(set) var sweep: Sweep? = nil
    /// The command that waits for its effect's answer.
    @CopyOnWrite public internal(set) var pending: PendingCommand? = nil
    /// The scenarios being played, the innermost `source` last.
    public internal(set) var frames: [ScriptFrame] = []
    /// Whether the scenario waits at a `pause`.
    public internal(set) var isPausedByScenario = false
    /// What the scenario asked and nobody has answered yet.
    @CopyOnWrite public internal(set) var question: OpenQuestion? = nil
    /// What was asked and has been answered, while the lesson waits for its reader to go on.
    @CopyOnWrite public internal(set) var answered: AnsweredQuestion? = nil
    /// The prediction that was made of the next command, until that has run.
    @CopyOnWrite var prediction: OpenPrediction? = nil
    /// The exercise under way.
    @CopyOnWrite var exercise: OpenExercise? = nil
    /// What the next seed that nobody gives is made from.
    var freshSeed: UInt64
    /// Whether the scenario asks which operation has the fault.
    public internal(set) var openAccusation: OpenAccusation?
    /// How the learner did with what was asked.
    public internal(set) var score = LessonScore()
    /// Whether the session was trained, rather than stepped through: whether there is a curve to see.
    public internal(set) var hasTrained = false
    /// How many iterations the curves show at least, since the run was begun anew; nil shows all that has run.
    var curveEnd: Int?
    /// The cells that `highlight` named, and where the session stood.
    var highlights: [LitCells] = []
    var highlightPosition: Position?
    /// The part of the scenario that was begun last.
    public internal(set) var chapter: String?
    /// The scenario's title.
    public internal(set) var title: String?
    /// What the scenario said last.
    public internal(set) var narration: String?
    /// How many expectations held.
    public internal(set) var expectationsPassed = 0
    /// How many did not.
    public internal(set) var expectationsFailed = 0
    /// The operations that were accused of the planted fault and are innocent, in the order in which they were.
    public internal(set) var clearedOperations: [String] = []
    /// Whether `exit` was given.
    public internal(set) var hasExited = false

    /// Whether somebody is there to stop a run that has no end, as on a terminal.
    let allowsUnboundedRuns: Bool
    /// How scenarios are played.
    public internal(set) var lessonMode: LessonMode
    /// How many threads may share an operation that is large enough; results have the same bits with any number.
    public let threads: Int

    /// An empty workbench.
    ///
    /// - Parameters:
    ///   - allowsUnboundedRuns: whether `continue` may run until it is interrupted.
    ///   - lessonMode: how scenarios are played; a learner is there where runs may be unbounded, unless this says otherwise.
    ///   - threads: how many threads may share an operation that is large enough.
    ///   - freshSeed: what decides the numbers of a learner's exercises.
    public init(
        allowsUnboundedRuns: Bool = false, lessonMode: LessonMode? = nil, threads: Int = 1, freshSeed: UInt64 = 1
    ) {
        self.allowsUnboundedRuns = allowsUnboundedRuns
        self.lessonMode = lessonMode ?? (allowsUnboundedRuns ? .study : .test)
        self.threads = threads
        self.freshSeed = freshSeed
    }

    /// Whether a command is still being carried out.
    public var isBusy: Bool { run != nil || pending != nil }

    /// Whether a scenario gave the command that runs.
    public var hasScriptedRun: Bool { run?.command.isScripted ?? false }

    /// Whether a scenario has commands left.
    public var hasScriptLeft: Bool { frames.contains { $0.next < $0.commands.count } }

    /// Whether the lesson waits for the learner to answer.
    public var waitsForAnswer: Bool {
        isPausedByScenario && (question != nil || openAccusation != nil) && lessonMode == .study
    }

    /// How many commands of the outermost scenario were given; nil where none is played.
    public var lessonStep: Int? { frames.first?.next }

    /// The outermost scenario's next command; nil where another is played inside of it, or none is left.
    public var lessonCommand: Command? {
        guard frames.count == 1, let frame = frames.first, frame.next < frame.commands.count else { return nil }
        return frame.commands[frame.next].command
    }
}

/// What the set-up commands asked for.
public struct Setup: Equatable, Sendable {
    /// The data, once loaded.
    @CopyOnWrite public internal(set) var data: LoadedData? = nil
    /// The command that they came from.
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

/// The command that data came from.
struct DataOrigin: Equatable, Sendable {
    /// The command.
    let command: Command
    /// The text that it stood in: its paths may be from that text's folder.
    let source: String
    /// What it came to.
    let request: DataRequest
}

/// A network as the user asked for it: what was left open depends on the data.
public struct NetworkRequest: Equatable, Sendable {
    var layerSizes: [Int]
    var activations: [Activation]
    /// One a hidden layer, or empty.
    var dropout: [Double] = []
    var loss: Loss?
    var reduction = Reduction.mean
    var initializer = Initializer.xavierUniform
    var seed: UInt64 = 0
    var precision = Precision.float64

    /// The specification, with the loss that suits the data where none was asked for: cross-entropy for classes
    /// (binary with a single output from logits), the mean squared error for numbers.
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

/// A command under way, with the text it stands in.
public struct PendingCommand: Equatable, Sendable {
    /// The command.
    public let parsed: ParsedCommand
    /// The text.
    public let source: SourceText
    /// Whether a scenario gave it: an error then ends the scenario.
    let isScripted: Bool
    /// The part of it that asks for something outside, where an error of that shows; nil is all of it.
    var place: SourceRange?
    /// What its data were asked for with, where it asked for some.
    @CopyOnWrite var dataOrigin: DataOrigin? = nil
    /// The session that it loads, while it waits for the data of it.
    @CopyOnWrite var saved: SavedSession? = nil
}

/// A scenario and how far it was played.
public struct ScriptFrame: Equatable, Sendable {
    /// The scenario's text.
    public let source: SourceText
    /// Its commands.
    public let commands: [ParsedCommand]
    /// The index of the command that comes next.
    public internal(set) var next = 0
}
