import CommandLanguage
import PlainText
import StepDebugger

/// `goto iteration=12`: goes to a position, back or forward.
package struct GotoCommand: CommandBody {
    package static let entry = CommandEntry(
        "goto", group: .timeTravel,
        usage: ["goto [epoch=E] [iteration=I] [operation=NAME]", "goto start|end|best"],
        summary: "goes to a position, back or forward",
        details: [
            "'end' is as far as the run ever went, 'best' the end of the epoch with the least",
            "loss: over the test samples, or over the training samples where there are no",
            "others. A position is right after the operation; without one, it is before the",
            "first operation of the iteration. Stops on the way are ignored.",
        ],
        options: [
            OptionEntry("epoch", .integer(minimum: 0), default: "the current one", "the epoch, from 0"),
            OptionEntry(
                "iteration", .integer(minimum: 0), default: "the current one, or the epoch's first",
                "the iteration, from 0; with epoch= also in the epoch"),
            OptionEntry(
                "operation", .word(placeholder: "NAME"), default: "none", "the operation, as 'list' names it",
                names: .operation),
        ],
        arguments: [[.word(places)], [.options]],
        keys: [
            KeyEntry("g", "start"), KeyEntry("G", "end"),
        ])
    fileprivate static let places: WordList = [
        "start": "goes to the start", "end": "goes as far as the run ever went",
        "best": "the end of the epoch with the least loss",
    ]
    package static let influence = Influence(movesOrChanges: true, showsOperation: true)

    package let place: GotoPlace

    package init(place: GotoPlace) {
        self.place = place
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        place = try parser.parseGotoPlace()
    }

    package var words: [String] {
        place.words
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        let session = try state.runnableSession()
        switch place {
        case .start: return state.travel(to: session.start, command)
        case .end: return state.travel(to: session.end, command)
        case .best:
            guard let best = session.defaultMonitor.best(of: session.epochsToEnd.points) else {
                throw CommandError(.noEpochYet)
            }
            return state.travel(to: Position(iteration: best.iteration), command)
        case .position(let epoch, let iteration, let operation):
            let iteration = try session.iteration(epoch: epoch, iteration: iteration)
            guard iteration >= session.start.iteration else {
                throw CommandError(.beforeTheStart(iteration: iteration, start: session.start.iteration))
            }
            guard let operation else { return state.travel(to: Position(iteration: iteration), command) }
            let index = try state.operationIndex(operation)
            // Right after the operation, so that it is the current one; after the last operation, that is the next
            // iteration's start.
            let isLast = index + 1 == session.engine.plan.operations.count
            return state.travel(
                to: isLast ? Position(iteration: iteration + 1) : Position(iteration: iteration, operation: index + 1),
                command)
        }
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.travel()
        guard case .position(let epoch, let iteration, let operation) = place else { return }
        let session = try checker.state.runnableSession()
        let number = try session.iteration(epoch: epoch, iteration: iteration)
        if epoch != nil || iteration != nil, number < session.start.iteration {
            throw CommandError(.beforeTheStart(iteration: number, start: session.start.iteration))
        }
        if let operation { _ = try checker.state.operationIndex(operation) }
    }
}

/// Where `goto` leads.
public indirect enum GotoPlace: Equatable, Sendable {
    /// Before the first operation.
    case start
    /// As far as the run ever went.
    case end
    /// The end of the epoch with the best figures.
    case best
    /// The given parts of a position, at least one. Epochs and iterations count from 0.
    case position(epoch: Located<Int>?, iteration: Located<Int>?, operation: Located<String>?)
}

extension GotoPlace {
    var words: [String] {
        switch self {
        case .start: ["start"]
        case .end: ["end"]
        case .best: ["best"]
        case .position(let epoch, let iteration, let operation):
            [
                epoch.map { "epoch=\($0.value)" }, iteration.map { "iteration=\($0.value)" },
                operation.map { "operation=\(QuotedText.quotedIfNeeded($0.value))" },
            ].compactMap { $0 }
        }
    }
}

