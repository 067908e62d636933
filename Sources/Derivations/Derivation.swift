/// The derivation of a formula: lines of mathematics, each with a reason, and the numbers to check them with.
public struct Derivation: Equatable, Sendable {
    /// Its name in `derive`: `sigmoid`.
    public var name: String
    /// A title that says what is derived.
    public var title: String
    /// What the reader needs to know first; may be empty.
    public var introduction = ""
    /// The numbers that it is evaluated with, for display.
    public var given: [GivenNumbers]
    /// The value of every symbol.
    public var values: [MathSymbol: Double]
    /// The parts, in the order of the argument.
    public var parts: [DerivationPart]
    /// The results of the derivation.
    public var claims: [DerivationClaim]
    /// The function to draw together with its derivative, if there is one.
    public var curve: DerivationCurve?
}

extension Derivation {
    /// How indices count, for the introduction of a derivation that has any.
    static let indicesNote = "Indices count from 0, as in the program."
}

/// Numbers that a derivation is evaluated with.
public struct GivenNumbers: Equatable, Sendable {
    /// The symbol that they are the values of: x, or X.
    public var symbol: MathExpression
    /// (rows × columns); a number is 1×1.
    public var cells: [[Double]]
}

/// A chain of lines about one thing.
public struct DerivationPart: Equatable, Sendable {
    /// A heading that says what the lines are about.
    public var heading: String
    /// The lines. All have the left side of the first; that is checked as well.
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
    /// Why it equals the line before, in a few words: "quotient rule".
    public var reason: String

    /// The equation on one line.
    public func line(_ style: MathStyle = .unicode) -> String { "\(left.line(style)) = \(right.line(style))" }
}

/// A result of a derivation, with its witnesses.
public struct DerivationClaim: Equatable, Sendable {
    /// The left side of the result.
    public var subject: MathExpression
    /// The formula that was derived.
    public var formula: MathExpression
    /// If it is a derivative: of which function, with respect to which variables.
    public var derivative: (function: MathExpression, variables: MathExpression)?
    /// Why central differences do not apply here; nil if they do.
    public var whyNoDifference: String?
    /// The same result from the engine's own passes.
    public var engine: EngineValue

    /// Whether two claims are the same.
    public static func == (a: DerivationClaim, b: DerivationClaim) -> Bool {
        a.subject == b.subject && a.formula == b.formula && a.derivative?.function == b.derivative?.function
            && a.derivative?.variables == b.derivative?.variables && a.whyNoDifference == b.whyNoDifference
            && a.engine == b.engine
    }
}

/// What the engine computes for the same numbers.
public struct EngineValue: Equatable, Sendable {
    /// What computed it: "the engine's tanh backward".
    public var name: String
    /// (rows × columns)
    public var cells: [[Double]]
}

/// The curves of a function and of its derivative, with the point where the derivation is evaluated.
public struct DerivationCurve: Equatable, Sendable {
    /// The function: σ.
    public var function: MathFunction
    /// Where the derivation is evaluated.
    public var point: Double
    /// The function's value, from the tree that is derived.
    public func value(_ x: Double) -> Double { evaluate(.call(function, .symbol("x")), x) }
    /// The derivative's value.
    public func slope(_ x: Double) -> Double { evaluate(.prime(function, .symbol("x")), x) }

    private func evaluate(_ formula: MathExpression, _ x: Double) -> Double {
        FormulaEvaluator<BoundedNumber>([MathSymbol("x"): x])(formula).cells[0].rounded
    }
}
