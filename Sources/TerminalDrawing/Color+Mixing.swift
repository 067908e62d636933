extension Color {
    /// This colour with a share of another in it; standard colours do not mix, the greater share has it.
    /// - share: 0 leaves this colour, 1 gives the other.
    public func mixed(with other: Color, share: Double) -> Color {
        guard case .rgb(let red, let green, let blue) = self,
            case .rgb(let otherRed, let otherGreen, let otherBlue) = other
        else { return share < 0.5 ? self : other }
        let share = share.isFinite ? min(1, max(0, share)) : 0
        func between(_ from: UInt8, _ to: UInt8) -> UInt8 {
            UInt8((Double(from) + (Double(to) - Double(from)) * share).rounded())
        }
        return .rgb(between(red, otherRed), between(green, otherGreen), between(blue, otherBlue))
    }

    /// How well two colours can be told apart as text and background: 1 for equal ones up to 21 for black on white, as
    /// WCAG 2.1 defines it. Text is readable from 4.5 on.
    func contrast(with other: Color) -> Double {
        let (one, other) = (luminance, other.luminance)
        return (max(one, other) + 0.05) / (min(one, other) + 0.05)
    }

    /// The relative luminance of WCAG 2.1, with sRGB's power of 2.4 as a polynomial of third degree, which is within
    /// 0.002 of it and needs no library.
    private var luminance: Double {
        guard case .rgb(let red, let green, let blue) = self else { return 0 }
        func linear(_ channel: UInt8) -> Double {
            let value = Double(channel) / 255
            return value * (0.012522878 + value * (0.682171111 + value * 0.305306011))
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}

extension ColorTier {
    /// The colour of this tier that is nearest in hue and lightness, for areas whose hue says what they are: the nearest
    /// colour of a calm one is often a grey. It may well be more vivid.
    /// - taken: colours that mean something else already.
    func colorKeepingHue(of color: Color, except taken: Set<Color>) -> Color {
        guard self == .palette256, case .rgb(let red, let green, let blue) = color else { return color }
        let wanted = Self.opponentAxes(Int(red), Int(green), Int(blue))
        let chroma = (wanted.redness * wanted.redness + wanted.yellowness * wanted.yellowness).squareRoot()
        guard chroma > 0 else { return color }
        var best: (distance: Double, color: Color)?
        for (red, green, blue) in Self.cubeColors {
            let candidate = Color.rgb(UInt8(red), UInt8(green), UInt8(blue))
            if taken.contains(candidate) { continue }
            let found = Self.opponentAxes(red, green, blue)
            let along = (found.redness * wanted.redness + found.yellowness * wanted.yellowness) / chroma
            let across = (found.redness * wanted.yellowness - found.yellowness * wanted.redness) / chroma
            let lightness = found.lightness - wanted.lightness
            let vividness = along - chroma
            let distance =
                lightness * lightness + 3 * across * across + (vividness < 0 ? 2 : 0.3) * vividness * vividness
            if distance < best?.distance ?? .infinity {
                best = (distance, candidate)
            }
        }
        return best?.color ?? color
    }

    /// Lightness, and how red rather than green and how yellow rather than blue a colour is.
    private static func opponentAxes(
        _ red: Int, _ green: Int, _ blue: Int
    ) -> (lightness: Double, redness: Double, yellowness: Double) {
        (
            Double(red + green + blue) / 1.5, Double(red - green), Double(red + green) / 2 - Double(blue)
        )
    }

    private static var cubeColors: [(Int, Int, Int)] {
        cubeLevels.flatMap { red in cubeLevels.flatMap { green in cubeLevels.map { (red, green, $0) } } }
    }
}
