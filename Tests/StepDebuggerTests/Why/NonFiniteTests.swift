import NeuralEngine
import StepDebugger
import Testing

@Suite struct NonFiniteTests {
    /// The first cell of the first operation of a run that is not finite, from looking at everything.
    private func firstByLookingAtAll(_ session: DebugSession) -> (iteration: Int, operation: String, cell: MatrixCell)?
    {
        var session = session
        session.seek(to: .start)
        while true {
            let position = session.position
            session.run(to: .operations(1))
            let operation = session.engine.plan.operations[position.operation]
            for name in operation.writes {
                let matrix = session.matrix(name)!
                if let index = matrix.elements.firstIndex(where: { !$0.isFinite }) {
                    let (row, column) = (index / matrix.columns, index % matrix.columns)
                    return (position.iteration, operation.label, MatrixCell(name, row, column))
                }
            }
            if position.iteration > 5000 { return nil }
        }
    }

    @Test(arguments: [Precision.float64, .float32], [1, 64, 100_000])
    func aNumberPlantedLateIsFoundWhereItWasPlanted(precision: Precision, budget: Int) throws {
        var session = DebugSession(engine: SampleSessions.engine(precision: precision))
        session.run(to: .iterations(1203))
        session.run(to: .operations(2))
        try session.apply(.cell(.weights(2), row: 3, column: 1, value: .nan))
        session.run(to: .iterations(400))
        let before = session
        let origin = try session.origin(.weights(1), 0, 0, budget: budget)
        guard case .change(let edit) = origin.cause else { throw NoSuchAnswer() }
        #expect(edit.position == Position(iteration: 1203, operation: 2))
        #expect(edit.edit.description(of: MatrixCell(.weights(2), 3, 1)))
        #expect(origin.hops.first?.cell == MatrixCell(.weights(2), 3, 1))
        #expect(origin.hops.last?.cell == MatrixCell(.weights(1), 0, 0))
        #expect(origin.hops.last?.operation == "update")
        #expect(origin.hops.allSatisfy { $0.iteration == 1203 })
        #expect(origin.epoch == 401)
        #expect(session.isAsBefore(before))
    }

    @Test func anOverflowIsFoundWithItsOperands() throws {
        var session = SampleSessions.session()
        session.run(to: .iterations(812))
        session.run(to: .operations(3))
        try session.apply(.cell(.activation(1), row: 0, column: 3, value: 1e300))
        try session.apply(.cell(.weights(2), row: 3, column: 1, value: 1e10))
        session.run(to: .iterations(300))
        for name in [MatrixName.weights(1), .bias(2), MatrixName.weights(2).momentum, .preactivation(1), .loss] {
            let origin = try session.origin(name)
            guard case .operation(let terms) = origin.cause else { throw NoSuchAnswer() }
            let first = origin.hops[0]
            #expect(first.iteration == 812)
            #expect(first.operation == "linear2.forward")
            #expect(first.cell == MatrixCell(.preactivation(2), 0, 1))
            #expect(first.value == .infinity)
            let expected = [MatrixCell(.activation(1), 0, 3), MatrixCell(.weights(2), 3, 1)]
            #expect(terms[0].factors.map(\.quantity) == expected.map(Factor.Quantity.cell))
            #expect(terms[0].factors.map(\.value) == [1e300, 1e10])
            #expect(origin.hops.last?.cell.name == name)
        }
    }

    /// Too high a learning rate: what is found is what the first look at everything finds.
    @Test(arguments: [Activation.relu, .softplus, .leakyReLU], [Precision.float64, .float32])
    func aRunThatDivergesIsFollowedBackToItsFirstOverflow(activation: Activation, precision: Precision) throws {
        for seed in 0..<6 {
            let network = NetworkSpecification(
                layerSizes: [3, 5, 4, 2], activations: [activation, activation, .identity], loss: .squaredError,
                reduction: .sum, seed: UInt64(seed), precision: precision)
            var optimizer = OptimizerSettings(.sgd)
            optimizer.learningRate = 0.5
            var session = DebugSession(
                engine: Engine(
                    network: network, optimizer: optimizer, batch: BatchSettings(),
                    training: SampleSessions.samples()))
            session.run(to: .iterations(1500))
            // Where all of relu's units have died, only the last layer's bias runs away.
            let names = [MatrixName.weights(2), .weights(3), .bias(3)]
            let name = try #require(names.first { session.matrix($0)!.elements.contains { !$0.isFinite } })
            let matrix = session.matrix(name)!
            let index = matrix.elements.firstIndex { !$0.isFinite }!
            let origin = try session.origin(name, index / matrix.columns, index % matrix.columns)
            let first = try #require(firstByLookingAtAll(session))
            let found = origin.earlier?.hop ?? origin.hops[0]
            #expect(found.iteration == first.iteration)
            #expect(found.operation == first.operation)
            #expect(found.cell.name == first.cell.name)
            guard case .operation(let terms) = origin.cause else { throw NoSuchAnswer() }
            #expect(terms.allSatisfy { $0.factors.allSatisfy { $0.value.isFinite } })
            #expect(origin.hops.allSatisfy { !$0.value.isFinite })
        }
    }

