import CommandLanguage
import PlainText

/// How a number is spelled in a text, without its sign, so that another can be spelled the same way.
struct WrittenNumber: Equatable {
    /// The digits after the point.
    private let decimals: Int
    /// Whether the point has digits before it and after it.
    private let hasLeadingDigits: Bool
    private let endsWithPoint: Bool
    /// The exponent; nil if there is none.
    private let exponent: Exponent?

    private struct Exponent: Equatable {
        let mark: Character
        let hasPlus: Bool
        let digits: Int
    }

    /// A Double has no digits beyond these, and nobody reads them.
    private static let decimalLimit = 60
    private static let lengthLimit = 40

    /// - spelling: digits with a point and an exponent, as the language writes them.
    init(_ spelling: String) {
        let mantissa = spelling.prefix { $0.isNumber || $0 == "." }
        let point = mantissa.firstIndex(of: ".")
        decimals = min(
            point.map { mantissa.distance(from: mantissa.index(after: $0), to: mantissa.endIndex) } ?? 0,
            Self.decimalLimit)
        hasLeadingDigits = point != mantissa.startIndex
        endsWithPoint = point != nil && decimals == 0
        let rest = spelling[mantissa.endIndex...]
        exponent = rest.first.map { mark in
            let power = rest.dropFirst()
            let digits = power.drop { $0 == "+" || $0 == "-" }
            return Exponent(mark: mark, hasPlus: power.first == "+", digits: digits.count)
        }
    }

    /// The magnitude spelled with as many decimals, or as many more as it takes for the number to be accepted.
    func spelling(of magnitude: Double, accepts: (Double) -> Bool) -> String {
        let mostDigits = 17
        for more in 0...mostDigits {
            let spelling = spelling(of: magnitude, decimals: decimals + more)
            if spelling.count <= Self.lengthLimit + decimals, let number = Double(spelling), accepts(number) {
                return spelling
            }
        }
        return NumberFormat.shortest(magnitude)
    }

    private func spelling(of magnitude: Double, decimals: Int) -> String {
        guard let exponent else { return trimmed(NumberFormat.fixed(magnitude, decimals: decimals)) }
        let printed = NumberFormat.scientific(magnitude, decimals: decimals)
        let parts = printed.split(separator: "e")
        guard parts.count == 2 else { return printed }
        let isNegative = parts[1].hasPrefix("-")
        let digits = parts[1].drop { $0 == "+" || $0 == "-" || $0 == "0" }
        let padded = String(repeating: "0", count: max(0, max(exponent.digits, 1) - digits.count)) + digits
        return trimmed(String(parts[0])) + String(exponent.mark)
            + (isNegative ? "-" : exponent.hasPlus ? "+" : "") + padded
    }

    /// The mantissa, starting and ending as in the original.
    private func trimmed(_ mantissa: String) -> String {
        if !hasLeadingDigits, mantissa.hasPrefix("0.") { return String(mantissa.dropFirst()) }
        return endsWithPoint && !mantissa.contains(".") ? mantissa + "." : mantissa
    }
}
