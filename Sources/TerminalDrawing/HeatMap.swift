/// A matrix as a picture: every value a coloured cell, two characters wide if there is room, one character or half of
/// one if there is less, and blocks of values if even that does not fit.
///
/// Signs need not rely on colour: with `usesSigns`, in ASCII and without colours, every cell has a character of a ramp
/// (`HeatMap.signRamp`) that shows both sign and magnitude.
public struct HeatMap: Equatable, Sendable {
    /// The colours of the values.
    public enum Palette: Equatable, Sendable {
        /// Signed numbers about zero; the magnitude `scale` and all beyond it take the strongest colours.
        case diverging(HeatColors, scale: Double)
        /// Grey from black at the range's beginning to white at its end.
        case gray(ClosedRange<Double>)
    }

    /// How many blocks there are, and how they lie on the characters.
    public let resolution: Resolution
    /// A value for each block, row after row: rows × columns of the resolution.
    public let values: [Double]
    /// The colours of the values.
    public let palette: Palette
    /// Whether every cell has a character for its sign and magnitude besides its colour. Cells are then whole characters:
    /// ask `resolution` for the same.
    public var usesSigns = false

    /// A heat map of `values`.
    /// - resolution: see `resolution(rows:columns:in:glyphs:hasColors:usesSigns:)`.
    /// - values: rows × columns of the resolution, row after row.
    public init(resolution: Resolution, values: [Double], palette: Palette) {
        precondition(
            values.count == resolution.rows * resolution.columns, "a heat map needs a value for each of its blocks")
        self.resolution = resolution
        self.values = values
        self.palette = palette
    }

    /// The place of a block's first character, counted from the area that the map is drawn in.
    public func cell(ofRow row: Int, column: Int) -> Point {
        Point(column: column * resolution.charactersPerColumn, row: row / resolution.rowsPerCharacter)
    }

    /// The block shown at a place, counted from the area that the map is drawn in; of two in one character the upper
    /// one. Nil outside the map.
    public func block(at offset: Point) -> (row: Int, column: Int)? {
        guard Rect(resolution.size).contains(offset) else { return nil }
        return (offset.row * resolution.rowsPerCharacter, offset.column / resolution.charactersPerColumn)
    }
}
