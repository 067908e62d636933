/// The characters for writing formulas. All are one column wide.
public enum MathStyle: Equatable, Sendable {
    /// Greek letters, raised and lowered digits, tall brackets.
    case unicode
    /// Only ASCII.
    case ascii

    var isASCII: Bool { self == .ascii }

    /// Between the factors of a product.
    var dot: String { isASCII ? "*" : "·" }
    /// The minus sign.
    var minus: String { isASCII ? "-" : "−" }
    /// The bar of a fraction.
    var bar: Character { isASCII ? "-" : "─" }
    /// Between matrices that are multiplied cell by cell.
    var cellwise: String { isASCII ? "*" : "⊙" }
    var dots: String { isASCII ? "..." : "…" }
    var verticalDots: String { isASCII ? ":" : "⋮" }
    var prime: String { isASCII ? "'" : "′" }
    var partial: String { isASCII ? "d" : "∂" }
    var sum: String { isASCII ? "sum" : "Σ" }
    var notAbove: String { isASCII ? "<=" : "≤" }

    /// The letter, or its name.
    func letter(_ letter: String) -> String {
        guard isASCII else { return letter }
        return Self.names[letter] ?? letter
    }

    private static let names = ["σ": "sigmoid", "μ": "mu", "δ": "delta", "λ": "lr"]

    /// A letter with its indices: `x₀₁`, `x_01`.
    ///
    /// Indices of two digits are separated, `x₁,₁₂`, so that they are unambiguous. An index that has no lowered character stays
    /// on the line: `y_c`.
    func symbol(_ symbol: MathSymbol) -> String {
        let letter = letter(symbol.letter)
        guard !symbol.indices.isEmpty else { return letter }
        let parts = symbol.indices.map { index in
            switch index {
            case .number(let number): String(number)
            case .letter(let letter): letter
            }
        }
        let isLong = parts.count > 1 && parts.contains { $0.count > 1 }
        let joined = parts.joined(separator: isLong ? "," : "")
        let lowered = joined.map { $0 == "," ? $0 : Self.lowered[$0] }
        guard !isASCII, !lowered.contains(nil) else { return "\(letter)_\(joined)" }
        return letter + String(lowered.compactMap { $0 })
    }

    /// The text in superscript characters; nil if some character has no such form.
    func raised(_ text: String) -> String? {
        guard !isASCII else { return nil }
        var result = ""
        for character in text where character != " " {
            guard let raised = Self.raised[character] else { return nil }
            result.append(raised)
        }
        return result
    }

    static let lowered: [Character: Character] = [
        "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈", "9": "₉",
        "i": "ᵢ", "j": "ⱼ", "k": "ₖ", "n": "ₙ", "m": "ₘ", "t": "ₜ",
    ]

    static let raised: [Character: Character] = [
        "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
        "−": "⁻", "x": "ˣ", "m": "ᵐ", "n": "ⁿ", "i": "ⁱ", "j": "ʲ", "k": "ᵏ", "T": "ᵀ",
    ]

    /// The names of functions.
    func name(_ function: MathFunction) -> String {
        switch function {
        case .sigmoid: letter("σ")
        case .tanh: "tanh"
        case .relu: "ReLU"
        case .log: "log"
        case .logSumExp: "LSE"
        case .softmax: "softmax"
        }
    }
}
