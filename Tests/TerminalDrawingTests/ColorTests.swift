import Foundation
import Testing

@testable import TerminalDrawing

@Suite struct ColorTests {
    @Test(
        "256 colours: the nearest of cube and greys",
        arguments: [
            (0x000000, 16), (0xFFFFFF, 231), (0xFF0000, 196), (0x00FF00, 46), (0x0000FF, 21), (0x5F87AF, 67),
            (0x808080, 244), (0x121212, 233), (0xEEEEEE, 255), (0xFF8700, 208), (0x7F7F80, 244),
        ] as [(UInt32, UInt8)])
    func nearestOf256(hex: UInt32, number: UInt8) {
        #expect(ColorTier.palette256.terminalColor(for: Color(hex: hex)) == .palette(number))
    }

    @Test(
        "16 colours: hue first, then brightness",
        arguments: [
            (0x000000, 0), (0x12151B, 0), (0x6F7A8A, 8), (0xC0C0C0, 7), (0xFFFFFF, 15), (0xCD0000, 9), (0x900000, 1),
            (0x1F4A90, 4), (0x4A90D9, 14), (0xFFC861, 11), (0x00A000, 2), (0xE040E0, 13),
        ] as [(UInt32, UInt8)])
    func nearestOfSixteen(hex: UInt32, number: UInt8) {
        #expect(ColorTier.sixteen.terminalColor(for: Color(hex: hex)) == .palette(number))
    }

    @Test func otherTiersKeepOrDropColours() {
        #expect(ColorTier.none.terminalColor(for: .rgb(1, 2, 3)) == .standard)
        #expect(ColorTier.direct.terminalColor(for: .rgb(1, 2, 3)) == .direct(1, 2, 3))
        for tier in ColorTier.allCases { #expect(tier.terminalColor(for: .standard) == .standard) }
    }

    @Test(arguments: ColorTier.allCases.filter { $0 != .none })
    func coloursThatWereToldApartStayApart(tier: ColorTier) {
        for background in stride(from: 0, through: 255, by: 5).map(UInt8.init) {
            let style = Style(
                foreground: .rgb(background, background, background == 255 ? 254 : background + 1),
                background: .rgb(background, background, background))
            let shown = tier.terminalColors(for: style)
            #expect(shown.foreground != shown.background)
        }
    }

    @Test(arguments: [ColorTier.direct, .palette256, .sixteen])
    func textOnHeatColoursCanBeRead(tier: ColorTier) {
        for heat in [HeatColors.dark(for: tier), .light(for: tier)] {
            for step in -100...100 {
                let style = heat.style(for: Double(step), scale: 100)
                #expect(ReferenceContrast.of(style) >= 4.5, "at \(step) %")
            }
        }
    }

    @Test func heatIsFixedAboutZero() {
        let heat = HeatColors.dark(for: .direct)
        #expect(heat.color(for: 0, scale: 1) == heat.negative[0])
        #expect(heat.color(for: -0.0, scale: 1) == heat.negative[0])
        #expect(heat.color(for: 3, scale: 3) == heat.positive.last)
        #expect(heat.color(for: -9, scale: 3) == heat.negative.last)
        #expect(heat.color(for: 0.7, scale: 1) == heat.color(for: 7, scale: 10))
        #expect(heat.color(for: 1, scale: 0) == heat.negative[0])
        #expect(heat.color(for: .leastNonzeroMagnitude, scale: 1e308) == heat.negative[0])
        for value in [Double.nan, .infinity, -.infinity] {
            #expect(heat.color(for: value, scale: 1) == heat.invalid)
        }
    }

    @Test func heatOn256ColoursUsesOnlyColoursThatAreThere() {
        for heat in [HeatColors.dark(for: .palette256), .light(for: .palette256)] {
            for color in heat.negative + heat.positive {
                #expect(ShownColors.rgb(ColorTier.palette256.terminalColor(for: color)) == color)
            }
        }
    }

    @Test func asciiFoldingKeepsWidthAndLeavesNothingElse() {
        for character in "─│╭╮▶●⊙ᵀΣ−·×…⣿⠀█▁░é漢✓" {
            let folded = GlyphSet.ascii.folding(character)
            #expect(folded.isASCII)
            #expect(GlyphSet.unicode.folding(character) == character)
        }
        #expect(String("dW2 = A1ᵀ·dZ2".map(GlyphSet.ascii.folding)) == "dW2 = A1'*dZ2")
    }
}
