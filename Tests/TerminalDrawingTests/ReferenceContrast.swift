import Foundation
import TerminalDrawing

/// Contrast as WCAG 2.1 defines it, with the powers that the sources approximate.
enum ReferenceContrast {
    static func of(_ style: Style) -> Double { between(style.foreground, style.background) }

    static func between(_ one: Color, _ other: Color) -> Double {
        let (first, second) = (luminance(one), luminance(other))
        return (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }

    private static func luminance(_ color: Color) -> Double {
        guard case .rgb(let red, let green, let blue) = color else { return 0 }
        let linear = [red, green, blue].map { channel -> Double in
            let value = Double(channel) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}

/// What a terminal with xterm's own palette shows.
enum ShownColors {
    private static let sixteen: [UInt32] = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00,
        0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ]

    static func rgb(_ color: TerminalColor) -> Color {
        switch color {
        case .standard: return .standard
        case .direct(let red, let green, let blue): return .rgb(red, green, blue)
        case .palette(let number) where number < 16: return Color(hex: sixteen[Int(number)])
        case .palette(let number) where number >= 232:
            let level = 8 + 10 * (number - 232)
            return .rgb(level, level, level)
        case .palette(let number):
            let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
            let index = Int(number) - 16
            return .rgb(levels[index / 36], levels[index / 6 % 6], levels[index % 6])
        }
    }

    /// The two colours of `style` on a terminal of some tier.
    static func style(_ style: Style, on tier: ColorTier) -> Style {
        let shown = tier.terminalColors(for: style)
        return Style(foreground: rgb(shown.foreground), background: rgb(shown.background))
    }
}
