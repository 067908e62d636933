/// A row of data that is a picture: grey pixels as square as characters allow, two in a character. Without colours it
/// is drawn in shades, in ASCII with a ramp of characters.
public struct GrayImage: Equatable, Sendable {
    /// Rows of pixels.
    public let rows: Int
    /// Columns of pixels.
    public let columns: Int
    /// The pixels, row after row.
    public let values: [Double]
    /// The colours of the values.
    public let palette: HeatMap.Palette

    /// A picture from its pixels.
    /// - values: rows × columns, row after row.
    /// - palette: nil is grey from the least finite value to the greatest. The weights of a unit that sees a picture
    ///   form a picture, too, but a signed one.
    public init(rows: Int, columns: Int, values: [Double], palette: HeatMap.Palette? = nil) {
        precondition(rows >= 0 && columns >= 0 && values.count == rows * columns, "a picture needs all of its pixels")
        self.rows = rows
        self.columns = columns
        self.values = values
        let finite = values.filter(\.isFinite)
        self.palette = palette ?? .gray((finite.min() ?? 0)...(finite.max() ?? 0))
    }

    /// The characters that the picture takes in an area.
    /// - largestScale: see `draw`.
    public func size(in area: Size, glyphs: GlyphSet, hasColors: Bool, largestScale: Int = 1) -> Size {
        raster(in: area, glyphs: glyphs, hasColors: hasColors, largestScale: largestScale).size
    }

    /// Draws the picture at the top left of `area`. If it does not fit it is made smaller, each pixel then the mean of
    /// several.
    /// - largestScale: how many characters wide a pixel may become to fill the area.
    public func draw(
        into grid: inout CellGrid, in area: Rect, glyphs: GlyphSet, hasColors: Bool, largestScale: Int = 1
    ) {
        let raster = raster(in: area.size, glyphs: glyphs, hasColors: hasColors, largestScale: largestScale)
        let shown = (0..<raster.rows).flatMap { row in
            (0..<raster.columns).map { mean(row, of: raster.rows, $0, of: raster.columns) }
        }
        HeatMap(resolution: raster, values: shown, palette: palette)
            .draw(into: &grid, in: area, glyphs: glyphs, hasColors: hasColors)
    }

    /// How many values are drawn, and with how many characters. A character is about twice as tall as wide: two halves,
    /// or two characters side by side, make squares.
    private func raster(
        in area: Size, glyphs: GlyphSet, hasColors: Bool, largestScale: Int
    ) -> HeatMap.Resolution {
        guard rows > 0, columns > 0, area.columns > 0, area.rows > 0 else {
            return HeatMap.Resolution(rows: 0, columns: 0)
        }
        let hasHalves = hasColors && !glyphs.isASCII
        let wide = min(area.columns / (2 * columns), area.rows / rows, largestScale)
        if !hasHalves, wide >= 1 {
            return HeatMap.Resolution(rows: rows * wide, columns: columns * wide, charactersPerColumn: 2)
        }
        let fitting = min(area.columns / columns, 2 * area.rows / rows, largestScale)
        // Below one the scale is a fraction: of the width or of the height, whichever is the tighter.
        let (numerator, denominator) =
            fitting >= 1
            ? (fitting, 1)
            : area.columns * rows < 2 * area.rows * columns ? (area.columns, columns) : (2 * area.rows, rows)
        let width = max(1, columns * numerator / denominator)
        let height = max(1, rows * numerator / denominator)
        return hasHalves
            ? HeatMap.Resolution(rows: height, columns: width, rowsPerCharacter: 2)
            : HeatMap.Resolution(rows: (height + 1) / 2, columns: width)
    }

    /// The mean of the pixels under one value of the raster.
    private func mean(_ row: Int, of rasterRows: Int, _ column: Int, of rasterColumns: Int) -> Double {
        func share(_ index: Int, _ count: Int, _ pixels: Int) -> Range<Int> {
            let first = index * pixels / count
            return first..<max(first + 1, (index + 1) * pixels / count)
        }
        let rowShare = share(row, rasterRows, rows)
        let columnShare = share(column, rasterColumns, columns)
        let count = Double(rowShare.count * columnShare.count)
        return rowShare.reduce(0) { sum, row in
            columnShare.reduce(sum) { $0 + values[row * columns + $1] / count }
        }
    }
}
