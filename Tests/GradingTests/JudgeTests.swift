import NeuralEngine
import Testing

@testable import Grading

/// Implementations with one mistake each.
@Suite struct JudgeTests {
    private static let setUp = """
        data xor
        network 2-3-2 hidden=tanh seed=4
        let b1 = [[0.1, -0.2, 0.3]]
        let b2 = [[-0.15, 0.25]]
        optimizer sgd lr=0.5 momentum=0.9
        next 2

        """

    private func gradingCase(_ setUp: String = setUp) throws -> GradingCase {
        try GradingCase(workbench(setUp))
    }

    /// The answer of an implementation that is right except for one matrix, with which it continues.
    private func answer(
        _ gradingCase: GradingCase, mistakeIn wrong: String? = nil,
        _ mistake: (Engine, Matrix<Double>) -> Matrix<Double> = { $1 }
    ) -> LearnerAnswer {
        var engine = gradingCase.engine
        var given: [LearnerAnswer.Given] = []
        let count = engine.plan.operations.count
        for operation in engine.plan.operations[1..<count] {
            let operands = engine
            engine.runNextOperation()
            for name in operation.writes {
                guard var matrix = engine.matrix(name) else { continue }
                if name.description == wrong {
                    matrix = mistake(operands, matrix)
                    if matrix.shape == engine.matrix(name)?.shape, operation.pass != .update, name != .loss {
                        engine.setMatrix(name, to: matrix)
                    }
                }
                let isUpdated = operation.pass == .update
                guard gradingCase.checks(name, isUpdated: isUpdated) else { continue }
                given.append(LearnerAnswer.Given(name: name, matrix: matrix, isUpdated: isUpdated))
            }
        }
        return LearnerAnswer(matrices: given)
    }

    private func map(_ matrix: Matrix<Double>, _ transform: (Double) -> Double) -> Matrix<Double> {
        Matrix(rows: matrix.rows, columns: matrix.columns, elements: matrix.elements.map(transform))
    }

    @Test(arguments: [
        setUp, setUp.replacing("hidden=tanh", with: "hidden=relu loss=mse precision=float32"),
        setUp.replacing("sgd lr=0.5 momentum=0.9", with: "adam") + "regularize l2=0.1",
        setUp.replacing("hidden=tanh", with: "output=sigmoid dropout=0.5 loss=squared-error reduction=sum"),
        setUp.replacing("hidden=tanh", with: "hidden=gelu loss=huber") + "batch 3\nnext",
    ])
    func whatIsRightIsRight(setUp: String) throws {
        let gradingCase = try gradingCase(setUp)
        let report = Judge(gradingCase, tolerance: 1e-9).grade(answer(gradingCase))
        #expect(report.passed)
        #expect(report.entries.allSatisfy { $0.isRight })
        #expect(report.unchecked == [])
        #expect(report.verdict == "all \(report.entries.count) matrices are right")
    }

    /// A mistake, by the matrix in which it is made, and a part of the expected hint.
    private struct Slip {
        let matrix: String
        let hint: String
        let make: (Engine, Matrix<Double>) -> Matrix<Double>
    }

