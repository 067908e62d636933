import TestSupport
import Testing

@testable import CommandLanguage
import Workbench

/// A line with a `|` where the cursor stands, completed among a few names.
func completion(_ marked: String, files: [String] = []) -> CompletionResult {
    let cursor = marked.firstIndex(of: "|").map { marked[..<$0].count } ?? marked.count
    let line = marked.replacing("|", with: "", maxReplacements: 1)
    return Completion.candidates(for: line, cursor: cursor, names: exampleNames) { path in
        files.filter { $0.hasPrefix(path) }
    }
}

let exampleNames: CompletionNames = {
    var names = CompletionNames()
    names.matrices = ["X", "W1", "b1", "Z1", "dW1", "dZ1", "vW1"].map { .init($0, "2×4") }
    names.operations = ["load-batch", "linear1.forward", "tanh1.forward", "tanh1.backward", "update"].map {
        .init($0, "")
    }
    names.branches = [.init("main", "the first"), .init("slower", "from main")]
    names.variables = [.init("target", "4×2"), .init("größe", "1")]
    names.stops = [.init("1", "breakpoint"), .init("2", "watchpoint"), .init("13", "catchpoint")]
    names.displays = [.init("4", "loss")]
    return names
}()

@Suite struct CompletionTests {
    private func texts(_ marked: String) -> [String] { completion(marked).candidates.map(\.text) }

    @Test(
        "What can stand at the cursor is offered",
        arguments: [
            // Commands.
            ("net|", ["network"]),
            (
                "  reve|",
                CommandTable.backstep.entries.filter { $0.group == .timeTravel }.map(\.name).filter {
                    $0.hasPrefix("reve")
                }
            ),
            ("qu|", ["quit"]), ("rs|", ["rs", "rsi"]), ("NET|", ["network"]), ("xyz|", []),
            // Fixed words.
            ("info n|", ["network"]), ("info |", Array(CommandTable.backstep.entry(spelled: "info")!.words)),
            ("catch d|", ["dead-relu", "diverging"]),
            ("optimizer ada|", ["adam", "adamw", "adagrad"]), ("schedule co|", ["constant", "cosine"]),
            ("layout t|", ["train"]), ("plot c|", ["confusion"]), ("plot hi|", ["hist("]), ("plot hist(dW|", ["dW1"]),
            ("plot hist(abs(dW1)) |", ["bins="]), ("plot loss y=|", ["linear", "log"]), ("plot lr fr|", ["from="]),
            ("plot boundary |", []), ("plot hist(W1 + ta|", ["target", "tanh("]),
            ("plot |", CommandTable.backstep.entry(spelled: "plot")!.words + ["hist("]), ("check |", ["gradients"]),
            ("batch f|", ["full"]),
            ("batch 3|", []),
            ("data i|", ["iris", "idx", "inline"]), ("data cs|", ["csv"]),
            ("data c|", ["circles", "checkerboard", "csv"]), ("goto st|", ["start"]),
            ("train 5 |", ["epochs", "iterations"]), ("train u|", ["until"]), ("train 5 it|", ["iterations"]),
            ("help expr|", ["expressions"]), ("help tb|", ["tbreak"]),
            // Options: those of the form, not given yet, the ones that are needed first.
            ("data xor no|", ["noise="]), ("data xor sa|mples=4", ["samples="]),
            ("data xor noise=1 n|", []), ("data csv x.csv l|", ["label=", "limit="]),
            ("data inline |", ["X=", "Y="]), ("optimizer adam be|", ["beta1=", "beta2="]), ("optimizer sgd be|", []),
            ("goto |", ["start", "end", "best", "epoch=", "iteration=", "operation="]),
            ("goto epoch=1 |", ["iteration=", "operation="]),
            ("catch saturated |", ["threshold=", "slope="]), ("network 2-4-2 hi|", ["hidden="]),
            ("train until loss < 0.1 m|", ["max="]), ("snapshot a.svg s|", ["size="]),
            ("regularize |", ["l1=", "l2="]),
            // Values of options.
            ("network 2-4-2 loss=m|", ["mse"]), ("network 2-4-2 init=he|", ["he-uniform", "he-normal"]),
            ("network 2-4-2 init=n|", ["normal:"]), ("network 2-4-2 activations=tanh,re|", ["relu"]),
            ("network 2-4-2 precision=float3|", ["float32"]), ("batch 8 shuffle=|", ["yes", "no"]),
            ("goto operation=up|", ["update"]), ("goto operation=back|", ["tanh1.backward"]),
            ("data xor noise=|", []), ("data inline X=X|", ["X"]), ("data inline X=X |", ["Y="]),
            // Settings and their values.
            ("set th|", ["theme"]), ("set theme |", ["dark", "light"]), ("set mouse o|", ["on", "off"]),
            ("set lr |", []),
            // Names.
            ("break ta|", ["tanh1.forward", "tanh1.backward"]), ("b up|", ["update"]), ("tbreak i|", ["if"]),
            ("break update |", ["if"]), ("switch s|", ["slower"]), ("compare main |", ["slower"]),
            ("compare |", ["main", "slower"]),
            ("delete |", ["1", "2", "13"]), ("delete 1 |", ["2", "13"]), ("enable 1|", ["1", "13"]),
            ("undisplay |", ["4"]),
            ("view dW|", ["dW1"]), ("view W1 v|", ["vW1"]),
            // Nothing is known of these.
            ("say \"net|", []), ("fork ma|", []), ("print 1|", []), ("step |", []), ("print W1 # d|", []),
            ("step # n|", []),
            ("nonsense W|", []), ("data xor nonsense no|", []), ("set nonsense |", []),
        ] as [(String, [String])])
    func offers(marked: String, expected: [String]) {
        #expect(texts(marked) == expected)
    }

