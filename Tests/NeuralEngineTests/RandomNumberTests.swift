import NeuralEngine
import Testing

@Suite struct RandomNumberTests {
    @Test func bitsAreThoseOfTheReferenceImplementation() {
        var random = SplitMix64(seed: 1_234_567)
        let expected: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]
        #expect(expected.map { _ in random.next() } == expected)
    }

    @Test func uniformNumbersFillTheUnitInterval() {
        var random = SplitMix64(seed: 1)
        let numbers = (0..<20_000).map { _ in random.uniform() }
        #expect(numbers.allSatisfy { (0..<1).contains($0) })
        #expect(abs(numbers.reduce(0, +) / 20_000 - 0.5) < 0.01)
    }

    @Test func normalNumbersHaveMeanZeroAndVarianceOne() {
        var random = SplitMix64(seed: 2)
        let numbers = (0..<20_000).map { _ in random.normal() }
        let mean = numbers.reduce(0, +) / 20_000
        let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
        #expect(abs(mean) < 0.03)
        #expect(abs(variance - 1) < 0.03)
    }

    @Test func normalNumbersAreTheSameOnEveryMachine() {
        var random = SplitMix64(seed: 1)
        let expected = [-0.034267321791851144, -2.5000674933698677, 0.08772246831488635, -2.0271348479598177]
        #expect(expected.map { _ in random.normal() } == expected)
    }

    @Test func permutationsHaveEveryNumberOnceAndAllOrdersComeUp() {
        var random = SplitMix64(seed: 3)
        func permutation(of count: Int) -> [Int32] {
            var order = [Int32](repeating: -1, count: count)
            random.permute(&order)
            return order
        }
        #expect(permutation(of: 100).sorted() == (0..<100).map { Int32($0) })
        #expect(permutation(of: 0).isEmpty)
        var counts: [[Int32]: Int] = [:]
        for _ in 0..<6000 { counts[permutation(of: 3), default: 0] += 1 }
        #expect(counts.count == 6)
        #expect(counts.values.allSatisfy { (850...1150).contains($0) })
    }

    @Test func streamsOfASeedDiffer() {
        var firsts: Set<UInt64> = []
        for seed in UInt64(0)..<30 {
            for stream in UInt64(0)..<30 {
                var random = SplitMix64(seed: seed, stream: stream)
                firsts.insert(random.next())
            }
        }
        #expect(firsts.count == 900)
    }
}

@Suite struct InitializerTests {
    func weights(_ initializer: Initializer, inputs: Int = 200, outputs: Int = 100) -> [Double] {
        let network = NetworkSpecification(
            layerSizes: [inputs, outputs], activations: [.identity], loss: .huber, initializer: initializer, seed: 9)
        let engine = Engine(
            network: network, optimizer: OptimizerSettings(), batch: BatchSettings(), training: nil)
        return engine.matrix(.weights(1))!.elements
    }

    @Test(arguments: [
        (Initializer.xavierUniform, 0.02.squareRoot()), (.heUniform, 0.03.squareRoot()), (.uniform(bound: 0.5), 0.5),
    ])
    func uniformWeightsStayWithinTheirBound(_ initializer: Initializer, _ bound: Double) {
        let weights = weights(initializer)
        #expect(weights.allSatisfy { abs($0) <= bound })
        #expect(weights.max()! > 0.99 * bound)
        #expect(weights.min()! < -0.99 * bound)
        #expect(abs(weights.reduce(0, +) / 20_000) < 0.02 * bound)
    }

    @Test(arguments: [
        (Initializer.xavierNormal, (2.0 / 300).squareRoot()), (.heNormal, 0.01.squareRoot()),
        (.normal(standardDeviation: 0.1), 0.1),
    ])
    func normalWeightsHaveTheirDeviation(_ initializer: Initializer, _ deviation: Double) {
        let weights = weights(initializer)
        let squares = weights.reduce(0) { $0 + $1 * $1 }
        #expect(abs((squares / 20_000).squareRoot() / deviation - 1) < 0.02)
        #expect(abs(weights.reduce(0, +) / 20_000) < 0.03 * deviation)
    }

    @Test func zerosAreZeros() {
        #expect(weights(.zeros).allSatisfy { $0 == 0 })
    }

    @Test func aLayersStartDependsOnItsSeedAndPlaceOnly() {
        func network(_ sizes: [Int], seed: UInt64 = 0, precision: Precision = .float64) -> Engine {
            let specification = NetworkSpecification(
                layerSizes: sizes, activations: sizes.dropFirst().map { _ in .tanh }, loss: .huber,
                initializer: .normal(standardDeviation: 1), seed: seed, precision: precision)
            return Engine(
                network: specification, optimizer: OptimizerSettings(), batch: BatchSettings(), training: nil)
        }
        let engine = network([2, 3, 4])
        #expect(network([2, 3, 4]) == engine)
        #expect(network([2, 3, 4], seed: 1).matrix(.weights(1)) != engine.matrix(.weights(1)))
        #expect(network([7, 3, 4]).matrix(.weights(2)) == engine.matrix(.weights(2)))
        let single = network([2, 3, 4], precision: .float32).matrix(.weights(2))!
        #expect(single.elements == engine.matrix(.weights(2))!.elements.map { Double(Float($0)) })
    }

    @Test func spellingsAreReadBack() {
        let all: [Initializer] = [
            .xavierUniform, .xavierNormal, .heUniform, .heNormal, .normal(standardDeviation: 0.1),
            .uniform(bound: 2), .zeros,
        ]
        for initializer in all { #expect(Initializer(spelling: initializer.description) == initializer) }
        #expect(Initializer(spelling: "normal:0.1") == .normal(standardDeviation: 0.1))
        for text in ["", "xavier", "normal", "normal:", "normal:x", "uniform:-1", "uniform:inf", "normal:1:2"] {
            #expect(Initializer(spelling: text) == nil, "\(text)")
        }
        #expect(Initializer.spellings.count == all.count)
    }
}
