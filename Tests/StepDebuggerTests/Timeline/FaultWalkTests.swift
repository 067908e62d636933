import NeuralEngine
import StepDebugger
import Testing

/// Random networks with random faults, walked through forward and back, against runs that went straight to the same place.
@Suite struct FaultWalkTests {
    /// A network of random layers, functions, loss, dropout and precision, over data of three features and two classes.
    static func engine(_ random: inout SplitMix64, learningRate: Double = 0.02) -> Engine {
        let hidden = random.integer(below: 3)
        let sizes = [3] + (0..<hidden).map { _ in 1 + random.integer(below: 5) } + [2]
        func pick<Choice>(_ choices: [Choice], _ random: inout SplitMix64) -> Choice {
            choices[random.integer(below: choices.count)]
        }
        let network = NetworkSpecification(
            layerSizes: sizes, activations: sizes.dropFirst().map { _ in pick(Activation.allCases, &random) },
            loss: pick(Loss.allCases, &random), reduction: pick(Reduction.allCases, &random),
            initializer: .normal(standardDeviation: 0.7), seed: UInt64(random.integer(below: 100)),
            precision: pick(Precision.allCases, &random),
            regularization: pick([.none, Regularization(l1: 0.01), Regularization(l2: 0.1)], &random),
            dropout: (0..<hidden).map { _ in pick([0, 0.4], &random) })
        var optimizer = OptimizerSettings(pick(OptimizerKind.allCases, &random))
        optimizer.learningRate = learningRate
        optimizer.momentum = pick([0, 0.9], &random)
        let rows = 1 + random.integer(below: 7)
        return Engine(
            network: network, optimizer: optimizer, batch: BatchSettings(size: .rows(rows), shuffle: rows % 2 == 0),
            training: SampleSessions.samples())
    }

    @Test(arguments: 0..<40)
    func everyPlaceHasTheBitsOfAStraightRun(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed), stream: 5)
        let engine = Self.engine(&random)
        var session = DebugSession(engine: engine, heldOut: HeldOutSamples(test: SampleSessions.samples(count: 4)))
        session.timelineMemory = seed % 4 == 0 ? 4000 : session.timelineMemory
        for step in 0..<14 {
            switch random.integer(below: 8) {
            case 0: session.run(to: .operations(1 + random.integer(below: 20)))
            case 1: session.run(to: .iterations(1 + random.integer(below: 25)))
            case 2: session.run(to: .cells(1 + random.integer(below: 30)))
            case 3...4:
                session.seek(to: RandomWalkTests.position(upTo: session.end, of: session, &random))
            case 5:
                let names = session.branches.map(\.name)
                try session.switchBranch(to: names[random.integer(below: names.count)])
            default: try session.plant(RandomWalkTests.fault(in: session.engine, &random))
            }
            #expect(session == RandomWalkTests.straightRun(engine, like: session), "step \(step)")
        }
    }

    /// What a fault makes of a run with such a learning rate is no finite number, and has an origin.
    @Test(arguments: 0..<60)
    func whereverOneLooksThereIsAnAnswer(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed), stream: 6)
        let isWild = seed % 3 == 0
        var session = DebugSession(engine: Self.engine(&random, learningRate: isWild ? 1e60 : 0.02))
        session.run(to: .iterations(random.integer(below: 2)))
        try session.plant(RandomWalkTests.fault(in: session.engine, &random))
        let fault = session.fault
        session.run(to: .iterations(3))
        session.run(to: .operations(random.integer(below: session.engine.plan.operations.count)))
        for name in session.engine.plan.matrices {
            guard let matrix = session.matrix(name), matrix.elements.count > 0 else { continue }
            let cell = MatrixCell(name, random.integer(below: matrix.rows), random.integer(below: matrix.columns))
            let explanation = session.explanation(of: name, row: cell.row, column: cell.column)
            if !isWild {
                #expect(
                    explanation?.verdict == .given || explanation?.operation?.label == fault?.operation, "\(cell)")
            }
            var investigation = try WhyInvestigation(of: cell, in: session)
            while !investigation.isFinished { investigation.advance(budget: 1000) }
            #expect(investigation.report.value.hasSameBits(as: matrix[cell.row, cell.column]))
        }
        var check = GradientCheck(of: session.engine)
        while !check.isFinished { check.advance(budget: .max) }
        if !isWild, fault == nil || fault?.operation == "update" { #expect(check.passed) }
    }
}
