import CommandLanguage
import NeuralEngine
import PlainText
import RunLogs

/// All sentences that say why something cannot be done, and what to do instead.
extension EvaluationProblem: CustomStringConvertible {
    /// The sentence.
    public var description: String {
        switch self {
        case .unknownName(let name, _):
            "there is no '\(name)': it is neither a matrix or scalar of the session nor one of your variables"
        case .unknownMatrix(let name, let network):
            "the network \(network) has no matrix '\(name)' with this optimizer"
        case .noDropout(let name, let layer, let network):
            "the network \(network) has no '\(name)': there is no dropout after layer \(layer), "
                + "'network … dropout=0.5' has it after every hidden layer"
        case .notGiven(let name, let exercise, let given):
            "the exercise '\(exercise)' gives no '\(name)': it gives \(given.joined(separator: ", "))"
        case .isAsked(let cell):
            "\(cell) is what the lesson asks for: work it out from what it is made of, then answer"
        case .maskHasNoGradient(let mask):
            "'\(mask)' is drawn at random, not computed: there is no gradient 'd\(mask)'"
        case .noNetwork(let name):
            "there is no network yet that has '\(name)': give one with 'network 2-4-2'"
        case .notComputedYet(let name, let operation):
            "'\(name)' has no value yet: '\(operation)' computes it, step there first"
        case .notWrittenYet(let name):
            "'\(name)' has no previous value: no operation has written it yet"
        case .computedOnce(let name):
            "'\(name)' has no previous value: it was computed for the first time"
        case .noLossYet:
            "there is no loss yet: step through 'loss.forward' first"
        case .noClasses(let name):
            "'\(name)' is the share of samples classified right, and these targets are not classes"
        case .noSamples(let figure):
            figure.part == .training
                ? "'\(figure.rawValue)' needs data that fits the network: give it with 'data …'"
                : "'\(figure.rawValue)' needs \(figure.part.adjective) samples: keep some back with 'data … "
                    + "\(figure.part.rawValue)=0.2'"
        case .emptyMatrix(let function, let shape):
            "'\(function)' of a matrix without cells (\(shape)) has no value"
        case .previousNeedsAName:
            "'previous' takes the name of one matrix, as in 'previous(W1)'"
        case .previousOfAVariable(let name):
            "'previous' is the value before the last operation that wrote a matrix, and operations do not write '\(name)'"
        case .cellIsNotANumber:
            "a cell of a matrix must be a single number, this is a matrix"
        case .shapesDoNotBroadcast(let sign, let left, let right):
            "shapes \(left) and \(right) do not fit '\(sign)': they must be equal, or 1 where they differ"
        case .shapesDoNotMultiply(let left, let right):
            "shapes \(left) and \(right) do not fit '@': the left one's columns must be as many as the right one's rows"
        case .matrixProductOfScalar:
            "'@' is the product of two matrices, one side is a single number: use '*'"
        case .indexIsNotAnInteger:
            "an index must be a whole number"
        case .indexOutOfRange(let index, let axis, let shape):
            "\(axis.rawValue) \(index) is out of range: the matrix is \(shape), \(axis.rawValue)s count from 0"
        }
    }

    /// What the user probably meant.
    var suggestion: String? {
        if case .unknownName(_, let suggestion) = self { suggestion } else { nil }
    }
}

