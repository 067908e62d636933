#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How numbers are spelled for people and for programs.
///
/// People get six significant digits, programs the fewest digits that read back to the same value.
public enum NumberFormat {
    /// The digits that transcripts show.
    public static let significantDigits = 6

    /// The value with at most `digits` significant digits, as C's `%g` spells it: `0.0312`, `1.5e-05`, `nan`, `-inf`.
    public static func rounded(_ value: Double, digits: Int = significantDigits) -> String {
        printed("%.*g", digits, value)
    }

    /// The value with exactly `decimals` digits after the point: `0.9667`.
    public static func fixed(_ value: Double, decimals: Int) -> String {
        printed("%.*f", decimals, value)
    }

    /// The value with exactly `decimals` digits after the point and a power of ten: `9.67e-01`.
    public static func scientific(_ value: Double, decimals: Int) -> String {
        printed("%.*e", decimals, value)
    }

    /// The shortest spelling that reads back to the same value: `0.1`, `3`, `1e-5`, `nan`, `inf`.
    public static func shortest(_ value: Double) -> String {
        if value.isNaN { return "nan" }
        let spelling = value.description
        if spelling.hasSuffix(".0") { return String(spelling.dropLast(2)) }
        guard let mark = spelling.firstIndex(of: "e") else { return spelling }
        // Swift pads exponents ("1e-05") and signs positive ones ("1e+16"); neither is needed to read them back.
        var exponent = spelling[spelling.index(after: mark)...]
        let sign = exponent.hasPrefix("-") ? "-" : ""
        exponent = exponent.drop { $0 == "+" || $0 == "-" }
        let digits = exponent.drop { $0 == "0" }
        var mantissa = spelling[..<mark]
        if mantissa.hasSuffix(".0") { mantissa = mantissa.dropLast(2) }
        return "\(mantissa)e\(sign)\(digits)"
    }

    /// The shortest spelling that reads back to the same value and shows that the number need not be whole, as Python
    /// and Swift write it: `0.1`, `3.0`, `1e-05`, `nan`, `inf`.
    public static func floatingPoint(_ value: Double) -> String { value.isNaN ? "nan" : value.description }

    /// A large number to three digits, in groups of three: `90 100`.
    public static func grouped(_ value: Double) -> String {
        guard value.isFinite, value.magnitude >= 1000, value.magnitude < 1e15 else { return rounded(value, digits: 3) }
        var unit = 1.0
        while value.magnitude / unit >= 1000 { unit *= 10 }
        var digits = String(Int((value.magnitude / unit).rounded() * unit))[...]
        var groups: [Substring] = []
        while !digits.isEmpty {
            groups.insert(digits.suffix(3), at: 0)
            digits = digits.dropLast(3)
        }
        return (value < 0 ? "-" : "") + groups.joined(separator: " ")
    }

    private static func printed(_ format: String, _ digits: Int, _ value: Double) -> String {
        // C would show the sign of a NaN, which means nothing and differs from machine to machine.
        if value.isNaN { return "nan" }
        // Large enough for the widest number: %f of the largest Double has 309 digits before the point.
        var buffer = [CChar](repeating: 0, count: 400)
        let length = withVaList([Int32(digits), value]) { vsnprintf(&buffer, buffer.count, format, $0) }
        return String(decoding: buffer.prefix(Int(length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