    @Test func eachOfTheUsualMistakesIsNamed() throws {
        func named(_ engine: Engine, _ name: MatrixName) -> Matrix<Double> { engine.matrix(name)! }
        func withoutBias(_ z: Matrix<Double>, _ b: Matrix<Double>) -> Matrix<Double> {
            var z = z
            for row in 0..<z.rows { for column in 0..<z.columns { z[row, column] -= b[0, column] } }
            return z
        }
        let slips = [
            Slip(matrix: "Z1", hint: "the bias b1 is not added") { withoutBias($1, named($0, .bias(1))) },
            Slip(matrix: "A1", hint: "the activation is sigmoid instead of tanh") { engine, _ in
                map(named(engine, .preactivation(1)), Activation.sigmoid.value)
            },
            Slip(matrix: "A1", hint: "tanh is not applied: this is Z1") { engine, _ in named(engine, .preactivation(1))
            },
            Slip(matrix: "P", hint: "the softmax is not applied") { engine, _ in named(engine, .preactivation(2)) },
            Slip(matrix: "P", hint: "the softmax runs over the columns") { engine, _ in
                let z = named(engine, .preactivation(2))
                var p = z
                for column in 0..<z.columns {
                    let sum = (0..<z.rows).reduce(0) { $0 + Double.exp(z[$1, column]) }
                    for row in 0..<z.rows { p[row, column] = Double.exp(z[row, column]) / sum }
                }
                return p
            },
            Slip(matrix: "loss", hint: "to the base 2") { map($1) { $0 / Double.log(2) } },
            Slip(matrix: "loss", hint: "it is a sum over 4 samples") { map($1) { $0 * 4 } },
            Slip(matrix: "loss", hint: "the sign is the other way round") { map($1, -) },
            Slip(matrix: "dZ2", hint: "it is a sum over 4 samples") { map($1) { $0 * 4 } },
            Slip(matrix: "dZ2", hint: "the batch's mean is taken twice") { map($1) { $0 / 4 } },
            Slip(matrix: "dZ2", hint: "the targets are not subtracted") { engine, _ in
                map(named(engine, .probabilities)) { $0 / 4 }
            },
            Slip(matrix: "dW2", hint: "it takes Z1, from before the activation") { engine, _ in
                product(
                    named(engine, .preactivation(1)).transposed(), named(engine, MatrixName.preactivation(2).gradient))
            },
            Slip(matrix: "dW2", hint: "it is transposed") { $1.transposed() },
            Slip(matrix: "db2", hint: "it is the mean of dZ2") { map($1) { $0 / 4 } },
            Slip(matrix: "dA1", hint: "the sign is the other way round") { map($1, -) },
            Slip(matrix: "dA1", hint: "W2 after the update") { engine, _ in
                var later = engine
                while later.iteration == engine.iteration { later.runNextOperation() }
                return product(
                    named(engine, MatrixName.preactivation(2).gradient), named(later, .weights(2)).transposed())
            },
            Slip(matrix: "dZ1", hint: "the derivative of tanh is missing: this is dA1") { engine, _ in
                named(engine, MatrixName.activation(1).gradient)
            },
            Slip(matrix: "dZ1", hint: "taken at A1 instead of Z1") { engine, _ in
                times(
                    named(engine, MatrixName.activation(1).gradient),
                    map(named(engine, .activation(1))) { a in
                        Activation.tanh.derivative(a)
                    })
            },
            Slip(matrix: "dZ1", hint: "is written for A1, and is given Z1") { engine, _ in
                times(
                    named(engine, MatrixName.activation(1).gradient),
                    map(named(engine, .preactivation(1))) { 1 - $0 * $0 })
            },
            Slip(matrix: "dZ1", hint: "that of sigmoid instead of tanh") { engine, _ in
                times(
                    named(engine, MatrixName.activation(1).gradient),
                    map(named(engine, .preactivation(1))) { Activation.sigmoid.derivative($0) })
            },
            Slip(matrix: "dW1", hint: "every cell is 0.7 times") { map($1) { $0 * 0.7 } },
            Slip(matrix: "W1", hint: "the step goes uphill") { engine, right in
                plus(named(engine, .weights(1)), map(plus(named(engine, .weights(1)), map(right, -))) { $0 })
            },
            Slip(matrix: "W1", hint: "the momentum is not applied") { engine, _ in
                plus(named(engine, .weights(1)), map(named(engine, MatrixName.weights(1).gradient)) { -0.5 * $0 })
            },
            Slip(matrix: "W2", hint: "the update is missing") { engine, _ in named(engine, .weights(2)) },
        ]
        let gradingCase = try gradingCase()
        for slip in slips {
            let report = Judge(gradingCase, tolerance: 1e-6).grade(
                answer(gradingCase, mistakeIn: slip.matrix, slip.make))
            let first = try #require(report.firstWrong, "\(slip.matrix) \(slip.hint)")
            #expect(first.name.hasSuffix(slip.matrix), "\(slip.hint)")
            #expect(first.fault?.hint?.contains(slip.hint) == true, "\(slip.hint): \(first.fault?.hint ?? "none")")
            // One mistake counts once, whatever follows from it.
            #expect(report.entries.count { $0.fault != nil } == 1, "\(slip.hint)")
        }
    }

