import NeuralEngine
import Testing

/// The check of gradients on networks with dropout: the iteration's masks stay as they were drawn.
@Suite struct GradientCheckOfDropoutTests {
    private func engine(
        _ hidden: [Activation] = [.tanh, .gelu], dropout: [Double] = [0.5, 0.3], precision: Precision = .float64,
        regularization: Regularization = .none
    ) -> Engine {
        let network = NetworkSpecification(
            layerSizes: [3, 4, 5, 2], activations: hidden + [.identity], loss: .crossEntropy,
            initializer: .normal(standardDeviation: 0.8), seed: 3, precision: precision,
            regularization: regularization, dropout: dropout)
        return SampleEngines.engine(network)
    }

    // MARK: Right gradients

    @Test(arguments: Activation.allCases, [[0.5, 0.3], [0.2, 0], [0, 0.9]])
    func rightGradientsPassForEveryActivation(_ activation: Activation, _ dropout: [Double]) {
        for precision in Precision.allCases {
            for hidden in [[activation, activation], [activation, .identity], [.identity, activation]] {
                var engine = engine(hidden, dropout: dropout, precision: precision)
                // Off zero, where a row without any cell left would be at a kink.
                engine.setMatrix(.bias(2), to: Matrix([[0.1, -0.2, 0.3, 0.2, -0.1]]))
                engine.runIterations(2)
                let check = engine.checkedGradients()
                #expect(check.passed, "\(hidden) \(precision) \(check.failed)")
                #expect(check.kinkCount == 0)
                #expect(check.changedAfterwards.isEmpty)
            }
        }
    }