    @Test func anInfinityThatActivationsHealLeavesNoTrace() throws {
        var session = SampleSessions.session()
        session.run(to: .iterations(50))
        session.run(to: .operations(2))
        try session.apply(.cell(.preactivation(1), row: 0, column: 0, value: .infinity))
        let planted = try session.origin(.preactivation(1))
        guard case .change(let edit) = planted.cause else { throw NoSuchAnswer() }
        #expect(edit.position.iteration == 50)
        session.run(to: .iterations(100))
        #expect(session.matrix(.weights(1))!.elements.allSatisfy { $0.isFinite })
        try session.apply(.cell(.bias(2), row: 0, column: 0, value: .nan))
        session.run(to: .iterations(2))
        let origin = try session.origin(.weights(1))
        guard case .change(let later) = origin.cause else { throw NoSuchAnswer() }
        #expect(later.position == Position(iteration: 150))
        #expect(origin.hops[0].cell == MatrixCell(.bias(2), 0, 0))
    }

    @Test func aWeightThatWasHealedByHandIsFollowedToTheLaterTime() throws {
        var session = SampleSessions.session()
        let healthy = session
        session.run(to: .iterations(40))
        try session.apply(.cell(.weights(1), row: 0, column: 0, value: .nan))
        session.run(to: .iterations(3))
        for name in session.engine.plan.matrices where name.isKeptBetweenIterations {
            try session.apply(.matrix(name, healthy.matrix(name)!))
        }
        session.run(to: .iterations(200))
        #expect(session.matrix(.weights(1))![0, 0].isFinite)
        session.run(to: .operations(6))
        try session.apply(.cell(MatrixName.preactivation(2).gradient, row: 1, column: 0, value: .infinity))
        session.run(to: .iterations(30))
        let origin = try session.origin(.weights(1))
        guard case .change(let edit) = origin.cause else { throw NoSuchAnswer() }
        #expect(edit.position == Position(iteration: 243, operation: 6))
    }

    /// A row of a matrix set by hand leaves the others as they were: what was not finite there came from before.
    @Test func aChangeOfOtherCellsIsNoOrigin() throws {
        var session = SampleSessions.session()
        session.run(to: .iterations(30))
        try session.apply(.cell(.weights(1), row: 0, column: 0, value: .infinity))
        session.run(to: .iterations(4))
        for value in [1.0, 2] {
            var weights = session.matrix(.weights(1))!
            weights[2, 1] = value
            try session.apply(.matrix(.weights(1), weights))
            session.run(to: .iterations(3))
        }
        let origin = try session.origin(.weights(1), 0, 0)
        guard case .change(let edit) = origin.cause else { throw NoSuchAnswer() }
        #expect(edit.position == Position(iteration: 30))
    }

    @Test func whatWasThereAtTheStartOrInTheDataIsSaid() throws {
        var session = SampleSessions.session()
        try session.apply(.cell(.weights(1), row: 2, column: 3, value: .nan))
        session.run(to: .iterations(20))
        let atStart = try session.origin(.weights(2), 0, 0)
        guard case .change(let edit) = atStart.cause else { throw NoSuchAnswer() }
        #expect(edit.position == .start)

        var samples = SampleSessions.samples()
        samples.inputs[5, 1] = .infinity
        let engine = SampleSessions.engine()
        session = DebugSession(
            engine: Engine(
                network: engine.network, optimizer: engine.optimizer, batch: engine.batch, training: samples))
        session.run(to: .iterations(30))
        let origin = try session.origin(.weights(2), 0, 0)
        #expect(origin.cause == .data(row: 5))
        #expect(origin.hops[0].operation == "load-batch")
    }

