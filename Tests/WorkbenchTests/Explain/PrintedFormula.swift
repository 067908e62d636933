import Foundation

/// Evaluates a formula as it is printed: the numbers that stand there, in double precision, and how far the digits that were
/// left out can take the result.
struct PrintedFormula {
    /// A number between bounds.
    struct Value {
        var low: Double
        var value: Double
        var high: Double

        init(_ value: Double, _ low: Double, _ high: Double) {
            self.value = value
            self.low = low.isNaN ? -.infinity : low
            self.high = high.isNaN ? .infinity : high
        }

        init(exactly value: Double) { self.init(value, value, value) }

        func rising(_ function: (Double) -> Double) -> Value { Value(function(value), function(low), function(high)) }

        static prefix func - (a: Value) -> Value { Value(-a.value, -a.high, -a.low) }
        static func + (a: Value, b: Value) -> Value { Value(a.value + b.value, a.low + b.low, a.high + b.high) }
        static func - (a: Value, b: Value) -> Value { a + -b }
        static func * (a: Value, b: Value) -> Value {
            let corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high]
            guard !corners.contains(where: \.isNaN) else { return Value(a.value * b.value, .nan, .nan) }
            return Value(a.value * b.value, corners.min()!, corners.max()!)
        }
        static func / (a: Value, b: Value) -> Value {
            guard b.low > 0 || b.high < 0 else { return Value(a.value / b.value, .nan, .nan) }
            let corners = [a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high]
            guard !corners.contains(where: \.isNaN) else { return Value(a.value / b.value, .nan, .nan) }
            return Value(a.value / b.value, corners.min()!, corners.max()!)
        }
        var magnitude: Value {
            low >= 0 ? self : high <= 0 ? -self : Value(abs(value), 0, max(-low, high))
        }
        var squared: Value {
            let size = magnitude
            return Value(value * value, size.low * size.low, size.high * size.high)
        }
    }

    struct Unreadable: Error, CustomStringConvertible {
        let text: String
        let place: Int
        var description: String { "cannot read '\(text)' at \(place)" }
    }

    private let text: [Character]
    private var place = 0
    /// How many significant digits the numbers were printed with.
    private let digits: Int

    /// The value of a printed formula.
    static func value(of text: String) throws -> Value {
        var formula = PrintedFormula(text)
        let value = try formula.sum()
        guard formula.place == formula.text.count else { throw formula.unreadable }
        return value
    }

    private init(_ text: String) {
        self.text = Array(text.replacing("−", with: "-").filter { $0 != " " })
        let numbers = text.matches(of: /[0-9.]+(e[+-]?[0-9]+)?/).map { String($0.output.0) }
        let counts = numbers.map { number in
            number.prefix { $0 != "e" }.filter(\.isNumber).drop { $0 == "0" }.count
        }
        // No number is printed with fewer than three, but for zeros at its end.
        digits = min(6, max(3, counts.max() ?? 3))
    }

    private var unreadable: Unreadable { Unreadable(text: String(text), place: place) }

    private func stands(_ word: String) -> Bool { text[place...].starts(with: word) }

    private mutating func take(_ word: String) -> Bool {
        guard stands(word) else { return false }
        place += word.count
        return true
    }

    private mutating func need(_ word: String) throws {
        guard take(word) else { throw unreadable }
    }

    private mutating func sum() throws -> Value {
        var result = try product()
        while true {
            if take("+") {
                result = try result + product()
            } else if take("-") {
                result = try result - product()
            } else {
                return result
            }
        }
    }

    private mutating func product() throws -> Value {
        if take("-") { return try -product() }
        var result = try power()
        while true {
            if take("·") {
                result = try result * power()
            } else if take("/") {
                result = try result / power()
            } else {
                return result
            }
        }
    }

    private mutating func power() throws -> Value {
        var result = try primary()
        while true {
            if take("²") {
                result = result.squared
            } else if take("^") {
                let exponent = try number().value
                result = result.rising { pow($0, exponent) }
            } else {
                return result
            }
        }
    }

    private mutating func primary() throws -> Value {
        if take("(") {
            if let rest = try moreTerms() { return rest }
            let inside = try sum()
            try need(")")
            return inside
        }
        if take("|") {
            let inside = try sum()
            try need("|")
            return inside.magnitude
        }
        if take("√") { return try primary().rising { $0.squareRoot() } }
        if take("[") {
            let left = try sum()
            try need(">")
            let right = try sum()
            try need("]")
            return Value(
                left.value > right.value ? 1 : 0, left.low > right.high ? 1 : 0, left.high > right.low ? 1 : 0)
        }
        for (name, function) in Self.functions where take(name + "(") {
            let inside = try sum()
            if name == "clip" { try need(",-1,1") }
            try need(")")
            return inside.rising(function)
        }
        if take("max(") {
            var result = try sum()
            while take(",") {
                let next = try sum()
                result = Value(
                    result.value.isNaN || next.value.isNaN ? .nan : max(result.value, next.value),
                    max(result.low, next.low), max(result.high, next.high))
            }
            try need(")")
            return result
        }
        return try number()
    }

    /// `(3 more terms, together 0.5)`, behind its bracket.
    private mutating func moreTerms() throws -> Value? {
        let start = place
        while place < text.count, text[place].isNumber { place += 1 }
        guard place > start, take("moreterm") else {
            place = start
            return nil
        }
        _ = take("s")
        try need(",")
        _ = take("each") || take("together")
        let value = try sum()
        try need(")")
        return value
    }

    private mutating func number() throws -> Value {
        if take("nan") { return Value(.nan, .nan, .nan) }
        if take("inf") { return Value(exactly: .infinity) }
        guard let match = String(text[place...]).prefixMatch(of: /[0-9]*\.?[0-9]+(e[+-]?[0-9]+)?/),
            let value = Double(String(match.output.0))
        else { throw unreadable }
        place += match.output.0.count
        guard value != 0 else { return Value(exactly: 0) }
        let unit = pow(10, floor(log10(value)) - Double(digits) + 1)
        return Value(value, value - 0.5 * unit, value + 0.5 * unit)
    }

    private static let functions: [(String, @Sendable (Double) -> Double)] = [
        ("exp", { exp($0) }), ("log", { log($0) }), ("tanh", { tanh($0) }), ("erf", { erf($0) }),
        ("log1p", { log1p($0) }), ("expm1", { expm1($0) }),
        ("sigmoid", { $0 >= 0 ? 1 / (1 + exp(-$0)) : exp($0) / (1 + exp($0)) }),
        ("Φ", { 0.5 * (1 + erf($0 * 0.5.squareRoot())) }),
        ("clip", { $0.isNaN ? $0 : min(1, max(-1, $0)) }), ("sign", { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 }),
    ]
}
