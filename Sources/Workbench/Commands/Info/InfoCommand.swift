import CommandLanguage

/// `info TOPIC`: describes what is set up, recorded or watched.
package struct InfoCommand: CommandBody {
    package static let entry = CommandEntry(
        "info", group: .inspection, usage: ["info " + Vocabulary.infoTopics.joined(separator: "|")],
        summary: "describes what is set up, recorded or watched", words: Vocabulary.infoTopics)
    package static let influence = Influence(onlyLooks: true)

    package let topic: Located<String>

    package init(topic: Located<String>) {
        self.topic = topic
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        topic = try parser.parseFixedWord(kind: "topic")
    }

    package var words: [String] {
        [topic.value]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.info(topic, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.tryOut(command)
    }
}
