/// The check sum of TFRecord files: CRC-32C (Castagnoli's polynomial, RFC 3720 appendix B.4), turned by 15 bits and with
/// a number added, so that the sum of data that hold sums is a good one, too.
enum MaskedCRC32C {
    /// The check sum of bytes as TFRecord files have it.
    static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        let sum = plain(bytes)
        return (sum >> 15 | sum << 17) &+ 0xa282_ead8
    }

    /// CRC-32C itself.
    static func plain(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var rest: UInt32 = ~0
        for byte in bytes { rest = table[Int(UInt8(truncatingIfNeeded: rest) ^ byte)] ^ rest >> 8 }
        return ~rest
    }

    /// What a byte leaves behind: the remainder of its division by the polynomial, lowest bit first.
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ 0x82f6_3b78 : rest >> 1 }
    }
}
