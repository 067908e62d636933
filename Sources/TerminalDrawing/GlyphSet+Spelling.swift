extension GlyphSet {
    /// Text that may contain mathematics, as this set can show it: unchanged, or in ASCII.
    ///
    /// Unlike `folding(_:)` this may change the length: `A1²` becomes `A1^2`, `e⁻ˣ` `e^-x`, `tanh1 → linear2`
    /// `tanh1 -> linear2`. The index of a sum is dropped, since its terms show it: `Σᵢ xᵢ` becomes `sum  xi`.
    public func spell(_ text: String) -> String {
        guard isASCII else { return text }
        var spelled = ""
        var former: Character?
        for character in text {
            if let raised = Self.raised[character] {
                let goesOn = former.map { Self.raised[$0] != nil } ?? false
                spelled += goesOn ? String(raised) : "^\(raised)"
            } else if let lowered = Self.lowered[character] {
                if former != "Σ" { spelled.append(lowered) }
            } else if let words = Self.spellings[character] {
                spelled += words
            } else {
                spelled.append(folding(character))
            }
            former = character
        }
        return spelled
    }

    private static let raised: [Character: Character] = [
        "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9", "⁻": "-",
        "ˣ": "x", "ᵐ": "m", "ᵗ": "t", "ᵉ": "e",
    ]

    private static let lowered: [Character: Character] = [
        "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8", "₉": "9",
        "ᵢ": "i", "ⱼ": "j", "ₖ": "k", "ₙ": "n",
    ]

    private static let spellings: [Character: String] = [
        "→": "->", "←": "<-", "≤": "<=", "≥": ">=", "≠": "!=", "…": "...", "Σ": "sum ",
        "√": "sqrt ", "∂": "d", "μ": "mu", "λ": "lambda", "β": "beta", "ε": "eps", "σ": "sigma", "Φ": "Phi",
        "π": "pi", "α": "alpha", "γ": "gamma", "⌊": "floor(",
        "⌋": ")", "⊙": "(*)", "✓": "ok", "✗": "FAIL", "′": "'", "∞": "inf",
    ]
}
