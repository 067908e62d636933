import CommandLanguage

/// `say "TEXT"`: narrates.
package struct SayCommand: CommandBody {
    package static let entry = CommandEntry(
        "say", group: .scenarios, usage: ["say \"TEXT\""], summary: "narrates",
        details: [
            "The text may span several lines; they are joined, and a blank line",
            "starts a paragraph. \\\" \\\\ \\n \\t are escapes in it.",
        ])
    package static let influence = Influence()

    package let text: String

    package init(text: String) {
        self.text = text
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        text = try parser.parseText()
    }

    package var words: [String] {
        [QuotedText.quoted(text)]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        state.lesson.narration = text
        return [state.report(command, NarrationReport(text))]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        // The parser finds everything that can be wrong with it.
    }
}

/// `title "TEXT"`: names the scenario.
package struct TitleCommand: CommandBody {
    package static let entry = CommandEntry(
        "title", group: .scenarios, usage: ["title \"TEXT\""], summary: "names the scenario")
    package static let influence = Influence()

    package let text: String

    package init(text: String) {
        self.text = text
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        text = try parser.parseText()
    }

    package var words: [String] {
        [QuotedText.quoted(text)]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        state.lesson.title = text
        return [state.report(command, TitleReport(text))]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        // The parser finds everything that can be wrong with it.
    }
}

/// `chapter "TEXT"`: begins a part of the scenario.
package struct ChapterCommand: CommandBody {
    package static let entry = CommandEntry(
        "chapter", group: .scenarios, usage: ["chapter \"TEXT\""], summary: "begins a part of the scenario",
        details: ["On the screen, ] goes on to the next one and [ back to the one before."])
    package static let influence = Influence()

    package let text: String

    package init(text: String) {
        self.text = text
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        text = try parser.parseText()
    }

    package var words: [String] {
        [QuotedText.quoted(text)]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        state.lesson.chapter = text
        return [state.report(command, ChapterReport(text))]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        // The parser finds everything that can be wrong with it.
    }
}
