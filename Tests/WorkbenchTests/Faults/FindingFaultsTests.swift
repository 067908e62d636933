import CommandLanguage
import NeuralEngine
import StepDebugger
import Testing

@testable import Workbench

/// What the debugger's means say while a fault is planted: all of it true, and enough to find it.
@Suite struct FindingFaultsTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let bug: String
        /// A number that the faulty operation gets wrong.
        let cell: String
        /// Whether the central differences see it.
        var isGradient = true
        var testDescription: String { bug }
    }

    static let cases = [
        Case(bug: "transpose in linear2.backward", cell: "dA1[0,1]"),
        Case(bug: "transpose in linear1.backward", cell: "dW1[0,1]"),
        Case(bug: "sign in loss.backward", cell: "dZ2[0,0]"),
        Case(bug: "sign in linear2.backward", cell: "db2[0,0]"),
        Case(bug: "sign in tanh1.backward", cell: "dZ1[0,0]"),
        Case(bug: "sign in update", cell: "W1[0,0]", isGradient: false),
        Case(bug: "no-average in loss.backward", cell: "dZ2[0,0]"),
        Case(bug: "double-average in linear2.backward", cell: "dW2[0,0]"),
        Case(bug: "wrong-derivative in tanh1.backward", cell: "dZ1[0,0]"),
        Case(bug: "pre-activation in tanh1.backward", cell: "dZ1[3,0]"),
        Case(bug: "pre-activation in linear2.backward", cell: "dW2[0,0]"),
        Case(bug: "stale-gradient in linear2.backward", cell: "dW2[0,0]"),
        Case(bug: "early-update in update", cell: "W2[0,0]", isGradient: false),
    ]

    private func bench(_ test: Case) -> TestBench {
        TestBench.xor("optimizer sgd lr=0.1\nnext\nbug \(test.bug)\nnext 3")
    }

    /// What must not be said: the kind, and that anybody's hand was in it.
    private func expectNothingGivenAway(_ text: String, _ test: Case) {
        let kind = test.bug.prefix { $0 != " " }
        for word in [String(kind), "by hand", "fault", "bug"] where word != "sign" && word != "transpose" {
            #expect(!text.contains(word), "'\(word)' in: \(text)")
        }
    }

    @Test(arguments: cases)
    func explainShowsThatTheFormulaDoesNotGiveTheNumber(_ test: Case) throws {
        var bench = bench(test)
        guard let report = bench.run("explain \(test.cell)").last?.body as? ExplanationReport else {
            Issue.record("no explanation")
            return
        }
        #expect(report.explanation.verdict == .unexplained)
        let operation = try #require(test.bug.split(separator: " ").last)
        #expect(report.heading.hasSuffix(" is not what the formula of \(operation) gives"))
        #expect(report.heading.hasPrefix("✗ \(test.cell) = "))
        if test.isGradient { #expect(report.explanation.gradient?.passed == false) }
        expectNothingGivenAway(report.text, test)
    }

    @Test(arguments: cases)
    func everyOtherOperationGivesWhatItsFormulaSays(_ test: Case) throws {
        let session = try #require(bench(test).state.session)
        let faulty = try #require(session.fault?.operation)
        for operation in session.engine.plan.operations where operation.label != faulty {
            for name in operation.writes {
                let explanation = session.explanation(of: name, row: 0, column: 0, comparesGradient: false)
                #expect(explanation?.verdict == .given, "\(name) of \(operation.label)")
            }
        }
    }

    @Test(arguments: cases)
    func checkGradientsFindsEveryFaultThatIsInOne(_ test: Case) throws {
        var bench = bench(test)
        let report = try #require(bench.run("check gradients").last?.body as? GradientCheckReport)
        #expect(report.passed != test.isGradient)
        expectNothingGivenAway(report.text, test)
    }

    @Test(arguments: cases)
    func whySaysWhereTheSumDoesNotComeToTheValue(_ test: Case) {
        var bench = bench(test)
        guard let report = bench.run("why \(test.cell)").last?.body as? WhyReport else {
            Issue.record("no answer")
            return
        }
        switch report.answer {
        case .paths(let paths): #expect(!paths.remainderIsRounding || !report.startIsGiven)
        case .operands: #expect(report.text.contains("is not the result"))
        default: break
        }
        if test.isGradient { expectNothingGivenAway(report.text, test) }
    }

    @Test(arguments: cases)
    func whatIsListedAndShownIsTheRightProgram(_ test: Case) {
        var (faulty, right) = (bench(test), TestBench.xor("optimizer sgd lr=0.1\nnext 4"))
        for command in ["list", "info network", "info optimizer"] {
            #expect(faulty.run(command) == right.run(command), "\(command)")
        }
    }

    @Test func theHistoryOfAWeightSaysThatAFaultWasPlanted() throws {
        var bench = TestBench.xor("optimizer sgd lr=0.1\nnext 2\nbug early-update in update\nnext 2\nbug off\nnext")
        let report = try #require(bench.run("why W1[0,0]").last?.body as? WhyReport)
        #expect(report.text.contains("before iteration 2: fault planted"))
        #expect(report.text.contains("before iteration 4: fault repaired"))
        #expect(!report.text.contains("early"))
    }

    @Test(arguments: cases)
    func theFormulaAloneDoesNotGiveItAway(_ test: Case) throws {
        var bench = bench(test)
        let report = try #require(bench.run("explain \(test.cell)").last?.body as? ExplanationReport)
        for columns in [40, 60, 100] {
            for lines in [
                report.linesWithoutVerdict(columns: columns), report.shortLinesWithoutVerdict(columns: columns),
            ] {
                let text = lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
                #expect(!text.contains("✗") && !text.contains("✓") && !text.contains("difference"), "\(text)")
                #expect(!text.contains("is not what") && text.contains("e compares, as a clue"), "\(text)")
            }
        }
    }

    @Test func cluesThatTheLearnerAsksForCount() {
        var bench = TestBench.xor("next\nbug sign in linear2.backward\nfinish\nfinish")
        #expect(bench.state.hidesVerdicts)
        // A scenario's own commands cost nothing.
        _ = bench.run("explain dW2[0,0]\ncheck gradients\nwhy dW2[0,0]")
        #expect(bench.state.lesson.score.clues == 0)
        for command in ["explain db2[0,0]", "check gradients", "why dW2[0,0]", "print dW2"] { _ = bench.ask(command) }
        #expect(bench.state.lesson.score.clues == 3)
        _ = bench.run("accuse linear2.backward")
        #expect(!bench.state.hidesVerdicts)
        _ = bench.ask("explain db2[0,0]")
        #expect(bench.state.lesson.score.clues == 3)
    }
}

extension TestBench {
    /// Carries out a command that somebody types.
    fileprivate mutating func ask(_ command: String) -> [CommandOutput] {
        let source = SourceText(name: "prompt", text: command)
        var outputs = Script.parse(source).commands.flatMap { send(.perform($0, source)) }
        while state.run != nil { outputs += send(.advance(budget: budget)) }
        return outputs
    }
}