extension CommandProblem: CustomStringConvertible {
    /// The sentence.
    public var description: String {
        switch self {
        case .evaluation(let problem):
            problem.description
        case .derivation(let error):
            error.description
        case .noSuchLayer(let layer, let count):
            "there is no layer \(layer): the network has \(counted(count, "layer")), counted from 1"
        case .noNetworkToRun:
            "there is no network yet: give one with 'network 2-4-2'"
        case .noDataToRun:
            "there is no data yet: give some with 'data xor'"
        case .dataDoesNotFit(let mismatch):
            mismatch.description
        case .nothingWouldStopIt:
            "nothing would ever stop 'continue' here: make a stop with 'break', 'watch' or 'catch' first, "
                + "or use 'train 10 epochs' or 'train until loss < 0.1'"
        case .layerCountMismatch(let activations, let layers):
            "\(counted(activations, "activation")) for \(counted(layers, "layer")): give one for each layer of weights"
        case .activationsTwice(let option):
            "'activations' gives every layer's, '\(option)' would give one again: use either"
        case .dropoutMismatch(_, 0):
            "dropout follows hidden layers, and this network has none"
        case .dropoutMismatch(let given, let hiddenLayers):
            "\(counted(given, "dropout")) for \(counted(hiddenLayers, "hidden layer")): give one for all, or one for each"
        case .tooFewLayers:
            "a network needs at least its inputs and its outputs, as in 'network 2-1'"
        case .tooManyLayers(let limit):
            "this network would have more than \(limit) layers of weights, which is the limit"
        case .networkTooLarge(_, let limit):
            "this network would have more than \(limit / 1_000_000) million parameters, which is the limit"
        case .conditionIsNotOneAnswer(let shape):
            "a condition is one yes or no, this is a matrix of \(shape): put it into 'all(…)' or 'any(…)'"
        case .questionWithoutAnswer(1):
            "this question has no answer: the scenario needs 'answer VALUE' before the next 'ask'"
        case .questionWithoutAnswer(let count):
            "this asks for \(count) answers: the scenario needs 'answer VALUE' as often before the next question"
        case .predictionOfNothing:
            "there is nothing to predict: a command that runs or changes something has to follow, before the next question"
        case .trendIsNotANumber(let shape):
            "what is predicted in words must be a single number, this is a matrix of \(shape)"
        case .noSuchChoice(let answer, let choices):
            "'\(answer)' is none of the choices: "
                + choices.indices.map { "\(ChoiceList.letter($0)) for '\(choices[$0])'" }.joined(separator: ", ")
        case .reviewNeedsALearner:
            "'review' is for the screen: it asks again what a learner has missed in the lessons"
        case .answerIsNoValue:
            "a value is asked for, and this is a text: answer 0.25"
        case .questionHasNoAnswer:
            "this has no answer to ask for: it is not finite"
        case .nothingAsked:
            "nothing was asked: 'answer' comes after 'ask'"
        case .sidesDiffer(let left, let right):
            "the left side is \(left), the right side \(right)"
        case .toleranceIsNotANumber:
            "the tolerance after 'within' must be a single number"
        case .toleranceIsNegative:
            "the tolerance after 'within' must not be negative"
        case .assignmentShape(let name, let expected, let found):
            "'\(name)' is \(expected), the value is \(found)"
        case .notAssignable(let name, let reason):
            "'\(name)' cannot be set: \(reason.description)"
        case .unknownVariable(let name):
            "there is no variable '\(name)' whose cells could be set: give it a value first, 'let \(name) = …'"
        case .learningRate(let rate):
            "a learning rate must be a finite number of at least 0, not \(NumberFormat.shortest(rate))"
        case .matrixCannotHold(let message), .effectFailed(let message):
            message
        case .snapshotFormat(let path):
            "'\(path)' does not say what to write: end it in .txt, .svg or .html"
        case .snapshotSize(let size):
            "'\(size)' is not the size of a screen: give columns and rows of 1 to 1000, as in 120x36"
        case .fileEnding(let path, let command, let endings):
            "'\(path)' does not say what '\(command)' is to \(command == "load" ? "read" : "write"): "
                + "end it in \(endings.joined(separator: ", "))"
        case .nothingToSave(let command):
            "there is no network yet to \(command): give one with 'network 2-4-2'"
        case .changedInMidIteration(let edit, let operation):
            "\(edit.edit.subject) changed in the middle of iteration \(edit.position.iteration), after \(operation), "
                + "and a file has only what an iteration starts with: go to its end with 'next' and save there"
        case .badSavedCommand(let command, let reason):
            "the saved session's command '\(command)' cannot be carried out" + (reason.map { ": \($0)" } ?? "")
        case .savedSessionDoesNotFit(let reason): "the file cannot be continued: \(reason)"
        case .weightsWithoutNetwork(let sizes):
            "there is no network yet to take these weights"
                + (sizes.map { ": 'network \($0)' would fit" } ?? ": give one with 'network 2-4-2'")
        case .weights(let problem): problem.description
        case .beforeTheStart(let iteration, let start):
            "the run was loaded from a file and starts at iteration \(start): "
                + "what was before, as iteration \(iteration), is not known"
        case .sourceTooDeep(let limit):
            "more than \(limit) scenarios 'source' one another: does one source itself?"
        case .logFormat(let path):
            "'\(path)' does not say how to write the log: end it in .jsonl or .csv, "
                + "or give a folder with 'format=tensorboard'"
        case .logEnding(let path, let format):
            "'\(path)' is not a name for \(format.title): a folder goes with 'format=tensorboard', "
                + "and a file ends as it is written"
        case .recordedAlready(let path):
            "'\(path)' is being recorded to: 'record off' ends that"
        case .logTwice(let path):
            "'\(path)' is written already: 'log off' ends it"
        case .eventFilesAreAddedTo:
            "event files are only ever added to a folder: name another one to start afresh"
        case .logEnded(let message, let path):
            "\(message); this log ends here, but what has run is not lost: 'log \(path)' continues it"
        case .severalCells(let name, let shape, let command):
            "'\(name)' has \(shape) cells: name one by its row and column, as in '\(command) \(name)[0,0]'; "
                + "the last is [\(shape.rows - 1),\(shape.columns - 1)]"
        case .noCellOfThePlan(let name, let command):
            "'\(command)' is about cells of the network's matrices, as W1[0,2] or loss, and '\(name)' is not one: "
                + "'print \(name)' shows its value"
        case .noAnswerToWhy(.unknownMatrix(let name), _):
            "the network has no matrix '\(name)' with this optimizer"
        case .noAnswerToWhy(.noSuchCell(let cell, let shape), _):
            "'\(cell.name)' is \(shape), counted from 0: it has no cell [\(cell.row),\(cell.column)]"
        case .noAnswerToWhy(.notComputedYet(let name), let operation):
            "'\(name)' has no value yet: '\(operation)' comes next, step on until it is computed"
        case .waitsForOtherWork:
            "another command is still at work: interrupt it or let it finish first"
        case .unknownStop(let number, let existing):
            existing.isEmpty
                ? "there is no stop \(number): none has been made"
                : "there is no stop \(number); there \(existing.count == 1 ? "is" : "are") "
                    + existing.map(String.init).joined(separator: ", ")
        case .unknownDisplay(let number, let existing):
            existing.isEmpty
                ? "there is no display \(number): none has been made"
                : "there is no display \(number); there \(existing.count == 1 ? "is" : "are") "
                    + existing.map(String.init).joined(separator: ", ")
        case .nothingChanges(let expression):
            "nothing that runs changes '\(expression)': it would never stop a run"
        case .nothingToCatch(let kind, let network):
            "the network \(network) has no layer in which '\(kind)' could show"
        case .unknownOperation(let name, _):
            "there is no operation '\(name)' in this network: 'list' names them"
        case .unknownFault(let kind, _):
            "there is no kind of bug '\(kind)': 'help bug' names them"
        case .fault(let problem):
            problem.description
        case .noFault(let action):
            "there is no fault here to \(action): 'bug KIND in OPERATION' plants one"
        case .savesNoFault(let command):
            "'\(command)' keeps no planted fault, for the file would tell where it is: "
                + "find it, or repair it with 'bug off'"
        case .nothingToSweep:
            "'sweep' needs a setting with its values, such as 'sweep lr=0.01,0.1'"
        case .valueTwice(let value, let option):
            "'\(option)' has \(value) twice"
        case .tooManyRuns(let limit):
            "these values make more than \(limit) runs, which is the limit"
        case .badSweepValue(let value, let option, let expected):
            "'\(value)' is not a value of '\(option)', which takes \(expected)"
        case .noHiddenLayers(let option):
            "the network has no hidden layer, so '\(option)' changes nothing"
        case .sweepDoesNotFit(let settings, let mismatch):
            "with \(settings), \(mismatch)"
        case .unknownSort(let word, let choices, _):
            "there is no column '\(word)' to sort by: there are \(choices.joined(separator: ", "))"
        case .runHasNotRun(let name):
            "\(name) was interrupted before it ran"
        case .noEpochYet:
            "no epoch has been completed, so none is the best"
        case .monitorWithoutPatience:
            "'monitor' says by which figure patience is judged: give 'patience=' as well"
        case .tooFarAway(let limit):
            "no run gets that far: iterations go up to \(limit)"
        case .iterationOutsideEpoch(let iteration, let epoch, let first, let last):
            "iteration \(iteration) is not in epoch \(epoch), which has iterations \(first) to \(last)"
        case .noBoundary(let inputs):
            "a boundary is drawn over two features, and this network has \(inputs): "
                + "'plot confusion' shows which classes it takes for which"
        case .noConfusion:
            "these targets are numbers, not classes that could be taken for one another"
        case .noGraph(let neurons, let limit):
            "a layer of this network has \(neurons) neurons, too many to draw: a graph has at most \(limit) a layer. "
                + "'list' shows the operations, 'view W1' a layer's weights"
        case .tooManyBins(let limit):
            "a histogram has at most \(limit) bins"
        case .emptyStretch(let from, let to):
            "from iteration \(from) to \(to) there is nothing to show: 'to' must be larger than 'from'"
        case .branchTaken(let name):
            "there is a branch '\(name)' already: 'switch \(name)' goes there, another name begins one"
        case .unknownBranch(let name, let existing, _):
            "there is no branch '\(name)': there \(existing.count == 1 ? "is" : "are") "
                + existing.map { "'\($0)'" }.joined(separator: ", ")
        }
    }

