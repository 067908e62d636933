import TerminalDrawing

extension VirtualScreen {
    /// Writes a character at the cursor.
    mutating func print(_ scalar: Unicode.Scalar) {
        let width = CharacterWidth.of(Character(scalar))
        if width == 0 {
            joinToLastCharacter(scalar)
            return
        }
        if isWrapPending || (width == 2 && cursor.column == size.columns - 1) {
            if wrapsAround {
                cursor.column = 0
                lineFeed()
            }
            isWrapPending = false
        }
        lastPrinted = scalar
        severWideCharacter(row: cursor.row, column: cursor.column)
        rows[cursor.row][cursor.column] = ScreenCell(text: String(scalar), style: style)
        if width == 2, cursor.column + 1 < size.columns {
            severWideCharacter(row: cursor.row, column: cursor.column + 1)
            rows[cursor.row][cursor.column + 1] = ScreenCell(text: "", style: style)
        }
        if cursor.column + width >= size.columns {
            cursor.column = size.columns - 1
            isWrapPending = true
        } else {
            cursor.column += width
        }
    }

    private mutating func joinToLastCharacter(_ scalar: Unicode.Scalar) {
        var column = isWrapPending ? cursor.column : cursor.column - 1
        while column > 0, rows[cursor.row][column].text.isEmpty { column -= 1 }
        guard column >= 0 else { return }
        rows[cursor.row][column].text.unicodeScalars.append(scalar)
    }

    /// Overwriting half of a wide character leaves a space in place of the other half.
    private mutating func severWideCharacter(row: Int, column: Int) {
        if rows[row][column].text.isEmpty, column > 0 {
            rows[row][column].text = " "
            rows[row][column - 1].text = " "
        } else if column + 1 < size.columns, rows[row][column + 1].text.isEmpty {
            rows[row][column + 1].text = " "
        }
    }

    mutating func moveCursor(column: Int, row: Int) {
        cursor = Point(
            column: min(max(0, column), size.columns - 1), row: min(max(0, row), size.rows - 1))
        isWrapPending = false
    }

    mutating func lineFeed() {
        isWrapPending = false
        if cursor.row == scrollRegion.upperBound {
            scroll(scrollRegion, by: 1)
        } else if cursor.row < size.rows - 1 {
            cursor.row += 1
        }
    }

    mutating func reverseLineFeed() {
        isWrapPending = false
        if cursor.row == scrollRegion.lowerBound {
            scroll(scrollRegion, by: -1)
        } else if cursor.row > 0 {
            cursor.row -= 1
        }
    }

    /// Moves the lines of a region up by `count`, or down if it is negative.
    mutating func scroll(_ region: ClosedRange<Int>, by count: Int) {
        let blank = [ScreenCell](repeating: erasedCell, count: size.columns)
        for _ in 0..<min(abs(count), region.count) {
            if count > 0 {
                rows.remove(at: region.lowerBound)
                rows.insert(blank, at: region.upperBound)
            } else {
                rows.remove(at: region.upperBound)
                rows.insert(blank, at: region.lowerBound)
            }
        }
    }

    /// Erased cells take the current background colour, as in xterm, which ncurses relies on.
    private var erasedCell: ScreenCell {
        ScreenCell(text: " ", style: CellStyle(background: style.background))
    }

    mutating func erase(row: Int, columns: Range<Int>) {
        guard !columns.isEmpty else { return }
        severWideCharacter(row: row, column: columns.lowerBound)
        severWideCharacter(row: row, column: columns.upperBound - 1)
        for column in columns { rows[row][column] = erasedCell }
        isWrapPending = false
    }

    mutating func eraseLine(_ part: Int) {
        switch part {
        case 0: erase(row: cursor.row, columns: cursor.column..<size.columns)
        case 1: erase(row: cursor.row, columns: 0..<cursor.column + 1)
        default: erase(row: cursor.row, columns: 0..<size.columns)
        }
    }

    mutating func eraseDisplay(_ part: Int) {
        let others: Range<Int> =
            switch part {
            case 0: cursor.row + 1..<size.rows
            case 1: 0..<cursor.row
            default: 0..<size.rows
            }
        for row in others { erase(row: row, columns: 0..<size.columns) }
        if part < 2 { eraseLine(part) }
    }

    mutating func insertCells(_ count: Int) {
        let inserted = min(count, size.columns - cursor.column)
        rows[cursor.row].insert(
            contentsOf: [ScreenCell](repeating: erasedCell, count: inserted), at: cursor.column)
        rows[cursor.row].removeLast(inserted)
    }

    mutating func deleteCells(_ count: Int) {
        let deleted = min(count, size.columns - cursor.column)
        rows[cursor.row].removeSubrange(cursor.column..<cursor.column + deleted)
        rows[cursor.row] += [ScreenCell](repeating: erasedCell, count: deleted)
    }
}
