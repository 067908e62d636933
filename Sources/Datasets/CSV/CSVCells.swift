import PlainText

/// Finds the cells of a CSV text (RFC 4180) without copying them.
struct CSVCells {
    /// A cell's contents, without the quotes around them.
    struct Cell {
        let contents: Range<Int>
        let isQuoted: Bool
    }

    let text: CSVText
    let delimiter: UInt8

    var bytes: [UInt8] { text.bytes }

    /// Reads the cell that begins at `position`, and moves `position` to the delimiter, the line break or the end of
    /// the text after it.
    func cell(at position: inout Int) throws(CSVProblem) -> Cell {
        let bytes = text.bytes
        guard position < bytes.count, bytes[position] == Byte.quote else {
            let start = position
            while position < bytes.count, !endsCell(bytes[position]) {
                if bytes[position] == Byte.quote {
                    throw CSVProblem(fault: .quoteInsideCell, offset: position)
                }
                position += 1
            }
            return Cell(contents: start..<position, isQuoted: false)
        }

        let openingQuote = position
        position += 1
        while true {
            guard position < bytes.count else {
                throw CSVProblem(fault: .unterminatedQuote, offset: openingQuote)
            }
            if bytes[position] == Byte.quote {
                guard position + 1 < bytes.count, bytes[position + 1] == Byte.quote else { break }
                position += 1
            }
            position += 1
        }
        let contents = openingQuote + 1..<position
        position += 1
        if position < bytes.count, !endsCell(bytes[position]) {
            throw CSVProblem(fault: .textAfterQuote, offset: position)
        }
        return Cell(contents: contents, isQuoted: true)
    }

    /// Whether a byte outside of quotes ends a cell.
    func endsCell(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == Byte.newline || byte == Byte.carriageReturn
    }

    /// Whether another cell of the same row follows the cell that ends at `position`.
    func rowGoesOn(at position: Int) -> Bool {
        position < bytes.count && bytes[position] == delimiter
    }

    /// The beginning of the next line, for `position` at a line break or at the end of the text.
    func nextLine(after position: Int) -> Int {
        guard position < bytes.count else { return position }
        let isPair = bytes[position] == Byte.carriageReturn && position + 1 < bytes.count
        return position + (isPair && bytes[position + 1] == Byte.newline ? 2 : 1)
    }

    /// The cells of the row that begins at `position`, which is moved to the next line.
    func row(at position: inout Int) throws(CSVProblem) -> [Cell] {
        var row = [try cell(at: &position)]
        while rowGoesOn(at: position) {
            position += 1
            row.append(try cell(at: &position))
        }
        position = nextLine(after: position)
        return row
    }

    /// Whether the line that begins at `position` has nothing but spaces.
    func isEmptyLine(at position: Int) -> Bool {
        var end = position
        while end < bytes.count, bytes[end] == Byte.space { end += 1 }
        return end == bytes.count || bytes[end] == Byte.newline || bytes[end] == Byte.carriageReturn
    }

    /// The text of the cell: doubled quotes become single ones, and spaces around an unquoted cell are removed.
    func string(_ cell: Cell) -> String {
        guard cell.isQuoted else { return String(decoding: bytes[trimmed(cell)], as: UTF8.self) }
        var unescaped: [UInt8] = []
        var index = cell.contents.lowerBound
        while index < cell.contents.upperBound {
            unescaped.append(bytes[index])
            index += bytes[index] == Byte.quote ? 2 : 1
        }
        return String(decoding: unescaped, as: UTF8.self)
    }

    /// The cell's contents without the spaces and tabs around them.
    func trimmed(_ cell: Cell) -> Range<Int> {
        var (lower, upper) = (cell.contents.lowerBound, cell.contents.upperBound)
        while lower < upper, isSpace(bytes[lower]) { lower += 1 }
        while lower < upper, isSpace(bytes[upper - 1]) { upper -= 1 }
        return lower..<upper
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == Byte.space || byte == Byte.tab
    }

    /// The cell's number, if the cell has nothing else but spaces; infinite if it is beyond the range of a double.
    func number(_ cell: Cell) -> Double? {
        let range = trimmed(cell)
        var position = range.lowerBound
        guard let number = DecimalNumber.read(bytes, at: &position, end: range.upperBound) else { return nil }
        return position == range.upperBound ? number : nil
    }

    /// Whether the cell is one of the words for NaN or infinity.
    func isNonFiniteWord(_ cell: Cell) -> Bool {
        var word = String(decoding: bytes[trimmed(cell)], as: UTF8.self).lowercased()[...]
        if word.first == "-" || word.first == "+" { word.removeFirst() }
        return word == "nan" || word == "inf" || word == "infinity"
    }
}