    /// What the user probably meant.
    var suggestion: String? {
        switch self {
        case .evaluation(let problem): problem.suggestion
        case .unknownOperation(_, let suggestion), .unknownFault(_, let suggestion),
            .unknownBranch(_, _, let suggestion),
            .unknownSort(_, _, let suggestion):
            suggestion
        default: nil
        }
    }
}

extension NotAssignableReason: CustomStringConvertible {
    /// The second half of the sentence.
    public var description: String {
        switch self {
        case .scalarOfTheSession: "the session computes it; choose another name for a variable"
        case .setting: "it is a setting, changed with 'set', as in 'set lr 0.05'"
        case .constant: "it is a constant; choose another name for a variable"
        case .functionName: "it is the name of a function; choose another name for a variable"
        }
    }
}

extension DataMismatch: CustomStringConvertible {
    /// The sentence.
    public var description: String {
        switch self {
        case .inputs(let network, let data, let suggestion):
            "the network takes \(counted(network, "input")), the data has \(counted(data, "feature")): "
                + "give a network that fits, as in 'network \(suggestion)', or other data"
        case .outputs(let network, let data, let suggestion):
            "the network has \(counted(network, "output")), the data has \(counted(data, "target column")): "
                + "give a network that fits, as in 'network \(suggestion)', or other data"
        }
    }
}