    @Test(
        "Values are offered where an expression needs one",
        arguments: [
            ("print dW|", ["dW1"]), ("print dw|", ["dW1"]),
            ("print W1+v|", ["vW1", "validation.loss", "validation.accuracy"]), ("print (W1 - vW|", ["vW1"]),
            ("print so|", ["softmax("]), ("print test.|", ["test.loss", "test.accuracy"]), ("print W1.|", ["W1.T"]),
            ("print gr|", ["größe"]), ("print W1[ta|", ["target", "tanh("]), ("print W1[0, it|", ["iteration"]),
            ("print sum(W1, a|", ["axis=", "accuracy", "argmax(", "any(", "all(", "abs("]),
            ("print sum(W1, |", ["axis="]),
            ("print sum(W1, axis=|", ["0", "1"]), ("print exp(W1, ax|", []), ("watch ta|", ["target", "tanh("]),
            ("break if lo|", ["loss", "log("]), ("break update if test.l|", ["test.loss"]),
            ("train until ac|", ["accuracy"]),
            ("expect loss ~= N|", ["N"]), ("display tr|", ["train.loss", "train.accuracy"]),
            ("let a = -tar|", ["target"]),
            ("let b = W1[0, 1] - pi|", ["pi"]), ("explain d|", ["dW1", "dZ1"]), ("why l|", ["loss"]),
            ("focus W1[N|", ["N"]),
            ("let W|", ["W1"]), ("let ta|", ["target"]), ("let W1[N|, 0]", ["N"]),
            ("expect not i|", ["iteration", "inf", "isnan(", "isfinite("]),
            // After a value comes an operator, or the command goes on.
            ("print W1 |", ["and", "or"]), ("print W1 a|", ["and"]), ("let W1 |", ["="]), ("let W1[0, 1] |", ["="]),
            ("train until loss < 1 |", ["and", "or", "max="]), ("expect loss |", ["and", "or", "~="]),
            ("expect loss ~= 0.5 w|", ["within"]), ("expect loss w|", []), ("explain dW1 |", []), ("print (W1 x|", []),
            ("print [[1, 2], [t|", ["target", "train.loss", "train.accuracy", "test.loss", "test.accuracy", "tanh("]),
        ] as [(String, [String])])
    func values(marked: String, expected: [String]) {
        #expect(texts(marked) == expected)
    }

