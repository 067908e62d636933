import NeuralEngine

/// A kind of number with which formulas can be evaluated.
protocol DerivationNumber: Sendable {
    init(_ value: Double)
    static func + (left: Self, right: Self) -> Self
    static func - (left: Self, right: Self) -> Self
    static func * (left: Self, right: Self) -> Self
    static func / (left: Self, right: Self) -> Self
    /// e to the power of the number.
    var exponential: Self { get }
    /// The natural logarithm; NaN below 0.
    var logarithm: Self { get }
    /// Whether the number is larger; false if one is NaN.
    func isAbove(_ other: Self) -> Bool
    /// The nearest Double.
    var rounded: Double { get }
}

/// What a program in double precision computes. Powers and logarithms are the engine's, which are the same on every machine.
extension Double: DerivationNumber {
    var exponential: Double { .exp(self) }
    var logarithm: Double { .log(self) }
    func isAbove(_ other: Double) -> Bool { self > other }
    var rounded: Double { self }
}
