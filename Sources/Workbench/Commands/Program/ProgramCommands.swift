import CommandLanguage
import PlainText

/// `help [COMMAND]`: shows all commands, or one in full.
package struct HelpCommand: CommandBody {
    package static let entry = CommandEntry(
        "help", group: .program, usage: ["help [COMMAND]", "help expressions", "help glossary", "help TERM"],
        summary: "shows all commands, or one in full, or explains a term",
        details: ["A term of the field is spelled with hyphens: 'help learning-rate'."],
        arguments: [[.name(.helpTopic)]], keys: ["?"])
    package static let influence = Influence(onlyLooks: true, isRecorded: false)

    package let topic: Located<String>?

    package init(topic: Located<String>? = nil) {
        self.topic = topic
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        topic = try parser.parseHelpTopic()
    }

    package var words: [String] {
        topic.map { [$0.value] } ?? []
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        [state.report(command, TextReport(HelpText.text(for: topic?.value) ?? HelpText.overview()))]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.tryOut(command)
    }
}

extension CommandParser {
    fileprivate mutating func parseHelpTopic() throws(ParseError) -> Located<String>? {
        guard hasMore() else { return nil }
        let word = try takeWord()
        if let command = table.entry(spelled: word.value) {
            return Located(command.name, at: word.range)
        }
        guard let topic = table.helpTopic(spelled: word.value) else {
            let topics = table.entries.flatMap { [$0.name] + $0.aliases } + table.helpTopics.map(\.name)
            let suggestion = SpellingSuggestion.closest(to: word.value, among: topics)
            throw ParseError(.unknownCommand(word.value, suggestion: suggestion), at: word.range)
        }
        return Located(topic.name, at: word.range)
    }
}

/// `exit`: ends the session.
package struct ExitCommand: CommandBody {
    package static let entry = CommandEntry(
        "exit", aliases: ["quit", "q"], group: .program, usage: ["exit"], summary: "ends the session", keys: ["q"])
    package static let influence = Influence(onlyLooks: true, isRecorded: false)

    package init() {}

    package init(parsing parser: inout CommandParser) throws(ParseError) {

    }

    package var words: [String] {
        []
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        state.endScripts()
        state.hasExited = true
        return [state.report(command, TextReport("exit")), .exit]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        checker.knowledge.hasExited = true
    }
}
