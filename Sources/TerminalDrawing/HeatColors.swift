/// Colours for signed numbers: cool below zero, neutral at zero, warm above, so that a sign is seen before a digit is
/// read. The scale is symmetric about zero: equal magnitudes are equally strong.
public struct HeatColors: Equatable, Sendable {
    /// Colours from 0 outward to the strongest negative value, evenly spaced; at least two.
    public let negative: [Color]
    /// Colours from 0 outward to the strongest positive value; begins with the same colour as `negative`.
    public let positive: [Color]
    /// The colour for values that are not finite.
    public let invalid: Color
    /// Text on the darker colours.
    public let lightText: Color
    /// Text on the brighter colours.
    public let darkText: Color

    /// Whether only the stops themselves are used, for terminals that would distort the colours between them.
    public let isStepped: Bool

    /// Colours from their stops.
    public init(
        negative: [Color], positive: [Color], invalid: Color, lightText: Color, darkText: Color,
        isStepped: Bool = false
    ) {
        precondition(negative.count >= 2 && positive.count >= 2, "a scale needs a beginning and an end")
        self.negative = negative
        self.positive = positive
        self.invalid = invalid
        self.lightText = lightText
        self.darkText = darkText
        self.isStepped = isStepped
    }

    /// Blue, through the dark of the screen, to orange; on terminals with fewer colours, in steps of colours they have.
    public static func dark(for tier: ColorTier) -> HeatColors {
        switch tier {
        case .direct:
            signed(
                negative: [0x1C1F26, 0x17365F, 0x1F5A96, 0x4A90D0, 0x87BFF0],
                positive: [0x1C1F26, 0x57300F, 0x964F12, 0xD9822B, 0xFFBE73], isStepped: false)
        case .palette256:
            // Grey 234, then colours of the 6×6×6 cube: the nearest ones to the colours above would turn green.
            signed(
                negative: [0x1C1C1C, 0x00005F, 0x005F87, 0x005FAF, 0x0087D7, 0x5FAFFF, 0x87D7FF],
                positive: [0x1C1C1C, 0x5F0000, 0x875F00, 0xAF5F00, 0xD78700, 0xFFAF5F, 0xFFD787], isStepped: true)
        case .sixteen, .none:
            signed(
                negative: [0x000000, 0x0000A0, 0x00A0A0, 0x00FFFF],
                positive: [0x000000, 0xA00000, 0xA0A000, 0xFFFF00], isStepped: true)
        }
    }

    /// Blue, through the white of the paper, to brown; on terminals with fewer colours, in steps of colours they have.
    public static func light(for tier: ColorTier) -> HeatColors {
        switch tier {
        case .direct:
            signed(
                negative: [0xFBFAF7, 0xC3DBF1, 0x7FB0DE, 0x3579BF, 0x0C4684],
                positive: [0xFBFAF7, 0xFADAAF, 0xF0AC62, 0xD0701C, 0x8F4306], isStepped: false)
        case .palette256:
            // White, then colours of the 6×6×6 cube.
            signed(
                negative: [0xFFFFFF, 0xAFD7FF, 0x87AFD7, 0x0087D7, 0x005FAF, 0x00005F],
                positive: [0xFFFFFF, 0xFFD7AF, 0xFFAF5F, 0xD78700, 0xAF5F00, 0x5F0000], isStepped: true)
        case .sixteen, .none:
            signed(
                negative: [0xFFFFFF, 0x00FFFF, 0x00A0A0, 0x0000A0],
                positive: [0xFFFFFF, 0xFFFF00, 0xA0A000, 0xA00000], isStepped: true)
        }
    }

    private static func signed(negative: [UInt32], positive: [UInt32], isStepped: Bool) -> HeatColors {
        HeatColors(
            negative: negative.map(Color.init(hex:)), positive: positive.map(Color.init(hex:)),
            invalid: Color(hex: 0xAF005F), lightText: Color(hex: 0xFFFFFF), darkText: Color(hex: 0x000000),
            isStepped: isStepped)
    }

    /// The colour for `value`.
    /// - scale: the magnitude that takes the strongest colour; beyond it colours stay the same. If it is 0, all finite
    ///   values are neutral.
    public func color(for value: Double, scale: Double) -> Color {
        guard value.isFinite else { return invalid }
        guard scale > 0, value != 0 else { return negative[0] }
        let stops = value < 0 ? negative : positive
        let strength = scale.isFinite ? min(1, value.magnitude / scale) : 0
        let position = strength * Double(stops.count - 1)
        if isStepped { return stops[Int(position.rounded())] }
        let index = min(Int(position), stops.count - 2)
        return stops[index].mixed(with: stops[index + 1], share: position - Double(index))
    }

    /// How a cell with the number `value` is drawn: its colour behind, and text that can be read on it.
    public func style(for value: Double, scale: Double) -> Style {
        let background = color(for: value, scale: scale)
        return Style(foreground: textColor(on: background), background: background)
    }

    /// The text colour with the greater contrast.
    public func textColor(on background: Color) -> Color {
        lightText.contrast(with: background) >= darkText.contrast(with: background) ? lightText : darkText
    }
}
