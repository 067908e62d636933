import CommandLanguage
import NeuralEngine
import PlainText

/// `bug KIND in OPERATION`, `bug off`: plants a fault for the learner to find.
package struct BugCommand: CommandBody {
    package static let entry = CommandEntry(
        "bug", group: .scenarios, usage: ["bug KIND in OPERATION", "bug off"],
        summary: "plants a fault for the learner to find",
        details: [
            "From here on the operation computes something other than it says. 'explain',",
            "'why' and 'check gradients' tell which it is; each counts as a clue in the",
            "score of a lesson. On the screen no verdict is shown until it is found.",
        ],
        words: kinds + off,
        arguments: [[.word(kinds), .keyword("in"), .name(.operation)], [.word(off)]])
    fileprivate static let kinds = WordList(Fault.Kind.allCases, meaning: \.meaning)
    private static let off: WordList = ["off": "repairs the planted fault"]
    package static let influence = Influence(movesOrChanges: true)

    package let fault: PlantedBug?

    package init(fault: PlantedBug? = nil) {
        self.fault = fault
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        fault = try parser.parseBug()
    }

    package var words: [String] {
        fault.map { [$0.kind.value, "in", QuotedText.quotedIfNeeded($0.operation.value)] } ?? ["off"]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        guard let fault else { return try state.repair(command) }
        return try state.plant(fault.kind, in: fault.operation, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        if let fault { _ = try checker.state.operationIndex(fault.operation) }
    }
}

/// The fault that `bug` plants, and where.
package struct PlantedBug: Equatable, Sendable {
    package let kind: Located<String>
    package let operation: Located<String>

    package init(_ kind: Located<String>, in operation: Located<String>) {
        self.kind = kind
        self.operation = operation
    }
}

extension CommandParser {
    /// `KIND in OPERATION`, or `off`.
    fileprivate mutating func parseBug() throws(ParseError) -> PlantedBug? {
        let kind = try parseFixedWord(kind: "kind of bug")
        if kind.value == "off" { return nil }
        let expected = "the operation: bug \(kind.value) in linear1.backward"
        let word = try parseWord(expected)
        guard word.value == "in" else {
            throw ParseError(
                .misplacedText(word.value, after: "\(name) \(kind.value)", expected: "'in' goes here", suggestion: nil),
                at: word.range)
        }
        return PlantedBug(kind, in: try parseWord(expected))
    }
}

extension WorkbenchState {
    /// `bug KIND in OPERATION`. The report, which includes the command, does not tell where the fault is.
    fileprivate mutating func plant(
        _ kind: Located<String>, in operation: Located<String>, _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        let session = try runnableSession()
        _ = try operationIndex(operation)
        guard let faultKind = Fault.Kind(rawValue: kind.value) else {
            let suggestion = SpellingSuggestion.closest(to: kind.value, among: Array(BugCommand.kinds))
            throw CommandError(.unknownFault(kind.value, suggestion: suggestion), at: kind.range)
        }
        let fault = Fault(faultKind, in: operation.value)
        var engine = session.engine
        do throws(FaultProblem) {
            try engine.plant(fault)
        } catch {
            throw CommandError(.fault(error), at: kind.range)
        }
        try edit(.fault(fault), at: operation.range)
        clearedOperations = []
        return [
            report(
                command.withoutItsWords,
                TextReport("a fault is planted: find it, and name its operation with 'accuse OPERATION'"))
        ]
    }

    /// `bug off`
    fileprivate mutating func repair(_ command: PendingCommand) throws(CommandError) -> [Effect] {
        guard session?.fault != nil else { throw CommandError(.noFault(toDo: "repair")) }
        try edit(.fault(nil), at: command.parsed.range)
        clearedOperations = []
        return [report(command, TextReport("the fault is repaired from here on"))]
    }
}

extension PendingCommand {
    /// The command as it is reported if its words would give something away.
    var withoutItsWords: PendingCommand {
        PendingCommand(
            parsed: ParsedCommand(
                command: parsed.command, range: parsed.range, line: parsed.line,
                text: parsed.command.name),
            source: source, isScripted: isScripted)
    }
}
