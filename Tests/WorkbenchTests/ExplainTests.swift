import NeuralEngine
import PlainText
import StepDebugger
import Testing

@testable import Workbench

/// `explain` as a command: what it says, and what it says where there is nothing to explain.
@Suite struct ExplainTests {
    private static let setup = """
        data xor
        network 2-4-2
        optimizer sgd lr=0.5 momentum=0.9
        let W1 = [[0.5, -0.5, 0.8, 0.3], [0.5, 0.5, -0.8, 0.3]]
        let W2 = [[0.2, -0.2], [0.4, 0.1], [-0.3, 0.5], [0.1, -0.4]]

        """

    private func text(_ commands: String) throws -> [String] {
        var bench = TestBench()
        let contents = bench.run(Self.setup + commands)
        guard let report = contents.last?.body as? ExplanationReport else {
            throw UnexpectedOutput(contents: contents)
        }
        return report.text.split(separator: "\n").map(String.init)
    }

    private struct UnexpectedOutput: Error {
        let contents: [Report]
    }

    // MARK: What it says

    @Test func aSumWithItsNumbers() throws {
        #expect(
            try text("step 4\nexplain Z2[1,0]") == [
                "Z2[1,0]: linear2.forward, iteration 0",
                "  Z2[n,j] = Σᵢ A1[n,i]·W2[i,j] + b2[0,j]",
                "  Z2[1,0] = A1[1,0]·W2[0,0] + A1[1,1]·W2[1,0] + A1[1,2]·W2[2,0]",
                "            + A1[1,3]·W2[3,0] + b2[0,0]",
                "          = 0.462117·0.2 + 0.462117·0.4 + −0.664037·(−0.3) + 0.291313·0.1 + 0",
                "          = 0.505613",
            ])
    }

    @Test func aGradientWithItsDifference() throws {
        let lines = try text("step 8\nexplain dZ1[3,0]")
        #expect(
            lines.dropLast() == [
                "dZ1[3,0]: tanh1.backward, iteration 0",
                "  dZ1[n,j] = dA1[n,j]·(1 − A1[n,j]²)",
                "  dZ1[3,0] = dA1[3,0]·(1 − A1[3,0]²)",
                "           = −0.0360507·(1 − 0.761594²)",
                "           = -0.0151404",
            ])
        #expect(lines.last?.hasPrefix("  ✓ central difference -0.0151404, relative error ") == true)
    }

    @Test func functionsAreWorkedOutStepByStep() throws {
        #expect(
            try text("step 5\nexplain P[1,1]")
                == [
                    "P[1,1]: loss.forward, iteration 0",
                    "  P[n,j] = exp(Z2[n,j] − m)/(Σₖ exp(Z2[n,k] − m))",
                    "  P[1,1] = exp(Z2[1,1] − m)/(exp(Z2[1,0] − m) + exp(Z2[1,1] − m))",
                    "         = exp(−0.494755 − 0.505613)/(exp(0.505613 − 0.505613)",
                    "           + exp(−0.494755 − 0.505613))",
                    "         = 0.367744/(1 + 0.367744)",
                    "         = 0.268869",
                    "  m = Z2[1,0], the largest of its row, so that no exp overflows",
                ])
    }

    /// The formula is the one that runs, LogSumExp, so that its value as printed is the value shown.
    @Test func theLossIsExplainedByLogSumExp() throws {
        let lines = try text("step 5\nexplain loss")
        #expect(
            lines.prefix(5) == [
                "loss: loss.forward, iteration 0",
                "  loss = (1/N)·Σₙ Σⱼ Y[n,j]·(s[n] + (m[n] − Z2[n,j]))",
                "  loss = (1/N)·(Y[0,0]·(s[0] + (m[0] − Z2[0,0]))",
                "         + Y[1,1]·(s[1] + (m[1] − Z2[1,1])) + Y[2,1]·(s[2] + (m[2] − Z2[2,1]))",
                "         + Y[3,0]·(s[3] + (m[3] − Z2[3,0])) + (4 more terms))",
            ])
        #expect(lines.contains("       = 0.747888"))
        #expect(lines.contains("  with s[0] = log(Σₖ exp(Z2[0,k] − m[0]))"))
        #expect(lines.contains("            = log(1 + 1)"))
        #expect(lines.contains("            = 0.693147"))
    }

    /// Scores of a million: no P is left of the right class, and no printed step is infinite.
    @Test func theLossOfHugeScoresIsWhatItsFormulaSays() throws {
        let lines = try text("let b2 = [[1e6, -1e6]]\nrestart\nlet b2 = [[1e6, -1e6]]\nfinish\nexplain loss")
        #expect(lines.contains("       = 1e+06"))
        #expect(!lines.contains { $0.contains("inf") || $0.contains("nan") || $0.contains("log(0)") })
    }

    /// `stepi` goes through LogSumExp, and back.
    @Test func stepiShowsTheStepsOfEachSamplesLoss() throws {
        var bench = TestBench()
        _ = bench.run(Self.setup + "step 4\nstepi 8")
        func line(_ command: String) -> String {
            let text = bench.run(command).last?.body.text ?? ""
            return text.replacing("epoch 0 iteration 0: 5/10 loss.forward  ", with: "")
        }
        let lines = [
            "m[1] = max(Z2[1,0], Z2[1,1]) = 0.505613", "d[1,k] = Z2[1,k] − m[1] = 0, -1.00037",
            "e[1,k] = exp(d[1,k]) = 1, 0.367744", "S[1] = Σₖ e[1,k] = 1.36774", "s[1] = log(S[1]) = 0.313163",
            "P[1,0] = 0.731131", "P[1,1] = 0.268869", "L[1] = s[1] + (m[1] − Z2[1,1]) = 1.31353",
        ]
        for expected in lines { #expect(line("stepi") == expected) }
        for expected in lines.dropLast().reversed() { #expect(line("reverse-stepi") == expected) }
        let fields = try #require(bench.run("stepi").last?.body.fields)
        let json = JSONValue.object(fields).text
        #expect(json.contains(#""lossStep":{"sample":1,"step":"shifted","symbol":"d[1,k]""#))
        #expect(json.contains(#""formula":"d[1,k] = Z2[1,k] − m[1]""#))
        #expect(!json.contains(#""cell":"#))
    }

    @Test func binaryCrossEntropyHasStepsOfItsOwn() {
        var bench = TestBench()
        _ = bench.run("data inline X=[[1, 2]] Y=[[1]]\nnetwork 2-1 loss=binary-cross-entropy init=zeros")
        _ = bench.run("let b1 = [[-2]]\nstep 2")
        let lines = (0..<6).map { _ in bench.run("stepi").last?.body.text.split(separator: "  ").last ?? "" }
        #expect(
            lines == [
                "p[0,j] = max(Z1[0,j], 0) = 0", "q[0,j] = Z1[0,j]·Y[0,j] = -2", "e[0,j] = exp(−|Z1[0,j]|) = 0.135335",
                "l[0,j] = log1p(e[0,j]) = 0.126928", "P[0,0] = 0.119203",
                "L[0] = Σⱼ (p[0,j] − q[0,j] + l[0,j]) = 2.12693",
            ])
    }

    /// Of a class only one half of each term is there, and of a function of two pieces only the one that holds.
    @Test func lossesShowWhatCounts() throws {
        let binary = try text("network 2-2-2 loss=binary-cross-entropy\nnext\nexplain loss")
        #expect(binary[1] == "  loss = (1/(2·N))·Σₙ Σⱼ (max(Z2[n,j], 0) − Z2[n,j]·Y[n,j]")
        #expect(binary[2] == "         + log1p(exp(−|Z2[n,j]|)))")
        let huber = try text("network 2-2-2 loss=huber\nlet b2 = [[3, 0]]\nnext\nexplain loss")
        #expect(huber[1] == "  loss = (1/(2·N))·Σₙ Σⱼ (|Z2[n,j] − Y[n,j]| − 0.5 where |Z2[n,j] − Y[n,j]|")
        #expect(huber[3].hasPrefix("  loss = (1/(2·N))·((|Z2[0,0] − Y[0,0]| − 0.5) + "))
    }

    @Test func anUpdateWithTheValueBeforeIt() throws {
        #expect(
            try text("next 2\nexplain W1[0,2]") == [
                "W1[0,2]: update, iteration 1",
                "  W1[i,j] = W1′[i,j] − lr·vW1[i,j]",
                "  W1[0,2] = W1′[0,2] − lr·vW1[0,2]",
                "          = 0.787204 − 0.5·0.0527718",
                "          = 0.760818",
                "  W1′ is the value before this update",
            ])
    }

    @Test func aScheduleIsPartOfTheUpdate() throws {
        let lines = try text("schedule step every=2 gamma=0.5 per=iteration\nnext 3\nexplain W1[0,2]")
        #expect(
            lines.suffix(6) == [
                "  with lr = lr₀·γ^⌊e/2⌋", "          = 0.5·0.5^1", "          = 0.5·0.5", "          = 0.25",
                "  W1′ is the value before this update", "  e counts the iterations from 0",
            ])
    }

    @Test func whatWasSetByHand() throws {
        #expect(try text("explain W1[0,2]").first == "W1[0,2] = 0.8: set by hand at the start")
        #expect(
            try text("step 3\nlet A1[1,1] = 0.25\nexplain A1[1,1]") == [
                "A1[1,1] = 0.25: set by hand in iteration 0 after tanh1.forward; tanh1.forward",
                "  had computed:",
                "  A1[n,j] = tanh(Z1[n,j])",
                "  A1[1,1] = tanh(Z1[1,1])",
                "          = tanh(0.5)",
                "          = 0.462117",
            ])
        #expect(
            try text("step 2\nlet W1[0,1] = 3\nexplain Z1[3,1]").prefix(2) == [
                "✗ Z1[3,1] = 0 no longer follows from the operands of linear1.forward: W1 was",
                "  set by hand in iteration 0 after linear1.forward",
            ])
    }

    /// A gradient that was put in the place of another is not wrong, only not the loss's.
    @Test func aGradientOfWhatWasSetByHandIsNoFailure() throws {
        let changed = try text("step 6\nlet dZ2 = [[1, 1], [1, 1], [1, 1], [1, 1]]\nstep\nexplain dW2[1,0]").joined(
            separator: " ")
        #expect(changed.contains("– dZ2 was set by hand, so this is not the gradient of the loss"))
        #expect(!changed.contains("✗"))
        // What was set before the iteration began is what it computed with.
        let before = try text("let W2[0,0] = 3\nstep 7\nexplain dW2[1,0]").joined(separator: " ")
        #expect(before.contains("✓ central difference"))
    }

    @Test func aDifferenceSaysWhatItIsRelativeToAndWhichSideOfAKinkItIsOn() throws {
        func check(_ commands: String) throws -> String {
            try text(commands).suffix(3).joined(separator: " ").split(separator: " ").joined(separator: " ")
        }
        let kink = try check("network 2-4-2 hidden=relu\nlet b1 = [[0, 0, 0, 0]]\nnext\nexplain db1[0,0]")
        #expect(kink.contains("✓ central difference "))
        #expect(kink.contains("; taken on one side of the kink of relu at Z1[0,0]"))
        let small = try check("let W2 = 1e-9 * W2\nnext\nexplain dW1[0,0]")
        #expect(small.contains(" (relative to ") && small.contains(", since both are small)"))
        let infinite = try check("let W1[0,0] = inf\nnext\nexplain dW1[0,0]")
        #expect(infinite.contains("✗ central difference nan, which cannot be compared with nan"))
    }

    @Test func namesAndIndicesAreReadAsInExpressions() throws {
        #expect(try text("step 4\nexplain A2[1,0]").last == "  A2 is Z2: the activation is the identity")
        #expect(try text("step 4\nexplain W1[-1, 1+1]").first?.hasPrefix("W1[1,2] = -0.8") == true)
        #expect(try text("step 5\nexplain loss[0,0]").first == "loss: loss.forward, iteration 0")
    }

    @Test func noLineIsWiderThanAnOldTerminal() throws {
        var bench = TestBench()
        _ = bench.run(Self.setup + "optimizer adam weight-decay=0.1\nregularize l1=0.1 l2=0.1\nnext 3")
        let session = try #require(bench.state.session)
        for name in session.engine.plan.matrices {
            let report = try #require(bench.state.explanation(of: name, row: 0, column: 0))
            for line in report.text.split(separator: "\n") { #expect(line.count <= 78, "\(line)") }
        }
    }

    // MARK: For a pane

    @Test func aPaneHasTheFormulaAndTheNumberInTwoLines() throws {
        var bench = TestBench()
        _ = bench.run(Self.setup + "step 7")
        let report = try #require(bench.state.explanation(of: .weights(2).gradient, row: 1, column: 0))
        let lines = report.shortLines(columns: 76)
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix("Σₙ A1[n,1]·dZ2[n,0] = 0·(−0.125) + 0.4621·0.1828 + −0.4621·0.104 "))
        // A number that does not fit is left out, and a mark says so.
        #expect(lines[0].hasSuffix(" …"))
        #expect(lines[1].hasPrefix("                    = 0.0364"))
        #expect(lines[1].contains("central difference 0.0364"))
        for columns in [10, 40, 76, 200] {
            let lines = report.shortLines(columns: columns)
            #expect(lines.allSatisfy { $0.count <= columns })
            // What is said of the number is said whole, or more shortly.
            #expect(columns < 40 || lines[1].contains("0.0364109   ✓") && !lines[1].contains("…"))
        }
        let set = try #require(bench.state.explanation(of: .weights(1), row: 0, column: 2))
        #expect(set.shortLines(columns: 120)[0].hasPrefix("W1[0,2] = 0.8: set by hand at the start"))
    }

    @Test func askingChangesNothing() {
        var bench = TestBench()
        _ = bench.run(Self.setup + "next 2\nstep 3")
        let before = bench.state
        _ = bench.run("explain dW1[0,0]\nexplain Z1[0,0]")
        #expect(bench.state.session == before.session)
    }

    // MARK: What cannot be explained

    @Test(arguments: [
        (
            "explain W1",
            "'W1' has 2×4 cells: name one by its row and column, as in 'explain W1[0,0]'; the last is [1,3]"
        ),
        ("explain W1[2,0]", "row 2 is out of range: the matrix is 2×4, rows count from 0"),
        ("explain W1[0,-5]", "column -5 is out of range: the matrix is 2×4, columns count from 0"),
        ("explain W1[0.5,0]", "an index must be a whole number"),
        ("explain W7[0,0]", "the network 2-4-2 has no matrix 'W7' with this optimizer"),
        ("explain mW1[0,0]", "the network 2-4-2 has no matrix 'mW1' with this optimizer"),
        ("explain D1[0,0]", nil),
        (
            "explain lr",
            "'explain' is about cells of the network's matrices, as W1[0,2] or loss, and 'lr' is not one: "
                + "'print lr' shows its value"
        ),
        (
            "let mine = [[1, 2]]\nexplain mine[0,1]",
            "'explain' is about cells of the network's matrices, as W1[0,2] or loss, and 'mine' is not one: "
                + "'print mine' shows its value"
        ),
        ("explain Z1[0,7]", "column 7 is out of range: the matrix is 4×4, columns count from 0"),
    ])
    func errorsSayWhatAndWhatToDo(commands: String, message: String?) {
        var bench = TestBench()
        let found = bench.error(Self.setup + commands)
        if let message { #expect(found == message) } else { #expect(found != nil) }
    }

    /// What has no value yet is explained without numbers, and the steps lead to its value.
    @Test(arguments: [
        ("explain dW1[0,2]", "linear1.backward", 9, "dW1[0,2] = X[0,0]·dZ1[0,2] + X[1,0]·dZ1[1,2] + "),
        ("next\nrestart\nexplain dW1[0,2]", "linear1.backward", 9, "dW1[i,j] = Σₙ X[n,i]·dZ1[n,j]"),
        ("explain loss", "loss.forward", 5, "loss = (1/N)·Σₙ Σⱼ Y[n,j]·(s[n] + (m[n] − Z2[n,j]))"),
        ("step 2\nexplain A1[1,0]", "tanh1.forward", 1, "A1[1,0]  = tanh(Z1[1,0])"),
        ("step 7\nexplain dW1[0,0]", "linear1.backward", 2, "dW1[i,j]"),
        ("step\nstepi 3\nexplain Z1[0,3]", "linear1.forward", 1, "Z1[n,j] = Σᵢ X[n,i]·W1[i,j] + b1[0,j]"),
        ("explain dP[0,0]", "loss.forward", 5, "dP[n,j] = −Y[n,j]/(N·P[n,j])"),
    ])
    func whatHasNoValueYetIsExplainedInLetters(
        commands: String, operation: String, count: Int, line: String
    ) throws {
        var bench = TestBench()
        let before = bench.run(Self.setup + commands)
        let report = try #require(before.last?.body as? ExplanationToCome)
        #expect((report.operation, report.count) == (operation, count))
        #expect(report.text.replacing("  =", with: " =").contains(line.replacing("  =", with: " =")), "\(report.text)")
        let step = count == 1 ? "step" : "step \(count)"
        #expect(report.text.contains("\(operation) computes it, "))
        #expect(report.text.split(separator: "\n")[0].hasSuffix(": '\(step)'"))
        let cell = try #require(commands.split(separator: "\n").last)
        let after = bench.run("\(step)\n\(cell)")
        #expect(after.last?.body is ExplanationReport)
    }

    @Test func staleCellsSaySo() throws {
        let lines = try text("next\nlet W1[0,1] = 0.3\nexplain dW1[0,2]")
        #expect(lines.last == "  ~ stale: computed before W1 was changed")
        #expect(try text("next\nlet W1[0,1] = 0.3\nnext\nexplain dW1[0,2]").last?.contains("stale") == false)
    }

    @Test func withoutANetworkThereIsNothing() {
        var bench = TestBench()
        #expect(
            bench.error("explain W1[0,0]")
                == "there is no network yet that has 'W1': give one with 'network 2-4-2'")
    }
}
