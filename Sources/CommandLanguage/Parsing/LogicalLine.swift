/// One command's stretch of a text: a line, and the following ones while a bracket or quote is open.
struct LogicalLine {
    let range: SourceRange
    /// The bracket or quote of the first line that nothing closes.
    let unclosed: ParseError?
}

/// Cuts a text into logical lines. Takes time linear in the text's length over all of them, whatever the text is.
struct LogicalLines {
    private let bytes: [UInt8]
    private var position: Int
    /// What scans that reached the end of the text in vain learned about the line starts that they passed: without
    /// it, a text full of open brackets would be scanned to its end from each of its lines.
    private var deadEnds: [LineStart: DeadEnd] = [:]

    private struct LineStart: Hashable {
        let offset: Int
        let isInText: Bool
    }

    private struct DeadEnd {
        /// How many brackets were open at the line's start.
        let depth: Int
        /// The fewest that were open at the end of this line or any later one, outside quotes.
        let fewestLater: Int
    }

    /// A bracket or quote, where it stands.
    private struct Opening {
        let offset: Int
        let byte: UInt8
    }

    /// The lines of `bytes` from `start` on.
    init(bytes: [UInt8], from start: Int) {
        self.bytes = bytes
        self.position = start
    }

    /// The next line; nil at the end of the text.
    mutating func next() -> LogicalLine? {
        guard position < bytes.count else { return nil }
        let lower = position
        switch scan(from: lower) {
        case .complete(let upper):
            position = upper + 1
            return LogicalLine(range: SourceRange(lower: lower, upper: min(upper, bytes.count)), unclosed: nil)
        case .unclosed(let opening, let firstLineEnd):
            position = resumption(after: opening, from: firstLineEnd + 1)
            let place = SourceRange(lower: opening.offset, upper: opening.offset + 1)
            let kind: ParseError.Kind =
                opening.byte == Byte.quote
                ? .unterminatedString : .unclosedBracket(String(Unicode.Scalar(opening.byte)))
            let upper = min(firstLineEnd, bytes.count)
            return LogicalLine(range: SourceRange(lower: lower, upper: upper), unclosed: ParseError(kind, at: place))
        }
    }

    // MARK: - Finding the end

    private enum Ending {
        /// The line ends before this offset.
        case complete(Int)
        /// `opening` stays open; the physical line that it stands on ends before `firstLineEnd`.
        case unclosed(Opening, firstLineEnd: Int)
    }

    private mutating func scan(from lower: Int) -> Ending {
        var offset = lower
        var isInText = false
        var depth = 0
        // The first physical line: what it opens, in order.
        var openings: [Opening] = []
        var quote = lower
        while offset < bytes.count, bytes[offset] != Byte.newline {
            let byte = bytes[offset]
            if isInText {
                if byte == Byte.quote { isInText = false }
                if byte == Byte.backslash, offset + 1 < bytes.count, bytes[offset + 1] != Byte.newline { offset += 1 }
            } else {
                switch byte {
                case Byte.quote:
                    isInText = true
                    quote = offset
                case Byte.leftBracket, Byte.leftParenthesis:
                    openings.append(Opening(offset: offset, byte: byte))
                    depth += 1
                case Byte.rightBracket, Byte.rightParenthesis:
                    let isMatch = openings.last.map { ($0.byte == Byte.leftBracket) == (byte == Byte.rightBracket) }
                    // Wrong already: the lines that follow cannot make it right.
                    if isMatch == false { return .complete(endOfLine(from: offset)) }
                    _ = openings.popLast()
                    depth -= 1
                case Byte.hash:
                    offset = endOfLine(from: offset) - 1
                default: break
                }
            }
            offset += 1
        }
        let firstLineEnd = offset
        if !isInText && depth <= 0 { return .complete(offset) }
        let opening = openings.first ?? Opening(offset: quote, byte: Byte.quote)
        guard let end = continuationEnd(from: offset, isInText: isInText, depth: depth) else {
            return .unclosed(opening, firstLineEnd: firstLineEnd)
        }
        return .complete(end)
    }

    /// Where the line ends that is still open at the line ending at `offset`; nil when it never does.
    private mutating func continuationEnd(from offset: Int, isInText: Bool, depth: Int) -> Int? {
        var offset = offset
        var isInText = isInText
        var depth = depth
        var passed: [(start: LineStart, depth: Int, depthAtEnd: Int?)] = []
        var fewestLater = Int.max
        while offset < bytes.count {
            let start = LineStart(offset: offset + 1, isInText: isInText)
            if let deadEnd = deadEnds[start] {
                if deadEnd.fewestLater == Int.max || depth + deadEnd.fewestLater - deadEnd.depth > 0 {
                    fewestLater =
                        deadEnd.fewestLater == Int.max ? Int.max : depth + deadEnd.fewestLater - deadEnd.depth
                    break
                }
            }
            let depthAtStart = depth
            offset = scanLine(from: offset + 1, isInText: &isInText, depth: &depth)
            if !isInText && depth <= 0 { return offset }
            passed.append((start, depthAtStart, isInText ? nil : depth))
        }
        for line in passed.reversed() {
            if let depthAtEnd = line.depthAtEnd { fewestLater = min(fewestLater, depthAtEnd) }
            deadEnds[line.start] = DeadEnd(depth: line.depth, fewestLater: fewestLater)
        }
        return nil
    }

    /// Scans one physical line; returns the offset of its line ending.
    private func scanLine(from start: Int, isInText: inout Bool, depth: inout Int) -> Int {
        var offset = start
        while offset < bytes.count, bytes[offset] != Byte.newline {
            let byte = bytes[offset]
            if isInText {
                if byte == Byte.quote { isInText = false }
                if byte == Byte.backslash, offset + 1 < bytes.count, bytes[offset + 1] != Byte.newline { offset += 1 }
            } else {
                switch byte {
                case Byte.quote: isInText = true
                case Byte.leftBracket, Byte.leftParenthesis: depth += 1
                case Byte.rightBracket, Byte.rightParenthesis: depth -= 1
                case Byte.hash: return endOfLine(from: offset)
                default: break
                }
            }
            offset += 1
        }
        return offset
    }

    private func endOfLine(from offset: Int) -> Int {
        var offset = offset
        while offset < bytes.count, bytes[offset] != Byte.newline { offset += 1 }
        return offset
    }

    // MARK: - Going on after an error

    /// Where commands start again after an opening that nothing closes: at a line that is not indented and starts
    /// like a command, rather than with what was meant to be inside.
    private func resumption(after opening: Opening, from start: Int) -> Int {
        var line = start
        while line < bytes.count {
            let first = bytes[line]
            if first == Byte.hash { return line }
            if first.isASCIILetter {
                guard opening.byte == Byte.quote else { return line }
                // Prose starts with letters too.
                var wordEnd = line
                while wordEnd < bytes.count, bytes[wordEnd].isASCIILetter { wordEnd += 1 }
                let isWord = wordEnd - line <= 20 && (wordEnd >= bytes.count || bytes[wordEnd].isBlank)
                let word = isWord ? String(decoding: bytes[line..<wordEnd], as: UTF8.self) : ""
                if CommandTable.command(spelled: word) != nil { return line }
            }
            line = endOfLine(from: line) + 1
        }
        return bytes.count
    }
}
