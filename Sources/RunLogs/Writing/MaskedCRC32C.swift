/// The check sum of TFRecord files: CRC-32C (Castagnoli's polynomial, RFC 3720 appendix B.4), rotated by 15 bits and with a
/// constant added, so that it also works for data that contain check sums.
enum MaskedCRC32C {
    /// The masked check sum of some bytes.
    static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        let sum = plain(bytes)
        return (sum >> 15 | sum << 17) &+ 0xa282_ead8
    }

    /// The plain CRC-32C of some bytes.
    static func plain(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var rest: UInt32 = ~0
        for byte in bytes { rest = table[Int(UInt8(truncatingIfNeeded: rest) ^ byte)] ^ rest >> 8 }
        return ~rest
    }

    /// The remainders of all bytes when divided by the polynomial, lowest bit first.
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ 0x82f6_3b78 : rest >> 1 }
    }
}
