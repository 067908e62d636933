/// What to do with text that is too wide.
public enum TextOverflow: Sendable {
    /// It is cut off.
    case clip
    /// It is cut off and ends in this character, usually `GlyphSet.ellipsis`.
    case ellipsis(Character)
}

extension CellGrid {
    /// Writes one line of text.
    ///
    /// Wide characters take two cells, and are left out where only one is free. Combining marks stay with their
    /// character. A tab or line break shows as a space and any other control character as `?`, so that nothing in a
    /// data file can reach the terminal as a command.
    /// - limit: the most columns to use; the edge of the grid limits them too.
    /// - Returns: the columns that the text took, so that the next one can follow it. Text that begins left of the
    ///   grid counts with its hidden part.
    @discardableResult
    public mutating func put(
        _ text: some StringProtocol, at point: Point, style: Style = .plain, limit: Int? = nil,
        overflow: TextOverflow = .clip
    ) -> Int {
        let room = max(0, min(limit ?? Int.max, size.columns - point.column))
        var line: [Cell] = []
        var isCut = false
        for character in text {
            let width = CharacterWidth.of(character)
            if width == 0 { continue }
            if line.count + width > room {
                isCut = true
                break
            }
            line.append(Cell(Self.shown(character), style: style))
            if width == 2 { line.append(Cell(" ", style: style, isTrailingHalf: true)) }
        }
        if isCut, case .ellipsis(let mark) = overflow, room > 0 {
            while line.count >= room {
                let last = line.removeLast()
                if last.isTrailingHalf { line.removeLast() }
            }
            line.append(Cell(mark, style: style))
        }
        guard point.row >= 0, point.row < size.rows else { return line.count }
        let hidden = min(max(0, -point.column), line.count)
        var visible = line[hidden...]
        if let first = visible.first, first.isTrailingHalf {
            visible[visible.startIndex] = Cell(style: first.style)
        }
        if !visible.isEmpty {
            overwrite(visible, at: Point(column: max(0, point.column), row: point.row))
        }
        return line.count
    }

    /// Writes one line of text so that it ends before `endColumn`, at most `limit` columns wide.
    /// - Returns: the column in which the text begins.
    @discardableResult
    public mutating func putRightAligned(
        _ text: some StringProtocol, endColumn: Int, row: Int, style: Style = .plain, limit: Int? = nil,
        overflow: TextOverflow = .clip
    ) -> Int {
        let width = min(CharacterWidth.of(text), limit ?? Int.max)
        let start = endColumn - width
        put(text, at: Point(column: start, row: row), style: style, limit: width, overflow: overflow)
        return start
    }

    /// Writes one line of text in the middle of `columns` columns from `point`.
    public mutating func putCentered(
        _ text: some StringProtocol, at point: Point, columns: Int, style: Style = .plain,
        overflow: TextOverflow = .clip
    ) {
        let width = min(CharacterWidth.of(text), max(0, columns))
        put(
            text, at: point.offset(columns: (columns - width) / 2), style: style, limit: width, overflow: overflow)
    }

    /// Writes runs of text in styles of their own, one after the other.
    /// - Returns: the columns taken.
    @discardableResult
    public mutating func put(
        _ runs: [(text: String, style: Style)], at point: Point, limit: Int? = nil, overflow: TextOverflow = .clip
    ) -> Int {
        var used = 0
        for run in runs {
            let rest = limit.map { $0 - used }
            if let rest, rest <= 0 { break }
            used += put(
                run.text, at: point.offset(columns: used), style: run.style, limit: rest, overflow: overflow)
        }
        return used
    }

    /// The character shown in place of one that would control the terminal.
    static func shown(_ character: Character) -> Character {
        guard let first = character.unicodeScalars.first,
            first.value < 0x20 || (0x7F...0x9F).contains(first.value)
        else { return character }
        return character.isWhitespace ? " " : "?"
    }

    /// The characters of the grid, one line a row, without the spaces at the end of each.
    public var plainText: String {
        var text = ""
        for row in 0..<size.rows {
            var line = ""
            var pendingSpaces = 0
            for cell in self.row(row) where !cell.isTrailingHalf {
                if cell.character == " " {
                    pendingSpaces += 1
                } else {
                    line += String(repeating: " ", count: pendingSpaces)
                    pendingSpaces = 0
                    line.append(cell.character)
                }
            }
            text += line + "\n"
        }
        return text
    }
}

extension StringProtocol {
    /// This text broken into lines of at most `columns` columns, between words if possible. Line breaks in the text are
    /// kept, and so is the spacing of an indented line that fits, such as a row of a table; words longer than a line are
    /// cut.
    public func wrapped(toColumns columns: Int) -> [String] {
        precondition(columns > 0, "a line needs at least one column")
        var lines: [String] = []
        for paragraph in split(separator: "\n", omittingEmptySubsequences: false) {
            if let row = paragraph.indentedRow, CharacterWidth.of(row) <= columns {
                lines.append(String(row))
                continue
            }
            var line = ""
            var lineWidth = 0
            for word in paragraph.split(separator: " ") {
                let wordWidth = CharacterWidth.of(word)
                if lineWidth > 0, lineWidth + 1 + wordWidth <= columns {
                    line += " " + word
                    lineWidth += 1 + wordWidth
                    continue
                }
                if lineWidth > 0 {
                    lines.append(line)
                    line = ""
                    lineWidth = 0
                }
                for character in word {
                    let width = CharacterWidth.of(character)
                    if lineWidth > 0, lineWidth + width > columns {
                        lines.append(line)
                        line = ""
                        lineWidth = 0
                    }
                    line.append(character)
                    lineWidth += width
                }
            }
            lines.append(line)
        }
        return lines
    }

    /// This line without the spaces at its end, if it is indented.
    private var indentedRow: SubSequence? {
        guard first == " ", let last = lastIndex(where: { $0 != " " }) else { return nil }
        return self[...last]
    }
}
