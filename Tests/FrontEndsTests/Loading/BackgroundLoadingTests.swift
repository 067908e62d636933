import CommandLanguage
import Platform
import TerminalDrawing
import TestSupport
import Testing
import Workbench
import Screen

@testable import FrontEnds

/// Data that are slow to arrive, from a pipe with a slow writer.
@Suite(.timeLimit(.minutes(1))) struct BackgroundLoadingTests {
    private let folder: ScratchFolder
    private let path: String
    private var writer: PipeWriter?

    init() throws {
        folder = try ScratchFolder()
        path = folder.makePipe("slow.csv")
        writer = PipeWriter(path)
    }

    private func host() -> WorkbenchHost {
        WorkbenchHost(
            state: WorkbenchState(allowsUnboundedRuns: true), effects: EffectRunner(), loadingPatience: .milliseconds(1)
        )
    }

    /// A host on a network that has made three iterations.
    private func trainedHost() -> WorkbenchHost {
        var host = host()
        for command in ["data xor", "network 2-2-2 seed=1", "next 3"] {
            _ = DataLoaderTests.send(command, to: &host) + host.finishRun { false }
        }
        return host
    }

    private func texts(_ outputs: [CommandOutput]) -> [String] { outputs.map(\.text) }

    @Test mutating func aCommandThatWaitsForDataIsAnsweredWhenTheyCome() throws {
        var host = trainedHost()
        #expect(DataLoaderTests.send("data csv \(path) label=y", to: &host).isEmpty)
        #expect(host.isLoading && host.state.isBusy)
        #expect(host.takeLoaded(within: .milliseconds(60)).isEmpty)
        #expect(host.screen.loading?.step == "reading \(path)")
        // Meanwhile nothing else can be done, and nothing has changed.
        let refused = texts(DataLoaderTests.send("next", to: &host))
        #expect(refused.first?.contains("another command is still at work") == true)
        #expect(host.state.session?.position.iteration == 3 && host.state.setup.data?.name == "xor")
        writer?.write("a,b,y\n1,2,0\n3,4,1\n")
        writer = nil
        let outputs = texts(host.finishRun { false })
        #expect(outputs.first?.hasPrefix("data slow.csv: 2 samples, 2 features, 2 classes") == true)
        #expect(!host.isLoading && !host.state.isBusy && host.screen.loading == nil)
        #expect(host.state.setup.data?.name == "slow.csv")
    }

    @Test mutating func anInterruptLeavesEverythingAsItWas() throws {
        var host = trainedHost()
        let before = host.state
        _ = DataLoaderTests.send("data csv \(path) label=y", to: &host)
        let outputs = host.finishRun { true }
        #expect(texts(outputs) == ["interrupted: everything is as it was"])
        #expect(outputs.map { ExitStatus(for: $0) } == [.interrupted])
        #expect(outputs[0].json.contains("\"kind\":\"stop\",\"reason\":\"interrupted\""))
        #expect(host.state == before)
        #expect(host.screen.loading == nil)
        let again = DataLoaderTests.send("data xor", to: &host) + host.finishRun { false }
        #expect(texts(again).first?.hasPrefix("data xor: 4 samples") == true)
    }

    @Test func progressIsToldUntilItEnds() {
        var host = host()
        _ = DataLoaderTests.send("data csv \(path) label=y", to: &host)
        var statuses: [LoadingStatus?] = []
        _ = host.finishRun(isInterrupted: { statuses.count > 2 }, showLoading: { statuses.append($0) })
        #expect(statuses.prefix(3).allSatisfy { $0?.text.hasPrefix("reading \(path): 0 %") == true })
        #expect(statuses.last == .some(nil))
    }

    @Test func anInterruptedScenarioEndsThere() {
        var host = host()
        let source = SourceText(name: "test", text: "data csv \(path) label=y\nprint 1\n")
        _ = host.send(.play(source, Script.parse(source).commands))
        _ = host.send(.playNext)
        _ = host.finishRun { true }
        #expect(!host.state.hasScriptLeft)
    }

    @Test mutating func theScreenShowsHowFarItIsAndAnswersKeys() throws {
        let terminal = SimulatedTerminal()
        var loop = InteractiveScreen(terminal: terminal, threads: 1)
        loop.perform("data csv \(path) label=y")
        #expect(loop.host.isLoading)
        try turn(&loop) { _ in terminal.text.contains("reading \(path): 0 %  space stops") }
        #expect(terminal.waits.last == 30)
        terminal.events = [.key(.character("?"))]
        try turn(&loop) { _ in terminal.events.isEmpty && terminal.text.contains("help") }
        terminal.events = [.key(.escape)]
        try turn(&loop) { _ in terminal.events.isEmpty }
        terminal.events = [.key(.control("c"))]
        try turn(&loop) { !$0.host.isLoading }
        #expect(loop.exitStatus == nil)
        loop.turn()
        #expect(terminal.text.contains("interrupted: everything is as it was"))
        #expect(!terminal.text.contains("space stops"))
    }

    @Test mutating func spaceEndsLoadingToo() throws {
        let terminal = SimulatedTerminal()
        var loop = InteractiveScreen(terminal: terminal, threads: 1)
        loop.perform("data csv \(path) label=y")
        terminal.events = [.key(.character(" "))]
        try turn(&loop) { !$0.host.isLoading }
        #expect(!loop.host.state.isBusy)
    }

    @Test func anEstimateIsMadeWhenThereIsSomethingToGoBy() {
        #expect(LoadingStatus(step: "reading a", share: 0.5, elapsed: .seconds(3)).text == "reading a: 50 %, 3 s left")
        #expect(LoadingStatus(step: "reading a", share: 0.01, elapsed: .seconds(3)).text == "reading a: 1 %")
        #expect(LoadingStatus(step: "reading a", share: 0.9, elapsed: .milliseconds(200)).text == "reading a: 90 %")
    }

    /// Runs the loop until a condition holds.
    private func turn(_ loop: inout InteractiveScreen, until condition: (InteractiveScreen) -> Bool) throws {
        let end = ContinuousClock.now + .seconds(30)
        while !condition(loop) {
            try #require(ContinuousClock.now < end, "it never came")
            try #require(loop.exitStatus == nil, "the loop ended")
            loop.turn()
        }
    }
}
