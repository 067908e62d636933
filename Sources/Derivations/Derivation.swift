/// The derivation of a formula: lines of mathematics, each with its reason, and the numbers that it is checked with.
public struct Derivation: Equatable, Sendable {
    /// What `derive` calls it: `sigmoid`.
    public var name: String
    /// What is derived, in words.
    public var title: String
    /// What must be known before, in words; may be empty.
    public var introduction = ""
    /// The numbers it is evaluated with, for reading.
    public var given: [GivenNumbers]
    /// The value of every symbol.
    public var values: [MathSymbol: Double]
    /// In the order of the argument.
    public var parts: [DerivationPart]
    /// What the derivation arrives at, each with its witnesses.
    public var claims: [DerivationClaim]
    /// The function whose curve, and whose derivative's curve, belong to the derivation.
    public var curve: DerivationCurve?
}

/// Numbers that a derivation is evaluated with.
public struct GivenNumbers: Equatable, Sendable {
    /// What they are the values of: x, or X.
    public var symbol: MathExpression
    /// (rows × columns); a number is 1×1.
    public var cells: [[Double]]
}

/// A chain of lines about one thing.
public struct DerivationPart: Equatable, Sendable {
    /// What the lines are about, in words.
    public var heading: String
    /// Each begins with the left side of the first; that is checked as well.
    public var steps: [DerivationStep]

    /// A chain: `left` = the first line's formula = the second's …
    public init(_ heading: String, _ left: MathExpression, _ lines: [(formula: MathExpression, reason: String)]) {
        self.heading = heading
        steps = lines.map { DerivationStep(left: left, right: $0.formula, reason: $0.reason) }
    }
}

/// A line: `left` = `right`, because of `reason`.
public struct DerivationStep: Equatable, Sendable {
    /// The left side.
    public var left: MathExpression
    /// The right side.
    public var right: MathExpression
    /// Why it is equal to the line before, in a few words: "quotient rule".
    public var reason: String

    /// The equation on one line.
    public func line(_ style: MathStyle = .unicode) -> String { "\(left.line(style)) = \(right.line(style))" }
}

/// What a derivation arrives at, with what others say about it.
public struct DerivationClaim: Equatable, Sendable {
    /// What it is the value of.
    public var subject: MathExpression
    /// The formula that was derived.
    public var formula: MathExpression
    /// Where it is a derivative: of what, and by what.
    public var derivative: (function: MathExpression, variables: MathExpression)?
    /// Why central differences say nothing here; nil where they do.
    public var whyNoDifference: String?
    /// The same from the engine's own passes.
    public var engine: EngineValue

    /// Whether all is the same.
    public static func == (a: DerivationClaim, b: DerivationClaim) -> Bool {
        a.subject == b.subject && a.formula == b.formula && a.derivative?.function == b.derivative?.function
            && a.derivative?.variables == b.derivative?.variables && a.whyNoDifference == b.whyNoDifference
            && a.engine == b.engine
    }
}

/// What the engine computes for the same numbers.
public struct EngineValue: Equatable, Sendable {
    /// What computes it, in words: "the engine's tanh backward".
    public var name: String
    /// (rows × columns)
    public var cells: [[Double]]
}

/// The curves of a function and of its derivative, with the point where the derivation is evaluated.
public struct DerivationCurve: Equatable, Sendable {
    /// What the function is called: σ.
    public var function: MathFunction
    /// Where the derivation is evaluated.
    public var point: Double
    /// The function's value, of the tree that is derived.
    public func value(_ x: Double) -> Double { evaluate(.call(function, .symbol("x")), x) }
    /// The derivative's value.
    public func slope(_ x: Double) -> Double { evaluate(.prime(function, .symbol("x")), x) }

    private func evaluate(_ formula: MathExpression, _ x: Double) -> Double {
        FormulaEvaluator<BoundedNumber>([MathSymbol("x"): x])(formula).cells[0].rounded
    }
}
