/// Reads decimal numbers from bytes, correctly rounded.
///
/// It uses the first of three methods that is exact: digits and power of ten as doubles (W. D. Clinger, *How to read
/// floating point numbers accurately*, 1990), a 128-bit division, or the standard library.
package enum DecimalNumber {
    /// Reads the longest number `[+-]digits[.digits][e[+-]digits]` that begins at `position`, and moves `position` past it;
    /// nil if there is none. A value beyond the range of a double is infinite.
    package static func read(_ bytes: [UInt8], at position: inout Int, end: Int) -> Double? {
        let start = position
        var index = position
        var isNegative = false
        if index < end, bytes[index] == Byte.minus || bytes[index] == Byte.plus {
            isNegative = bytes[index] == Byte.minus
            index += 1
        }

        var digits = Digits()
        let integerStart = index
        index = digits.append(bytes, from: index, end: end)
        var digitCount = index - integerStart
        var power = 0
        if index < end, bytes[index] == Byte.dot {
            let fractionStart = index + 1
            index = digits.append(bytes, from: fractionStart, end: end)
            power = fractionStart - index
            digitCount -= power
        }
        guard digitCount > 0 else { return nil }
        if let exponent = exponent(bytes, from: index, end: end) {
            index = exponent.end
            power += exponent.value
        }

        position = index
        if let magnitude = digits.scaled(byPowerOfTen: power) { return isNegative ? -magnitude : magnitude }
        return Double(String(decoding: bytes[start..<index], as: UTF8.self))
    }

    /// Like `read`, but also accepts `NaN`, `inf` and `-Infinity` in upper or lower case.
    package static func readAlsoNonFinite(_ bytes: [UInt8], at position: inout Int, end: Int) -> Double? {
        let isSigned = position < end && (bytes[position] == Byte.minus || bytes[position] == Byte.plus)
        let start = isSigned ? position + 1 : position
        guard start < end, bytes[start].isASCIILetter else { return read(bytes, at: &position, end: end) }
        for (word, value) in nonFiniteWords where start + word.count <= end {
            guard word.indices.allSatisfy({ bytes[start + $0] | 0x20 == word[$0] }) else { continue }
            defer { position = start + word.count }
            return bytes[position] == Byte.minus ? -value : value
        }
        return nil
    }

    /// Longer words before their own beginnings.
    private static let nonFiniteWords: [([UInt8], Double)] = [
        (Array("nan".utf8), .nan), (Array("infinity".utf8), .infinity), (Array("inf".utf8), .infinity),
    ]

    /// The significant digits of a number as one integer.
    private struct Digits {
        var value: UInt64 = 0
        /// The number of digits from the first that is not 0. Up to 19 digits the value is exact.
        var significantCount = 0

        /// Appends the digits from `start` on, and returns where they end.
        @inline(__always)
        mutating func append(_ bytes: [UInt8], from start: Int, end: Int) -> Int {
            var index = start
            while index < end {
                let digit = bytes[index] &- Byte.zero
                guard digit < 10 else { break }
                value = value &* 10 &+ UInt64(digit)
                if significantCount > 0 || digit > 0 { significantCount += 1 }
                index += 1
            }
            return index
        }

        /// The digits × 10^power, correctly rounded; nil if that takes more than the simple methods.
        @inline(__always)
        func scaled(byPowerOfTen power: Int) -> Double? {
            guard significantCount <= 19 else { return nil }
            if value <= 1 << 53 {
                if power == 0 { return Double(value) }
                if (-22..<0).contains(power) { return Double(value) / powersOfTen[-power] }
                if (1...22).contains(power) { return Double(value) * powersOfTen[power] }
            } else if (-27...0).contains(power) {
                return divided(byPowerOfTen: -power)
            }
            return value == 0 ? 0 : nil
        }

        /// The digits / 10^power for power ≤ 27, as (digits / 5^power) / 2^power. A quotient of at least 63 bits, whose last bit
        /// also stands for the remainder, rounds to 53 bits just as the exact quotient does.
        private func divided(byPowerOfTen power: Int) -> Double {
            let divisor = powersOfFive[power]
            let dividend = value << value.leadingZeroBitCount
            let result = (divisor << divisor.leadingZeroBitCount).dividingFullWidth((dividend >> 1, dividend << 63))
            let rounded = Double(result.quotient | (result.remainder == 0 ? 0 : 1))
            let exponent = divisor.leadingZeroBitCount - value.leadingZeroBitCount - 63 - power
            return rounded * Double(sign: .plus, exponent: exponent, significand: 1)
        }
    }

    /// The exponent that begins at `start`; nil if there is none, or only the letter. Its value is limited, since beyond that
    /// every number is 0 or infinite.
    @inline(__always)
    private static func exponent(_ bytes: [UInt8], from start: Int, end: Int) -> (value: Int, end: Int)? {
        guard start < end, bytes[start] | 0x20 == UInt8(ascii: "e") else { return nil }
        var index = start + 1
        var isNegative = false
        if index < end, bytes[index] == Byte.minus || bytes[index] == Byte.plus {
            isNegative = bytes[index] == Byte.minus
            index += 1
        }
        let digitsStart = index
        var value = 0
        while index < end {
            let digit = bytes[index] &- Byte.zero
            guard digit < 10 else { break }
            if value < 1_000_000 { value = value * 10 + Int(digit) }
            index += 1
        }
        guard index > digitsStart else { return nil }
        return (isNegative ? -value : value, index)
    }

    /// 10⁰ … 10²², all exact.
    private static let powersOfTen: [Double] = (0..<22).reduce(into: [1]) { powers, _ in
        powers.append(powers.last! * 10)
    }

    /// 5⁰ … 5²⁷, all that fit into 64 bits.
    private static let powersOfFive: [UInt64] = (0..<27).reduce(into: [1]) { powers, _ in
        powers.append(powers.last! * 5)
    }
}
