/// A plane with a field of colours, samples on it, and axes: the predictions of a network for two features, or
/// predicted against true values.
public struct FieldPlot: Equatable, Sendable {
    /// Colours at regular places of the plane.
    public struct Field: Equatable, Sendable {
        /// Columns of colours.
        public let columns: Int
        /// Rows of colours.
        public let rows: Int
        /// The colours row by row from the top, which is the upper end of the vertical axis.
        public let colors: [Color]
        /// A character for each place, for terminals without colours or with ASCII only; may be empty.
        public let marks: [Character]

        /// A field from its parts.
        /// - colors: columns × rows, row after row from the top.
        /// - marks: as many, or none. See `GlyphSet.regionMarks`.
        public init(columns: Int, rows: Int, colors: [Color], marks: [Character] = []) {
            precondition(columns >= 0 && rows >= 0 && colors.count == columns * rows, "a field needs all its colours")
            precondition(marks.isEmpty || marks.count == colors.count, "a field has marks everywhere or nowhere")
            self.columns = columns
            self.rows = rows
            self.colors = colors
            self.marks = marks
        }
    }

    /// A point of the plane. One that is not finite, or outside the axes, is not drawn.
    public struct Sample: Equatable, Sendable {
        /// Along the horizontal axis.
        public var x: Double
        /// Along the vertical axis.
        public var y: Double
        /// The colour of its mark.
        public var color: Color
        /// The character that marks it, such as one of `GlyphSet.classMarks`; nil draws the finest dot there is.
        public var mark: Character?

        /// A sample from its parts.
        public init(x: Double, y: Double, color: Color, mark: Character? = nil) {
            self.x = x
            self.y = y
            self.color = color
            self.mark = mark
        }
    }

    /// The ends of the horizontal axis. A single number gets an axis around it.
    public var horizontal: ClosedRange<Double>
    /// The ends of the vertical axis. A single number gets an axis around it.
    public var vertical: ClosedRange<Double>
    /// What lies behind the samples.
    public var field: Field?
    /// What is drawn on the field, later ones over earlier ones; dots below marks.
    public var samples: [Sample] = []
    /// The colour of a line where both axes have the same value; nil draws none.
    public var diagonal: Color?
    /// What the horizontal axis is.
    public var horizontalTitle = ""
    /// What the vertical axis is.
    public var verticalTitle = ""
    /// How titles and numbers are drawn, on the background that is there if it has none of its own.
    public var labelStyle = Style.plain

    /// An empty plane.
    public init(horizontal: ClosedRange<Double>, vertical: ClosedRange<Double>) {
        self.horizontal = horizontal
        self.vertical = vertical
    }

    /// How many colours a field has to have to fill the plot in an area.
    public static func fieldResolution(
        in area: Size, glyphs: GlyphSet, hasColors: Bool
    ) -> (columns: Int, rows: Int) {
        let plot = plot(in: Rect(area))
        return (plot.columns, plot.rows * (hasColors && !glyphs.isASCII ? 2 : 1))
    }

    /// The characters that are kept for a number of the vertical axis.
    static let labelColumns = 6

    /// The area without its axes, which are left out if there is little room.
    static func plot(in area: Rect) -> Rect {
        var plot = area
        if area.columns >= 24 { plot = plot.splitColumns(left: labelColumns + 1).right }
        if area.rows >= 6 { plot = plot.splitRows(bottom: 1).top }
        if area.rows >= 10 { plot = plot.splitRows(top: 1).bottom }
        return plot
    }
}
