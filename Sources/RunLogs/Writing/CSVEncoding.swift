import PlainText

/// Records as rows of a table (RFC 4180, with line feeds): `run`, `iteration`, `epoch`, then `RunRecord.valueNames`.
/// The columns are the same in every log; fields that a record does not have are empty.
enum CSVEncoding {
    static let header =
        Array((["run", "iteration", "epoch"] + RunRecord.valueNames).joined(separator: ",").utf8) + [
            Byte.newline
        ]

    static func write(_ record: RunRecord, to bytes: inout [UInt8]) {
        write(record.run, to: &bytes)
        bytes += ",\(record.iteration),".utf8
        if let epoch = record.epoch { bytes += "\(epoch)".utf8 }
        for name in RunRecord.valueNames {
            bytes.append(Byte.comma)
            guard let value = record.values.first(where: { $0.name == name })?.value else { continue }
            bytes += NumberFormat.floatingPoint(value).utf8
        }
        bytes.append(Byte.newline)
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        let needsQuotes = text.utf8.contains { byte in
            byte == Byte.comma || byte == Byte.quote || byte < 0x20
        }
        guard needsQuotes else {
            bytes += text.utf8
            return
        }
        bytes.append(Byte.quote)
        for byte in text.utf8 {
            if byte == Byte.quote { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(Byte.quote)
    }
}
