/// An index of a symbol: a number, or the index of a sum.
public enum MathIndex: Hashable, Sendable {
    /// From 0, as in the program.
    case number(Int)
    /// The index of a sum, `j` in Σⱼ, or of an `each`.
    case letter(String)
}

extension MathIndex: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    /// `1`
    public init(integerLiteral value: Int) { self = .number(value) }
    /// `"j"`
    public init(stringLiteral value: String) { self = .letter(value) }
}

/// A letter in a formula, with its indices: x, x₀, w₀₁, μ, or ∂L/∂y₀₀ as a given number.
public struct MathSymbol: Hashable, Sendable {
    /// The letter. Greek letters are spelled out on terminals that lack them.
    public var letter: String
    /// The indices, rows first.
    public var indices: [MathIndex]
    /// `L` where the symbol stands for ∂L/∂ of the letter.
    public var numerator: String?

    /// The letter with its indices.
    public init(_ letter: String, _ indices: MathIndex...) {
        self.init(letter, indices: indices)
    }

    /// The letter with its indices, and the numerator if it is a derivative.
    public init(_ letter: String, indices: [MathIndex], derivativeOf numerator: String? = nil) {
        self.letter = letter
        self.indices = indices
        self.numerator = numerator
    }

    /// ∂`numerator`/∂ of this symbol, as a given number.
    public func gradient(of numerator: String = "L") -> MathSymbol {
        MathSymbol(letter, indices: indices, derivativeOf: numerator)
    }
}
