import CommandLanguage
import Workbench
import Testing

@Suite struct HelpTests {
    private func lines(_ text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    @Test func noSpellingCallsTwoCommands() {
        let spellings = CommandTable.backstep.entries.flatMap { [$0.name] + $0.aliases }
        #expect(Set(spellings).count == spellings.count)
    }

    @Test func theOverviewListsEveryCommandOnceUnderItsGroup() {
        let overview = lines(HelpText.overview())
        for command in CommandTable.backstep.entries {
            let entries = overview.indices.filter { overview[$0].hasPrefix("  \(command.name) ") }
            #expect(entries.count == 1, "\(command.name)")
            let heading = overview[..<(entries.first ?? 0)].last { !$0.hasPrefix(" ") }
            #expect(heading.map(String.init) == command.group.rawValue, "\(command.name)")
        }
        #expect(HelpText.text(for: nil) == HelpText.overview())
    }

    @Test(arguments: CommandTable.backstep.entries.map(\.name))
    func theDetailsNameEveryFormAliasAndOption(name: String) throws {
        let command = CommandTable.backstep.entry(spelled: name)!
        let details = try #require(HelpText.text(for: name))
        for usage in command.usage { #expect(details.contains(usage)) }
        for alias in command.aliases {
            #expect(details.contains(alias))
            #expect(HelpText.text(for: alias) == details)
        }
        for option in command.options {
            #expect(details.contains("  \(option.name)="))
            #expect(details.contains(option.defaultText.map { "default: \($0)" } ?? "required"))
            guard case .choice(let choices) = option.kind else { continue }
            for choice in choices { #expect(details.contains(choice)) }
        }
    }

    @Test func noHelpLineIsWiderThanAnOldTerminal() {
        let texts =
            [HelpText.overview(), HelpText.expressions()]
            + CommandTable.backstep.entries.map { HelpText.details(of: $0) }
        for line in texts.flatMap(lines) { #expect(line.count <= 80, "\(line)") }
    }

    @Test func theHelpOnExpressionsListsEveryFunctionAndOperator() {
        let help = HelpText.expressions()
        for function in Function.allCases { #expect(help.contains("  \(function.rawValue)(M")) }
        for operation in BinaryOperator.allCases { #expect(help.contains(" \(operation.rawValue) ")) }
    }

    @Test func anUnknownTopicHasNoHelp() {
        #expect(HelpText.text(for: "foo") == nil)
    }
}
