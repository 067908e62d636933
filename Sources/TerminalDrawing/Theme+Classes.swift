extension Theme {
    /// The background of where the network sees some class: a pale shade of the class's colour, the stronger the surer
    /// the network is.
    /// - index: of the class, from 0; beyond ten, colours are used again.
    /// - confidence: the probability of the class, 0…1.
    public func regionColor(ofClass index: Int, confidence: Double) -> Color {
        let shades = regions[index % regions.count]
        let share = confidence.isFinite ? min(1, max(0, confidence)) : 0
        return shades[min(shades.count - 1, Int(share * Double(shades.count)))]
    }

    /// Shades of each class's colour, from hardly anything to what still leaves marks readable; of few steps, so that
    /// neighbouring colours make few pairs.
    static func regions(_ classes: [Color], on screen: Color, _ tier: ColorTier) -> [[Color]] {
        switch tier {
        case .none: return classes.map { _ in [.standard] }
        case .sixteen: return classes.map { [sixteenRegion($0, on: screen)] }
        case .palette256:
            // The strongest shades first: those of two classes must not come to the same colour.
            var taken: Set<Color> = [screen]
            let strongest = classes.map { color in
                let shade = tier.colorKeepingHue(of: screen.mixed(with: color, share: 0.4), except: taken)
                taken.insert(shade)
                return shade
            }
            return zip(classes, strongest).map { color, strongest in
                [0.12, 0.26].map {
                    tier.colorKeepingHue(of: screen.mixed(with: color, share: $0), except: taken)
                } + [strongest]
            }
        case .direct:
            return classes.map { color in
                (0..<8).map { screen.mixed(with: color, share: 0.06 + 0.40 * Double($0) / 7) }
            }
        }
    }

    /// Of sixteen colours a class has the darker twin of its own on a dark screen and the brighter one on a light one:
    /// from the eighth class on some have the same. Black has grey.
    private static func sixteenRegion(_ color: Color, on screen: Color) -> Color {
        guard case .rgb(let red, let green, let blue) = color else { return screen }
        let isLight = screen.contrast(with: Color(hex: 0)) > 10
        if color == Color(hex: 0) { return Color(hex: 0xC0C0C0) }
        func twin(_ channel: UInt8) -> UInt8 { channel == 0 ? 0 : isLight ? 0xFF : 0xA0 }
        return .rgb(twin(red), twin(green), twin(blue))
    }
}
