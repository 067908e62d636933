import Testing

@testable import CommandLanguage
import Workbench

@Suite struct UsageHintTests {
    private static let noiseMeaning =
        "standard deviation of what is added to inputs, or to numbers to learn; "
        + "default: by the set; 0 for the four points of xor and and"

    private func hint(_ line: String) -> UsageHint? { UsageHint(for: line, cursor: line.count) }

    @Test(
        "A hint appears as soon as the line begins with a command",
        arguments: [
            ("", nil), ("ste", nil), ("step", "step [N]"), ("step 3", "step [N]"), ("s", nil), ("s ", "step [N]"),
            ("xyz 1", nil),
            (
                "train",
                "train N epochs [patience=P] [monitor=FIGURE] | train N iterations | train until CONDITION [max=N]"
            ),
            ("train until l", "train until CONDITION [max=N]"),
            ("train 5", "train N epochs [patience=P] [monitor=FIGURE]"),
            ("schedule cos", "schedule cosine length=N [minimum=NUMBER] [per=epoch|iteration]"),
            ("data csv x", "data csv PATH label=COLUMN [OPTION...]"), ("data iris", "data SET [OPTION...]"),
            ("break if l", "break if CONDITION"), ("b tanh1", "break OPERATION [if CONDITION]"),
        ])
    func usage(line: String, expected: String?) {
        #expect(hint(line)?.usage == expected)
    }

    @Test(
        "Inside the value of an option it is the option's",
        arguments: [
            ("data xor noise=", "noise=NUMBER", Self.noiseMeaning),
            ("data xor noise=0.1", "noise=NUMBER", Self.noiseMeaning),
            ("data csv x.csv label=", "label=COLUMN", "the column to predict: its name, or its index from 0"),
            ("data inline X=[[1, 2", "X=MATRIX", "the inputs, one sample a row"),
            ("set lr 0", "lr NUMBER", "the learning rate"),
            ("network 2-4-2 reduction=s", "reduction=mean|sum", "over the samples of a batch; default: mean"),
        ])
    func option(line: String, usage: String, meaning: String) {
        #expect(hint(line)?.usage == usage)
        #expect(hint(line)?.meaning == meaning)
    }

    @Test func afterTheValueItIsTheCommandsAgain() {
        #expect(hint("data xor noise=0.1 ")?.usage == "data SET [OPTION...]")
        #expect(hint("data inline X=[[1]] ")?.usage == "data inline X=[[...]] Y=[[...]]")
    }
}
