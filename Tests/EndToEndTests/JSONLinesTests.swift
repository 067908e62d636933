import CommandLanguage
import Foundation
import Platform
import TestSupport
import Testing
import Workbench

/// `backstep run --format json`: JSON Lines, as the documentation promises.
@Suite struct JSONLinesTests {
    /// Runs a scenario and reads every line of its output as a JSON object.
    private func objects(_ scenario: String, status: ProgramEnd = .exited(0)) throws -> [[String: Any]] {
        let run = try BuiltProgram.run("run", "--format", "json", "-", input: scenario)
        #expect(run.status == status)
        return try Self.parse(run.output)
    }

    private static func parse(_ output: String) throws -> [[String: Any]] {
        try output.split(separator: "\n", omittingEmptySubsequences: true).map { line in
            try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    @Test(arguments: [
        "Scenarios/01-xor-by-hand.scenario", "Scenarios/17-iris.scenario", "Scenarios/20-going-back.scenario",
        "Scenarios/18-digits.scenario",
    ])
    func everyCommandOfALessonLeavesOneObjectInOrder(path: String) throws {
        let run = try BuiltProgram.run("run", "--format=json", path)
        #expect(run.status == .exited(0))
        #expect(run.errors.isEmpty)
        let objects = try Self.parse(run.output)
        let text = try String(contentsOf: BuiltProgram.packageFolder.appendingPathComponent(path), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let commands = CommandTable.backstep.entries.map(\.name)
        let expected = lines.indices.filter { index in
            commands.contains { lines[index].hasPrefix("\($0) ") || lines[index] == $0 }
                && !isInsideQuote(lines, index)
        }
        #expect(objects.compactMap { $0["line"] as? Int } == expected.map { $0 + 1 })
        for object in objects {
            #expect(object["kind"] is String)
            #expect((object["command"] as? String)?.isEmpty == false)
            #expect(object["passed"] as? Bool != false)
        }
    }

    /// Whether a line is inside a text that began on a line before it.
    private func isInsideQuote(_ lines: [String], _ index: Int) -> Bool {
        !lines[..<index].filter { !$0.hasPrefix("#") }.joined().filter { $0 == "\"" }.count.isMultiple(of: 2)
    }

    @Test func aMatrixHasItsNameShapeAndRows() throws {
        let object = try #require(objects("print [[1, 2.5], [3, 4], [5, -6]]\n").first)
        #expect(object["line"] as? Int == 1)
        #expect(object["command"] as? String == "print [[1, 2.5], [3, 4], [5, -6]]")
        #expect(object["kind"] as? String == "matrix")
        #expect(object["shape"] as? [Int] == [3, 2])
        #expect(object["values"] as? [[Double]] == [[1, 2.5], [3, 4], [5, -6]])
    }

    @Test func anExplanationHasItsFormulaTermsAndCheck() throws {
        let object = try #require(objects(xorSetUp + "next\nexplain dW2[1, 0]\nprint dW2[1,0]\n").dropLast().last)
        #expect(object["kind"] as? String == "explanation")
        #expect(object["name"] as? String == "dW2")
        #expect((object["row"] as? Int, object["column"] as? Int) == (1, 0))
        #expect(object["operation"] as? String == "linear2.backward")
        #expect(object["given"] as? Bool == true)
        #expect(object["formula"] as? String == "dW2[i,j] = Σₙ A1[n,i]·dZ2[n,j]")
        let value = try #require(object["value"] as? Double)
        let terms = try #require(object["terms"] as? [[String: Any]])
        #expect(terms.count == 4)
        #expect(terms.first?["formula"] as? String == "A1[0,1]·dZ2[0,0]")
        #expect(abs(terms.compactMap { $0["value"] as? Double }.reduce(0, +) - value) < 1e-15)
        let operands = try #require(object["operands"] as? [[String: Any]])
        #expect(operands.count == 8)
        #expect(object["changedByHand"] is NSNull)
        let changed = try #require(
            objects(xorSetUp + "step 6\nlet dZ2 = 2 * dZ2\nstep\nexplain dW2[1, 0]\nprint 1\n").dropLast().last)
        #expect(changed["changedByHand"] as? String == "dZ2")
        let check = try #require(object["check"] as? [String: Any])
        #expect(check["passed"] as? Bool == true)
        #expect(abs(try #require(check["numeric"] as? Double) - value) < 1e-9)
    }

    @Test func aPlotHasItsData() throws {
        let plots = try objects(xorSetUp + "next 5\nplot loss\nplot hist(W1) bins=4\nplot confusion\n").suffix(3)
        #expect(plots.allSatisfy { $0["kind"] as? String == "plot" })
        #expect(plots.map { $0["plot"] as? String } == ["loss", "hist", "confusion"])
        let series = try #require(plots.first?["series"] as? [[String: Any]])
        #expect(series.map { $0["name"] as? String } == ["train"])
        let points = try #require(series.first?["points"] as? [[Double]])
        #expect(points.map { $0[0] } == [0, 1, 2, 3, 4] && points.allSatisfy { $0[1] > 0 })
        let histogram = try #require(plots.dropFirst().first)
        #expect((histogram["counts"] as? [Int])?.reduce(0, +) == 8 && histogram["shape"] as? [Int] == [2, 4])
        #expect((plots.last?["counts"] as? [[Int]])?.joined().reduce(0, +) == 4)
    }

    @Test func anAccusationHasItsVerdictAndTheBugItselfGivesNothingAway() throws {
        let run = try BuiltProgram.run(
            "run", "--format", "json", "-",
            input: xorSetUp + "bug transpose in linear2.backward\nnext\naccuse update\naccuse linear2.backward\n")
        #expect(run.status == .exited(1))
        #expect(run.errors.contains("expectation failed") == false && run.errors.contains(": accusation failed\n"))
        let objects = try Self.parse(run.output)
        let bug = try #require(objects.dropLast(3).last)
        #expect(bug["kind"] as? String == "text" && bug["command"] as? String == "bug")
        let accusations = objects.filter { $0["kind"] as? String == "accusation" }
        #expect(accusations.map { $0["passed"] as? Bool } == [false, true])
        #expect(accusations.map { $0["operation"] as? String } == ["update", "linear2.backward"])
        #expect(accusations[0]["cleared"] as? [String] == ["update"])
        #expect(accusations[1]["bug"] as? String == "transpose")
        let formulas = try #require(accusations[1]["formulas"] as? [[String: String]])
        #expect(formulas == [["right": "dA1 = dZ2·W2ᵀ", "wrong": "dA1 = dZ2·W2"]])
    }

    @Test func aLongSumHasItsRest() throws {
        let object = try #require(
            objects("data digits\nnetwork 64-8-10\nbatch 32\nnext\nexplain Z1[3,2]\n").last)
        #expect(object["termCount"] as? Int == 64)
        #expect((object["terms"] as? [Any])?.count == 8)
        #expect((object["rest"] as? [String: Any])?["count"] as? Int == 56)
    }

    @Test func aNetworksMatrixIsCalledByItsName() throws {
        let object = try #require(objects(xorSetUp + "next\nprint dW1\n").last)
        #expect(object["name"] as? String == "dW1")
        #expect(object["shape"] as? [Int] == [2, 4])
    }

    @Test func aScalarKeepsEveryDigit() throws {
        // As text: not every JSON reader keeps the last digit.
        let run = try BuiltProgram.run("run", "--format", "json", "-", input: "print 0.1 + 0.2\nlet third = 1/3\n")
        let lines = run.output.split(separator: "\n")
        #expect(lines[0].hasSuffix("\"kind\":\"scalar\",\"name\":\"0.1 + 0.2\",\"value\":0.30000000000000004}"))
        #expect(lines[1].hasSuffix("\"kind\":\"scalar\",\"name\":\"third\",\"value\":0.3333333333333333}"))
    }

    @Test func valuesThatJSONHasNoNumberForAreText() throws {
        let values = try objects("print 0/0\nprint 1/0\nprint -1/0\nprint [[0/0, 1/0, 2]]\n")
        #expect(values[0]["value"] as? String == "nan")
        #expect(values[1]["value"] as? String == "inf")
        #expect(values[2]["value"] as? String == "-inf")
        let row = try #require((values[3]["values"] as? [[Any]])?.first)
        #expect(row[0] as? String == "nan")
        #expect(row[1] as? String == "inf")
        #expect(row[2] as? Double == 2)
    }

    @Test func aStepTellsThePosition() throws {
        let objects = try objects(xorSetUp + "when\nstep\nfinish\n")
        #expect(objects[3...].map { $0["kind"] as? String } == ["position", "position", "position"])
        #expect(objects[3]["operation"] is NSNull)
        #expect(objects[3]["next"] as? String == "load-batch")
        #expect(objects[4]["operation"] as? String == "load-batch")
        #expect(objects[4]["iteration"] as? Int == 0)
        #expect(objects[5]["operation"] as? String == "loss.forward")
        #expect(objects[5]["loss"] is Double)
    }

    @Test func expectationsTellBothSidesAndOnlyAFailedOneIsOnStderr() throws {
        let input = "expect 1 == 1\nexpect [[1, 2]] == [[1, 3]]\n"
        let run = try BuiltProgram.run("run", "--format", "json", "-", input: input)
        #expect(run.status == .exited(1))
        let objects = try Self.parse(run.output)
        #expect(objects.map { $0["kind"] as? String } == ["expectation", "expectation"])
        #expect(objects.map { $0["passed"] as? Bool } == [true, false])
        #expect(objects[0]["actual"] as? Double == 1)
        #expect(objects[1]["actual"] as? [[Double]] == [[1, 2]])
        #expect(objects[1]["expected"] as? [[Double]] == [[1, 3]])
        #expect(run.errors.hasPrefix("-:2: expectation failed\n"))
    }

    @Test func aTrainingAndAPauseTellWhyTheyStopped() throws {
        let objects = try objects(
            xorSetUp + "train 5 iterations\ntrain until loss < 100\ntrain until loss < 0 max=2\npause\n")
        #expect(objects[3...].map { $0["kind"] as? String } == ["stop", "stop", "stop", "stop"])
        #expect(objects[3...].map { $0["reason"] as? String } == ["reached", "condition", "limit", "pause"])
        #expect(objects[3]["iterations"] as? Int == 5)
        #expect(objects[3]["epoch"] as? Int == 5)
    }

    @Test func anErrorIsTheLastObjectAndOnStderrToo() throws {
        let run = try BuiltProgram.run("run", "--format", "json", "-", input: "print 1\nprint foo\nprint 2\n")
        #expect(run.status == .exited(2))
        let objects = try Self.parse(run.output)
        #expect(objects.map { $0["kind"] as? String } == ["scalar", "error"])
        #expect(objects[1]["line"] as? Int == 2)
        #expect(objects[1]["column"] as? Int == 7)
        #expect((objects[1]["message"] as? String)?.contains("foo") == true)
        #expect(run.errors.hasPrefix("-:2:7: error: "))
    }

    @Test func syntaxErrorsAreObjectsTooAndNothingRuns() throws {
        let objects = try objects("print 1\nstepp\nprint (\n", status: .exited(2))
        #expect(objects.map { $0["kind"] as? String } == ["error", "error"])
        #expect(objects.map { $0["line"] as? Int } == [2, 3])
    }

    @Test func textsWithQuotesLineEndsAndControlCharactersStayOneLine() throws {
        let objects = try objects("say \"he said \\\"x\\\"\\n\\\\ tab\tend\u{1}\"\nprint 1\n")
        #expect(objects.count == 2)
        #expect((objects[0]["text"] as? String)?.contains("he said \"x\"\n\\ tab\tend") == true)
    }

    @Test func inALocaleWithoutUTF8TheLinesAreStillJSON() throws {
        let run = try BuiltProgram.run(
            "run", "--format", "json", "Scenarios/01-xor-by-hand.scenario", environment: ["LC_ALL": "C"])
        #expect(run.status == .exited(0))
        #expect(try !Self.parse(run.output).isEmpty)
    }

    @Test func aFileThatCannotBeReadIsAnObjectToo() throws {
        let run = try BuiltProgram.run("run", "--format", "json", "/no/such.scenario")
        #expect(run.status == .exited(2))
        #expect(
            run.output
                == #"{"file":"/no/such.scenario","kind":"error","message":"cannot read '/no/such.scenario': there is no such file"}"#
                + "\n")
    }
}