extension CommandParser {
    /// `start`, `end`, `best`, or the parts of a position.
    fileprivate mutating func parseGotoPlace() throws(ParseError) -> GotoPlace {
        let forms = "a place: goto start, goto end, goto epoch=2 operation=update"
        guard hasMore() else { throw missing(forms) }
        let first = firstWord
        let words: [String: GotoPlace] = ["start": .start, "end": .end, "best": .best]
        if let place = words[first.value] {
            cursor.take(upTo: first.range.upper)
            return place
        }
        let names = entry.options.map(\.name)
        if !first.value.contains("="), !names.contains(first.value), !isFollowedByEquals(first) {
            throw misplaced(first)
        }
        var epoch: Located<Int>?
        var iteration: Located<Int>?
        var operation: Located<String>?
        for option in try parseOptions() {
            switch option.value.value {
            case .integer(let count) where option.name.value == "epoch":
                epoch = Located(count, at: option.value.range)
            case .integer(let count): iteration = Located(count, at: option.value.range)
            case .word(let label): operation = Located(label, at: option.value.range)
            default: preconditionFailure("the table gives '\(name)' no such option")
            }
        }
        return .position(epoch: epoch, iteration: iteration, operation: operation)
    }

    /// The text up to the next blank, not taken.
    fileprivate var firstWord: Located<String> {
        let upper = cursor.offset(from: cursor.position) { !$0.isBlank && $0 != Byte.quote && $0 != Byte.hash }
        let range = SourceRange(lower: cursor.position, upper: upper)
        return Located(cursor.text(range), at: range)
    }

    fileprivate func isFollowedByEquals(_ word: Located<String>) -> Bool {
        cursor.byte(at: cursor.offsetAfterBlanks(from: word.range.upper)) == Byte.equals
    }

    /// The error for what is written in place of a position, with a suggestion.
    fileprivate mutating func misplaced(_ word: Located<String>) -> ParseError {
        let suggestion: String?
        if !word.value.isEmpty, word.value.utf8.allSatisfy(\.isASCIIDigit) {
            suggestion = "iteration=\(word.value)"
        } else if Self.looksLikeOperation(word.value) {
            suggestion = "operation=\(word.value)"
        } else {
            suggestion = SpellingSuggestion.closest(to: word.value, among: Array(GotoCommand.places))
        }
        // A quote is not a word: then it stands for what it opens.
        let upper = max(word.range.upper, word.range.lower + 1)
        let range = SourceRange(lower: word.range.lower, upper: upper)
        return ParseError(
            .misplacedText(
                cursor.text(range), after: name,
                expected: "'start', 'end', 'best' or options such as iteration=12 go here",
                suggestion: suggestion),
            at: range)
    }

    fileprivate static func looksLikeOperation(_ word: String) -> Bool {
        word.hasSuffix(".forward") || word.hasSuffix(".backward") || word == "load-batch" || word == "update"
    }
}

extension DebugSession {
    /// The iteration that `goto` means: `iteration=` counts from the run's start, or with `epoch=` also within that
    /// epoch. Without it, it is the epoch's first; without both, the current one.
    func iteration(epoch: Located<Int>?, iteration: Located<Int>?) throws(CommandError) -> Int {
        guard let epoch else {
            guard let iteration else { return currentIteration }
            guard iteration.value <= Self.iterationLimit else {
                throw CommandError(.tooFarAway(limit: Self.iterationLimit), at: iteration.range)
            }
            return iteration.value
        }
        guard epoch.value <= Self.iterationLimit / iterationsPerEpoch else {
            throw CommandError(.tooFarAway(limit: Self.iterationLimit), at: epoch.range)
        }
        let first = epoch.value * iterationsPerEpoch
        guard let iteration else { return first }
        if iteration.value < iterationsPerEpoch { return first + iteration.value }
        guard (first..<first + iterationsPerEpoch).contains(iteration.value) else {
            throw CommandError(
                .iterationOutsideEpoch(
                    iteration: iteration.value, epoch: epoch.value, first: first, last: first + iterationsPerEpoch - 1),
                at: iteration.range)
        }
        return iteration.value
    }

    /// No run gets that far, and sums of positions do not overflow.
    private static let iterationLimit = 1_000_000_000_000
}
