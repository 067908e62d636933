extension Theme {
    /// The background of the region where the network predicts a class: a shade of the class's colour, stronger the
    /// more confident the network is.
    /// - index: the class's index, from 0; beyond ten, colours repeat.
    /// - confidence: the probability of the class, 0…1. Below 0.3 all shades are the palest.
    public func regionColor(ofClass index: Int, confidence: Double) -> Color {
        let shades = regions[index % regions.count]
        let strength = confidence.isFinite ? min(1, max(0, (confidence - 0.3) / 0.7)) : 0
        return shades[min(shades.count - 1, Int(strength * Double(shades.count)))]
    }

    /// Shades of each class's colour, from very pale to the strongest on which marks of that colour can still be read;
    /// in few steps, so that neighbouring colours make few pairs.
    static func regions(_ classes: [Color], isLight: Bool, _ tier: ColorTier, on screen: Color) -> [[Color]] {
        switch tier {
        case .none: return classes.map { _ in [.standard] }
        case .sixteen: return classes.map { [sixteenRegion($0, isLight: isLight)] }
        case .palette256: return (isLight ? lightRegions256 : darkRegions256).map { $0.map(Color.init(hex:)) }
        case .direct:
            return classes.map { color in
                (0..<8).map { screen.mixed(with: color, share: 0.06 + 0.40 * Double($0) / 7) }
            }
        }
    }

    /// Colours of the 6×6×6 cube and its greys, a pale and a strong one for each class: the nearest colours to muted
    /// ones would mostly be grey. Some classes share their pale colour.
    private static let darkRegions256: [[UInt32]] = [
        [0x005F87, 0x005FAF], [0x875F00, 0xAF5F00], [0x005F00, 0x00875F], [0x5F0000, 0x870000], [0x5F0087, 0x5F00AF],
        [0x5F5F00, 0x878700], [0x005F5F, 0x008787], [0x5F005F, 0x87005F], [0x5F5F00, 0x5F8700], [0x3A3A3A, 0x585858],
    ]

    private static let lightRegions256: [[UInt32]] = [
        [0xD7D7FF, 0xAFD7FF], [0xFFD7AF, 0xD7AF87], [0xD7FFD7, 0x87D7AF], [0xFFD7D7, 0xFFAFAF], [0xFFD7FF, 0xD7AFFF],
        [0xFFFFD7, 0xD7D787], [0xD7FFFF, 0x87D7D7], [0xFFD7FF, 0xFFAFD7], [0xD7FFAF, 0xAFD787], [0xDADADA, 0xBCBCBC],
    ]

    /// With sixteen colours, the darker twin of a class's colour on a dark screen and the brighter one on a light
    /// screen. From the eighth class on, some are the same. Black has grey.
    private static func sixteenRegion(_ color: Color, isLight: Bool) -> Color {
        guard case .rgb(let red, let green, let blue) = color, color != Color(hex: 0x000000) else {
            return Color(hex: 0xC0C0C0)
        }
        func twin(_ channel: UInt8) -> UInt8 { channel == 0 ? 0 : isLight ? 0xFF : 0xA0 }
        return .rgb(twin(red), twin(green), twin(blue))
    }
}
