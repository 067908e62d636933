import PlainText

/// Reads the rows of a table of comma-separated values (RFC 4180; lines may end in a line feed alone).
enum CSVLine {
    /// The places of the fields in `bytes[range]`, including quotes.
    private static func fields(_ bytes: [UInt8], _ range: Range<Int>, _ body: (Int, Range<Int>) -> Bool) -> Int? {
        var end = range.upperBound
        if end > range.lowerBound, bytes[end - 1] == Byte.carriageReturn { end -= 1 }
        var index = range.lowerBound
        var count = 0
        while true {
            let start = index
            if index < end, bytes[index] == Byte.quote {
                index += 1
                while index < end {
                    if bytes[index] == Byte.quote {
                        index += 1
                        // Two quotes in a row stand for one.
                        guard index < end, bytes[index] == Byte.quote else { break }
                    }
                    index += 1
                }
            } else {
                while index < end, bytes[index] != Byte.comma { index += 1 }
            }
            guard index == end || bytes[index] == Byte.comma, body(count, start..<index) else { return nil }
            count += 1
            if index == end { return count }
            index += 1
        }
    }

    /// The field without its quotes and the blanks around it.
    private static func text(_ bytes: [UInt8], _ field: Range<Int>) -> String {
        let field = trimmed(bytes, field)
        guard field.count >= 2, bytes[field.lowerBound] == Byte.quote else {
            return String(decoding: bytes[field], as: UTF8.self)
        }
        var content: [UInt8] = []
        var isSecond = false
        for byte in bytes[field.lowerBound + 1..<field.upperBound - 1] {
            isSecond = byte == Byte.quote && !isSecond
            if !isSecond { content.append(byte) }
        }
        return String(decoding: content, as: UTF8.self)
    }

    private static func trimmed(_ bytes: [UInt8], _ field: Range<Int>) -> Range<Int> {
        var (lower, upper) = (field.lowerBound, field.upperBound)
        while lower < upper, bytes[lower].isBlank { lower += 1 }
        while lower < upper, bytes[upper - 1].isBlank { upper -= 1 }
        return lower..<upper
    }

    /// The number in a field that has nothing else, in quotes or not.
    private static func number(_ bytes: [UInt8], _ field: Range<Int>) -> Double? {
        var field = trimmed(bytes, field)
        if field.count >= 2, bytes[field.lowerBound] == Byte.quote {
            field = trimmed(bytes, field.lowerBound + 1..<field.upperBound - 1)
        }
        var position = field.lowerBound
        guard let value = DecimalNumber.readAlsoNonFinite(bytes, at: &position, end: field.upperBound),
            position == field.upperBound
        else { return nil }
        return value
    }

    // MARK: Header

    /// The columns according to the first line; nil if that is not a row. A first line with a number in it is not a header:
    /// then the columns are named by their positions, from 1.
    static func header(
        _ bytes: [UInt8], _ range: Range<Int>, columns: inout LogColumns
    ) -> (columns: [LogColumns.Column], isHeader: Bool)? {
        var names: [String] = []
        var hasNumber = false
        guard
            fields(
                bytes, range,
                { _, field in
                    names.append(text(bytes, field))
                    hasNumber = hasNumber || number(bytes, field) != nil
                    return names.count <= fieldLimit
                }) != nil
        else { return nil }
        if hasNumber { names = names.indices.map { "column \($0 + 1)" } }
        // A table that pandas wrote has a first column without a name.
        return (names.map { $0.isEmpty ? .none : columns.column(named: $0) }, !hasNumber)
    }

    /// A line with more columns does not count as a table.
    private static let fieldLimit = 65536

    // MARK: Rows

    /// Reads a row of a table with these columns. Empty fields and words are skipped.
    /// - Returns: whether it has as many fields as the table has columns.
    static func read(
        _ bytes: [UInt8], _ range: Range<Int>, columns: [LogColumns.Column], into line: inout LogLine
    ) -> Bool {
        let count = fields(bytes, range) { index, field in
            guard index < columns.count else { return false }
            let column = columns[index]
            if column == .run {
                line.run = text(bytes, field)
            } else if !field.isEmpty, let value = number(bytes, field) {
                line.set(column, to: value)
            }
            return true
        }
        return count == columns.count
    }
}
