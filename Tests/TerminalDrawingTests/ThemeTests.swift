import Testing

@testable import TerminalDrawing

@Suite struct ThemeTests {
    private static let tiers: [ColorTier] = [.direct, .palette256, .sixteen]

    private func textRoles(_ theme: Theme) -> [(name: String, style: Style)] {
        [
            ("text", theme.text), ("muted", theme.muted), ("title", theme.title), ("accent", theme.accent),
            ("status bar", theme.statusBar), ("status badge", theme.statusBadge), ("current", theme.current),
            ("cursor", theme.cursor), ("linked", theme.linked), ("written", theme.written), ("header", theme.header),
            ("forward", theme.forward), ("backward", theme.backward), ("update", theme.update), ("good", theme.good),
            ("warning", theme.warning), ("bad", theme.bad), ("narration", theme.narration), ("prompt", theme.prompt),
        ]
    }

    @Test("All text can be read in many colours", arguments: [ColorTier.direct, .palette256], [false, true])
    func readable(tier: ColorTier, isLight: Bool) {
        for role in textRoles(.standard(for: tier, isLight: isLight)) {
            #expect(ReferenceContrast.of(role.style) >= 4.5, "\(role.name)")
            #expect(ReferenceContrast.of(ShownColors.style(role.style, on: tier)) >= 4.5, "\(role.name), as shown")
        }
    }

    /// xterm's grey on white is at 4.0, and its magenta and bright red are weak; most other palettes have darker ones.
    @Test("All text can be read in sixteen colours", arguments: [false, true])
    func readableInSixteen(isLight: Bool) {
        for role in textRoles(.standard(for: .sixteen, isLight: isLight)) {
            #expect(ReferenceContrast.of(ShownColors.style(role.style, on: .sixteen)) >= 3.9, "\(role.name)")
        }
    }

    @Test func theThemeFollowsTerminalAndWish() {
        #expect(Theme.standard(for: .direct) == .dark)
        #expect(Theme.standard(for: .direct, isLight: true) == .light)
        #expect(Theme.standard(for: .none, isLight: true) == .monochrome)
        for tier in Self.tiers {
            #expect(Theme.standard(for: tier, isLight: true).heat == .light(for: tier))
            #expect(Theme.standard(for: tier).heat == .dark(for: tier))
        }
    }

    @Test(arguments: tiers)
    func zeroIsThePaperOnLightScreens(tier: ColorTier) {
        let theme = Theme.standard(for: tier, isLight: true)
        #expect(theme.heat.color(for: 0, scale: 1) == theme.text.background)
        let strongest = [theme.heat.color(for: -1, scale: 1), theme.heat.color(for: 1, scale: 1)]
        #expect(strongest.allSatisfy { ReferenceContrast.between($0, theme.text.background) > 5 })
    }

    @Test(arguments: tiers, [false, true])
    func classColoursDiffer(tier: ColorTier, isLight: Bool) {
        let theme = Theme.standard(for: tier, isLight: isLight)
        let shown = theme.classColors.map { tier.terminalColor(for: $0) }
        #expect(shown.count == 10 && Set(shown).count == 10)
        #expect(!shown.contains(tier.terminalColor(for: theme.text.background)))
        guard tier != .sixteen else { return }
        for color in theme.classColors {
            let background = theme.text.background
            #expect(ReferenceContrast.between(color, background) >= (isLight ? 4.3 : 4.5), "\(color)")
        }
    }

    @Test func classMarksDifferWithoutColours() {
        for glyphs in [GlyphSet.unicode, .ascii] {
            #expect(Set(glyphs.classMarks).count == 10)
            #expect(Set(glyphs.regionMarks).count == 10)
            #expect(Set(glyphs.classMarks).isDisjoint(with: glyphs.regionMarks))
            #expect((glyphs.classMarks + glyphs.regionMarks).allSatisfy { CharacterWidth.of($0) == 1 })
        }
        #expect((GlyphSet.ascii.classMarks + GlyphSet.ascii.regionMarks).allSatisfy { $0.isASCII })
    }

    @Test(arguments: [ColorTier.direct, .palette256], [false, true])
    func regionsAreStrongerTheSurerAndOfTheirClass(tier: ColorTier, isLight: Bool) {
        let theme = Theme.standard(for: tier, isLight: isLight)
        let strongest = (0..<10).map { theme.regionColor(ofClass: $0, confidence: 1) }
        #expect(Set(strongest.map { tier.terminalColor(for: $0) }).count == 10)
        let background = theme.text.background
        for index in 0..<10 {
            let shades = [0.3, 0.5, 0.75, 1].map { theme.regionColor(ofClass: index, confidence: $0) }
            let strengths = shades.map { ReferenceContrast.between($0, background) }
            #expect(strengths == strengths.sorted() && strengths[0] < strengths[3], "class \(index)")
            #expect(shades.allSatisfy { tier == .direct || ShownColors.rgb(tier.terminalColor(for: $0)) == $0 })
            // Marks of the class keep their colour on it.
            #expect(ReferenceContrast.between(theme.classColors[index], strongest[index]) >= 2.3, "class \(index)")
        }
    }

    @Test func regionsOfAnyConfidenceAndClassHaveAColour() {
        for theme in [Theme.dark, .light, .monochrome, .standard(for: .sixteen)] {
            for confidence in [-1, 0, 0.5, 1, 7, Double.nan, .infinity] {
                _ = theme.regionColor(ofClass: 23, confidence: confidence)
            }
            #expect(theme.regionColor(ofClass: 13, confidence: 1) == theme.regionColor(ofClass: 3, confidence: 1))
        }
    }

    @Test func coloursMixByShares() {
        let (black, white) = (Color(hex: 0x000000), Color(hex: 0xFFFFFF))
        #expect(black.mixed(with: white, share: 0.5) == Color(hex: 0x808080))
        #expect(black.mixed(with: white, share: 0) == black)
        #expect(black.mixed(with: white, share: 7) == white)
        #expect(black.mixed(with: white, share: .nan) == black)
        #expect(Color.standard.mixed(with: white, share: 0.6) == white)
    }
}
