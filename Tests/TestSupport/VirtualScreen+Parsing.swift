import TerminalDrawing

extension VirtualScreen {
    enum ParserState: Equatable, Sendable {
        case ground
        case escape
        case control(String)
        /// After `ESC ]` and the like, until BEL or ST.
        case string(escapeSeen: Bool)
        /// After `ESC (` or `ESC )`: which set is chosen.
        case charset(Int)
    }

    /// Processes bytes as a terminal would; sequences and characters may be split anywhere between calls.
    public mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { feed(byte) }
    }

    private mutating func feed(_ byte: UInt8) {
        switch parser {
        case .ground: ground(byte)
        case .escape: escape(byte)
        case .control(let sequence): control(byte, after: sequence)
        case .string(let escapeSeen):
            if byte == 0x07 || (escapeSeen && byte == UInt8(ascii: "\\")) {
                parser = .ground
            } else {
                parser = .string(escapeSeen: byte == 0x1B)
            }
        case .charset(let index):
            lineDrawingSets[index] = byte == UInt8(ascii: "0")
            parser = .ground
        }
    }

    private mutating func ground(_ byte: UInt8) {
        switch byte {
        case 0x1B: parser = .escape
        case 0x07: bellCount += 1
        case 0x08: moveCursor(column: cursor.column - 1, row: cursor.row)
        case 0x09: moveCursor(column: (cursor.column / 8 + 1) * 8, row: cursor.row)
        case 0x0A, 0x0B, 0x0C: lineFeed()
        case 0x0D: moveCursor(column: 0, row: cursor.row)
        case 0x0E: activeSet = 1
        case 0x0F: activeSet = 0
        case 0x00..<0x20, 0x7F: break
        case 0x20..<0x7F:
            let scalar = Unicode.Scalar(byte)
            print(lineDrawingSets[activeSet] ? Self.lineDrawing[scalar] ?? scalar : scalar)
        default: collectUTF8(byte)
        }
    }

    private mutating func collectUTF8(_ byte: UInt8) {
        pendingText.append(byte)
        let needed: Int =
            switch pendingText[0] {
            case 0xC0..<0xE0: 2
            case 0xE0..<0xF0: 3
            case 0xF0...: 4
            default: 1
            }
        guard pendingText.count >= needed else { return }
        for scalar in String(decoding: pendingText, as: UTF8.self).unicodeScalars { print(scalar) }
        pendingText = []
    }

    private mutating func escape(_ byte: UInt8) {
        parser = .ground
        switch byte {
        case UInt8(ascii: "["): parser = .control("")
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
            parser = .string(escapeSeen: false)
        case UInt8(ascii: "("): parser = .charset(0)
        case UInt8(ascii: ")"): parser = .charset(1)
        case UInt8(ascii: "7"):
            savedCursor = cursor
            savedStyle = style
        case UInt8(ascii: "8"):
            moveCursor(column: savedCursor.column, row: savedCursor.row)
            style = savedStyle
        case UInt8(ascii: "="): isKeypadApplication = true
        case UInt8(ascii: ">"): isKeypadApplication = false
        case UInt8(ascii: "D"): lineFeed()
        case UInt8(ascii: "E"):
            moveCursor(column: 0, row: cursor.row)
            lineFeed()
        case UInt8(ascii: "M"): reverseLineFeed()
        case UInt8(ascii: "c"): self = VirtualScreen(size: size)
        default: unknownSequences.append("ESC " + String(Unicode.Scalar(byte)))
        }
    }

    private mutating func control(_ byte: UInt8, after sequence: String) {
        if (0x20..<0x40).contains(byte) {
            parser = .control(sequence + String(Unicode.Scalar(byte)))
            return
        }
        parser = .ground
        if !perform(final: Character(Unicode.Scalar(byte)), parameters: sequence) {
            unknownSequences.append("CSI " + sequence + String(Unicode.Scalar(byte)))
        }
    }

    /// The letters that stand for lines while the line-drawing set is in use.
    private static let lineDrawing: [Unicode.Scalar: Unicode.Scalar] = [
        "j": "┘", "k": "┐", "l": "┌", "m": "└", "n": "┼", "q": "─", "t": "├", "u": "┤", "v": "┴", "w": "┬",
        "x": "│", "a": "▒", "`": "◆", "f": "°", "g": "±", "y": "≤", "z": "≥", "~": "·", "0": "█",
    ]
}
