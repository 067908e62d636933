import NeuralEngine
import StepDebugger
import Testing

@Suite struct TrainingHistoryTests {
    func history(iterations: Int, capacity: Int = 8) -> TrainingHistory {
        var history = TrainingHistory(capacity: capacity)
        for iteration in 0..<iterations {
            history.record(HistoryPoint(iteration: iteration, loss: Double(iteration), accuracy: nil))
        }
        return history
    }

    @Test func aShortRunIsKeptWhole() {
        #expect(history(iterations: 8).points.map(\.iteration) == Array(0..<8))
        #expect(history(iterations: 8).stride == 1)
    }

    @Test(arguments: 1...200)
    func aLongRunKeepsMultiplesOfTheStrideAndTheNewest(_ iterations: Int) {
        let history = history(iterations: iterations)
        let kept = Array(stride(from: 0, to: iterations, by: history.stride))
        let newest = (iterations - 1) % history.stride == 0 ? [] : [iterations - 1]
        #expect(history.points.map(\.iteration) == kept + newest)
        #expect(history.points.count <= 9)
        #expect(history.points.count >= min(iterations, 4))
        #expect(history.latest?.iteration == iterations - 1)
    }

    @Test func truncatingForgetsWhatCameLater() {
        var history = history(iterations: 100)
        history.truncate(after: 40)
        #expect(history.points.allSatisfy { $0.iteration <= 40 })
        history.record(HistoryPoint(iteration: 41, loss: 1, accuracy: 0.5))
        #expect(history.latest == HistoryPoint(iteration: 41, loss: 1, accuracy: 0.5))
    }

    @Test func everyIterationEntersWithItsLossAndAccuracy() {
        var session = SampleSessions.session()
        session.run(to: .iterations(3))
        for _ in 0..<10 { session.run(to: .operations(1)) }
        #expect(session.history.points.map(\.iteration) == [0, 1, 2, 3])
        #expect(session.history.latest?.loss == session.loss)
        #expect(session.history.latest?.accuracy == session.accuracy)
    }
}