    @Test func everyNameAndFunctionCanBeAValue() {
        let all = texts("print |")
        let expected =
            exampleNames.matrices.map(\.name) + exampleNames.variables.map(\.name) + Vocabulary.scalars
            + Vocabulary.constants + Function.allCases.map { "\($0.rawValue)(" } + ["not"]
        #expect(all == expected)
    }

    @Test func everyCommandIsOfferedWithItsSummary() {
        let candidates = completion("|").candidates
        for command in CommandTable.backstep.entries {
            let candidate = candidates.first { $0.text == command.name }
            #expect(candidate?.meaning == command.summary)
        }
    }

    @Test(
        "Only what is typed before the cursor is replaced",
        arguments: [
            ("ne|", 0..<2), ("  ne|", 2..<4), ("network 2-4-2 loss=m|", 19..<20), ("print größe + gr|", 14..<16),
            ("network 2-2 activations=tanh,r|", 29..<30), ("print d|W1", 6..<7), ("print |", 6..<6),
        ])
    func range(marked: String, expected: Range<Int>) {
        #expect(completion(marked).range == expected)
    }

    @Test(
        "What all candidates begin with is known",
        arguments: [
            ("optimizer ad|", "ada"), ("net|", "network"), ("break t|", "tanh1."), ("print dz|", "dZ1"),
            ("goto operation=ward|", "ward"), ("reve|", "reverse-"), ("xyz|", "xyz"), ("info |", ""),
        ])
    func commonPrefix(marked: String, expected: String) {
        #expect(completion(marked).commonPrefix == expected)
    }

    @Test(
        "A blank follows what is whole and may go on",
        arguments: [
            ("net|", true), ("fini|", false), ("data xor no|", false), ("optimizer sg|", true), ("print so|", false),
            ("print dW|", false), ("train u|", true), ("network 2-4-2 init=nor|", false), ("switch m|", true),
            ("network 2-2 activations=re|", false), ("network 2-2 loss=m|", true),
        ])
    func blanks(marked: String, expected: Bool) {
        #expect(completion(marked).candidates.first?.endsInBlank == expected)
    }

    @Test func everyFixedWordHasAMeaning() {
        for command in CommandTable.backstep.entries {
            for word in command.words {
                #expect(!command.meaning(of: word).isEmpty, "\(command.name) \(word)")
            }
            for option in command.options {
                for word in option.kind.choices {
                    #expect(option.kind.choices.meaning(of: word)?.isEmpty == false, "\(option.name)=\(word)")
                }
            }
        }
        for setting in CommandTable.backstep.settings where !["speed", "pace"].contains(setting.name) {
            for word in setting.kind.choices {
                #expect(setting.kind.choices.meaning(of: word)?.isEmpty == false, "\(setting.name) \(word)")
            }
        }
        for name in Vocabulary.scalars + Vocabulary.constants {
            #expect(!Vocabulary.meaning(ofValue: name).isEmpty, "\(name)")
        }
    }

    @Test func noLineIsTooStrange() {
        let pieces = [
            "print ", "W1", "[", "]", "(", ")", "\"", "#", "=", "axis=", ".", "~=", "if ", "é漢", "\\", ",", ":", " ",
        ]
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<3000 {
            let name = CommandTable.backstep.entries.randomElement(using: &generator)!.name
            var line = name + " "
            for _ in 0..<Int.random(in: 0...6, using: &generator) { line += pieces.randomElement(using: &generator)! }
            let cursor = Int.random(in: 0...line.count, using: &generator)
            let result = Completion.candidates(for: line, cursor: cursor, names: exampleNames)
            #expect(result.range.upperBound == cursor)
            #expect(String(line.prefix(cursor).dropFirst(result.range.lowerBound)) == result.typed)
            _ = UsageHint(for: line, cursor: cursor)
        }
    }
}
