/// What colours a terminal can show, from least to most.
public enum ColorTier: Int, CaseIterable, Comparable, Sendable {
    /// No colours at all, only attributes such as bold and reverse.
    case none
    /// The sixteen colours of the terminal's own palette.
    case sixteen
    /// xterm's 256 colours: the sixteen, a 6×6×6 cube and 24 greys.
    case palette256
    /// Any red, green and blue.
    case direct

    /// Orders tiers by how many colours they show.
    public static func < (left: ColorTier, right: ColorTier) -> Bool { left.rawValue < right.rawValue }
}

/// A colour as it is sent to a terminal.
public enum TerminalColor: Hashable, Sendable {
    /// The terminal's default colour.
    case standard
    /// A number in the terminal's palette: 0…15 in the sixteen-colour tier, 16…255 in the 256-colour tier.
    case palette(UInt8)
    /// Red, green and blue in sRGB, each 0…255.
    case direct(UInt8, UInt8, UInt8)
}

extension ColorTier {
    /// The nearest thing to `color` that this tier can show.
    public func terminalColor(for color: Color) -> TerminalColor {
        guard case .rgb(let red, let green, let blue) = color else { return .standard }
        switch self {
        case .none: return .standard
        case .sixteen: return .palette(Self.nearestOfSixteen(red: red, green: green, blue: blue))
        case .palette256: return .palette(Self.nearestOf256(red: red, green: green, blue: blue))
        case .direct: return .direct(red, green, blue)
        }
    }

    /// The colours of `style` on this tier.
    ///
    /// Two different colours stay different. If they become the same, or too close to read with sixteen colours, the
    /// character turns black or white, whichever contrasts more with the background. The parts of a picture keep their
    /// colours.
    public func terminalColors(for style: Style) -> (foreground: TerminalColor, background: TerminalColor) {
        let foreground = terminalColor(for: style.foreground)
        let background = terminalColor(for: style.background)
        guard style.foreground != style.background, !style.isPicture else { return (foreground, background) }
        switch (foreground, background) {
        case (.palette(let front), .palette(let back)) where self == .sixteen:
            // Dim text on the screen itself is meant to be faint.
            let isTooClose = front == back || (Self.isBright(back) && Self.isBright(front))
            return (isTooClose ? .palette(Self.isBright(back) ? 0 : 15) : foreground, background)
        case (.palette(let front), .palette(let back)) where front == back:
            guard case .rgb(let red, let green, let blue) = style.background else { return (foreground, background) }
            let isBright = Int(red) * 299 + Int(green) * 587 + Int(blue) * 114 > 140_000
            return (.palette(isBright ? 16 : 231), background)
        default: return (foreground, background)
        }
    }

    /// Whether one of the sixteen is so bright in most palettes that black can be read on it and white cannot.
    private static func isBright(_ number: UInt8) -> Bool {
        [2, 3, 6, 7, 10, 11, 13, 14, 15].contains(number)
    }

    /// The steps of xterm's colour cube along each of its three axes.
    static let cubeLevels: [Int] = [0, 95, 135, 175, 215, 255]

    /// The number (16…255) of the cube colour or grey nearest in squared distance. The first sixteen numbers are left
    /// alone, since users give those colours of their own.
    static func nearestOf256(red: UInt8, green: UInt8, blue: UInt8) -> UInt8 {
        let wanted = [Int(red), Int(green), Int(blue)]
        let steps = wanted.map { channel in
            cubeLevels.indices.min { abs(cubeLevels[$0] - channel) < abs(cubeLevels[$1] - channel) } ?? 0
        }
        func distance(_ candidate: [Int]) -> Int {
            zip(candidate, wanted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        }
        let cubeDistance = distance(steps.map { cubeLevels[$0] })
        // The greys are 8, 18, …, 238.
        let mean = wanted.reduce(0, +) / 3
        let grey = min(23, max(0, (mean - 3) / 10))
        if distance([Int](repeating: 8 + 10 * grey, count: 3)) < cubeDistance {
            return UInt8(232 + grey)
        }
        return UInt8(16 + 36 * steps[0] + 6 * steps[1] + steps[2])
    }

    /// The number (0…15) of the palette colour nearest in hue, or in brightness if there is hardly any hue.
    ///
    /// Distance in red, green and blue would turn every calm colour to grey, and with it the sign of a number that
    /// the colour stands for.
    static func nearestOfSixteen(red: UInt8, green: UInt8, blue: UInt8) -> UInt8 {
        let channels = [Int(red), Int(green), Int(blue)]
        let most = max(channels[0], channels[1], channels[2])
        let least = min(channels[0], channels[1], channels[2])
        if most - least < 40 {
            switch (most + least) / 2 {
            case ..<64: return 0
            case ..<150: return 8
            case ..<215: return 7
            default: return 15
            }
        }
        let threshold = least + (most - least) * 45 / 100
        var hue = 0
        for (bit, channel) in channels.enumerated() where channel > threshold {
            hue |= 1 << bit
        }
        return UInt8(most > 170 ? hue + 8 : hue)
    }
}
