import NeuralEngine
import Platform
import Testing

@testable import Benchmarks

@Suite struct TrainingWorkloadTests {
    @Test(arguments: [
        // 2·N·(2·first layer + 3·each other layer), by hand.
        ("w1", 2 * 4 * (2 * 8 + 3 * 8)),
        ("w2", 2 * 32 * (2 * 32 + 3 * 256 + 3 * 48)),
        ("w3", 2 * 64 * (2 * 100_352 + 3 * 1280)),
        ("w4", 2 * 20 * (2 * 50_176 + 3 * 4096 + 3 * 2048 + 3 * 320)),
        ("w5", 2 * 256 * (2 * 401_408 + 3 * 262_144 + 3 * 5120)),
        ("w6", 2 * 512 * (2 * 2_097_152 + 3 * 4_194_304 + 3 * 2_048_000)),
    ])
    func onlyTheOperationsOfTheProductsAreCounted(name: String, operations: Int) throws {
        let workload = try #require(TrainingWorkload.named(name))
        #expect(workload.floatingPointOperations == Double(operations))
    }

    @Test(arguments: [("w1", "w1"), ("W5", "w5"), ("784-128-10", "w3"), ("1024-2048-2048-1000", "w6")])
    func aWorkloadIsFoundByNameAndByNetwork(word: String, name: String) {
        #expect(TrainingWorkload.named(word)?.name == name)
    }

    @Test(arguments: ["", "w", "w0", "w7", "2-4", "2-4-2-", "all"])
    func otherWordsAreNoWorkloads(word: String) {
        #expect(TrainingWorkload.named(word) == nil)
    }

    @Test func theHelpListsThemAsTheyAre() {
        let lines = Subcommand.bench.help.split(separator: "\n")
        for workload in TrainingWorkload.all {
            let words = lines.map { $0.split(separator: " ").prefix(5).map { $0.filter { $0 != "," } } }
            #expect(
                words.contains([
                    workload.name, workload.spelling, "batch", String(workload.batchRows), workload.activation.rawValue,
                ]))
        }
        #expect(lines.allSatisfy { $0.count <= 100 })
    }

    @Test(arguments: [Precision.float32, .float64])
    func theEngineIsWhatTheWorkloadSays(precision: Precision) throws {
        let workload = try #require(TrainingWorkload.named("w4"))
        let engine = workload.engine(precision)
        #expect(engine.network.layerSizes == [784, 64, 64, 32, 10])
        #expect(engine.network.activations == [.sigmoid, .sigmoid, .sigmoid, .identity])
        #expect(engine.network.loss == .crossEntropy)
        #expect(engine.network.precision == precision)
        #expect(engine.optimizer.kind == .sgd)
        #expect(engine.optimizer.learningRate == 0.01)
        #expect(engine.optimizer.momentum == 0.9)
        #expect(engine.batch == BatchSettings(size: .rows(20)))
        let samples = try #require(engine.training)
        #expect(samples.count == 80)
        for row in 0..<samples.count { #expect(samples.targets.row(row).sorted() == [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]) }
    }

    @Test func aTrainingsSlicesAreWholeStepsBetweenBoundaries() throws {
        let work = TrainingWork(try #require(TrainingWorkload.named("w1")), .float32, threads: 1)
        var boundaries = 0
        work.run(slices: 3, units: 5) { boundaries += 1 }
        #expect(boundaries == 4)
        work.run(slices: 1, units: 1) { boundaries += 1 }
        #expect(boundaries == 6)
    }
}
