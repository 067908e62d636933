/// Records as JSON objects (RFC 8259), one a line.
///
/// `{"run":"main","iteration":0,"loss":0.69,"accuracy":0.5,"lr":0.1}`; those of epochs have `"epoch"`, too. What JSON has
/// no number for is `"nan"`, `"inf"` or `"-inf"`.
enum JSONLinesEncoding {
    static func write(_ record: RunRecord, to bytes: inout [UInt8]) {
        bytes += "{\"run\":".utf8
        write(record.run, to: &bytes)
        bytes += ",\"iteration\":\(record.iteration)".utf8
        if let epoch = record.epoch { bytes += ",\"epoch\":\(epoch)".utf8 }
        for value in record.values {
            bytes += ",\"\(value.name)\":".utf8
            let spelling = NumberText.spelling(of: value.value)
            bytes += value.value.isFinite ? spelling.utf8 : "\"\(spelling)\"".utf8
        }
        bytes += "}\n".utf8
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(Byte.quote)
        for byte in text.utf8 {
            switch byte {
            case Byte.quote, Byte.backslash: bytes += [Byte.backslash, byte]
            case ..<0x20:
                bytes += "\\u00".utf8
                bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(Byte.quote)
    }
}
