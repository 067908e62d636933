import CommandLanguage
import PlainText
import StepDebugger

/// `break OPERATION`, `break if CONDITION`: stops runs.
package struct BreakCommand: CommandBody {
    package static let entry = CommandEntry(
        "break", aliases: ["b"], group: .stops,
        usage: ["break OPERATION [if CONDITION]", "break if CONDITION"],
        summary: "stops runs at an operation, or once a condition holds",
        details: [
            "An operation, as 'list' names them, stops right after it has run, where its",
            "results can be seen, each time or only if the condition holds there. Without",
            "one, the run stops at the operation at which the condition becomes true.",
            "What has no value yet, such as the loss at the start, makes a condition false.",
            "Every command that runs stops there, in both directions; 'goto' does not.",
        ], arguments: BreakPlace.arguments, keys: ["b"])
    package static let influence = Influence(leavesUnknown: .stops)

    package let place: BreakPlace

    package init(place: BreakPlace) {
        self.place = place
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        place = try parser.parseBreakPlace()
    }

    package var words: [String] {
        place.words
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.setBreakpoint(place, isTemporary: false, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.checkStop(at: place, command)
    }
}

/// `tbreak`: stops like `break`, but only once.
package struct TemporaryBreakCommand: CommandBody {
    package static let entry = CommandEntry(
        "tbreak", group: .stops, usage: ["tbreak OPERATION [if CONDITION]", "tbreak if CONDITION"],
        summary: "stops like 'break', but only once", arguments: BreakPlace.arguments)
    package static let influence = Influence(leavesUnknown: .stops)

    package let place: BreakPlace

    package init(place: BreakPlace) {
        self.place = place
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        place = try parser.parseBreakPlace()
    }

    package var words: [String] {
        place.words
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.setBreakpoint(place, isTemporary: true, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.checkStop(at: place, command)
    }
}

/// Where `break` and `tbreak` stop.
public indirect enum BreakPlace: Equatable, Sendable {
    /// Right after an operation has run; with a condition, only if it holds there.
    case operation(Located<String>, if: Expression?)
    /// At the operation at which a condition becomes true.
    case condition(Expression)
}

extension BreakPlace {
    var words: [String] {
        switch self {
        case .operation(let name, let condition): [name.value] + (condition.map { ["if", $0.description] } ?? [])
        case .condition(let condition): ["if", condition.description]
        }
    }
}

extension BreakPlace {
    /// The forms of such a place.
    fileprivate static let arguments: [[ArgumentPart]] = [
        [.name(.operation), .keyword("if"), .expression], [.keyword("if"), .expression],
    ]
}

extension CommandParser {
    /// `OPERATION [if CONDITION]`, or `if CONDITION`.
    fileprivate mutating func parseBreakPlace() throws(ParseError) -> BreakPlace {
        guard hasMore() else {
            throw missing("an operation or a condition: \(name) tanh1.forward, \(name) if loss < 0.1")
        }
        let range = cursor.takeWhile(Self.belongsToName)
        let operation = Located(cursor.text(range), at: range)
        if operation.value == "if" { return .condition(try parseStopCondition()) }
        guard !operation.value.isEmpty else {
            throw ParseError(
                .misplacedText(
                    try takeWord().value, after: name, expected: "the name of an operation or 'if' goes here",
                    suggestion: nil),
                at: SourceRange(lower: range.lower, upper: cursor.position))
        }
        guard hasMore() else { return .operation(operation, if: nil) }
        let before = textSoFar
        let token = ExpressionToken(in: cursor, from: cursor.position)
        let word = cursor.text(token.range)
        guard word == "if" else {
            let suggestion = SpellingSuggestion.closest(to: word, among: ["if"])
            let expected = "a condition comes after 'if': \(name) if loss < 0.1"
            throw ParseError(
                .misplacedText(word, after: before, expected: expected, suggestion: suggestion), at: token.range)
        }
        cursor.take(upTo: token.range.upper)
        return .operation(operation, if: try parseStopCondition())
    }

    fileprivate mutating func parseStopCondition() throws(ParseError) -> Expression {
        try parseExpression("a condition after 'if': \(name) if loss < 0.1")
    }
}

extension WorkbenchState {
    fileprivate mutating func setBreakpoint(
        _ place: BreakPlace, isTemporary: Bool, _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        let session = try sessionForStops()
        switch place {
        case .operation(let name, let condition):
            _ = try operationIndex(name)
            if let condition { try checkCondition(condition, in: session) }
            let what = name.value + (condition.map { " if \($0)" } ?? "")
            return addStop(.operation(name, condition: condition), what, isTemporary: isTemporary, command)
        case .condition(let condition):
            try checkCondition(condition, in: session)
            try checkThatItChanges(condition, in: session)
            return addStop(.condition(condition), "if \(condition)", isTemporary: isTemporary, command)
        }
    }

    private func checkCondition(_ condition: Expression, in session: DebugSession) throws(CommandError) {
        try checkNames(in: condition)
        if let value = try valueSoFar(of: condition), !value.isScalar {
            throw CommandError(.conditionIsNotOneAnswer(value.shape), at: condition.range)
        }
    }
}

extension ScenarioChecker {
    fileprivate mutating func checkStop(at place: BreakPlace, _ command: PendingCommand) throws(CommandError) {
        let condition: Expression?
        switch place {
        case .operation(let name, let asked):
            _ = try state.operationIndex(name)
            condition = asked
        case .condition(let asked): condition = asked
        }
        let count = problems.count
        let isKnown = lookingAhead { checker in
            checker.checkCondition(condition)
            return condition.map { checker.values(of: $0) != nil } ?? true
        }
        if isKnown, problems.count == count { try carryOut(command) } else { knowledge.lose(.stops) }
    }
}
