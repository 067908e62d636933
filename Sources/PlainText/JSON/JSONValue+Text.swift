extension JSONValue {
    /// Its text on one line, without blanks. Numbers have the fewest digits that read back to the same value. NaN and
    /// infinities, which are not numbers in JSON, are `"nan"`, `"inf"` and `"-inf"`.
    public var text: String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends its text in UTF-8.
    ///
    /// - Parameter spelling: spells a number.
    public func write(to bytes: inout [UInt8], numbers spelling: (Double) -> String = NumberFormat.shortest) {
        switch self {
        case .null: bytes += "null".utf8
        case .boolean(let answer): bytes += (answer ? "true" : "false").utf8
        case .integer(let integer): bytes += String(integer).utf8
        case .number(let number):
            if number.isFinite {
                bytes += spelling(number).utf8
            } else {
                JSONString.write(spelling(number), to: &bytes)
            }
        case .string(let string): JSONString.write(string, to: &bytes)
        case .array(let items):
            bytes.append(Byte.leftBracket)
            for (index, item) in items.enumerated() {
                if index > 0 { bytes.append(Byte.comma) }
                item.write(to: &bytes, numbers: spelling)
            }
            bytes.append(Byte.rightBracket)
        case .object(let fields):
            bytes.append(Byte.leftBrace)
            for (index, field) in fields.enumerated() {
                if index > 0 { bytes.append(Byte.comma) }
                JSONString.write(field.name, to: &bytes)
                bytes.append(Byte.colon)
                field.value.write(to: &bytes, numbers: spelling)
            }
            bytes.append(Byte.rightBrace)
        }
    }
}