    private func product(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Matrix<Double> {
        var result = Matrix<Double>(rows: a.rows, columns: b.columns)
        for row in 0..<a.rows {
            for column in 0..<b.columns {
                result[row, column] = (0..<a.columns).reduce(0) { $0 + a[row, $1] * b[$1, column] }
            }
        }
        return result
    }

    private func times(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Matrix<Double> {
        Matrix(rows: a.rows, columns: a.columns, elements: zip(a.elements, b.elements).map { $0 * $1 })
    }

    private func plus(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Matrix<Double> {
        Matrix(rows: a.rows, columns: a.columns, elements: zip(a.elements, b.elements).map { $0 + $1 })
    }

    @Test func consequencesOfAMistakeAreReportedAsSuch() throws {
        let gradingCase = try gradingCase()
        let report = Judge(gradingCase, tolerance: 1e-6).grade(
            answer(gradingCase, mistakeIn: "dZ2") { _, right in map(right) { $0 * 4 } })
        let following = report.entries.filter { !$0.isRight && $0.fault == nil }.map(\.name)
        #expect(following.contains("dW1") && following.contains("dA1") && following.contains("updated W2"))
        #expect(report.text.contains("dZ2 is wrong first, in loss.backward"))
        #expect(report.text.contains("everything after it follows from your dZ2"))
        #expect(report.text.contains("follows from your dZ2\n"))
        #expect(report.verdict.hasPrefix("wrong: dZ2; "))
    }

    @Test func whatIsNotGivenIsNotChecked() throws {
        let gradingCase = try gradingCase()
        let full = answer(gradingCase, mistakeIn: "dZ1") { _, right in map(right) { $0 * 3 } }
        let some = LearnerAnswer(matrices: full.matrices.filter { ["dW1", "db1"].contains($0.name.description) })
        let report = Judge(gradingCase, tolerance: 1e-6).grade(some)
        #expect(report.entries.map(\.name).sorted() == ["dW1", "db1"])
        #expect(report.unchecked.contains("dZ1") && report.unchecked.contains("updated W1"))
        #expect(report.firstWrong?.fault?.missingOperands == ["dZ1"])
        #expect(report.text.contains("give dZ1 as well"))
    }

    @Test func wrongShapesAreReportedWithTheRightOnes() throws {
        let gradingCase = try gradingCase()
        let report = Judge(gradingCase, tolerance: 1e-6).grade(
            LearnerAnswer(matrices: [
                LearnerAnswer.Given(name: MatrixName.bias(2).gradient, matrix: Matrix(rows: 4, columns: 2)),
                LearnerAnswer.Given(name: MatrixName.weights(1).gradient, matrix: Matrix(rows: 1, columns: 3)),
            ]))
        #expect(report.text.contains("it is 4×2, and should be 1×2"))
        #expect(report.text.contains("a bias is shared by all samples"))
        #expect(report.text.contains("it is 1×3, and should be 2×3"))
    }

    @Test func notANumberIsWrong() throws {
        let gradingCase = try gradingCase()
        let report = Judge(gradingCase, tolerance: 1e-6).grade(
            answer(gradingCase, mistakeIn: "Z2") { _, right in map(right) { _ in .nan } })
        #expect(report.firstWrong?.name == "Z2")
        #expect(report.text.contains("got       [0,0] = nan"))
    }

    @Test(arguments: [
        ("network 2-2", "there is no data yet: give some with 'data xor'"),
        ("data xor", "there is no network yet: give one with 'network 2-4-2'"),
        (
            "data xor\nnetwork 2-2\nstep 2",
            "the case ends in the middle of iteration 0, before 'loss.forward': let it end with the iteration, with 'next'"
        ),
    ])
    func aCaseNeedsANetworkAtTheStartOfAnIteration(setUp: String, problem: String) throws {
        let state = try workbench(setUp)
        #expect(throws: GradingProblem(problem)) { try GradingCase(state) }
    }
}