    @Test func ZeroDividedByZeroInAnUpdateIsAnOrigin() throws {
        let network = NetworkSpecification(
            layerSizes: [2, 1, 2], activations: [.relu, .identity], loss: .crossEntropy, seed: 1)
        let samples = Samples(
            inputs: Matrix([[0, 1], [0, 2]]), targets: Matrix([[1, 0], [0, 1]]), isClassification: true)
        var optimizer = OptimizerSettings(.rmsprop)
        optimizer.epsilon = 0
        var session = DebugSession(
            engine: Engine(network: network, optimizer: optimizer, batch: BatchSettings(), training: samples))
        session.run(to: .iterations(5))
        let origin = try session.origin(.weights(1), 0, 0)
        #expect(origin.hops.map(\.operation) == ["update"])
        #expect(origin.hops[0].iteration == 0)
        guard case .operation(let terms) = origin.cause else { throw NoSuchAnswer() }
        #expect(
            terms.contains { $0.factors.map(\.quantity) == [.cell(MatrixCell(MatrixName.weights(1).gradient, 0, 0))] })
    }

    /// W − lr·(dW + λ·W)/(√s + ε) names W twice and has it once.
    @Test func anOperandThatIsNamedTwiceIsSaidOnce() throws {
        var optimizer = OptimizerSettings(.rmsprop)
        (optimizer.epsilon, optimizer.weightDecay) = (0, 0.1)
        let network = NetworkSpecification(
            layerSizes: [2, 2], activations: [.identity], loss: .crossEntropy, initializer: .zeros)
        let samples = Samples(
            inputs: Matrix([[0, 1], [0, 2]]), targets: Matrix([[1, 0], [0, 1]]), isClassification: true)
        var session = DebugSession(
            engine: Engine(network: network, optimizer: optimizer, batch: BatchSettings(), training: samples))
        session.run(to: .iterations(1))
        let origin = try session.origin(.weights(1), 0, 0)
        guard case .operation(let terms) = origin.cause else { throw NoSuchAnswer() }
        let names = [MatrixName.weights(1), .weights(1).gradient, .weights(1).secondMoment]
        #expect(terms.map { $0.factors.map(\.quantity) } == names.map { [.cell(MatrixCell($0, 0, 0))] })
    }

    /// The penalty's part of a gradient is among the terms that it overflows by.
    @Test func aPenaltyIsATermOfItsOwn() throws {
        let network = NetworkSpecification(
            layerSizes: [1, 1], activations: [.identity], loss: .squaredError, seed: 1,
            regularization: Regularization(l2: 1e10))
        let samples = Samples(inputs: Matrix([[1]]), targets: Matrix([[0]]), isClassification: false)
        var session = DebugSession(
            engine: Engine(
                network: network, optimizer: OptimizerSettings(), batch: BatchSettings(), training: samples))
        session.run(to: .operations(3))
        try session.apply(.cell(.weights(1), row: 0, column: 0, value: 1e300))
        session.run(to: .operations(2))
        let origin = try session.origin(.weights(1).gradient)
        guard case .operation(let terms) = origin.cause else { throw NoSuchAnswer() }
        #expect(terms.map(\.value) == [.infinity])
        #expect(terms[0].factors.map(\.quantity) == [.setting("l2"), .cell(MatrixCell(.weights(1), 0, 0))])
    }

    @Test func theSearchCanBeStopped() throws {
        var session = SampleSessions.session()
        session.run(to: .iterations(5000))
        try session.apply(.cell(MatrixName.weights(2).momentum, row: 0, column: 0, value: .nan))
        session.run(to: .iterations(2000))
        let before = session
        var investigation = try WhyInvestigation(of: MatrixCell(.weights(1), 0, 0), in: session)
        investigation.advance(budget: 1)
        #expect(!investigation.isFinished)
        #expect(investigation.report.answer == .nothingYet)
        #expect(investigation.report.isInterrupted)
        #expect(session.isAsBefore(before))
    }
}

extension DebugSession {
    /// Whether two sessions are the same. A change to NaN is another than itself, so that changes are counted only.
    fileprivate func isAsBefore(_ before: DebugSession) -> Bool {
        engine == before.engine && position == before.position && history == before.history
            && edits.count == before.edits.count && branches == before.branches
    }
}

extension SessionEdit {
    /// Whether a cell is what is changed.
    fileprivate func description(of cell: MatrixCell) -> Bool {
        if case .cell(cell.name, cell.row, cell.column, _) = self { true } else { false }
    }
}
