/// What a letter of a formula is counted by: a number, or the letter of a sum.
public enum MathIndex: Hashable, Sendable {
    /// From 1, as in the slides.
    case number(Int)
    /// The index of a sum, `j` in Σⱼ.
    case letter(String)
}

extension MathIndex: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    /// `1`
    public init(integerLiteral value: Int) { self = .number(value) }
    /// `"j"`
    public init(stringLiteral value: String) { self = .letter(value) }
}

/// A letter of a formula, with its indices: x, x₁, w₁₂, μ, or ∂L/∂y₁₁ where that is a number that is given.
public struct MathSymbol: Hashable, Sendable {
    /// The letter; Greek ones are spelled out on terminals without them.
    public var letter: String
    /// Rows first.
    public var indices: [MathIndex]
    /// `L` where the symbol stands for ∂L/∂ of the letter.
    public var numerator: String?

    /// The letter with its indices.
    public init(_ letter: String, _ indices: MathIndex...) {
        self.init(letter, indices: indices)
    }

    /// The letter with its indices, and what it is the derivative of where it is one.
    public init(_ letter: String, indices: [MathIndex], derivativeOf numerator: String? = nil) {
        self.letter = letter
        self.indices = indices
        self.numerator = numerator
    }

    /// ∂`numerator`/∂ of this symbol, as a number that is given.
    public func gradient(of numerator: String = "L") -> MathSymbol {
        MathSymbol(letter, indices: indices, derivativeOf: numerator)
    }
}
