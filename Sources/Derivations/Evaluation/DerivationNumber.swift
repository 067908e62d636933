import NeuralEngine

/// A kind of number that formulas are evaluated with.
protocol DerivationNumber: Sendable {
    init(_ value: Double)
    static func + (left: Self, right: Self) -> Self
    static func - (left: Self, right: Self) -> Self
    static func * (left: Self, right: Self) -> Self
    static func / (left: Self, right: Self) -> Self
    /// e to the power of the number.
    var exponential: Self { get }
    /// The natural logarithm; nan below 0.
    var logarithm: Self { get }
    /// Whether the number is larger; false where one is nan.
    func isAbove(_ other: Self) -> Bool
    /// The nearest Double.
    var rounded: Double { get }
}

/// What a program in double precision gets. Powers and logarithms are the engine's, which are the same on every machine.
extension Double: DerivationNumber {
    var exponential: Double { .exp(self) }
    var logarithm: Double { .log(self) }
    func isAbove(_ other: Double) -> Bool { self > other }
    var rounded: Double { self }
}
