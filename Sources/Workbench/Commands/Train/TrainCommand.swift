import CommandLanguage
import PlainText
import StepDebugger

/// `train 10 epochs`, `train until loss < 0.1`: trains for a while, or until a condition holds.
package struct TrainCommand: CommandBody {
    package static let entry = CommandEntry(
        "train", group: .runControl,
        usage: [
            "train N epochs [patience=P] [monitor=FIGURE]", "train N iterations", "train until CONDITION [max=N]",
        ],
        summary: "trains for a while, or until a condition holds",
        details: [
            "The condition is checked before the first iteration and after each one. With",
            "patience, training ends early if the figure has not improved for that many",
            "epochs; 'goto best' goes back to the best one.",
        ],
        options: [
            OptionEntry(
                "patience", .integer(minimum: 1), default: "trains to the end",
                "epochs without a better figure after which to stop", forms: ["epochs"]),
            OptionEntry(
                "monitor", .choice(WordList(EpochMonitor.allCases, meaning: \.meaning)),
                default: "validation.loss, else test.loss, else train.loss",
                "train.loss, train.accuracy, validation.loss, validation.accuracy, test.loss or test.accuracy, to get better",
                forms: ["epochs"]),
            OptionEntry(
                "max", .integer(minimum: 1), default: "1000000", "iterations after which to give up",
                forms: ["until"]),
        ],
        arguments: [
            [.free, .word(units), .options], [.keyword("until"), .expression, .options],
        ])
    fileprivate static let units: WordList = ["epochs": "passes over the samples", "iterations": "batches"]
    package static let influence = Influence(movesOrChanges: true, leavesUnknown: .run)

    package let goal: TrainGoal

    package init(goal: TrainGoal) {
        self.goal = goal
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        goal = try parser.parseTrainGoal()
    }

    package var words: [String] {
        goal.words
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        switch goal {
        case .epochs(let count, let options):
            let patience = try state.patience(options)
            return try state.startRun(toward: .epochs(count), patience: patience, reportsStop: true, command)
        case .iterations(let count):
            return try state.startRun(toward: .iterations(count), reportsStop: true, command)
        case .until(let condition, let limit):
            let limit = limit ?? WorkbenchState.iterationLimit
            return try state.startRun(
                toward: .iterations(limit), until: condition, reportsStop: true, endReason: .limit, command)
        }
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        switch goal {
        case .epochs(_, let options): _ = try checker.state.patience(options)
        case .iterations: break
        case .until(let condition, _):
            checker.lookingAhead { $0.checkCondition(condition) }
        }
        try checker.run()
    }
}

/// How far `train` goes. Counts are at least 1.
public enum TrainGoal: Equatable, Sendable {
    /// With `patience=` and `monitor=`.
    case epochs(Int, [CommandOption] = [])
    case iterations(Int)
    /// Until the expression is true after an iteration, or `max` iterations have run.
    case until(Expression, max: Int?)
}

extension TrainGoal {
    var words: [String] {
        switch self {
        case .epochs(let count, let options):
            ["\(count)", count == 1 ? "epoch" : "epochs"] + options.map(\.description)
        case .iterations(let count): ["\(count)", count == 1 ? "iteration" : "iterations"]
        case .until(let condition, let max): ["until", condition.description] + (max.map { ["max=\($0)"] } ?? [])
        }
    }
}

extension CommandParser {
    /// `N epochs [OPTION...]`, `N iterations`, or `until CONDITION [max=N]`.
    fileprivate mutating func parseTrainGoal() throws(ParseError) -> TrainGoal {
        let word = try parseWord("to know how long: train 10 epochs, train 500 iterations, train until loss < 0.01")
        if word.value == "until" {
            let condition = try parseExpression("a condition: train until loss < 0.01")
            guard hasMore(), ExpressionToken(in: cursor, from: cursor.position).kind == .name else {
                return .until(condition, max: nil)
            }
            let options = try parseOptions(form: "until")
            guard case .integer(let maximum)? = options.first?.value.value else {
                return .until(condition, max: nil)
            }
            return .until(condition, max: maximum)
        }
        if let first = word.value.utf8.first, !first.isASCIIDigit && first != Byte.minus && first != Byte.plus {
            let suggestion = SpellingSuggestion.closest(to: word.value, among: ["until"])
            throw ParseError(
                .misplacedText(
                    word.value, after: name, expected: "a count or 'until' goes here", suggestion: suggestion),
                at: word.range)
        }
        let count = try Self.count(from: word)
        guard hasMore() else {
            throw ParseError(.missingTrainUnit(count: count), at: cursor.placeAfterLastText)
        }
        switch try takeUnit() {
        case "epoch", "epochs": return .epochs(count, try parseOptions(form: "epochs"))
        default: return .iterations(count)
        }
    }

    fileprivate mutating func takeUnit() throws(ParseError) -> String {
        let word = try takeWord()
        guard !["epoch", "iteration"].contains(word.value) else { return word.value }
        return try checked(word, kind: "unit", among: TrainCommand.units).value
    }
}

extension WorkbenchState {
    /// When `patience=` ends training; nil if it is not given.
    fileprivate func patience(_ options: [CommandOption]) throws(CommandError) -> EpochPatience? {
        let session = try runnableSession()
        let named = options.first { $0.name.value == "monitor" }
        let limit = options.first { $0.name.value == "patience" }
        guard let limit else {
            if let named { throw CommandError(.monitorWithoutPatience, at: named.name.range) }
            return nil
        }
        let monitor = named.flatMap { EpochMonitor(rawValue: $0.word) } ?? session.defaultMonitor
        if let named {
            if let problem = scope.problemOfEvaluating(monitor.rawValue) {
                throw CommandError(.evaluation(problem), at: named.value.range)
            }
        }
        return EpochPatience(
            monitor: monitor, limit: limit.integer,
            completedEpochs: session.position.iteration / session.iterationsPerEpoch)
    }
}
