/// The steps into which a palette divides its values, with what each looks like. It is made once for a picture, so that
/// drawing a value only takes finding its step.
struct HeatRamp {
    /// Steps from zero to the strongest value of either sign. Two steps in one character make a pair of colours, and
    /// all pairs of 65 steps are still fewer than ncurses has.
    private static let stepsPerSign = 32
    /// Steps of grey.
    private static let graySteps = 64

    /// The colour of each step; the last one is for values that are not finite.
    let colors: [Color]
    /// The character of each step, for cells with characters.
    let characters: [Character]
    /// Text that can be read on each step's colour.
    let textColors: [Color]
    private let palette: HeatMap.Palette

    init(_ palette: HeatMap.Palette, glyphs: GlyphSet) {
        self.palette = palette
        switch palette {
        case .diverging(let heat, _):
            let steps = -Self.stepsPerSign...Self.stepsPerSign
            colors =
                steps.map { heat.color(for: Double($0), scale: Double(Self.stepsPerSign)) } + [heat.invalid]
            textColors = colors.map(heat.textColor)
            characters = steps.map(Self.signCharacter) + [HeatMap.invalidMark]
        case .gray:
            let last = Self.graySteps - 1
            colors =
                (0...last).map { step in
                    let level = UInt8(step * 255 / last)
                    return .rgb(level, level, level)
                } + [Self.invalidAmongGrays]
            textColors = (0...last).map { Color(hex: $0 < last / 2 ? 0xFFFFFF : 0x000000) } + [Color(hex: 0xFFFFFF)]
            let shades = glyphs.isASCII ? HeatMap.grayRamp : HeatMap.shadeRamp
            characters =
                (0...last).map { shades[($0 * shades.count) / Self.graySteps] } + [HeatMap.invalidMark]
        }
    }

    private static let invalidAmongGrays = Color(hex: 0xAF005F)

    /// The index of the step for values that are not finite.
    var invalid: Int { colors.count - 1 }

    /// The step of `value`. A value that is not zero never takes the step of zero.
    @inline(__always)
    func step(of value: Double) -> Int {
        guard value.isFinite else { return invalid }
        switch palette {
        case .diverging(_, let scale):
            guard value != 0, scale > 0 else { return Self.stepsPerSign }
            let strength = min(1, value.magnitude / scale)
            let steps = max(1, Int((strength * Double(Self.stepsPerSign)).rounded()))
            return value < 0 ? Self.stepsPerSign - steps : Self.stepsPerSign + steps
        case .gray(let range):
            // Halves, because the difference of the ends may be too large for a number.
            let width = range.upperBound / 2 - range.lowerBound / 2
            guard width > 0 else { return 0 }
            let share = min(1, max(0, (value / 2 - range.lowerBound / 2) / width))
            return Int((share * Double(Self.graySteps - 1)).rounded())
        }
    }

    /// Which of two values that share a character to show: one that is not finite, or else the greater magnitude.
    static func stronger(_ one: Double, _ other: Double) -> Double {
        if !one.isFinite { return one }
        if !other.isFinite { return other }
        return other.magnitude > one.magnitude ? other : one
    }

    private static func signCharacter(ofStep step: Int) -> Character {
        guard step != 0 else { return " " }
        let ramp = step < 0 ? HeatMap.signRamp.negative : HeatMap.signRamp.positive
        return ramp[(abs(step) - 1) * ramp.count / stepsPerSign]
    }
}

extension HeatMap {
    /// Characters from weak to strong for values below and above zero: level strokes are negative, crossing ones
    /// positive. Zero itself is a space.
    public static let signRamp: (negative: [Character], positive: [Character]) = (
        [".", "-", "=", "@"], ["'", "+", "*", "#"]
    )

    /// The character for a value that is not finite.
    public static let invalidMark: Character = "!"

    /// ASCII characters from dark to bright.
    static let grayRamp: [Character] = Array(" .:-=+*#%@")
    /// Unicode's shades from dark to bright.
    static let shadeRamp: [Character] = Array(" ░▒▓█")
}
