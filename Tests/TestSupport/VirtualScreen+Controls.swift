import TerminalDrawing

extension VirtualScreen {
    /// Carries out a control sequence.
    /// - parameters: what stands between `ESC [` and the final letter.
    /// - Returns: whether the sequence is known.
    mutating func perform(final: Character, parameters: String) -> Bool {
        if parameters.hasPrefix("?") {
            let modes = parameters.dropFirst().split(separator: ";").compactMap { Int($0) }
            // The Linux console sets the shape of its cursor with `c`.
            guard final == "h" || final == "l" else { return final == "c" }
            return modes.map { setPrivateMode($0, final == "h") }.allSatisfy { $0 }
        }
        if let first = parameters.first, !first.isNumber, first != ";" {
            // Queries, key modifier settings, soft reset: nothing that shows.
            return first == ">" || first == "!"
        }
        if parameters.last == " " { return final == "q" }
        let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false)
            .map { Int($0.prefix { $0.isNumber }) }
        func number(_ index: Int, _ standard: Int = 1) -> Int {
            guard index < numbers.count, let value = numbers[index] else { return standard }
            return value == 0 ? standard : value
        }
        let count = number(0)
        switch final {
        case "A": moveCursor(column: cursor.column, row: max(cursor.row - count, topLimit))
        case "B", "e": moveCursor(column: cursor.column, row: min(cursor.row + count, bottomLimit))
        case "C", "a": moveCursor(column: cursor.column + count, row: cursor.row)
        case "D": moveCursor(column: cursor.column - count, row: cursor.row)
        case "E": moveCursor(column: 0, row: cursor.row + count)
        case "F": moveCursor(column: 0, row: cursor.row - count)
        case "G", "`": moveCursor(column: count - 1, row: cursor.row)
        case "d": moveCursor(column: cursor.column, row: count - 1)
        case "H", "f": moveCursor(column: number(1) - 1, row: count - 1)
        case "I": moveCursor(column: (cursor.column / 8 + count) * 8, row: cursor.row)
        case "Z": moveCursor(column: (cursor.column - 1) / 8 * 8, row: cursor.row)
        case "J": eraseDisplay(number(0, 0))
        case "K": eraseLine(number(0, 0))
        case "X": erase(row: cursor.row, columns: cursor.column..<min(cursor.column + count, size.columns))
        case "@": insertCells(count)
        case "P": deleteCells(count)
        case "L": if scrollRegion.contains(cursor.row) { scroll(cursor.row...scrollRegion.upperBound, by: -count) }
        case "M": if scrollRegion.contains(cursor.row) { scroll(cursor.row...scrollRegion.upperBound, by: count) }
        case "S": scroll(scrollRegion, by: count)
        case "T": scroll(scrollRegion, by: -count)
        case "b": for _ in 0..<count { print(lastPrinted) }
        case "r":
            let top = count - 1
            let bottom = min(number(1, size.rows), size.rows) - 1
            if top < bottom { scrollRegion = top...bottom }
            moveCursor(column: 0, row: 0)
        case "s": savedCursor = cursor
        case "u": moveCursor(column: savedCursor.column, row: savedCursor.row)
        case "m": selectGraphics(parameters)
        case "h", "l", "t", "n", "c", "g": break
        default: return false
        }
        return true
    }

    private var topLimit: Int { cursor.row >= scrollRegion.lowerBound ? scrollRegion.lowerBound : 0 }
    private var bottomLimit: Int { cursor.row <= scrollRegion.upperBound ? scrollRegion.upperBound : size.rows - 1 }

    private mutating func setPrivateMode(_ mode: Int, _ isOn: Bool) -> Bool {
        switch mode {
        case 1: isKeypadApplication = isOn
        case 7: wrapsAround = isOn
        case 25: isCursorShown = isOn
        case 9, 1000, 1002, 1003:
            if isOn { mouseModes.insert(mode) } else { mouseModes.remove(mode) }
        case 47, 1047, 1049: showAlternateScreen(isOn, savingCursor: mode == 1049)
        // Blinking, smooth scrolling, 132 columns, mouse encodings, focus, bracketed paste, meta keys.
        case 3, 4, 5, 12, 1004, 1005, 1006, 1015, 1034, 2004, 2026: break
        default: return false
        }
        return true
    }

    private mutating func showAlternateScreen(_ isOn: Bool, savingCursor: Bool) {
        guard isOn != isAlternate else { return }
        isAlternate = isOn
        if isOn, savingCursor { savedCursor = cursor }
        swap(&rows, &otherRows)
        if isOn {
            for row in 0..<size.rows { erase(row: row, columns: 0..<size.columns) }
        } else if savingCursor {
            moveCursor(column: savedCursor.column, row: savedCursor.row)
        }
    }

    /// Carries out SGR: attributes and colours, with parts of a colour after `;` or `:`.
    private mutating func selectGraphics(_ parameters: String) {
        var codes = parameters.split(separator: ";", omittingEmptySubsequences: false)
            .flatMap { part -> [Int] in
                let numbers = part.split(separator: ":").map { Int($0) ?? 0 }
                return numbers.isEmpty ? [0] : numbers
            }[...]
        while let code = codes.popFirst() {
            switch code {
            case 0: style = CellStyle()
            case 1: style.bold = true
            case 2: style.dim = true
            case 3: style.italic = true
            case 4: style.underline = true
            case 7: style.reverse = true
            // Fonts, of which terminals only have one.
            case 10...12: break
            case 22:
                style.bold = false
                style.dim = false
            case 23: style.italic = false
            case 24: style.underline = false
            case 27: style.reverse = false
            case 30...37: style.foreground = .palette(UInt8(code - 30))
            case 38: style.foreground = Self.extendedColor(&codes) ?? style.foreground
            case 39: style.foreground = .standard
            case 40...47: style.background = .palette(UInt8(code - 40))
            case 48: style.background = Self.extendedColor(&codes) ?? style.background
            case 49: style.background = .standard
            case 90...97: style.foreground = .palette(UInt8(code - 82))
            case 100...107: style.background = .palette(UInt8(code - 92))
            default: unknownSequences.append("SGR \(code)")
            }
        }
    }

    private static func extendedColor(_ codes: inout ArraySlice<Int>) -> TerminalColor? {
        switch codes.popFirst() {
        case 5: return codes.popFirst().map { .palette(UInt8(clamping: $0)) }
        case 2:
            guard codes.count >= 3 else { return nil }
            let channels = (0..<3).compactMap { _ in codes.popFirst() }.map(UInt8.init(clamping:))
            return .direct(channels[0], channels[1], channels[2])
        default: return nil
        }
    }
}
