import PlainText

/// The part of a text that is one command: a line, and the following ones while a bracket or quote is open.
struct LogicalLine {
    let range: SourceRange
    /// The bracket or quote on the first line that is never closed.
    let unclosed: ParseError?
}

/// Cuts a text into logical lines. All of them together take time linear in the text's length, whatever the text is.
struct LogicalLines {
    let bytes: [UInt8]
    /// The commands whose names show that a line starts a command.
    let commands: CommandTable
    private var position: Int
    /// What scans that reached the end of the text in vain have learned about the lines they passed: without it, a text
    /// full of open brackets would be scanned to its end from every line.
    private var deadEnds: [LineStart: DeadEnd] = [:]

    private struct LineStart: Hashable {
        let offset: Int
        let isInText: Bool
    }

    private struct DeadEnd {
        /// How many brackets are open at the line's start.
        let depth: Int
        /// The fewest that are open at the end of this line or any later one, outside quotes.
        let fewestLater: Int
    }

    /// A bracket or quote and where it is.
    struct Opening {
        let offset: Int
        let byte: UInt8
    }

    /// The lines of `bytes` from `start` on.
    init(bytes: [UInt8], from start: Int, commands: CommandTable) {
        self.bytes = bytes
        self.commands = commands
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
        /// `opening` is never closed; its physical line ends before `firstLineEnd`.
        case unclosed(Opening, firstLineEnd: Int)
    }

    private mutating func scan(from lower: Int) -> Ending {
        var state = ScanState(openings: [])
        let firstLineEnd = scanLine(from: lower, &state)
        // The lines that follow cannot repair what is already wrong.
        if state.isBroken || !state.isInText && state.depth <= 0 { return .complete(firstLineEnd) }
        let opening = state.openings?.first ?? Opening(offset: state.lastQuote, byte: Byte.quote)
        guard let end = continuationEnd(from: firstLineEnd, state) else {
            return .unclosed(opening, firstLineEnd: firstLineEnd)
        }
        return .complete(end)
    }

    /// Where the logical line that is still open at the line ending at `offset` ends; nil if it never does.
    private mutating func continuationEnd(from offset: Int, _ state: ScanState) -> Int? {
        var offset = offset
        var state = ScanState(isInText: state.isInText, depth: state.depth)
        var passed: [(start: LineStart, depth: Int, depthAtEnd: Int?)] = []
        var fewestLater = Int.max
        while offset < bytes.count {
            let start = LineStart(offset: offset + 1, isInText: state.isInText)
            if !state.isInText && startsWithCommand(at: start.offset) { break }
            if let deadEnd = deadEnds[start] {
                let isHopeless = deadEnd.fewestLater == Int.max
                let fewest = isHopeless ? Int.max : state.depth + deadEnd.fewestLater - deadEnd.depth
                if fewest > 0 {
                    fewestLater = fewest
                    break
                }
            }
            let depthAtStart = state.depth
            offset = scanLine(from: start.offset, &state)
            if state.isBroken { break }
            if !state.isInText && state.depth <= 0 { return offset }
            passed.append((start, depthAtStart, state.isInText ? nil : state.depth))
        }
        for line in passed.reversed() {
            if let depthAtEnd = line.depthAtEnd { fewestLater = min(fewestLater, depthAtEnd) }
            deadEnds[line.start] = DeadEnd(depth: line.depth, fewestLater: fewestLater)
        }
        return nil
    }

    /// What is open at some point of the text.
    private struct ScanState {
        var isInText = false
        var depth = 0
        /// The open brackets, in order; nil if only their number matters.
        var openings: [Opening]?
        var lastQuote = 0
        /// Whether a bracket is closed by one of the other kind, or a quoted text ends in the middle of a line and a
        /// word follows right away: then a quote is missing further up, and inside and outside have been swapped since.
        var isBroken = false
    }

    /// Scans one physical line; returns the offset of its line ending.
    private func scanLine(from start: Int, _ state: inout ScanState) -> Int {
        var offset = start
        var isTextFromBefore = state.isInText
        while offset < bytes.count, bytes[offset] != Byte.newline {
            let byte = bytes[offset]
            let next = offset + 1 < bytes.count ? bytes[offset + 1] : Byte.newline
            if state.isInText {
                if byte == Byte.backslash && next != Byte.newline { offset += 1 }
                if byte == Byte.quote {
                    state.isInText = false
                    state.isBroken = state.isBroken || isTextFromBefore && (next.isASCIILetter || next.isASCIIDigit)
                    isTextFromBefore = false
                }
            } else {
                switch byte {
                case Byte.quote:
                    state.isInText = true
                    state.lastQuote = offset
                case Byte.leftBracket, Byte.leftParenthesis:
                    state.openings?.append(Opening(offset: offset, byte: byte))
                    state.depth += 1
                case Byte.rightBracket, Byte.rightParenthesis:
                    if let opened = state.openings?.popLast() {
                        state.isBroken =
                            state.isBroken || (opened.byte == Byte.leftBracket) != (byte == Byte.rightBracket)
                    }
                    state.depth -= 1
                case Byte.hash:
                    return endOfLine(from: offset)
                default: break
                }
            }
            offset += 1
        }
        return offset
    }

    func endOfLine(from offset: Int) -> Int {
        var offset = offset
        while offset < bytes.count, bytes[offset] != Byte.newline { offset += 1 }
        return offset
    }
}
