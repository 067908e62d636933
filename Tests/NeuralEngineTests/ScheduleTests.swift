import Foundation
import NeuralEngine
import Testing

/// Learning rates by hand, by PyTorch's schedulers, and in a training.
@Suite struct ScheduleTests {
    struct Fixture: Decodable {
        struct Rates: Decodable {
            let form: String
            let every, length: Int?
            let gamma, minimum, start: Double?
            let base: Double
            let rates: [Double]

            var schedule: LearningRateSchedule {
                switch form {
                case "step": LearningRateSchedule(.step(every: every!, gamma: gamma!))
                case "exponential": LearningRateSchedule(.exponential(gamma: gamma!))
                case "cosine": LearningRateSchedule(.cosine(length: length!, minimum: minimum!))
                case "warmup": LearningRateSchedule(.warmup(length: length!, start: start!))
                default: .constant
                }
            }
        }

        struct Training: Decodable {
            let X, Y: [[Double]]
            let start: [String: [[Double]]]
            let epochs: [[String: [[Double]]]]
        }

        let rates: [Rates]
        let training: Training
    }

    static let fixture: Fixture = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/schedules.json")
        return try! JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file))
    }()

    private func rate(_ form: LearningRateSchedule.Form, _ e: Int, base: Double = 1) -> Double {
        LearningRateSchedule(form).learningRate(baseRate: base, iteration: e, iterationsPerEpoch: 1)
    }

    @Test func ratesAreThoseOfPyTorch() {
        #expect(Self.fixture.rates.count == 20)
        for rates in Self.fixture.rates {
            for (e, expected) in rates.rates.enumerated() {
                let rate = rate(rates.schedule.form, e, base: rates.base)
                // PyTorch's own rates are products of all factors before, and so off by some roundings.
                #expect(abs(rate - expected) < 1e-13 * rates.base * 50, "\(rates.schedule) at \(e)")
            }
        }
    }

    @Test func ratesAreThoseOfTheFormulas() {
        #expect([0, 2, 3, 5, 6].map { rate(.step(every: 3, gamma: 0.5), $0) } == [1, 1, 0.5, 0.5, 0.25])
        #expect([0, 1, 2, 10].map { rate(.exponential(gamma: 0.5), $0) } == [1, 0.5, 0.25, 1 / 1024])
        #expect([0, 1, 2, 4, 5].map { rate(.warmup(length: 4, start: 0.5), $0) } == [0.5, 0.625, 0.75, 1, 1])
        // Down, halfway exactly, the minimum exactly, and up again.
        let cosine = [0, 2, 4, 6, 8, 10].map { rate(.cosine(length: 4, minimum: 0.5), $0, base: 2.5) }
        #expect(cosine == [2.5, 1.5, 0.5, 1.5, 2.5, 1.5])
    }

    @Test func theCosineIsThatOfTheLibraryToItsLastBits() {
        for length in [1, 2, 3, 4, 5, 7, 8, 30, 100, 997] {
            for e in 0..<3 * length {
                let expected = (1 + cos(Double.pi * Double(e) / Double(length))) / 2
                #expect(abs(rate(.cosine(length: length, minimum: 0), e) - expected) < 4e-15)
            }
        }
    }

    @Test func ratesFarOutDoNotTrap() {
        for e in [0, 1, Int.max - 1, Int.max] {
            #expect(rate(.step(every: .max, gamma: 0.1), e).isFinite)
            #expect(rate(.step(every: 1, gamma: 0.1), e).isFinite)
            #expect(rate(.cosine(length: .max, minimum: 0), e).isFinite)
            #expect(rate(.cosine(length: 1, minimum: 0), e).isFinite)
            #expect(rate(.warmup(length: .max, start: 0.5), e) <= 1)
        }
    }

    @Test func periodsAreEpochsOrIterations() {
        var engine = SampleEngines.engine(batch: SampleEngines.smallBatches)
        engine.optimizer.learningRate = 1
        engine.schedule = LearningRateSchedule(.exponential(gamma: 0.5))
        #expect((0..<7).map { engine.learningRate(ofIteration: $0) } == [1, 1, 1, 0.5, 0.5, 0.5, 0.25])
        engine.schedule.period = .iteration
        #expect((0..<4).map { engine.learningRate(ofIteration: $0) } == [1, 0.5, 0.25, 0.125])
        engine.optimizer.learningRate = 4
        #expect(engine.learningRate(ofIteration: 2) == 1)
    }

    @Test func anUpdateTakesTheRateOfItsIteration() {
        var settings = OptimizerSettings(.sgd)
        settings.learningRate = 0.8
        settings.schedule = LearningRateSchedule(.step(every: 2, gamma: 0.25), per: .iteration)
        var engine = SampleEngines.engine(SampleEngines.network(), settings)
        for rate in [0.8, 0.8, 0.2, 0.2, 0.05] {
            engine.run(upTo: "update")
            let (w, dW) = (engine.matrix(.weights(1))!, engine.matrix(.weights(1).gradient)!)
            engine.runNextOperation()
            let expected = zip(w.elements, dW.elements).map { $0 - rate * $1 }
            for (a, b) in zip(engine.matrix(.weights(1))!.elements, expected) { #expect(abs(a - b) < 1e-14) }
        }
    }

    @Test(arguments: OptimizerKind.allCases, Precision.allCases)
    func trainingIsSteppingToTheLastBit(_ kind: OptimizerKind, _ precision: Precision) {
        for period in LearningRateSchedule.Period.allCases {
            var settings = SampleEngines.settings(kind)
            settings.schedule = LearningRateSchedule(.cosine(length: 7, minimum: 0.001), per: period)
            let start = SampleEngines.engine(
                SampleEngines.network(precision: precision), settings, batch: SampleEngines.smallBatches)
            var (trained, stepped) = (start, start)
            trained.runIterations(11)
            for _ in 0..<11 * stepped.plan.operations.count { stepped.runNextOperation() }
            #expect(trained == stepped)
            var unscheduled = start
            unscheduled.schedule = .constant
            unscheduled.runIterations(11)
            #expect(unscheduled.matrix(.weights(1)) != trained.matrix(.weights(1)))
        }
    }

    @Test func aTrainingIsThatOfPyTorch() {
        let training = Self.fixture.training
        var settings = OptimizerSettings(.adamw)
        settings.learningRate = 0.05
        settings.weightDecay = 0.1
        settings.schedule = LearningRateSchedule(.cosine(length: 4, minimum: 0.001))
        let network = NetworkSpecification(
            layerSizes: [2, 3, 2], activations: [.tanh, .identity], loss: .crossEntropy)
        var engine = Engine(
            network: network, optimizer: settings, batch: BatchSettings(size: .rows(2)),
            training: Samples(inputs: Matrix(training.X), targets: Matrix(training.Y), isClassification: true))
        for (name, rows) in training.start { engine.setMatrix(MatrixName(name)!, to: Matrix(rows)) }
        for (epoch, parameters) in training.epochs.enumerated() {
            engine.runIterations(2)
            for (name, rows) in parameters {
                let difference = largestRelativeDifference(
                    engine.matrix(MatrixName(name)!)!, Matrix(rows), floor: 1e-6)
                #expect(difference < 1e-10, "\(name) after epoch \(epoch)")
            }
        }
    }
}
