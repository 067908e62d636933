import CommandLanguage
import PlainText

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
            "first operation of the iteration. Stops do not count on the way.",
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
        arguments: [[.word(Vocabulary.gotoPlaces)], [.options]],
        keys: [
            KeyEntry("g", "start", summary: "goes to the start"),
            KeyEntry("G", "end", summary: "goes as far as the run ever went"),
        ])
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
        try state.goTo(place, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.checkTravel(to: place)
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
    /// What is given of a position, at least one part of it. Epochs and iterations count from 0.
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
    /// `start`, `end`, `best`, or what is given of a position.
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

    /// Says how to write what stands where a place should.
    fileprivate mutating func misplaced(_ word: Located<String>) -> ParseError {
        let suggestion: String?
        if !word.value.isEmpty, word.value.utf8.allSatisfy(\.isASCIIDigit) {
            suggestion = "iteration=\(word.value)"
        } else if Self.looksLikeOperation(word.value) {
            suggestion = "operation=\(word.value)"
        } else {
            suggestion = SpellingSuggestion.closest(to: word.value, among: Vocabulary.gotoPlaces)
        }
        // A quote is no word: then it stands for what it opens.
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
