import CommandLanguage
import Testing

@Suite struct ScriptTests {
    @Test func aScriptGivesItsCommandsInOrder() {
        let script = Script.parse(SourceText(name: "a.scenario", text: "network 2-4-2\nstep 3 # three\n\nprint W1\n"))
        #expect(script.diagnostics == [])
        #expect(script.commands.map(\.text) == ["network 2-4-2", "step 3", "print W1"])
        #expect(script.commands.map(\.line) == [1, 2, 4])
    }
}
