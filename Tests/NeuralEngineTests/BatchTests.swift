import NeuralEngine
import Testing

@Suite struct BatchTests {
    @Test func anEpochTakesEverySampleOnce() {
        for shuffle in [false, true] {
            for rows in 1...8 {
                let settings = BatchSettings(size: .rows(rows), shuffle: shuffle, seed: 4)
                let sampler = BatchSampler(sampleCount: 7, settings: settings)
                let first = sampler.iterationsPerEpoch * 5
                let taken = (first..<first + sampler.iterationsPerEpoch).map { sampler.samples(ofIteration: $0) }
                #expect(taken.flatMap { $0 }.sorted() == Array(0..<7))
                #expect(taken.dropLast().allSatisfy { $0.count == min(rows, 7) })
                #expect((taken == taken.sorted { $0[0] < $1[0] } && !shuffle) || shuffle)
            }
        }
    }

    @Test func theLastBatchHasTheRest() {
        let sampler = BatchSampler(sampleCount: 7, settings: BatchSettings(size: .rows(3)))
        #expect((0..<6).map { sampler.rows(ofIteration: $0) } == [3, 3, 1, 3, 3, 1])
        #expect(sampler.rows(ofIteration: -1) == 0)
        #expect(sampler.samples(ofIteration: 5) == [6])
        #expect(BatchSampler(sampleCount: 7, settings: BatchSettings()).iterationsPerEpoch == 1)
    }

    @Test func ordersDependOnSeedAndEpochOnly() {
        func order(seed: UInt64, epoch: Int) -> [Int32] {
            BatchSampler(sampleCount: 20, settings: BatchSettings(size: .rows(3), shuffle: true, seed: seed))
                .order(ofEpoch: epoch)
        }
        #expect(order(seed: 1, epoch: 3) == order(seed: 1, epoch: 3))
        #expect(order(seed: 1, epoch: 3) != order(seed: 1, epoch: 4))
        #expect(order(seed: 1, epoch: 3) != order(seed: 2, epoch: 3))
    }

    @Test(arguments: [false, true])
    func loadingABatchTakesTheSamplesOfTheSampler(_ shuffle: Bool) {
        let settings = BatchSettings(size: .rows(3), shuffle: shuffle, seed: 8)
        var engine = SampleEngines.engine(batch: settings)
        let data = engine.training!
        for iteration in 0..<7 {
            engine.run(through: "load-batch")
            let samples = engine.sampler!.samples(ofIteration: iteration)
            #expect(engine.matrix(.inputs) == Matrix(samples.map { data.inputs.row($0) }))
            #expect(engine.matrix(.targets) == Matrix(samples.map { data.targets.row($0) }))
            engine.run(through: "update")
        }
    }
}
