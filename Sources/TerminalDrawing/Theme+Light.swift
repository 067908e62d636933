extension Theme {
    /// Dark text on light paper.
    public static let light = light(for: .direct)

    static func light(for tier: ColorTier) -> Theme {
        let paper = HeatColors.light(for: tier).negative[0]
        let text = Style(foreground: Color(hex: 0x1F2430), background: paper)
        func on(_ hex: UInt32) -> Style { text.foreground(Color(hex: hex)) }
        return Theme(
            text: text, muted: on(0x5F6875), border: on(0xA9B0BA), focusedBorder: on(0x1F6FB5),
            title: on(0x2E3A4C).bold(), accent: on(0x0B4FA8),
            statusBar: Style(foreground: Color(hex: 0x1F2430), background: Color(hex: 0xCDD3DC)),
            statusBadge: Style(foreground: Color(hex: 0xFFFFFF), background: Color(hex: 0x0B4FA8), bold: true),
            current: Style(foreground: Color(hex: 0x000000), background: Color(hex: 0xCFE3F7), bold: true),
            cursor: Style(foreground: Color(hex: 0xFFFFFF), background: Color(hex: 0x6A1B9A), bold: true),
            linked: text.background(Color(hex: 0xC9E4C9)), lit: text.background(Color(hex: 0xFFE39B)),
            written: on(0x8A4B00).bold(), header: on(0x5F6875),
            forward: on(0x0F6E46), backward: on(0xA3440A), update: on(0x6B3FA0), good: on(0x0F6B2B),
            warning: on(0x805300), bad: on(0xA3201A).bold(), narration: on(0x5A4A1F), prompt: on(0x000000),
            series: [0x0F7B4F, 0xA85A00, 0x0B4FA8, 0xA32C6B].map(Color.init(hex:)), heat: .light(for: tier),
            classColors: lightClassColors(for: tier),
            regions: regions(lightClassColors(for: tier), isLight: true, tier, on: paper))
    }

    private static func lightClassColors(for tier: ColorTier) -> [Color] {
        let colors: [UInt32] =
            tier == .sixteen
            ? [
                0x0000A0, 0xA00000, 0x00A000, 0xA000A0, 0x00A0A0, 0xA0A000, 0x000000, 0x0000FF, 0xFF0000, 0xFF00FF,
            ]
            : [
                0x1A66C2, 0xBE5504, 0x15804B, 0xBC1F2B, 0x7A3FC0, 0x7D6A00, 0x007785, 0xC2307C, 0x4B7A00, 0x70452A,
            ]
        return colors.map(Color.init(hex:))
    }
}
