import CommandLanguage
import PlainText
import StepDebugger
import Testing
import Workbench

@testable import FrontEnds

@Suite struct EpochLogTests {
    /// A workbench that has run some commands.
    private func host(_ text: String) -> WorkbenchHost {
        var host = WorkbenchHost(state: WorkbenchState(), effects: EffectRunner())
        let source = SourceText(name: "test", text: text)
        for command in Script.parse(source).commands {
            _ = host.send(.perform(command, source))
            _ = host.finishRun { false }
        }
        return host
    }

    private let setup = "data iris test=0.2 seed=1\nnetwork 4-8-3 seed=1\noptimizer sgd lr=0.1\nbatch 16\n"

    @Test func thereIsALineForEachEpochOnce() throws {
        var host = host(setup)
        var log = EpochLog(host.state, epochs: 12, monitor: nil)
        #expect(
            log.title
                == "iris  4-8-3 tanh  cross-entropy  sgd lr 0.1  120 training samples, 30 test samples  8 iterations an epoch"
        )
        #expect(log.newLines(host.state, .text).isEmpty)
        let source = SourceText(name: "test", text: "train 2 epochs")
        _ = host.send(.perform(Script.parse(source).commands[0], source))
        _ = host.finishRun { false }
        let lines = log.newLines(host.state, .text)
        #expect(lines.count == 2 && log.newLines(host.state, .text).isEmpty)
        let epoch = try #require(host.state.session?.epochs.points.first)
        #expect(lines[0].hasPrefix("epoch  1/12  train.loss \(NumberFormat.rounded(epoch.trainingLoss, digits: 4))"))
        let accuracy = try #require(epoch.testAccuracy)
        #expect(lines[0].contains("test.accuracy \(NumberFormat.fixed(accuracy, decimals: 4))"))
        #expect(lines[0].hasSuffix("samples/s  best"))
    }

    @Test func theBestIsMarkedByTheFigureThatWasAskedFor() throws {
        let host = host(setup + "train 6 epochs")
        var log = EpochLog(self.host(setup).state, epochs: 6, monitor: EpochMonitor(.training, isAccuracy: true))
        let marks = log.newLines(host.state, .text).map { $0.hasSuffix("best") }
        var best = -1.0
        let expected = try #require(host.state.session).epochs.points.map { epoch in
            defer { best = max(best, epoch.trainingAccuracy ?? -1) }
            return epoch.trainingAccuracy ?? -1 > best
        }
        #expect(marks == expected && marks.contains(true))
    }

    @Test func epochsAreObjectsForPrograms() throws {
        let host = host(setup + "train 1 epochs")
        var log = EpochLog(self.host(setup).state, epochs: 1, monitor: nil)
        let line = try #require(log.newLines(host.state, .json).first)
        let epoch = try #require(host.state.session?.epochs.latest)
        #expect(line.hasPrefix(#"{"kind":"epoch","epoch":1,"iteration":8,"train.loss":\#(epoch.trainingLoss)"#))
        #expect(line.contains(#""best":true"#) && line.contains(#""samplesPerSecond":"#))
    }

    @Test func withoutClassesOrTestThereIsLessToSay() throws {
        let regression = "data inline X=[[1],[2]] Y=[[0.5],[1]]\nnetwork 1-2-1\n"
        let host = host(regression + "train 1 epochs")
        var log = EpochLog(self.host(regression).state, epochs: 1, monitor: nil)
        let line = try #require(log.newLines(host.state, .text).first)
        #expect(!line.contains("accuracy") && !line.contains("test"))
    }
}
