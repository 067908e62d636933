import PlainText

/// The words of expressions, which mean the same everywhere.
public enum Vocabulary {
    /// The names of single numbers in expressions.
    public static let scalars = [
        "loss", "accuracy", "train.loss", "train.accuracy", "validation.loss", "validation.accuracy", "test.loss",
        "test.accuracy", "lr", "epoch", "iteration",
        "batch", "operation", "N",
    ]
    /// The names of constants.
    public static let constants = ["pi", "inf", "nan"]

    /// Whether `word` has the form of a matrix's name: `X Y P`; `W1 b1 Z1 A1` of any layer; dropout's `M1 D1`; their
    /// gradients, with a `d` (except M1); and the optimizer's `v`, `m` and `s` of `W1` and `b1`.
    public static func isMatrixName(_ word: String) -> Bool {
        var name = word.utf8[...]
        let prefix = name.first.map { Character(Unicode.Scalar($0)) }
        if let prefix, "dvms".contains(prefix) { name = name.dropFirst() }
        guard let letter = name.popFirst().map({ Character(Unicode.Scalar($0)) }) else { return false }
        let isOptimizerState = prefix.map { "vms".contains($0) } == true
        if "XYP".contains(letter) { return name.isEmpty && !isOptimizerState }
        let letters = prefix == "d" ? "WbZAD" : isOptimizerState ? "Wb" : "WbZAMD"
        guard letters.contains(letter) else { return false }
        return !name.isEmpty && name.allSatisfy(\.isASCIIDigit)
    }
}
