extension MathStyle {
    /// A sentence with formulas, in the characters of the style: `(e⁻ˣ)′` becomes `(e^-x)'` in ASCII.
    public func words(_ text: String) -> String {
        guard isASCII else { return text }
        var result = ""
        var former: Script?
        for character in text {
            let (script, plain) = Self.plain(character)
            if let script, script != former { result += script.rawValue }
            former = script
            result += plain
        }
        return result
    }

    /// The position of a character, and its prefix in ASCII.
    private enum Script: String {
        case raised = "^"
        case lowered = "_"
    }

    private static func plain(_ character: Character) -> (Script?, String) {
        if character.isASCII { return (nil, String(character)) }
        if let word = spelledOut[character] { return (nil, word) }
        if let plain = raised.first(where: { $0.value == character })?.key {
            return (.raised, plain == "−" ? "-" : String(plain))
        }
        if let plain = lowered.first(where: { $0.value == character })?.key { return (.lowered, String(plain)) }
        return (nil, "?")
    }

    private static let spelledOut: [Character: String] = [
        "ᵀ": ".T", "′": "'", "−": "-", "·": "*", "∂": "d", "Σ": "sum", "⊙": "*", "σ": "sigmoid", "μ": "mu", "≤": "<=",
        "×": "x",
        "…": "...",
    ]
}
