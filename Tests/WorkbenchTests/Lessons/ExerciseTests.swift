import CommandLanguage
import NeuralEngine
import PlainText
import Testing

@testable import Workbench

/// Worked cases with fresh numbers.
@Suite struct ExerciseTests {
    private static let seeds = Array(1...40)

    private func operand(_ name: String, of exercise: Exercise) throws -> Matrix<Double> {
        try #require(exercise.operands.first { $0.name == name }).value.matrix
    }

    private func isClose(_ left: Matrix<Double>, _ right: Matrix<Double>) -> Bool {
        left.rows == right.rows && left.columns == right.columns
            && zip(left.elements, right.elements).allSatisfy { abs($0 - $1) <= 1e-12 * max(1, abs($0)) }
    }

    /// The bench in a session that has these inputs, targets and commands behind it.
    private func bench(_ x: Matrix<Double>, _ y: Matrix<Double>, _ commands: String) -> TestBench {
        var bench = TestBench()
        let errors = bench.run(
            "data inline X=\(Exercise.spelled(x)) Y=\(Exercise.spelled(y))\n\(commands)"
        ).filter { $0.body is ErrorReport }
        #expect(errors.isEmpty)
        return bench
    }

    private func expect(_ exercise: Exercise, _ text: String, is name: String, in bench: TestBench) throws {
        var bench = bench
        let asked = try #require(exercise.questions.first { $0.text == text })
        let found = bench.value(name)
        let value = try #require(found)
        #expect(isClose(asked.expected.matrix, value.matrix), "\(exercise.name) \(exercise.seed): \(text)")
    }

    // MARK: Against the engine

    @Test(arguments: seeds)
    func theLinearLayerIsTheEngines(_ seed: Int) throws {
        let forward = Exercise(.linearForward, seed: seed)
        let (x, w, b) = try (operand("X", of: forward), operand("W", of: forward), operand("b", of: forward))
        let setUp = { "network 2-3 loss=squared-error\nlet W1 = \(Exercise.spelled($0))\n" }
        let there = bench(
            x, Matrix(rows: 2, columns: 3), setUp(w) + "let b1 = \(Exercise.spelled(b))\nfinish")
        try expect(forward, "Z[1, 2]", is: "Z1[1, 2]", in: there)
        try expect(forward, "Z", is: "Z1", in: there)

        // The targets are such that what comes back is the exercise's dZ: (Z − Y)/N.
        let backward = Exercise(.linearBackward, seed: seed)
        let (inputs, weights) = try (operand("X", of: backward), operand("W", of: backward))
        let dZ = try operand("dZ", of: backward)
        let targets = inputs.times(weights).combined(dZ) { $0 - 2 * $1 }
        let back = bench(inputs, targets, setUp(weights) + "finish\nfinish")
        for (text, name) in [("dW[0, 1]", "dW1[0, 1]"), ("dX[1, 0]", "dX[1, 0]"), ("db", "db1"), ("dW", "dW1")] {
            try expect(backward, text, is: name, in: back)
        }
    }

    @Test(arguments: seeds)
    func theActivationsAreTheEngines(_ seed: Int) throws {
        for (name, function) in [(ExerciseName.sigmoid, Activation.sigmoid), (.tanh, .tanh), (.relu, .relu)] {
            let exercise = Exercise(name, seed: seed)
            let (z, dA) = try (operand("Z", of: exercise), operand("dA", of: exercise))
            let targets = z.mapped(function.value).combined(dA, -)
            let back = bench(
                z, targets,
                """
                network 3-3 output=\(function.label) loss=squared-error
                let W1 = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
                let b1 = [[0, 0, 0]]
                finish
                finish
                """)
            try expect(exercise, "A[0, 1]", is: "A1[0, 1]", in: back)
            let slope = try #require(exercise.questions.first { $0.text == "the slope at Z[0, 1]" })
            #expect(slope.expected.scalar == function.derivative(z[0, 1]))
            let dZ = try #require(exercise.questions.last)
            var bench = back
            // The targets are written with six digits.
            let engines = bench.value("dZ1")?.matrix.elements ?? []
            #expect(engines.count == 3)
            #expect(zip(dZ.expected.matrix.elements, engines).allSatisfy { abs($0 - $1) < 1e-5 })
        }
    }

    @Test(arguments: seeds)
    func softmaxAndTheCrossEntropyAreTheEngines(_ seed: Int) throws {
        let identity =
            "network 3-3 loss=cross-entropy\nlet W1 = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]\nlet b1 = [[0, 0, 0]]\n"
        let softmax = Exercise(.softmax, seed: seed)
        let oneHot = Matrix<Double>([[1, 0, 0]])
        let forward = bench(try operand("Z", of: softmax), oneHot, identity + "finish")
        try expect(softmax, "P[0, 1]", is: "P[0, 1]", in: forward)
        try expect(softmax, "P", is: "P", in: forward)
        let loss = Exercise(.crossEntropy, seed: seed)
        let back = bench(try operand("Z", of: loss), try operand("Y", of: loss), identity + "finish\nfinish")
        try expect(loss, "the loss", is: "loss", in: back)
        try expect(loss, "dZ", is: "dZ1", in: back)
    }

