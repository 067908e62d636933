extension GlyphSet {
    /// Text that may contain mathematics, as this set can show it: unchanged, or in ASCII.
    ///
    /// Unlike `folding(_:)` this may change the length: `A1²` becomes `A1^2`, `tanh1 → linear2` `tanh1 -> linear2`.
    public func spell(_ text: String) -> String {
        guard isASCII else { return text }
        var spelled = ""
        for character in text {
            if let words = Self.spellings[character] {
                spelled += words
            } else {
                spelled.append(folding(character))
            }
        }
        return spelled
    }

    private static let spellings: [Character: String] = [
        "²": "^2", "³": "^3", "→": "->", "←": "<-", "≤": "<=", "≥": ">=", "≠": "!=", "…": "...", "Σ": "sum ",
        "√": "sqrt ", "∂": "d", "ₙ": "", "μ": "mu", "λ": "lambda", "β": "beta", "ε": "eps", "σ": "sigma", "Φ": "Phi",
        "π": "pi", "α": "alpha", "γ": "gamma", "₀": "0", "₁": "1", "₂": "2", "ᵗ": "^t", "ᵉ": "^e", "⌊": "floor(",
        "⌋": ")", "ᵢ": "", "ⱼ": "", "ₖ": "", "⊙": "(*)", "✓": "ok", "✗": "FAIL", "′": "'", "∞": "inf",
    ]
}