    @Test func whatComesBeforeAndAfterAMaskIsCheckedOnceUnderOneName() {
        func names(_ hidden: [Activation], _ dropout: [Double]) -> String {
            engine(hidden, dropout: dropout).checkedGradients().matrices.map(\.name.description)
                .joined(separator: " ")
        }
        #expect(
            names([.tanh, .relu], [0.5, 0.5]) == "dX dW1 db1 dZ1 dA1 dD1 dW2 db2 dZ2 dA2 dD2 dW3 db3 dZ3")
        #expect(names([.tanh, .relu], [0, 0.5]) == "dX dW1 db1 dZ1 dA1 dW2 db2 dZ2 dA2 dD2 dW3 db3 dZ3")
        // A1 is Z1 where the activation is the identity.
        #expect(names([.identity, .relu], [0.5, 0]) == "dX dW1 db1 dZ1 dD1 dW2 db2 dZ2 dA2 dW3 db3 dZ3")
    }

    @Test func aDroppedCellHasNoInfluenceAndAKeptOneHasMore() throws {
        var engine = engine(dropout: [0.5, 0])
        engine.run(upTo: "update")
        let mask = try #require(engine.matrix(.mask(1)))
        let (dA, dD) = (engine.matrix(.activation(1).gradient)!, engine.matrix(.dropped(1).gradient)!)
        #expect(Set(mask.elements) == [0, 2])
        for index in mask.elements.indices { #expect(dA.elements[index] == mask.elements[index] * dD.elements[index]) }
        // D's own cells count wherever they are.
        #expect(dD.elements.allSatisfy { $0 != 0 })
        #expect(engine.checkedGradients().passed)
    }

    /// Every iteration has masks of its own, and is checked with those.
    @Test func theMasksAreThoseOfTheIteration() {
        let start = engine()
        var stopped = start
        stopped.run(through: "dropout1.forward")
        #expect(stopped.checkedGradients() == start.checkedGradients())
        stopped.run(upTo: "update")
        #expect(stopped.checkedGradients() == start.checkedGradients())
        stopped.runNextOperation()
        #expect(stopped.checkedGradients() != start.checkedGradients())
        #expect(stopped.checkedGradients().passed)
    }

    @Test func howItIsSlicedDoesNotChangeWhatIsFound() {
        let engine = engine()
        var check = GradientCheck(of: engine)
        while !check.isFinished { check.advance(budget: 1) }
        #expect(check == engine.checkedGradients())
    }

    @Test func dropoutAndAPenaltyGoTogether() {
        for precision in Precision.allCases {
            let engine = engine(precision: precision, regularization: Regularization(l1: 0.02, l2: 0.3))
            let check = engine.checkedGradients()
            #expect(check.passed, "\(check.failed)")
            #expect(check.changedAfterwards.isEmpty)
        }
    }

    // MARK: Wrong ones

    @Test(arguments: ["dD1", "dA1", "dZ1", "dD2", "dW1", "dW3", "db2", "dX"], Precision.allCases)
    func aWrongCellIsFoundAndNothingElse(_ text: String, _ precision: Precision) throws {
        let name = try #require(MatrixName(text))
        var engine = engine(precision: precision)
        engine.run(upTo: "update")
        var wrong = try #require(engine.matrix(name))
        wrong[0, 1] += 0.01
        engine.setMatrix(name, to: wrong)
        let check = engine.checkedGradients()
        #expect(check.failed == [text])
        #expect(check.failedCount == 1)
        let worst = try #require(check.check(of: name)?.worst)
        #expect((worst.row, worst.column) == (0, 1))
        #expect(abs(worst.numeric - (worst.analytic - 0.01)) < 1e-6)
    }

    /// The mistake of a backward pass that knows nothing of the mask, after an activation and after none.
    @Test(arguments: [Activation.tanh, .identity], Precision.allCases)
    func aForgottenMaskIsFoundInEveryCell(_ activation: Activation, _ precision: Precision) throws {
        var engine = engine([activation, .gelu], precision: precision)
        let name = activation == .identity ? MatrixName.preactivation(1) : .activation(1)
        engine.run(through: "dropout1.backward")
        let unmasked = try #require(engine.matrix(.dropped(1).gradient))
        engine.setMatrix(name.gradient, to: unmasked)
        let check = engine.checkedGradients()
        // A cell of the mask is 0 or 2, so that the mistake is as large as what should have been masked. In single
        // precision some of that is as small as rounding errors are.
        let own = try #require(check.check(of: name.gradient))
        let visible = unmasked.elements.count { abs($0) > check.tolerance * own.floor }
        #expect(own.failed == visible)
        #expect(precision == .float64 ? visible == 28 : visible >= 20)
        #expect(check.check(of: .dropped(1).gradient)?.failed == 0)
        // What is made of it is wrong as well.
        #expect(check.failed.contains("dW1"))
        #expect(check.failed.contains("dX"))
    }

    /// Dropping without the factor 1/(1 − p).
    @Test func aForgottenFactorIsFoundWhereACellWasKept() throws {
        var engine = engine(dropout: [0.5, 0])
        engine.run(upTo: "update")
        let right = try #require(engine.matrix(.activation(1).gradient))
        let kept = engine.matrix(.mask(1))!.elements.count { $0 != 0 }
        engine.setMatrix(
            .activation(1).gradient,
            to: Matrix(rows: right.rows, columns: right.columns, elements: right.elements.map { $0 / 2 }))
        let check = engine.checkedGradients()
        #expect(check.failed == ["dA1"])
        #expect(check.failedCount == kept)
    }

    @Test func whatWasChangedAfterItsOperationIsNamed() throws {
        for precision in Precision.allCases {
            var stopped = engine(precision: precision)
            stopped.run(through: "loss.forward")
            func changed(_ name: MatrixName) -> [MatrixName] {
                var engine = stopped
                var value = engine.matrix(name)!
                value[2, 1] += 1
                engine.setMatrix(name, to: value)
                return GradientCheck(of: engine).changedAfterwards
            }
            #expect(changed(.mask(1)) == [.dropped(1)])
            #expect(changed(.dropped(1)) == [.dropped(1), .preactivation(2)])
            let keeps = stopped.matrix(.mask(1))![2, 1] != 0
            #expect(changed(.activation(1)) == [.activation(1)] + (keeps ? [.dropped(1)] : []))
        }
    }
}
