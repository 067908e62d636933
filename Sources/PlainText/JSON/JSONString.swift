/// The escapes in JSON strings (RFC 8259, section 7).
package enum JSONString {
    /// The character that a letter after a backslash stands for; nil for `u` and for invalid escapes.
    package static func character(escapedBy letter: UInt8) -> UInt8? {
        switch letter {
        case Byte.quote, Byte.backslash, Byte.slash: letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0c
        case UInt8(ascii: "n"): Byte.newline
        case UInt8(ascii: "r"): Byte.carriageReturn
        case UInt8(ascii: "t"): Byte.tab
        default: nil
        }
    }

    /// The UTF-16 unit whose four hexadecimal digits, as after `\u`, begin at an index; nil if they are not digits.
    package static func unit(_ bytes: [UInt8], at place: Int) -> UInt16? {
        guard place + 4 <= bytes.count else { return nil }
        let digits = bytes[place..<place + 4]
        guard digits.allSatisfy({ $0.isASCIIDigit || ($0 | 0x20) &- UInt8(ascii: "a") < 6 }) else { return nil }
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    /// Appends a text in quotes, with the necessary escapes.
    package static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(Byte.quote)
        for byte in text.utf8 {
            switch byte {
            case Byte.quote, Byte.backslash: bytes += [Byte.backslash, byte]
            case Byte.newline: bytes += "\\n".utf8
            case Byte.carriageReturn: bytes += "\\r".utf8
            case Byte.tab: bytes += "\\t".utf8
            case ..<0x20: bytes += [Byte.backslash] + "u00".utf8 + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(Byte.quote)
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
