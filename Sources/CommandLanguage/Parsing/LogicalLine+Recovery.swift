import PlainText

/// How to recover after a bracket or quote that is never closed.
extension LogicalLines {
    /// Whether the line at `start` can only be a command, even if a bracket is open: it has a command's name and then
    /// another word, and no expression has two words in a row. So a forgotten bracket does not swallow the lines below
    /// it.
    func startsWithCommand(at start: Int) -> Bool {
        let cursor = SourceCursor(bytes: bytes, range: SourceRange(lower: start, upper: bytes.count))
        let word = cursor.offset(from: start) { $0 == Byte.space || $0 == Byte.tab }
        guard commands.entry(spelled: commandWord(at: word)) != nil else { return false }
        let wordEnd = cursor.offset(from: word, while: \.isASCIILetter)
        let next = cursor.offset(from: wordEnd) { $0 == Byte.space || $0 == Byte.tab }
        guard next > wordEnd, let byte = cursor.byte(at: next) else { return false }
        if byte.isASCIIDigit || byte == Byte.quote { return true }
        let nextWord = commandWord(at: next)
        return byte.isASCIILetter && nextWord != "and" && nextWord != "or"
    }

    /// The letters at `start` if a blank follows them; empty if no command could be spelled so.
    private func commandWord(at start: Int) -> String {
        let longestCommand = 20
        var end = start
        while end < bytes.count, end - start <= longestCommand, bytes[end].isASCIILetter { end += 1 }
        guard end - start <= longestCommand, end == bytes.count || bytes[end].isBlank else { return "" }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// Where commands start again after a bracket or quote that is never closed: at a line that is not indented and
    /// starts like a command, so that it was not meant to be inside.
    func resumption(after opening: Opening, from start: Int) -> Int {
        var line = start
        while line < bytes.count {
            let first = bytes[line]
            if first == Byte.hash { return line }
            if first.isASCIILetter {
                guard opening.byte == Byte.quote else { return line }
                // Prose starts with letters too.
                if commands.entry(spelled: commandWord(at: line)) != nil { return line }
            }
            line = endOfLine(from: line) + 1
        }
        return bytes.count
    }
}
