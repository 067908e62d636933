import CommandLanguage
import Workbench
import TestSupport
import Testing

@Suite struct RoundTripTests {
    @Test(arguments: CommandTable.backstep.entries.map(\.name))
    func parsingADescriptionGivesTheCommandBack(name: String) throws {
        var commands = RandomCommands(generator: SeededGenerator(seed: 1))
        for _ in 0..<200 {
            let command = commands.command(name)
            let description = command.description
            #expect(command.name == name)
            #expect(!description.contains("\n"), "\(description)")
            do {
                #expect(try CommandParser.parse(description) == command, "\(description)")
            } catch {
                Issue.record("\(description): \(error)")
            }
        }
    }

    @Test func aScriptOfDescriptionsGivesTheCommandsBack() {
        var random = RandomCommands(generator: SeededGenerator(seed: 3))
        let commands = (0..<300).map { _ in
            random.command(random.generator.pick(CommandTable.backstep.entries.map(\.name)))
        }
        let text = commands.map { $0.description + "  # \" [ (" }.joined(separator: "\n")
        let script = Script.parse(SourceText(name: "t", text: text))
        #expect(script.diagnostics == [])
        #expect(script.commands.map(\.command) == commands)
        #expect(script.commands.map(\.line) == Array(1...300))
    }

    @Test func damagedCommandsGiveErrorsThatPointIntoTheText() {
        var random = RandomCommands(generator: SeededGenerator(seed: 4))
        for _ in 0..<2_000 {
            var characters = Array(
                random.command(random.generator.pick(CommandTable.backstep.entries.map(\.name))).description)
            for _ in 0..<random.generator.pick(1...3) where !characters.isEmpty {
                let place = random.generator.pick(0...(characters.count - 1))
                switch random.generator.pick(0...2) {
                case 0: characters.remove(at: place)
                case 1:
                    characters.insert(random.generator.pick(["[", ")", "\"", "\n", "=", "-", "x", "\\"]), at: place)
                default: characters.swapAt(place, random.generator.pick(0...(characters.count - 1)))
                }
            }
            let source = SourceText(name: "t", text: String(characters))
            for diagnostic in Script.parse(source).diagnostics {
                #expect(diagnostic.range.upper <= source.text.utf8.count)
                #expect(diagnostic.rendered(in: source).hasPrefix("t:"))
            }
        }
    }
}
