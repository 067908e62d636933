import NeuralEngine
import StepDebugger
import Testing

/// Random walks forward and back, with changes in between, against runs that went straight to the same place.
@Suite struct RandomWalkTests {
    struct Course: CustomTestStringConvertible {
        let seed: UInt64
        let kind: OptimizerKind
        var testDescription: String { "\(kind.rawValue) \(seed)" }
    }

    static let courses = (0..<6).flatMap { seed in
        OptimizerKind.allCases.map { Course(seed: UInt64(seed), kind: $0) }
    }

    static func engine(_ course: Course) -> Engine {
        var settings = OptimizerSettings(course.kind)
        settings.learningRate = 0.05
        settings.momentum = course.seed % 2 == 0 ? 0.9 : 0
        if course.seed % 3 == 1 { settings.schedule = LearningRateSchedule(.step(every: 2, gamma: 0.5)) }
        var network = NetworkSpecification(
            layerSizes: [3, 4, 3, 2], activations: [.tanh, .relu, .identity], loss: .crossEntropy, seed: course.seed,
            precision: course.seed % 2 == 0 ? .float64 : .float32)
        if course.seed % 3 == 2 { network.dropout = [0.25, 0] }
        return Engine(
            network: network, optimizer: settings,
            batch: BatchSettings(size: .rows(3), shuffle: true, seed: course.seed), training: SampleSessions.samples())
    }

    @Test(arguments: courses)
    func everyPlaceOfAWalkHasTheBitsOfAStraightRun(_ course: Course) throws {
        let engine = Self.engine(course)
        var random = SplitMix64(seed: course.seed, stream: 77)
        var session = DebugSession(engine: engine, heldOut: HeldOutSamples(test: SampleSessions.samples(count: 4)))
        if course.seed == 3 { session.timelineMemory = 5000 }
        for _ in 0..<60 {
            switch random.integer(below: 14) {
            case 0...1: session.run(to: .operations(1 + random.integer(below: 14)))
            case 2: session.run(to: .cells(1 + random.integer(below: 40)))
            case 3...4:
                session.run(to: .iterations(1 + random.integer(below: 30)), budget: 1 + random.integer(below: 60))
            case 5: session.run(to: .endOfPass)
            case 6: session.run(to: .epochs(1))
            case 7...10: session.seek(to: Self.position(upTo: session.end, of: session, &random))
            case 11: session.seek(to: session.target(goingBack: Self.reverseGoal(&random)))
            case 12: try session.apply(Self.edit(of: session, &random))
            default:
                if random.integer(below: 3) == 0 {
                    try session.fork("fork-\(session.branches.count)")
                } else {
                    let branches = session.branches
                    try session.switchBranch(to: branches[random.integer(below: branches.count)].name)
                }
            }
            #expect(session == Self.straightRun(engine, like: session))
        }
    }

    /// A run that makes a session's changes where they were made, and nothing else.
    static func straightRun(_ engine: Engine, like session: DebugSession) -> DebugSession {
        var straight = DebugSession(engine: engine, heldOut: HeldOutSamples(test: SampleSessions.samples(count: 4)))
        for edit in session.allEdits {
            while straight.advance(toward: edit.position, budget: 1) != .reached {}
            try! straight.apply(edit.edit)
        }
        while straight.advance(toward: session.position, budget: 1) != .reached {}
        return straight
    }

    static func position(upTo end: Position, of session: DebugSession, _ random: inout SplitMix64) -> Position {
        let iteration = random.integer(below: end.iteration + 1)
        let operation = random.integer(below: session.engine.plan.operations.count)
        let cells = session.engine.outputSteps(ofOperation: operation, iteration: iteration)
        let cell = random.integer(below: 3) == 0 ? random.integer(below: max(1, cells)) : 0
        return min(end, Position(iteration: iteration, operation: operation, cell: cell))
    }

    private static func reverseGoal(_ random: inout SplitMix64) -> ReverseGoal {
        let count = 1 + random.integer(below: 9)
        return [.operations(count), .cells(3 * count), .startOfPass, .iterations(count), .epochs(1)][
            random.integer(below: 5)]
    }

    private static func edit(of session: DebugSession, _ random: inout SplitMix64) -> SessionEdit {
        switch random.integer(below: 8) {
        case 0 where session.position.cell == 0: return .learningRate(0.01 + random.uniform())
        case 1 where session.position.cell == 0:
            return .optimizer(OptimizerSettings(OptimizerKind.allCases[random.integer(below: 5)]))
        case 2: return .regularization(Regularization(l2: 0.1 * random.uniform()))
        case 3...6: return .fault(fault(in: session.engine, &random))
        default:
            // What `stepi` is writing at the moment cannot be set.
            let isWritten = session.nextOperation.pass == .update && session.position.cell > 0
            let name: MatrixName = isWritten ? MatrixName.weights(1).gradient : .weights(1 + random.integer(below: 3))
            return .cell(name, row: 0, column: 0, value: random.normal())
        }
    }

    /// A fault that an engine can have, those with a memory most often; or none.
    static func fault(in engine: Engine, _ random: inout SplitMix64) -> Fault? {
        guard random.integer(below: 5) > 0 else { return nil }
        let kinds = Fault.Kind.allCases + [.staleGradient, .earlyUpdate, .staleGradient, .earlyUpdate]
        while true {
            let operation = engine.plan.operations[random.integer(below: engine.plan.operations.count)]
            let fault = Fault(kinds[random.integer(below: kinds.count)], in: operation.label)
            var engine = engine
            if (try? engine.plant(fault)) != nil { return fault }
        }
    }
}
