import CommandLanguage
import Derivations
import NeuralEngine
import RunLogs
import StepDebugger

/// Why an expression has no value. `WorkbenchWording.swift` has the words.
public indirect enum EvaluationProblem: Error, Equatable, Sendable {
    case unknownName(String, suggestion: String?)
    case unknownMatrix(String, network: String)
    case noDropout(String, afterLayer: Int, network: String)
    case maskHasNoGradient(String)
    case isAsked(String)
    case notGiven(String, exercise: String, given: [String])
    case noNetwork(name: String)
    case notComputedYet(String, by: String)
    case notWrittenYet(String)
    case computedOnce(String)
    case noLossYet
    case noClasses(String)
    case noSamples(EpochMonitor)
    case emptyMatrix(function: String, MatrixShape)
    case previousNeedsAName
    case previousOfAVariable(String)
    case cellIsNotANumber
    case shapesDoNotBroadcast(operator: String, MatrixShape, MatrixShape)
    case shapesDoNotMultiply(MatrixShape, MatrixShape)
    case matrixProductOfScalar
    case indexIsNotAnInteger
    case indexOutOfRange(Int, axis: Axis, MatrixShape)
}

/// A problem with an expression and the place in the source where it is.
public struct EvaluationError: Error, Equatable, Sendable {
    /// What is wrong.
    public let problem: EvaluationProblem
    /// The part of the source that it concerns.
    public let range: SourceRange
}

/// Why a well-formed command cannot be carried out now. `WorkbenchWording.swift` has the words.
public indirect enum CommandProblem: Error, Equatable, Sendable {
    case evaluation(EvaluationProblem)
    case noNetworkToRun
    case noDataToRun
    case dataDoesNotFit(DataMismatch)
    case nothingWouldStopIt
    case activationsTwice(String)
    case layerCountMismatch(activations: Int, layers: Int)
    case dropoutMismatch(given: Int, hiddenLayers: Int)
    case tooFewLayers
    case tooManyLayers(limit: Int)
    case networkTooLarge(parameters: Int, limit: Int)
    case conditionIsNotOneAnswer(MatrixShape)
    case questionWithoutAnswer(count: Int)
    case predictionOfNothing
    case trendIsNotANumber(MatrixShape)
    case noSuchChoice(String, choices: [String])
    case answerIsNoValue
    case reviewNeedsALearner
    case questionHasNoAnswer
    case nothingAsked
    case sidesDiffer(MatrixShape, MatrixShape)
    case toleranceIsNotANumber
    case toleranceIsNegative
    case assignmentShape(name: String, expected: MatrixShape, found: MatrixShape)
    case notAssignable(String, reason: NotAssignableReason)
    case unknownVariable(String)
    case learningRate(Double)
    case matrixCannotHold(String)
    case effectFailed(String)
    case snapshotFormat(String)
    case snapshotSize(String)
    case sourceTooDeep(limit: Int)
    case logFormat(String)
    case logEnding(String, RunLogFormat)
    case recordedAlready(String)
    case logTwice(String)
    case eventFilesAreAddedTo
    case logEnded(String, path: String)
    case waitsForOtherWork
    case fileEnding(String, command: String, endings: [String])
    case nothingToSave(command: String)
    case changedInMidIteration(RecordedEdit, after: String)
    case badSavedCommand(String, reason: String?)
    case savedSessionDoesNotFit(String)
    case weightsWithoutNetwork(sizes: String?)
    case weights(WeightProblem)
    case beforeTheStart(iteration: Int, start: Int)
    case unknownStop(Int, existing: [Int])
    case unknownDisplay(Int, existing: [Int])
    case nothingChanges(String)
    case nothingToCatch(String, network: String)
    case severalCells(String, MatrixShape, command: String)
    case noCellOfThePlan(String, command: String)
    case noAnswerToWhy(WhyError, nextOperation: String)
    case unknownOperation(String, suggestion: String?)
    case unknownFault(String, suggestion: String?)
    case fault(FaultProblem)
    case noFault(toDo: String)
    case savesNoFault(command: String)
    case tooFarAway(limit: Int)
    case iterationOutsideEpoch(iteration: Int, epoch: Int, first: Int, last: Int)
    case noEpochYet
    case nothingToSweep
    case valueTwice(String, option: String)
    case tooManyRuns(limit: Int)
    case badSweepValue(String, option: String, expected: String)
    case noHiddenLayers(String)
    case sweepDoesNotFit(String, DataMismatch)
    case unknownSort(String, choices: [String], suggestion: String?)
    case runHasNotRun(String)
    case monitorWithoutPatience
    case branchTaken(String)
    case noBoundary(inputs: Int)
    case noConfusion
    case noGraph(neurons: Int, limit: Int)
    case tooManyBins(limit: Int)
    case emptyStretch(from: Int, to: Int)
    case derivation(DerivationError)
    case noSuchLayer(Int, count: Int)
    case unknownBranch(String, existing: [String], suggestion: String?)
}

/// Why `let` cannot give a name a value.
public indirect enum NotAssignableReason: Equatable, Sendable {
    case scalarOfTheSession
    case setting
    case constant
    case functionName
}

/// How the data and the network disagree.
public indirect enum DataMismatch: Equatable, Sendable {
    case inputs(network: Int, data: Int, suggestion: String)
    case outputs(network: Int, data: Int, suggestion: String)
}

/// A command's problem and the place in the source where it is; nil means the whole command.
package struct CommandError: Error, Equatable, Sendable {
    package let problem: CommandProblem
    let range: SourceRange?

    init(_ problem: CommandProblem, at range: SourceRange? = nil) {
        self.problem = problem
        self.range = range
    }

    init(_ error: EvaluationError) {
        self.init(.evaluation(error.problem), at: error.range)
    }
}