    @Test(arguments: seeds)
    func momentumIsTheEngines(_ seed: Int) throws {
        let exercise = Exercise(.momentum, seed: seed)
        func number(_ name: String) throws -> Double { try operand(name, of: exercise).elements[0] }
        let (w, g, v) = try (number("W"), number("dW"), number("v"))
        let (lr, mu) = try (number("lr"), number("mu"))
        // One weight, X = 1: its gradient is W − Y.
        var bench = bench(
            Matrix([[1]]), Matrix([[w - g]]),
            """
            network 1-1 loss=squared-error
            optimizer sgd lr=\(NumberFormat.shortest(lr)) momentum=\(NumberFormat.shortest(mu))
            let W1 = \(w)
            let b1 = 0
            let vW1 = \(v)
            next
            """)
        for (index, name) in ["vW1", "W1"].enumerated() {
            let cell = bench.value(name)?.matrix.elements[0] ?? .nan
            #expect(abs((exercise.questions[index].expected.scalar ?? .nan) - cell) < 1e-12)
        }
    }

    // MARK: What it asks

    @Test(arguments: ExerciseName.allCases)
    func theNumbersAreFriendlyAndTheSeedMakesThem(_ name: ExerciseName) {
        var all: Set<[Double]> = []
        for seed in Self.seeds {
            let exercise = Exercise(name, seed: seed)
            #expect(exercise == Exercise(name, seed: seed))
            let cells = exercise.operands.flatMap(\.value.matrix.elements)
            for cell in cells { #expect((cell * 10).rounded() == cell * 10) }
            all.insert(cells)
            for asked in exercise.questions {
                #expect(!asked.expected.matrix.elements.contains { !$0.isFinite })
                #expect(asked.hints.count >= 3)
                // The last hint tells the value; no other does.
                let cell = NumberFormat.rounded(asked.expected.matrix.elements.last ?? 0)
                #expect(asked.hints.last?.contains(cell) == true, "\(name) \(seed) \(asked.text)")
            }
        }
        #expect(all.count > 30)
    }

    @Test func withoutALearnerTheSeedIsFixedAndTheAnswersAreTheScenarios() {
        var bench = TestBench.lesson(.test)
        let report = bench.run("exercise linear-backward seed=7\n" + answers(.linearBackward, seed: 7))
        #expect((report.first?.body as? ExerciseReport)?.text.hasPrefix("linear-backward, seed 7: ") == true)
        #expect(report.count == 5)
        #expect(bench.state.expectations.passed == 4)
        #expect(bench.state.expectations.failed == 0)
        #expect(bench.state.lesson.exercise == nil)
        let before = bench.state.session
        let first = bench.run("exercise softmax\n" + answers(.softmax, seed: 1))
        #expect((first.first?.body as? ExerciseReport)?.text.contains("seed 1:") == true)
        #expect(bench.state.expectations.failed == 0)
        // The session is as it was.
        #expect(bench.state.session == before)
        #expect(
            bench.error("exercise linear-backward\nanswer 1")
                == "this asks for 4 answers: the scenario needs 'answer VALUE' as often before the next question")
    }

    private func answers(_ name: ExerciseName, seed: Int) -> String {
        ExerciseReport(exercise: Exercise(name, seed: seed)).recordingLines.dropFirst().joined(separator: "\n")
    }

