/// Reads JSON (RFC 8259) from UTF-8 bytes; two equal names in one object are an error.
package struct JSONReader {
    private let bytes: [UInt8]
    private let acceptsNonFinite: Bool
    private var position = 0
    private static let depthLimit = 64

    /// The value that a text holds, with blanks around it perhaps.
    ///
    /// - Parameters:
    ///   - bytes: valid UTF-8.
    ///   - acceptsNonFinite: whether `NaN`, `Infinity` and `-Infinity` are numbers, as Python writes them.
    package static func read(
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
        while let byte = next, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { position += 1 }
    }

    private mutating func take(_ character: Character) throws(JSONError) {
        guard let byte = next else { throw error(.unexpectedEnd) }
        guard byte == character.asciiValue else { throw error(.unexpectedCharacter) }
        position += 1
    }

    private mutating func takes(_ character: Character) -> Bool {
        guard next == character.asciiValue else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth < Self.depthLimit else { throw error(.nestedTooDeep) }
        skipBlanks()
        guard let byte = next else { throw error(.unexpectedEnd) }
        switch Character(Unicode.Scalar(byte)) {
        case "{": return .object(try members(depth: depth))
        case "[": return .array(try items(depth: depth))
        case "\"": return .string(try string())
        case "t": return try word("true", .boolean(true))
        case "f": return try word("false", .boolean(false))
        case "n": return try word("null", .null)
        case "N" where acceptsNonFinite: return try word("NaN", .number(.nan))
        case "I" where acceptsNonFinite: return try word("Infinity", .number(.infinity))
        case "-" where acceptsNonFinite && bytes.dropFirst(position + 1).first == UInt8(ascii: "I"):
            return try word("-Infinity", .number(-.infinity))
        case "-", "0"..."9": return try number()
        default: throw error(.unexpectedCharacter)
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for character in word { try take(character) }
        return value
    }

    private mutating func items(depth: Int) throws(JSONError) -> [JSONValue] {
        try take("[")
        var items: [JSONValue] = []
        skipBlanks()
        if takes("]") { return items }
        while true {
            items.append(try value(depth: depth + 1))
            skipBlanks()
            if takes("]") { return items }
            try take(",")
        }
    }

    private mutating func members(depth: Int) throws(JSONError) -> [JSONValue.Member] {
        try take("{")
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        skipBlanks()
        if takes("}") { return members }
        while true {
            skipBlanks()
            let start = position
            guard next != nil else { throw error(.unexpectedEnd) }
            let name = try string()
            guard names.insert(name).inserted else { throw error(.repeatedName(name), at: start) }
            skipBlanks()
            try take(":")
            members.append(JSONValue.Member(name: name, value: try value(depth: depth + 1)))
            skipBlanks()
            if takes("}") { return members }
            try take(",")
        }
    }

    // MARK: Numbers

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = position
        _ = takes("-")
        let leading = position
        let isWholeOfDigits = try digits()
        if bytes[leading] == 0x30, position > leading + 1 { throw error(.badNumber, at: start) }
        var isWhole = isWholeOfDigits
        if takes(".") {
            isWhole = false
            _ = try digits()
        }
        if takes("e") || takes("E") {
            isWhole = false
            if !takes("+") { _ = takes("-") }
            _ = try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let integer = Int(text) { return .integer(integer) }
        guard let number = Double(text) else { throw error(.badNumber, at: start) }
        return .number(number)
    }

    private mutating func digits() throws(JSONError) -> Bool {
        let start = position
        while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
        guard position > start else { throw error(.badNumber) }
        return true
    }

    // MARK: Strings

    private mutating func string() throws(JSONError) -> String {
        let start = position
        try take("\"")
        var text: [UInt8] = []
        while true {
            guard let byte = next else { throw error(.unexpectedEnd) }
            position += 1
            switch byte {
            case 0x22: return String(decoding: text, as: UTF8.self)
            case 0x5c: text += Array(String(try escape(start)).utf8)
            case 0..<0x20: throw error(.badString, at: start)
            default: text.append(byte)
            }
        }
    }

    private mutating func escape(_ start: Int) throws(JSONError) -> Unicode.Scalar {
        guard let byte = next else { throw error(.unexpectedEnd) }
        position += 1
        switch Character(Unicode.Scalar(byte)) {
        case "\"": return "\""
        case "\\": return "\\"
        case "/": return "/"
        case "b": return "\u{8}"
        case "f": return "\u{c}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u":
            let unit = try hexUnit(start)
            if let scalar = Unicode.Scalar(unit) { return scalar }
            // A pair of surrogates is one character.
            guard (0xd800..<0xdc00).contains(unit), takes("\\"), takes("u") else { throw error(.badString, at: start) }
            let low = try hexUnit(start)
            guard (0xdc00..<0xe000).contains(low),
                let scalar = Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00))
            else { throw error(.badString, at: start) }
            return scalar
        default: throw error(.badString, at: start)
        }
    }

    private mutating func hexUnit(_ start: Int) throws(JSONError) -> UInt32 {
        guard position + 4 <= bytes.count else { throw error(.unexpectedEnd) }
        let digits = bytes[position..<position + 4]
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw error(.badString, at: start) }
        position += 4
        return unit
    }
}
