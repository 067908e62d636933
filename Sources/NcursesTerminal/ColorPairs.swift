import CNcurses
import TerminalDrawing

/// ncurses' numbers for pairs of colours, assigned when a style first needs them.
struct ColorPairs {
    private struct Pair: Hashable {
        let foreground: Int32
        let background: Int32
    }

    /// Whether the numbers have run out, so that some colours were left out. The screen should then be painted again
    /// after `reset`.
    private(set) var isExhausted = false

    private let tier: ColorTier
    private let hasOnlyEightColors: Bool
    private let limit: Int
    private var numbers: [Pair: Int32] = [:]
    private var looks: [Style: (attributes: attr_t, pair: Int32)] = [:]

    init(tier: ColorTier) {
        self.tier = tier
        hasOnlyEightColors = cursesColorCount() < 16
        // A frame needs a few hundred at the very most.
        limit = min(Int(cursesPairCount()) - 1, 8192)
    }

    /// Forgets all pairs.
    mutating func reset() {
        isExhausted = false
        numbers.removeAll()
        looks.removeAll()
        reset_color_pairs()
    }

    /// The attributes and the pair that show `style`.
    mutating func look(of style: Style) -> (attributes: attr_t, pair: Int32) {
        if let known = looks[style] { return known }
        var attributes: attr_t = 0
        if style.bold { attributes |= CursesBold }
        if style.dim { attributes |= CursesDim }
        if style.italic { attributes |= CursesItalic }
        if style.underline { attributes |= CursesUnderline }
        if style.reverse { attributes |= CursesReverse }
        let colors = tier.terminalColors(for: style)
        var pair = Pair(foreground: number(of: colors.foreground), background: number(of: colors.background))
        if hasOnlyEightColors {
            // Such terminals show the brighter eight as bold, if at all.
            if pair.foreground >= 8 {
                attributes |= CursesBold
                pair = Pair(foreground: pair.foreground - 8, background: pair.background)
            }
            if pair.background >= 8 {
                pair = Pair(foreground: pair.foreground, background: pair.background - 8)
            }
            if pair.foreground == pair.background, pair.foreground >= 0, !style.isPicture {
                pair = Pair(foreground: pair.background == 0 ? 7 : 0, background: pair.background)
            }
        }
        let look = (attributes: attributes, pair: number(of: pair))
        if !isExhausted { looks[style] = look }
        return look
    }

    private func number(of color: TerminalColor) -> Int32 {
        switch color {
        case .standard: return -1
        case .palette(let number): return Int32(number)
        case .direct(let red, let green, let blue):
            let value = Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
            // Direct-colour terminals keep the lowest numbers for the palette; as direct colours, all of those are
            // nearly black.
            return value < 8 ? 0 : value
        }
    }

    private mutating func number(of pair: Pair) -> Int32 {
        if pair.foreground == -1, pair.background == -1 { return 0 }
        if let known = numbers[pair] { return known }
        guard numbers.count < limit else {
            isExhausted = true
            return 0
        }
        let number = Int32(numbers.count + 1)
        guard init_extended_pair(number, pair.foreground, pair.background) == OK else { return 0 }
        numbers[pair] = number
        return number
    }
}
