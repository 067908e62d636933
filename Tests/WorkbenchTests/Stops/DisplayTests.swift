import CommandLanguage
import NeuralEngine
import StepDebugger
import Testing

@testable import Workbench

@Suite struct DisplayTests {
    private func outputs(_ text: String) -> [CommandOutput] {
        var bench = TestBench()
        let source = SourceText(name: "test", text: TestBench.xorSetup + "\n" + text)
        var outputs = bench.send(.play(source, Script.parse(source).commands))
        while bench.state.hasScriptLeft {
            outputs += bench.send(.playNext)
            while bench.state.run != nil { outputs += bench.send(.advance(budget: 64)) }
        }
        return outputs
    }

    @Test func displaysAreShownAfterWhatMovesOrChanges() {
        let outputs = outputs(
            "display loss\ndisplay W1[0,0]\nstep\nnext\nprint 1\nwhen\nlet W1[0,0] = 2\nset lr 0.1\nrs\nlist")
        let shown = outputs.dropFirst(3).map { $0.displays.map(\.number) }
        #expect(shown == [[], [], [1, 2], [1, 2], [], [], [1, 2], [1, 2], [1, 2], []])
        #expect(outputs.first { $0.command == "let W1[0,0] = 2" }?.displays.last?.value?.scalar == 2)
    }

    @Test func aValueThatIsNotThereYetIsSaidCalmly() {
        let outputs = outputs("display dW1[0,0]\nstep\nnext")
        #expect(outputs[3].text == "1: dW1[0, 0]: not there yet")
        #expect(outputs[4].displays.first?.value == nil)
        #expect(outputs[4].text.hasSuffix("\n1: dW1[0, 0]: not there yet"))
        #expect(outputs[5].displays.first?.value != nil)
    }

    @Test func displaysAreListedShownAndEnded() {
        let outputs = outputs(
            "display loss\ndisplay W1 @ W2\ninfo display\nundisplay 1\nundisplay\ndisplay\ninfo display")
        #expect(outputs[5].text == "  1  loss\n  2  W1 @ W2")
        #expect(outputs[6].text == "1 display ended, 1 left")
        #expect(outputs[7].text == "1 display ended, 0 left")
        #expect(outputs[8].text == "there are no displays: 'display loss' makes one")
        #expect(outputs[9].text == "there are no displays: 'display loss' makes one")
    }

    @Test func aDisplayThatAnotherNetworkCannotShowSaysWhy() {
        let outputs = outputs("display W1[1,3]\nnetwork 2-2")
        #expect(
            outputs.last?.text.hasSuffix(
                "1: W1[1, 3]: column 3 is out of range: the matrix is 2×2, columns count from 0") == true)
    }

    @Test func aFailedCommandShowsNone() {
        let outputs = outputs("display loss\nlet W9 = 3\nlet W1[7,7] = 1")
        #expect(outputs.last?.displays.isEmpty == true)
    }
}
