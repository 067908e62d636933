/// How a picture draws one character: as lines from the middle of its cell, as filled areas, or as text.
enum CellShape: Equatable {
    /// Lines from the middle to the edges that are named; corners of boxes are rounded.
    case lines(up: Bool, down: Bool, left: Bool, right: Bool, isRound: Bool, isHeavy: Bool)
    /// A part of the cell, in eighths: from, to, across and down.
    case block(left: Int, top: Int, right: Int, bottom: Int)
    /// Dots, as the bits of U+2800 to U+28FF name them.
    case braille(UInt8)
    /// Whatever the font has.
    case text

    init(_ character: Character) {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else {
            self = .text
            return
        }
        func line(_ edges: String, round: Bool = false, heavy: Bool = false) -> CellShape {
            .lines(
                up: edges.contains("u"), down: edges.contains("d"), left: edges.contains("l"),
                right: edges.contains("r"), isRound: round, isHeavy: heavy)
        }
        switch scalar.value {
        case 0x2500: self = line("lr")
        case 0x2501: self = line("lr", heavy: true)
        case 0x2502: self = line("ud")
        case 0x250C: self = line("dr")
        case 0x2510: self = line("dl")
        case 0x2514: self = line("ur")
        case 0x2518: self = line("ul")
        case 0x251C: self = line("udr")
        case 0x2524: self = line("udl")
        case 0x252C: self = line("dlr")
        case 0x2534: self = line("ulr")
        case 0x253C: self = line("udlr")
        case 0x256D: self = line("dr", round: true)
        case 0x256E: self = line("dl", round: true)
        case 0x256F: self = line("ul", round: true)
        case 0x2570: self = line("ur", round: true)
        case 0x2580: self = .block(left: 0, top: 0, right: 8, bottom: 4)
        case 0x2581...0x2588:
            self = .block(left: 0, top: 8 - Int(scalar.value - 0x2580), right: 8, bottom: 8)
        case 0x2589...0x258F: self = .block(left: 0, top: 0, right: 8 - Int(scalar.value - 0x2588), bottom: 8)
        case 0x2590: self = .block(left: 4, top: 0, right: 8, bottom: 8)
        case 0x2800...0x28FF: self = .braille(UInt8(scalar.value - 0x2800))
        default: self = .text
        }
    }

    /// Whether the character is left to the font.
    var isText: Bool { self == .text }

    private typealias Metrics = CellGrid.PictureMetrics

    /// The path of the lines in a cell with its top left corner at `origin`.
    func strokes(at origin: (x: Double, y: Double)) -> String {
        guard case .lines(let up, let down, let left, let right, let isRound, let isHeavy) = self, !isHeavy else {
            return ""
        }
        let middle = (x: origin.x + Metrics.cellWidth / 2, y: origin.y + Metrics.cellHeight / 2)
        let end = (x: origin.x + Metrics.cellWidth, y: origin.y + Metrics.cellHeight)
        func point(_ x: Double, _ y: Double) -> String { "\(decimal(x)) \(decimal(y))" }
        if isRound {
            let vertical = point(middle.x, up ? origin.y : end.y)
            let horizontal = point(left ? origin.x : end.x, middle.y)
            let radius = Metrics.cellWidth / 2
            let bend = point(middle.x, up ? middle.y - radius : middle.y + radius)
            return "M\(vertical)L\(bend)Q\(point(middle.x, middle.y)) \(horizontal)"
        }
        var path = ""
        if left || right {
            path += "M\(point(left ? origin.x : middle.x, middle.y))H\(decimal(right ? end.x : middle.x))"
        }
        if up || down {
            path += "M\(point(middle.x, up ? origin.y : middle.y))V\(decimal(down ? end.y : middle.y))"
        }
        return path
    }

    /// The path of the filled parts of a cell with its top left corner at `origin`.
    func areas(at origin: (x: Double, y: Double)) -> String {
        func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> String {
            "M\(decimal(x)) \(decimal(y))h\(decimal(width))v\(decimal(height))h\(decimal(-width))z"
        }
        switch self {
        case .lines(_, _, let left, let right, _, let isHeavy):
            guard isHeavy, left, right else { return "" }
            return rectangle(origin.x, origin.y + Metrics.cellHeight / 2 - 1.3, Metrics.cellWidth, 2.6)
        case .block(let left, let top, let right, let bottom):
            let across = Metrics.cellWidth / 8
            let down = Metrics.cellHeight / 8
            return rectangle(
                origin.x + Double(left) * across, origin.y + Double(top) * down, Double(right - left) * across,
                Double(bottom - top) * down)
        case .braille(let bits):
            // Bits count down the left column, then the right one; the lowest row came to Unicode later.
            let places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
            let radius = 1.15
            return places.enumerated().filter { bits & 1 << $0.offset != 0 }.map { _, place in
                let x = origin.x + (Double(place.0) + 0.5) * Metrics.cellWidth / 2
                let y = origin.y + (Double(place.1) + 0.5) * Metrics.cellHeight / 4
                let turn = "a\(decimal(radius)) \(decimal(radius)) 0 1 0"
                return "M\(decimal(x - radius)) \(decimal(y))\(turn) \(decimal(2 * radius)) 0"
                    + "\(turn) \(decimal(-2 * radius)) 0"
            }.joined()
        case .text: return ""
        }
    }
}
