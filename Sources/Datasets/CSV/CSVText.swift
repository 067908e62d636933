import PlainText

/// The bytes of a file that has been checked to be text.
struct CSVText {
    let bytes: [UInt8]
    /// The offset of the text: after the byte order mark, if there is one.
    let start: Int
    /// The number of line feeds and carriage returns: at least the number of lines less one.
    let lineBreakCount: Int

    /// - Throws: ``CSVFault/binary``, ``CSVFault/utf16``, ``CSVFault/notUTF8``, ``CSVFault/emptyFile``
    init(_ bytes: [UInt8]) throws(CSVProblem) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw CSVProblem(fault: .utf16, offset: 0)
        }
        // One pass without branches, which the compiler vectorises. The place of a fault is only searched for if there is one.
        var lineFeeds = 0
        var carriageReturns = 0
        var zeros = 0
        var highBits: UInt8 = 0
        for byte in bytes {
            lineFeeds &+= byte == Byte.newline ? 1 : 0
            carriageReturns &+= byte == Byte.carriageReturn ? 1 : 0
            zeros &+= byte == 0 ? 1 : 0
            highBits |= byte
        }
        if zeros > 0 { throw CSVProblem(fault: .binary, offset: bytes.firstIndex(of: 0)!) }
        if highBits >= 0x80, let offset = Self.firstInvalidByte(in: bytes) {
            throw CSVProblem(fault: .notUTF8, offset: offset)
        }
        self.bytes = bytes
        start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        lineBreakCount = max(lineFeeds, carriageReturns)
        if isBlank(from: start) { throw CSVProblem(fault: .emptyFile, offset: 0) }
    }

    /// Whether nothing but spaces and line breaks follows `offset`.
    func isBlank(from offset: Int) -> Bool {
        bytes[offset...].allSatisfy { $0 == Byte.space || $0 == Byte.newline || $0 == Byte.carriageReturn }
    }

    /// The line and the column of a byte, both from 1; the column counts characters. O(n), since it scans the file.
    static func lineAndColumn(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
        var line = 1
        var lineStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? min(3, offset) : 0
        for index in lineStart..<offset {
            let isCarriageReturnOfPair =
                bytes[index] == Byte.carriageReturn && index + 1 < bytes.count && bytes[index + 1] == Byte.newline
            if bytes[index] == Byte.newline || bytes[index] == Byte.carriageReturn && !isCarriageReturnOfPair {
                line += 1
                lineStart = index + 1
            }
        }
        return (line, String(decoding: bytes[lineStart..<offset], as: UTF8.self).count + 1)
    }

    /// The first byte that is not part of a well-formed character (Unicode 15, table 3-7).
    private static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            let (length, second): (Int, ClosedRange<UInt8>)
            switch lead {
            case 0x00...0x7F: (length, second) = (1, 0...0)
            case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
            case 0xE0: (length, second) = (3, 0xA0...0xBF)
            case 0xED: (length, second) = (3, 0x80...0x9F)
            case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
            case 0xF0: (length, second) = (4, 0x90...0xBF)
            case 0xF4: (length, second) = (4, 0x80...0x8F)
            case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
            default: return index
            }
            guard index + length <= bytes.count else { return index }
            if length > 1 {
                guard second.contains(bytes[index + 1]) else { return index }
                for continuation in bytes[index + 1..<index + length] where !(0x80...0xBF).contains(continuation) {
                    return index
                }
            }
            index += length
        }
        return nil
    }
}
