/// The key to a heat map of signed numbers, in one row: `−0.31 ▇▇▇0▇▇▇ +0.31`, with zero in the middle.
public struct HeatLegend: Equatable, Sendable {
    /// The colours of the map.
    public let colors: HeatColors
    /// The magnitude of the strongest colours.
    public let scale: Double
    /// Whether the map's cells have characters for signs besides their colours.
    public var usesSigns = false
    /// How the numbers are drawn, on the background that is there if it has none of its own.
    public var labelStyle = Style.plain

    /// The key to a map of these colours and this scale.
    public init(colors: HeatColors, scale: Double) {
        self.colors = colors
        self.scale = scale
    }

    /// The most characters of the ramp on either side of zero.
    private static let longestSide = 8

    /// Draws the legend from `point` on.
    ///
    /// If there is too little room for colours between the numbers, one number with both signs is written; without room
    /// for that, nothing. A scale of zero is written as 0, since all finite values are 0.
    /// - columns: the most characters to use.
    /// - label: writes the scale, a number above zero, without a sign.
    /// - Returns: the columns taken.
    @discardableResult
    public func draw(
        into grid: inout CellGrid, at point: Point, columns: Int, glyphs: GlyphSet, hasColors: Bool,
        label: (Double) -> String
    ) -> Int {
        let style =
            labelStyle.background == .standard ? labelStyle.background(grid[point].style.background) : labelStyle
        guard scale > 0, scale.isFinite else {
            return columns < 1 ? 0 : grid.put("0", at: point, style: style, limit: columns)
        }
        let number = label(scale)
        let (low, high) = ("\(glyphs.minus)\(number)", "+\(number)")
        let width = CharacterWidth.of(low)
        let side = min(Self.longestSide, (columns - 2 * width - 3) / 2)
        guard side >= 1 else {
            let both = glyphs.isASCII ? "+/-\(number)" : "±\(number)"
            return CharacterWidth.of(both) > columns ? 0 : grid.put(both, at: point, style: style, limit: columns)
        }
        grid.put(low, at: point, style: style)
        let start = point.offset(columns: width + 1)
        for (offset, cell) in cells(side, style: style, glyphs: glyphs, hasColors: hasColors).enumerated() {
            grid[start.offset(columns: offset)] = cell
        }
        grid.put(high, at: start.offset(columns: 2 * side + 2), style: style)
        return 2 * width + 2 * side + 3
    }

    /// The ramp from the strongest negative to the strongest positive value, `side` characters on either side of zero.
    private func cells(_ side: Int, style: Style, glyphs: GlyphSet, hasColors: Bool) -> [Cell] {
        let shares = (-side...side).map { Double($0) / Double(side) }
        if usesSigns || glyphs.isASCII || !hasColors {
            let ramp = HeatRamp(.diverging(colors, scale: 1), glyphs: glyphs)
            let looks = ramp.cells(hasCharacters: true, hasColors: hasColors)
            var cells = shares.map { looks[ramp.step(of: $0)] }
            cells[side].character = "0"
            return cells
        }
        return shares.map { share in
            if share == 0 { return Cell("0", style: style) }
            let color = colors.color(for: share, scale: 1)
            return Cell(
                glyphs.bars[6], style: Style(foreground: color, background: style.background, isPicture: true))
        }
    }
}
