/// Reads JSON (RFC 8259) from UTF-8 bytes. Two equal names in one object are an error.
public struct JSONReader {
    private let bytes: [UInt8]
    private let acceptsNonFinite: Bool
    private var position = 0
    private static let depthLimit = 64

    /// The value of a text, which may have blanks around it.
    ///
    /// - Parameters:
    ///   - bytes: valid UTF-8.
    ///   - acceptsNonFinite: whether to accept `NaN`, `Infinity` and `-Infinity`, as Python writes them.
    public static func read(
        _ bytes: [UInt8], acceptsNonFinite: Bool = false
    ) throws(JSONError) -> JSONValue {
        var reader = JSONReader(bytes: bytes, acceptsNonFinite: acceptsNonFinite)
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.position == bytes.count else { throw reader.error(.unexpectedCharacter) }
        return value
    }

    private init(bytes: [UInt8], acceptsNonFinite: Bool) {
        self.bytes = bytes
        self.acceptsNonFinite = acceptsNonFinite
    }

    private func error(_ fault: JSONError.Fault, at offset: Int? = nil) -> JSONError {
        JSONError(fault: fault, offset: offset ?? position)
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte.isBlank { position += 1 }
    }

    private mutating func take(_ byte: UInt8) throws(JSONError) {
        guard let next else { throw error(.unexpectedEnd) }
        guard next == byte else { throw error(.unexpectedCharacter) }
        position += 1
    }

    private mutating func takes(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth < Self.depthLimit else { throw error(.nestedTooDeep) }
        skipBlanks()
        guard let byte = next else { throw error(.unexpectedEnd) }
        switch byte {
        case Byte.leftBrace: return .object(try fields(depth: depth))
        case Byte.leftBracket: return .array(try items(depth: depth))
        case Byte.quote: return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "N") where acceptsNonFinite: return try word("NaN", .number(.nan))
        case UInt8(ascii: "I") where acceptsNonFinite: return try word("Infinity", .number(.infinity))
        case Byte.minus where acceptsNonFinite && bytes.dropFirst(position + 1).first == UInt8(ascii: "I"):
            return try word("-Infinity", .number(-.infinity))
        case _ where byte == Byte.minus || byte.isASCIIDigit: return try number()
        default: throw error(.unexpectedCharacter)
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for byte in word.utf8 { try take(byte) }
        return value
    }

    private mutating func items(depth: Int) throws(JSONError) -> [JSONValue] {
        try take(Byte.leftBracket)
        var items: [JSONValue] = []
        skipBlanks()
        if takes(Byte.rightBracket) { return items }
        while true {
            items.append(try value(depth: depth + 1))
            skipBlanks()
            if takes(Byte.rightBracket) { return items }
            try take(Byte.comma)
        }
    }

    private mutating func fields(depth: Int) throws(JSONError) -> [JSONField] {
        try take(Byte.leftBrace)
        var fields: [JSONField] = []
        var names: Set<String> = []
        skipBlanks()
        if takes(Byte.rightBrace) { return fields }
        while true {
            skipBlanks()
            let start = position
            guard next != nil else { throw error(.unexpectedEnd) }
            let name = try string()
            guard names.insert(name).inserted else { throw error(.repeatedName(name), at: start) }
            skipBlanks()
            try take(Byte.colon)
            fields.append(JSONField(name, try value(depth: depth + 1)))
            skipBlanks()
            if takes(Byte.rightBrace) { return fields }
            try take(Byte.comma)
        }
    }

    // MARK: Numbers

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = position
        _ = takes(Byte.minus)
        let leading = position
        try skipDigits()
        if bytes[leading] == Byte.zero, position > leading + 1 { throw error(.badNumber, at: start) }
        var isWhole = true
        if takes(Byte.dot) {
            isWhole = false
            try skipDigits()
        }
        if takes(UInt8(ascii: "e")) || takes(UInt8(ascii: "E")) {
            isWhole = false
            if !takes(Byte.plus) { _ = takes(Byte.minus) }
            try skipDigits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let integer = Int(text) { return .integer(integer) }
        guard let number = Double(text) else { throw error(.badNumber, at: start) }
        return .number(number)
    }

    private mutating func skipDigits() throws(JSONError) {
        let start = position
        while let byte = next, byte.isASCIIDigit { position += 1 }
        guard position > start else { throw error(.badNumber) }
    }

    // MARK: Strings

    private mutating func string() throws(JSONError) -> String {
        let start = position
        try take(Byte.quote)
        var text: [UInt8] = []
        while true {
            guard let byte = next else { throw error(.unexpectedEnd) }
            position += 1
            switch byte {
            case Byte.quote: return String(decoding: text, as: UTF8.self)
            case Byte.backslash: text += try escape(start)
            case 0..<0x20: throw error(.badString, at: start)
            default: text.append(byte)
            }
        }
    }

    /// The character that an escape stands for, in UTF-8.
    private mutating func escape(_ start: Int) throws(JSONError) -> [UInt8] {
        guard let byte = next else { throw error(.unexpectedEnd) }
        position += 1
        if let character = JSONString.character(escapedBy: byte) { return [character] }
        guard byte == UInt8(ascii: "u") else { throw error(.badString, at: start) }
        let unit = UInt32(try unit(start))
        if let scalar = Unicode.Scalar(unit) { return Array(String(scalar).utf8) }
        // A pair of surrogates is one character.
        guard (0xd800..<0xdc00).contains(unit), takes(Byte.backslash), takes(UInt8(ascii: "u")) else {
            throw error(.badString, at: start)
        }
        let low = UInt32(try self.unit(start))
        guard (0xdc00..<0xe000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00))
        else { throw error(.badString, at: start) }
        return Array(String(scalar).utf8)
    }

    private mutating func unit(_ start: Int) throws(JSONError) -> UInt16 {
        guard position + 4 <= bytes.count else { throw error(.unexpectedEnd) }
        guard let unit = JSONString.unit(bytes, at: position) else { throw error(.badString, at: start) }
        position += 4
        return unit
    }
}
