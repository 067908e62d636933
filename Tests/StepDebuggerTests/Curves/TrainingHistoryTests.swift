import NeuralEngine
import StepDebugger
import Testing

@Suite struct TrainingHistoryTests {
    func history(iterations: Int) -> TrainingHistory {
        var history = TrainingHistory()
        for iteration in 0..<iterations {
            history.record(HistoryPoint(iteration: iteration, loss: Double(iteration), accuracy: nil))
        }
        return history
    }

    @Test func aShortRunIsKeptWhole() {
        #expect(history(iterations: 8192).points.map(\.iteration) == Array(0..<8192))
    }

    @Test(arguments: [8193, 8194, 8195, 10_001, 20_000, 40_003])
    func aLongRunKeepsFewerOfLaterIterationsAndTheNewest(_ iterations: Int) {
        let points = history(iterations: iterations).points.map(\.iteration)
        #expect(points.last == iterations - 1)
        #expect(Array(points.prefix(8192)) == Array(0..<8192))
        #expect(points.filter { (8192..<16_384).contains($0) && $0 < iterations - 1 }.allSatisfy { $0 % 2 == 0 })
        #expect(points.filter { (16_384..<32_768).contains($0) && $0 < iterations - 1 }.allSatisfy { $0 % 4 == 0 })
        #expect(points == points.sorted() && Set(points).count == points.count)
    }

    @Test func aVeryLongRunTakesLittleMemory() {
        var count = 8192
        for doubling in 13..<30 { count += (1 << doubling) / TrainingHistory.spacing(at: 1 << doubling) }
        #expect(count < 80_000)
        #expect(TrainingHistory.spacing(at: 1_000_000_000) == 1 << 17)
    }

    @Test(arguments: [1, 40, 8192, 9000, 20_000])
    func goingBackLeavesWhatARunToThereHas(_ iteration: Int) {
        var history = history(iterations: 30_000)
        history.truncate(from: iteration - 1)
        #expect(history.points.allSatisfy { $0.iteration < iteration - 1 })
        history.record(HistoryPoint(iteration: iteration - 1, loss: Double(iteration - 1), accuracy: nil))
        #expect(history == self.history(iterations: iteration))
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
