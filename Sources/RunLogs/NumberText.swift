/// Numbers as logs spell them.
enum NumberText {
    /// The shortest spelling that reads back to the same value; `nan`, `inf` and `-inf` for what is not finite.
    static func spelling(of value: Double) -> String {
        value.isNaN ? "nan" : value.description
    }

    /// Reads a number, also `NaN`, `inf` or `-Infinity` in any case, that begins at `position` and moves that behind it;
    /// nil if there is none. It may be followed by anything.
    static func read(_ bytes: [UInt8], at position: inout Int, end: Int) -> Double? {
        var index = position
        var isNegative = false
        if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
            isNegative = bytes[index] == UInt8(ascii: "-")
            index += 1
        }
        if index < end, bytes[index] | 0x20 >= UInt8(ascii: "a") {
            guard let word = notFinite(bytes, at: &index, end: end) else { return nil }
            position = index
            return isNegative ? -word : word
        }
        guard let number = digits(bytes, at: &index, end: end) else { return nil }
        let spelled = position..<index
        position = index
        if let magnitude = number.exactly { return isNegative ? -magnitude : magnitude }
        return Double(String(decoding: bytes[spelled], as: UTF8.self))
    }

    /// A number's digits as a whole number and the power of ten that it is to be multiplied with.
    private struct Digits {
        var value: UInt64 = 0
        /// How many there are from the first that is not 0: up to 19 of them the value is right.
        var significantCount = 0
        var power = 0

        mutating func append(_ digit: UInt8) {
            value = value &* 10 &+ UInt64(digit)
            if significantCount > 0 || digit > 0 { significantCount += 1 }
        }

        /// The value where digits and power are exact as doubles, so that one rounding is all there is; else nil
        /// (W. D. Clinger, *How to read floating point numbers accurately*, 1990).
        var exactly: Double? {
            guard significantCount <= 19, value <= 1 << 53 else { return nil }
            if value == 0 { return 0 }
            if (-22...0).contains(power) { return Double(value) / powersOfTen[-power] }
            if (1...22).contains(power) { return Double(value) * powersOfTen[power] }
            return nil
        }
    }

    private static func digits(_ bytes: [UInt8], at index: inout Int, end: Int) -> Digits? {
        var digits = Digits()
        let start = index
        while index < end, bytes[index] &- UInt8(ascii: "0") < 10 {
            digits.append(bytes[index] &- UInt8(ascii: "0"))
            index += 1
        }
        var count = index - start
        if index < end, bytes[index] == UInt8(ascii: ".") {
            index += 1
            while index < end, bytes[index] &- UInt8(ascii: "0") < 10 {
                digits.append(bytes[index] &- UInt8(ascii: "0"))
                digits.power -= 1
                count += 1
                index += 1
            }
        }
        guard count > 0 else { return nil }
        var place = index
        if place < end, bytes[place] | 0x20 == UInt8(ascii: "e") {
            place += 1
            var isNegative = false
            if place < end, bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") {
                isNegative = bytes[place] == UInt8(ascii: "-")
                place += 1
            }
            let start = place
            var exponent = 0
            while place < end, bytes[place] &- UInt8(ascii: "0") < 10 {
                if exponent < 1_000_000 { exponent = exponent * 10 + Int(bytes[place] &- UInt8(ascii: "0")) }
                place += 1
            }
            if place > start {
                digits.power += isNegative ? -exponent : exponent
                index = place
            }
        }
        return digits
    }

    private static func notFinite(_ bytes: [UInt8], at index: inout Int, end: Int) -> Double? {
        for (word, value) in words where index + word.count <= end {
            guard (0..<word.count).allSatisfy({ bytes[index + $0] | 0x20 == word[$0] }) else { continue }
            index += word.count
            return value
        }
        return nil
    }

    /// The longer ones before those that they begin with.
    private static let words: [([UInt8], Double)] = [
        (Array("nan".utf8), .nan), (Array("infinity".utf8), .infinity), (Array("inf".utf8), .infinity),
    ]

    /// 10⁰ … 10²², all of them exact.
    private static let powersOfTen: [Double] = (0..<22).reduce(into: [1]) { powers, _ in
        powers.append(powers.last! * 10)
    }
}
