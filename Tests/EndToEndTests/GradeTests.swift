import Foundation
import TestSupport
import Testing

/// `backstep grade`, with the program of its documentation and with common mistakes in it.
@Suite struct GradeTests {
    private static let setUp = """
        data xor
        network 2-4-2 hidden=tanh seed=1
        let b1 = [[0.1, -0.2, 0.3, 0.05]]
        let b2 = [[-0.15, 0.25]]
        optimizer sgd lr=0.5 momentum=0.9
        next 3

        """

    private static let hasPython = ["/usr/bin/python3", "/usr/local/bin/python3"].contains {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// The Python program of the article on grading.
    private func example() throws -> String {
        let article = BuiltProgram.packageFolder.appendingPathComponent(
            "Sources/Grading/Grading.docc/GradingAnImplementation.md")
        let text = try String(contentsOf: article, encoding: .utf8)
        let start = try #require(text.range(of: "```python\n"))
        let end = try #require(text.range(of: "\n```", range: start.upperBound..<text.endIndex))
        return String(text[start.upperBound..<end.lowerBound])
    }

    private func grade(_ script: String, _ options: [String] = []) throws -> ProgramRun {
        let setUp = try ScenarioFile(Self.setUp)
        let program = try ScenarioFile(script)
        return try BuiltProgram.run(["grade", "--case", setUp.path] + options + ["--", "python3", program.path])
    }

    @Test(.enabled(if: hasPython)) func theDocumentedProgramIsRight() throws {
        let run = try grade(try example())
        #expect(run.status == .exited(0))
        #expect(run.errors.isEmpty)
        #expect(run.output.hasSuffix("all 16 matrices are right\n"))
        #expect(run.output.contains("\n  ✓ dZ1") && run.output.contains("tanh1.backward"))
    }

    @Test(
        .enabled(if: hasPython),
        arguments: [
            ("(p - y) / N, P, Y", "p - y, P, Y", "dZ2", "it is a sum over 4 samples"),
            ("1 - a * a), dA1, A1", "1 - a * a), dA1, Z1", "dZ1", "is written for A1, and is given Z1"),
            ("d * (1 - a * a), dA1", "d, dA1", "dZ1", "the derivative of tanh is missing"),
            ("add_row(product(A1, W2), b2)", "product(A1, W2)", "Z2", "the bias b2 is not added"),
            ("product(A1, W2), b2", "product(Z1, W2), b2", "Z2", "it takes Z1, from before the activation"),
            ("math.log(p)", "math.log2(p)", "loss", "to the base 2"),
            ("for y, p in zip(ys, ps)) / N", "for y, p in zip(ys, ps))", "loss", "it is a sum over 4 samples"),
            ("loss = -sum", "loss = sum", "loss", "the sign is the other way round"),
            ("math.tanh, Z1", "lambda z: 1 / (1 + math.exp(-z)), Z1", "A1", "sigmoid instead of tanh"),
            (
                "P = [softmax(row) for row in Z2]", "P = transposed([softmax(row) for row in transposed(Z2)])", "P",
                "the softmax runs over the columns"
            ),
            ("db2 = column_sums(dZ2)", "db2 = [[s / N for s in column_sums(dZ2)[0]]]", "db2", "it is the mean of dZ2"),
            ("dW2 = product(transposed(A1), dZ2)", "dW2 = product(transposed(dZ2), A1)", "dW2", "it is transposed"),
            ("dW2 = product(transposed(A1), dZ2)", "dW2 = product(A1, dZ2)", "dW2", "A1 is not transposed"),
            ("optimizer[\"momentum\"] * m + g", "g", "updated W1", "the momentum is not applied"),
            ("w - optimizer[\"lr\"]", "w + optimizer[\"lr\"]", "updated W1", "the step goes uphill"),
        ])
    func eachMistakeInItIsNamed(text: String, mistake: String, matrix: String, hint: String) throws {
        let program = try example()
        let wrong = program.replacingOccurrences(of: text, with: mistake)
        #expect(wrong != program)
        let run = try grade(wrong)
        #expect(run.status == .exited(1))
        #expect(run.output.contains("\n\(matrix) is wrong first, in "), "\(run.output)")
        #expect(run.output.contains("\n  hint: ") && run.output.contains(hint), "\(run.output)")
    }

    /// The program with a gap that lesson 07 hands the learner, with these lines in place of its Nones.
    private func exercise(_ lines: KeyValuePairs<String, String>) throws -> ProgramRun {
        let setUps = BuiltProgram.packageFolder.appendingPathComponent("Scenarios/set-ups")
        var program = try String(contentsOf: setUps.appendingPathComponent("backward.py"), encoding: .utf8)
        for (name, value) in lines {
            #expect(program.contains("\n\(name) = None"))
            program = program.replacingOccurrences(of: "\n\(name) = None", with: "\n\(name) = \(value)")
        }
        let written = try ScenarioFile(program)
        let setUp = setUps.appendingPathComponent("xor.scenario").path
        return try BuiltProgram.run(["grade", "--case", setUp, "--", "python3", written.path])
    }

    @Test(.enabled(if: hasPython)) func theExerciseChecksTheForwardPassAndThenWhatIsWritten() throws {
        let gap = try exercise([:])
        #expect(gap.status == .exited(0))
        #expect(gap.output.hasSuffix("all 4 matrices are right\n"))
        let whole = try exercise([
            "dZ2": "each(lambda p, y: (p - y) / N, P, Y)", "dW2": "product(transposed(A1), dZ2)",
            "db2": "column_sums(dZ2)", "dA1": "product(dZ2, transposed(W2))",
            "dZ1": "each(lambda d, a: d * (1 - a * a), dA1, A1)", "dW1": "product(transposed(X), dZ1)",
            "db1": "column_sums(dZ1)",
        ])
        #expect(whole.status == .exited(0))
        #expect(whole.output.hasSuffix("all 11 matrices are right\n"))
    }

    @Test(.enabled(if: hasPython)) func theLessonShowsWhatIsSaidOfAMistake() throws {
        let lesson = try String(
            contentsOf: BuiltProgram.packageFolder.appendingPathComponent(
                "Scenarios/07-forward-and-backward.scenario"), encoding: .utf8)
        let run = try exercise([
            "dZ2": "each(lambda p, y: p - y, P, Y)", "dW2": "product(transposed(A1), dZ2)",
        ])
        #expect(run.status == .exited(1))
        for line in [
            "dZ2 is wrong first, in loss.backward", "  dZ2 = (P − Y)/N", "  expected  [0,0] = -0.125",
            "  got       [0,0] = -0.5", "  hint: the batch's mean is missing: it is a sum over 4 samples",
            "follows from your dZ2",
        ] {
            #expect(lesson.contains(line), "\(line)")
            #expect(run.output.contains(line), "\(run.output)")
        }
    }

    @Test(.enabled(if: hasPython)) func forProgramsTheReportIsAnObject() throws {
        let wrong = try example().replacingOccurrences(of: "(p - y) / N, P, Y", with: "p - y, P, Y")
        let run = try grade(wrong, ["--format", "json"])
        #expect(run.status == .exited(1))
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(object["passed"] as? Bool == false)
        let first = try #require(object["firstWrong"] as? [String: Any])
        #expect(first["name"] as? String == "dZ2")
        #expect(first["operation"] as? String == "loss.backward")
        #expect((object["matrices"] as? [[String: Any]])?.count == 16)
    }

    @Test(arguments: [
        ("echo '{\"Z1\": [[1, 2], [3]]}'", "'Z1' has rows of different lengths: row 1 has 1, row 0 has 2"),
        ("echo '{\"Z1\": [[1, 2],\n  [3, 4,]]}'", "answer:2:9: error: this is not JSON: unexpected character"),
        ("echo '{\"Z1\": [[1, \"x\"]]}'", "'Z1' is not a matrix: it should be a list of rows, each a list of numbers"),
        ("echo '[1]'", "the answer is not a JSON object"),
        ("echo '{\"accuracy\": 1}'", "the answer has no matrix to check: give at least one of Z1 A1 Z2 "),
        ("echo '{\"updated\": 3}'", "'updated' should be an object of matrices"),
        ("true", "the program wrote no answer"),
        ("echo deep trouble >&2; exit 7", "the program ended with exit status 7; it said:\n  deep trouble"),
        ("sleep 60", "the program did not end within 0.5 s, and was ended"),
    ])
    func badAnswersAreReported(script: String, message: String) throws {
        let setUp = try ScenarioFile(Self.setUp)
        let run = try BuiltProgram.run(
            "grade", "--case", setUp.path, "--timeout=0.5", "--", "sh", "-c", "cat >/dev/null; " + script)
        #expect(run.status == .exited(2))
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(run.output.isEmpty)
    }

    @Test func numbersThatJSONHasNotAreReadAsPythonWritesThem() throws {
        let setUp = try ScenarioFile(Self.setUp)
        let answer = "{\"loss\": NaN, \"db2\": [-Infinity, 2], \"extra\": [1], \"X\": [[0, 0]]}"
        let run = try BuiltProgram.run("grade", "--case", setUp.path, "--", "echo", answer)
        #expect(run.status == .exited(1))
        #expect(run.output.contains("note: NaN or infinite numbers are in loss db2"))
        #expect(run.output.contains("note: ignored, as nothing of the case is checked by it: extra X"))
        #expect(run.output.contains("loss is wrong first"))
        #expect(run.output.contains("not given, so not checked: Z1 A1"))
    }

    @Test func aCaseThatCannotBeSetUpIsAnError() throws {
        let broken = try ScenarioFile("data xor\nnetwork 2-4-2\nprint W9\n")
        let run = try BuiltProgram.run("grade", "--case", broken.path, "--", "true")
        #expect(run.status == .exited(2))
        #expect(run.errors.contains("\(broken.path):3:7: error: the network 2-4-2 has no matrix 'W9'"))
        let none = try BuiltProgram.run("grade", "--case", "/dev/null/none", "--", "true")
        #expect(none.status == .exited(2))
    }
}
