extension Color {
    /// This colour mixed with a share of another. Standard colours do not mix: the one with the greater share wins.
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
