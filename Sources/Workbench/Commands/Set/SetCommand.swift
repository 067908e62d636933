import CommandLanguage
import PlainText

/// `set lr 0.05`: changes a setting at any time.
package struct SetCommand: CommandBody {
    package static let entry = CommandEntry(
        "set", group: .setUp, usage: Settings.all.map { "set \($0.name) \($0.kind.placeholder)" },
        summary: "changes a setting at any time",
        details: Settings.all.map { "  " + HelpText.padded($0.name, to: 17) + $0.summary } + [
            "With a schedule, lr is the rate that this starts from. The checkpoints are what",
            "going back starts from; they take up to 256 MiB unless set.",
        ],
        arguments: [[.setting]])
    package static let influence = Influence(movesOrChanges: true)

    package let name: Located<String>
    package let value: Located<OptionValue>

    package init(name: Located<String>, value: Located<OptionValue>) {
        self.name = name
        self.value = value
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        (name, value) = try parser.parseSet()
    }

    package var words: [String] {
        [name.value, value.value.description]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        if case .word(let word) = value.value, let setting = ScreenSetting(name.value, word) {
            return [state.report(command, ViewChange.setting(setting))]
        }
        if name.value == "timeline-memory" {
            state.setup.timelineMemory = CommandOption(name: name, value: value).number
            let bytes = state.setup.timelineBytes
            state.session?.timelineMemory = bytes
            return [state.report(command, ValueReport(name.value, .number(state.setup.timelineMemory)))]
        }
        let rate = try state.learningRate(
            CommandOption(name: name, value: value).number, at: value.range)
        state.setup.optimizer.learningRate = rate
        try state.edit(.learningRate(rate), at: command.parsed.range)
        return [state.report(command, ValueReport(name.value, .number(rate)))]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.carryOut(command)
    }
}

extension CommandParser {
    fileprivate mutating func parseSet() throws(ParseError) -> (Located<String>, Located<OptionValue>) {
        guard hasMore() else { throw missing("a setting and its value: set lr 0.05") }
        let range = cursor.takeWhile { !$0.isBlank && $0 != Byte.equals && $0 != Byte.hash && $0 != Byte.quote }
        let names = table.settings.map(\.name)
        let name = try checked(Located(cursor.text(range), at: range), kind: "setting", among: names)
        guard let setting = table.settings.first(where: { $0.name == name.value }) else {
            preconditionFailure("a checked name is in the table")
        }
        if hasMore(), cursor.peek() == Byte.equals {
            let equals = SourceRange(lower: cursor.position, upper: cursor.position + 1)
            throw ParseError(
                .misplacedText(
                    "=", after: textSoFar, expected: "a blank separates name and value", suggestion: nil),
                at: equals)
        }
        let word = try parseWord("a value for '\(name.value)': \(setting.kind.expectation)")
        return (name, try Self.value(from: word, of: name.value, kind: setting.kind))
    }
}

extension Setup {
    /// How much memory the timeline may take, in bytes.
    var timelineBytes: Int { Int(min(timelineMemory, 1e12) * Double(1 << 20)) }
}
