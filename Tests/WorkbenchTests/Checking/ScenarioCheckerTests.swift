import CommandLanguage
import NeuralEngine
import Testing

@testable import Workbench

/// `run --check`: what is found without running, and what is not taken for wrong.
@Suite struct ScenarioCheckerTests {
    /// `LINE:COLUMN MESSAGE`, with `FILE:` before it where that is another one.
    private func problems(_ text: String, scripts: [String: String] = [:]) -> [String] {
        ScenarioChecker.problems(of: SourceText(name: "test", text: text)) { effect in
            switch effect {
            case .readScript(let path, _):
                return .scriptRead(
                    scripts[path].map { .success(SourceText(name: path, text: $0)) }
                        ?? .failure(EffectFailure(message: "cannot read '\(path)': there is no such file")))
            case .loadData(let request, _): return .dataLoaded(TestBench().load(request))
            case .readModel(let path, _):
                return .modelRead(.failure(EffectFailure(message: "cannot read '\(path)': there is no such file")))
            default:
                Issue.record("asked for \(effect)")
                return nil
            }
        }.map { problem in
            let (line, column) = problem.source.lineAndColumn(at: problem.diagnostic.range.lower)
            let file = problem.source.name == "test" ? "" : problem.source.name + ":"
            return "\(file)\(line):\(column) \(problem.diagnostic.message)"
        }
    }

    private static let xor = "data xor\nnetwork 2-4-2\n"

    @Test(
        arguments: [
            ("ask \"Up?\" choices \"yes\" \"no\"\nanswer yes", []),
            (
                "ask \"Up?\" choices \"yes\" \"no\"\nanswer perhaps",
                ["4:1 'perhaps' is none of the choices: a for 'yes', b for 'no'"]
            ),
            ("ask \"Up?\" choices \"yes\" \"yes\"\nanswer a", ["3:25 two choices are the same: 'yes'"]),
            ("predict loss choices \"falls\" \"rises\"\nanswer a\nnext", []),
            (
                "predict loss\nanswer 1",
                [
                    "3:1 there is nothing to predict: a command that runs or changes something has to follow, before the next question"
                ]
            ),
            ("exercise softmax\nanswer exp(Z[0, 1]) / sum(exp(Z))\nanswer softmax(Z)", []),
            (
                "exercise softmax\nanswer 1",
                [
                    "3:1 this asks for 2 answers: the scenario needs 'answer VALUE' as often before the next question"
                ]
            ),
            (
                "exercise softmax\nanswer W1\nanswer Z",
                ["4:8 the exercise 'softmax' gives no 'W1': it gives Z"]
            ),
            ("review", ["3:1 'review' is for the screen: it asks again what a learner has missed in the lessons"]),
        ])
    func questionsAreChecked(_ text: String, _ expected: [String]) {
        #expect(problems(Self.xor + text) == expected)
    }

