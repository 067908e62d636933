import CommandLanguage

/// `layout NAME`: arranges the screen for another purpose.
package struct LayoutCommand: CommandBody {
    package static let entry = CommandEntry(
        "layout", group: .screen, usage: ["layout " + names.joined(separator: "|")],
        summary: "arranges the screen for another purpose",
        words: names,
        keys: names.enumerated().map { KeyEntry(Character("\($0 + 1)"), $1) })
    private static let names = WordList(LayoutName.allCases, meaning: \.meaning)
    package static let influence = Influence(onlyLooks: true)

    package let name: Located<String>

    package init(name: Located<String>) {
        self.name = name
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        name = try parser.parseFixedWord(kind: "layout")
    }

    package var words: [String] {
        [name.value]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        // The parser has checked the word.
        LayoutName(rawValue: name.value).map { [state.report(command, ViewChange.layout($0))] } ?? []
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.tryOut(command)
    }
}

/// The ways in which the screen can be divided.
public enum LayoutName: String, CaseIterable, Sendable {
    /// An operation with its matrices.
    case step
    /// The curves of training.
    case train
    /// The samples and what the network makes of them.
    case data
    /// The lesson's words.
    case lesson

    /// What the screen shows.
    var meaning: String {
        switch self {
        case .step: "the operation with its matrices"
        case .train: "the curves of training"
        case .data: "the samples and what the network makes of them"
        case .lesson: "the lesson's words"
        }
    }
}