    @Test func aLearnerGetsFreshNumbersEachTimeAndOneQuestionAfterAnother() throws {
        var bench = TestBench.lesson(.study)
        var seeds: Set<Int> = []
        for _ in 0..<5 {
            _ = bench.play("exercise linear-backward\nsay \"On.\"")
            seeds.insert(try #require(bench.state.lesson.exercise).exercise.seed)
            bench.state.endScripts()
        }
        #expect(seeds.count == 5)
        _ = bench.play("exercise linear-backward\nanswer 1\nanswer 2\nanswer 3\nanswer 4\nsay \"On.\"")
        let exercise = try #require(bench.state.lesson.exercise).exercise
        for asked in exercise.questions {
            #expect(bench.state.lesson.question?.text == asked.text)
            #expect(bench.state.lesson.question?.given.first?.contains("seed \(exercise.seed)") == true)
            _ = bench.start("answer \(Exercise.spelled(asked.expected.matrix, isScalar: asked.expected.isScalar))")
            #expect(bench.state.lesson.answered?.isRight == true)
            #expect(bench.state.lesson.narration == nil)
            _ = bench.space()
        }
        #expect(bench.state.lesson.narration == "On.")
        #expect(bench.state.lesson.score.atOnce == 4)
        #expect(bench.keptAnswers.map(\.text) == exercise.questions.map { "linear-backward: \($0.text)" })
        #expect(bench.keptAnswers.allSatisfy { $0.exercise == .linearBackward })
    }

    /// Skipping on from fresh numbers, the scenario's own answers are for others.
    @Test func whereTheLessonPlaysOnByItselfItsAnswersAreRight() {
        var bench = TestBench.lesson(.study)
        _ = bench.play("exercise sigmoid\nanswer 1\nanswer 2\nanswer [[3, 4, 5]]\nsay \"On.\"")
        _ = bench.send(.playLessons(.watch))
        let outputs = bench.space()
        #expect(outputs.allSatisfy { $0.verdict != .failed && $0.verdict != .error })
        #expect(bench.state.lesson.narration == "On.")
        #expect(bench.state.lesson.exercise == nil)
    }

    @Test func anAnswerMayUseWhatIsGivenAndNothingElse() throws {
        var bench = TestBench.lesson(.study)
        _ = bench.play("exercise linear-backward seed=3")
        for (answer, isRight) in [("(X.T @ dZ)[0, 1]", true), ("(dZ @ W.T)[1, 0]", true)] {
            let report = try #require(bench.start("answer \(answer)").first?.body as? AnswerReport)
            #expect(report.passed == isRight)
            _ = bench.space()
        }
        let error = try #require(bench.start("answer dX").first?.body as? ErrorReport)
        #expect(error.diagnostic.message == "the exercise 'linear-backward' gives no 'dX': it gives X, W, dZ")
    }

    @Test(arguments: [
        ("linear-backward", "-(X.T @ dZ)[0, 1]", "the sign is the other way round"),
        ("linear-backward", "(X @ dZ)[0, 1]", "that takes a row of X: dW is Xᵀ·dZ, so it takes column 0 of X"),
        ("linear-backward", "(X.T @ dZ)[0, 1] / 2", "it is averaged over the 2 samples once too often"),
        ("linear-backward", "(X.T @ dZ)[0, 1] * 2", "it is not averaged over the 2 samples of the batch"),
        ("softmax", "exp(Z[0, 1])", "that is exp Z[0, 1], not yet divided by the sum"),
        ("momentum", "mu * v - dW", "here the gradient is added: the step is subtracted later"),
    ])
    func aMissIsDiagnosed(_ name: String, _ answer: String, _ diagnosis: String) throws {
        var bench = TestBench.lesson(.study)
        _ = bench.play("exercise \(name) seed=5")
        let report = try #require(bench.start("answer \(answer)").first?.body as? AnswerReport)
        #expect(report.diagnosis == diagnosis)
        #expect(report.hint == bench.state.lesson.question?.givenHints.first)
        #expect(bench.state.waitsForAnswer)
    }

    @Test func aWholeMatrixIsDiagnosedToo() throws {
        var bench = TestBench.lesson(.study)
        _ = bench.play("exercise linear-backward seed=5")
        for answer in ["(X.T @ dZ)[0, 1]", "(dZ @ W.T)[1, 0]", "sum(dZ, axis=0)"] {
            _ = bench.start("answer \(answer)")
            _ = bench.space()
        }
        #expect(bench.state.lesson.question?.text == "dW")
        for (answer, diagnosis) in [
            ("(X.T @ dZ).T", "it is transposed: rows and columns are swapped"),
            ("X @ dZ", "that is X·dZ: X is to be transposed"),
            ("-X.T @ dZ", "the sign is the other way round"),
        ] {
            let report = try #require(bench.start("answer \(answer)").first?.body as? AnswerReport)
            #expect(report.diagnosis == diagnosis, "\(answer)")
        }
        #expect((bench.start("answer X.T @ dZ").first?.body as? AnswerReport)?.passed == true)
    }

    @Test func aRecordHasTheSeedAndTheAnswers() {
        var bench = TestBench.lesson(.study)
        _ = bench.run("record session.scenario")
        _ = bench.play("exercise momentum")
        let seed = bench.state.lesson.exercise?.exercise.seed ?? 0
        let lines = ExerciseReport(exercise: Exercise(.momentum, seed: seed)).recordingLines
        #expect(bench.records["session.scenario"]?.hasSuffix(lines.joined(separator: "\n") + "\n") == true)
        var test = TestBench.lesson(.test)
        _ = test.run(lines.joined(separator: "\n"))
        #expect(test.state.expectations.passed == 2)
    }

    @Test(
        arguments: [
            ("Z1[0,0]", .linearForward), ("A1[0,0]", .tanh), ("P[0,0]", .softmax), ("loss", .crossEntropy),
            ("dZ2[0,0]", .crossEntropy), ("dW1[0,0]", .linearBackward), ("dA1[0,0]", .linearBackward),
            ("dZ1[0,0]", .tanh), ("W1[0,0]", .momentum), ("1 + 1", nil),
        ] as [(String, ExerciseName?)])
    func anExerciseIsLikeTheQuestionForACell(_ asked: String, _ name: ExerciseName?) {
        var bench = TestBench.lesson(.study)
        _ = bench.play("ask \(asked)\nanswer 1")
        while bench.state.waitsForAnswer { _ = bench.send(.playNext) }
        #expect(bench.keptAnswers.map(\.exercise) == [name])
        #expect(bench.keptAnswers.map(\.outcome) == [.told])
    }
}