    @Test func everyErrorOfATextIsFoundInItsOrder() {
        let text = """
            dta xor
            data xor
            network 2-4-2 hiden=tanh
            network 2-4-2
            print W9
            step 3
            print Z1[9, 0] + A1[0, 7] + foo + bar
            print W1 @ W1
            expect dW1 ~= [[1, 2]]
            break linear9.forward
            goto operation=tahn1.forward
            delete 7
            switch elsewhere
            let W1 = [1, 2]
            let Z1 = W1 + X
            load missing.npz
            snapshot picture.gif
            expect 1 ==
            """
        #expect(
            problems(text)
                == [
                    "1:1 unknown command 'dta'; 'help' lists them all",
                    "3:15 'network' has no option 'hiden'; it has hidden, output, activations, dropout, loss, reduction, init, "
                        + "seed, precision",
                    "5:7 the network 2-4-2 has no matrix 'W9' with this optimizer",
                    "7:29 there is no 'foo': it is neither a matrix or scalar of the session nor one of your variables",
                    "7:35 there is no 'bar': it is neither a matrix or scalar of the session nor one of your variables",
                    "8:7 shapes 2×4 and 2×4 do not fit '@': the left one's columns must be as many as the right one's rows",
                    "9:8 the left side is 2×4, the right side 1×2",
                    "10:7 there is no operation 'linear9.forward' in this network: 'list' names them",
                    "11:16 there is no operation 'tahn1.forward' in this network: 'list' names them",
                    "14:5 'W1' is 2×4, the value is 1×2",
                    "15:10 shapes 2×4 and 4×2 do not fit '+': they must be equal, or 1 where they differ",
                    "16:6 cannot read 'missing.npz': there is no such file",
                    "17:10 'picture.gif' does not say what to write: end it in .txt, .svg or .html",
                    "18:12 expected a value here",
                ])
    }

    @Test(arguments: [
        // What runs gives values that are not known, and shapes that are.
        "step\nprint Z1\nexpect loss ~= 0.7\nprint P[3, 1]\nprint previous(W1)",
        "next 5\nlet i = argmax(P[0])\nprint W1[0, i]\nprint W1[i - 1]\nexpect W1[0, i] > 0",
        "let k = 1\nprint W1[k, 3]\nprint W1[:, k] @ [[1]]",
        "let m = X0\n".replacingX0,
        "next\nlet W1[0, 1] = loss\nlet W1[:, 0] = [[1], [2]]\nlet Z2 = Z2 * 2\nlet b1 = 0",
        // Stops and displays are made before there are values.
        "break if loss > 10\nwatch W1[0, 0]\nwatch dW1[0, 1]\ndisplay Z1\nbreak tanh1.forward if Z1[0, 0] > 0\ndelete 1 4\nundisplay 1",
        "tbreak update\nnext\ndelete 1",
        "catch nan\ncontinue\ntrain until loss < 0.1 max=3",
        // Branches with names and such as begin by themselves.
        "next 3\nfork mine\nnext\nswitch main\nswitch mine\ncompare main mine",
        "next 3\nreverse-next\nlet W1 = 0\nswitch main\nswitch branch-2\nfork branch-3",
        // Runs of a sweep may have any layers.
        "sweep lr=0.1,0.2 epochs=1\nswitch run-2\nprint W9\nsweep",
        // Files that the scenario writes itself.
        "next\nsave here.safetensors\nnext\nload here.safetensors\nprint W1\nlog run.csv\ndata csv run.csv label=loss",
        "export all.npz\nload all.npz\nrecord it.scenario\nsource it.scenario\nprint whatever",
        // Nothing behind exit is carried out.
        "exit\nprint nothing",
        "goto start\ngoto end\ngoto best\ngoto epoch=2 iteration=0 operation=update",
        "ask dW1[0, 1] within 0.01\nanswer 3\nhighlight W1[0] Z1\naccuse update\nbug sign in linear1.backward\nbug off",
        "next\nask dW1[0, 1]\nanswer dW1[0, 1]\nexplain dW1[0, 2]\nwhy W1[1, 1]\nfocus loss\nplot hist(dW1)\nplot boundary\nplot loss y=log",
        "set lr 0.1\noptimizer adam\nnext\nprint mW1 + sW1\nschedule cosine length=3\nregularize l2=0.1\nbatch 2\nnext",
        "set theme light\nview W1 dW1\nlayout train\ninfo network\nwhen\nlist\nhelp step\ncheck gradients\nrestart",
    ])
    func whatRunsIsNotTakenForWrong(commands: String) {
        // Names that an ask or a highlight needs are there once something has run.
        let text = Self.xor + (commands.hasPrefix("ask") ? "next\n" : "") + commands
        #expect(problems(text) == [])
    }

    @Test func stopsAndBranchesThatThereAreNotAreFound() {
        #expect(
            problems(Self.xor + "delete 7\nnext\nswitch elsewhere\nundisplay 2\naccuse tahn1.forward\nhighlight W3")
                == [
                    "3:8 there is no stop 7: none has been made",
                    "5:8 there is no branch 'elsewhere': there is 'main'",
                    "6:11 there is no display 2: none has been made",
                    "7:8 there is no operation 'tahn1.forward' in this network: 'list' names them",
                    "8:11 the network 2-4-2 has no matrix 'W3' with this optimizer",
                ])
    }

    @Test func questionsNeedAnswersAndAnswersQuestions() {
        let setUp = Self.xor + "next\n"
        #expect(problems(setUp + "ask W1[0, 0]\nanswer 3\nask W1[0, 1] within 0.1\nsay \"x\"\nanswer 4") == [])
        #expect(
            problems(setUp + "answer 3\nask W1[0, 0]\nask W1[0, 9]\nanswer 4") == [
                "4:1 nothing was asked: 'answer' comes after 'ask'",
                "5:1 this question has no answer: the scenario needs 'answer VALUE' before the next 'ask'",
                "6:11 column 9 is out of range: the matrix is 2×4, columns count from 0",
            ])
    }

    @Test func aLastBatchMayBeSmaller() {
        // Four samples in batches of three: three rows, then one.
        let setUp = "data xor\nbatch 3\nnetwork 2-4-2\n"
        #expect(problems(setUp + "next\nexpect X ~= [[0, 1], [1, 0], [1, 1]]\nnext\nexpect X ~= [[1, 1]]") == [])
        #expect(problems(setUp + "next\nprint Z1[2, 0]\nlet Z1[2, 0] = 1") == [])
        #expect(
            problems(setUp + "next\nexpect X == [[1, 1], [0, 0]]\nprint Z1[3, 0]") == [
                "5:8 the left side is 3×2, the right side 2×2",
                "6:10 row 3 is out of range: the matrix is 3×4, rows count from 0",
            ])
    }

    @Test func beforeAnythingRanThereAreNoValues() {
        #expect(
            problems(Self.xor + "print Z1\nprint loss\nnext\nprint Z1\nnetwork 2-2-2\nprint Z2") == [
                "3:7 'Z1' has no value yet: 'linear1.forward' computes it, step there first",
                "4:7 there is no loss yet: step through 'loss.forward' first",
                "8:7 'Z2' has no value yet: 'linear1.forward' computes it, step there first".replacing2,
            ])
    }

    @Test func aSetUpThatIsMissingIsSaidOnce() {
        #expect(
            problems("step\nnext\nprint W1\nprint W2\nnetwork 2-4-2\nstep\nepoch\ndata xor\nstep") == [
                "1:1 there is no network yet: give one with 'network 2-4-2'",
                "3:7 there is no network yet that has 'W1': give one with 'network 2-4-2'",
                "6:1 there is no data yet: give some with 'data xor'",
            ])
        #expect(
            problems("data xor\nnetwork 3-2\nstep\nnext").map { $0.prefix(3) } == ["3:1"])
    }

    @Test func whatFollowsFromAnErrorIsNotAnotherOne() {
        #expect(problems("data xr\nnetwork 9-4-7\nnext\nprint X[99, 99]\nprint test.loss").count == 1)
        #expect(problems("data xor\nnetwork 2-x-2\nnext\nprint Z7\nbreak tanh9.forward\nlet W1 = 3").count == 1)
        #expect(problems(Self.xor + "let a = 1 +\nprint a[7]\nprint a @ a").count == 1)
        #expect(problems(Self.xor + "let a = nothing\nprint a[7]").count == 1)
        #expect(problems("source gone\nprint what @ ever\ndelete 3\nundisplay 2\nswitch there").count == 1)
        #expect(problems(Self.xor + "brak update\ndelete 1").count == 1)
    }

    @Test func sourcedTextsAreFollowedAndNamed() {
        let scripts = ["a": "network 2-4-2\nlet mine = 3\n", "b": "print W7\nsource a\n", "loop": "source loop\n"]
        #expect(problems("data xor\nsource a\nprint mine\nprint W1[0, 4]", scripts: scripts).count == 1)
        #expect(
            problems("data xor\nsource a\nsource b\nsource b", scripts: scripts) == [
                "b:1:7 the network 2-4-2 has no matrix 'W7' with this optimizer"
            ])
        #expect(
            problems("source loop", scripts: scripts) == [
                "loop:1:8 more than 32 scenarios 'source' one another: does one source itself?"
            ])
    }

    @Test(arguments: [
        ("expect 1 ~= 2 within -1", "3:22 the tolerance after 'within' must not be negative"),
        ("expect 1 ~= 2 within W1", "3:22 the tolerance after 'within' must be a single number"),
        (
            "train until W1 > 0",
            "3:13 a condition is one yes or no, this is a matrix of 2×4: put it into 'all(…)' or 'any(…)'"
        ),
        (
            "break if W1 > 0",
            "3:10 a condition is one yes or no, this is a matrix of 2×4: put it into 'all(…)' or 'any(…)'"
        ),
        ("watch 3", "3:7 nothing that runs changes '3': it would never stop a run"),
        ("continue", nil),
        ("train 3 epochs monitor=test.loss patience=1", nil),
        ("explain W1", nil), ("why W1[5, 0]", nil), ("focus lr", nil), ("view W9", nil), ("let lr = 3", nil),
        ("let P = 3", nil), ("plot hist(W1 @ W1)", nil), ("save x.txt", nil),
        ("goto epoch=0 iteration=9", nil), ("sweep", nil),
        ("data csv gone.csv label=y", nil), ("let W1[0, 9] = 1", nil), ("print [W1, 2]", nil), ("catch dead-relu", nil),
    ])
    func saysWhatARunWouldSay(command: String, problem: String?) throws {
        let found = problems(Self.xor + command)
        if let problem {
            #expect(found == [problem])
        } else {
            // A run says the same words.
            var bench = TestBench()
            let error = bench.error(Self.xor + command)
            let said = try #require(error)
            let only = try #require(found.count == 1 ? found[0] : nil, "\(found)")
            #expect(only.hasSuffix(said), "\(only) \(said)")
        }
    }
}

extension String {
    /// Keeps the tables above to a line each.
    fileprivate var replacingX0: String {
        replacing("X0", with: "[[1, 2], [3, 4]]") + "print m @ m.T\nlet m[0] = [5, 6]\n"
    }
    fileprivate var replacing2: String { replacing("'linear1.forward'", with: "'linear2.forward'") }
}
