extension CellGrid {
    /// The extents of one cell in an SVG picture, in its units.
    enum PictureMetrics {
        static let cellWidth = 8.4
        static let cellHeight = 17.0
        static let fontSize = 14.0
        /// From the top of a cell to the line that letters stand on.
        static let baseline = 13.0
        static let margin = 8.0
    }

    /// The grid as a self-contained SVG picture.
    ///
    /// Letters are text in whatever monospaced font the viewer has, set to the width of their cells. Lines of boxes,
    /// blocks and braille dots are drawn as shapes, so that they meet exactly in any font.
    /// - foreground: the colour to show for standard characters.
    /// - background: the colour to show for the standard background.
    /// - title: what the picture shows, for those who cannot see it.
    public func svg(
        foreground: Color = Color(hex: 0xD5DAE3), background: Color = Color(hex: 0x12151B), title: String = ""
    ) -> String {
        typealias Metrics = PictureMetrics
        let width = Metrics.cellWidth * Double(size.columns) + 2 * Metrics.margin
        let height = Metrics.cellHeight * Double(size.rows) + 2 * Metrics.margin
        var parts = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(decimal(width)) \(decimal(height))\" "
                + "width=\"\(decimal(width))\" height=\"\(decimal(height))\" font-family=\""
                + "ui-monospace,'Cascadia Mono','DejaVu Sans Mono',Menlo,Consolas,monospace\" "
                + "font-size=\"\(decimal(Metrics.fontSize))\">",
            title.isEmpty ? "" : "<title>\(escaped(title))</title>",
            "<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"\(background.css ?? "#000")\"/>",
        ]
        for row in 0..<size.rows {
            for run in styleRuns(inRow: row) {
                parts += run.svgParts(foreground: foreground, background: background)
            }
        }
        parts.append("</svg>")
        return parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
    }
}

extension StyleRun {
    private typealias Metrics = CellGrid.PictureMetrics

    private var left: Double { Metrics.margin + Double(column) * Metrics.cellWidth }
    private var top: Double { Metrics.margin + Double(row) * Metrics.cellHeight }

    /// The elements of this run: the colour behind it, then its shapes, then its text.
    fileprivate func svgParts(foreground: Color, background: Color) -> [String] {
        let colors = shownColors(foreground: foreground, background: background)
        var parts: [String] = []
        if colors.background != background, let fill = colors.background.css {
            parts.append(
                "<rect x=\"\(decimal(left))\" y=\"\(decimal(top))\" "
                    + "width=\"\(decimal(Double(cells.count) * Metrics.cellWidth))\" "
                    + "height=\"\(decimal(Metrics.cellHeight))\" fill=\"\(fill)\" shape-rendering=\"crispEdges\"/>")
        }
        let ink = colors.foreground.css ?? "#fff"
        let opacity = style.dim ? " opacity=\"0.6\"" : ""

        var lines = ""
        var areas = ""
        var text: [(column: Int, cells: Int, text: String)] = []
        for (offset, cell) in cells.enumerated() where !cell.isTrailingHalf && cell.character != " " {
            let shape = CellShape(cell.character)
            let origin = (x: left + Double(offset) * Metrics.cellWidth, y: top)
            lines += shape.strokes(at: origin)
            areas += shape.areas(at: origin)
            guard shape.isText else { continue }
            let isWide = offset + 1 < cells.count && cells[cells.startIndex + offset + 1].isTrailingHalf
            // Fonts agree on the width of ASCII only; any other character is placed by itself.
            if cell.character.isASCII, let last = text.last, last.column + last.cells == offset,
                last.text.utf8.allSatisfy({ $0 < 0x80 })
            {
                text[text.count - 1].cells += 1
                text[text.count - 1].text.append(cell.character)
            } else {
                text.append((offset, isWide ? 2 : 1, String(cell.character)))
            }
        }
        if !areas.isEmpty { parts.append("<path d=\"\(areas)\" fill=\"\(ink)\"\(opacity)/>") }
        if !lines.isEmpty {
            parts.append("<path d=\"\(lines)\" fill=\"none\" stroke=\"\(ink)\" stroke-width=\"1.2\"\(opacity)/>")
        }
        let attributes = textAttributes + " fill=\"\(ink)\"" + opacity
        for piece in text {
            let x = left + Double(piece.column) * Metrics.cellWidth
            let width = Double(piece.cells) * Metrics.cellWidth
            // Single symbols keep their shape in the middle of their cell; words are fitted to their cells.
            let isSymbol = piece.cells <= 2 && !piece.text.utf8.allSatisfy { $0 < 0x80 }
            let place =
                isSymbol
                ? "x=\"\(decimal(x + width / 2))\" text-anchor=\"middle\""
                : "x=\"\(decimal(x))\" textLength=\"\(decimal(width))\" lengthAdjust=\"spacingAndGlyphs\""
            parts.append(
                "<text \(place) y=\"\(decimal(top + Metrics.baseline))\"\(attributes)>\(escaped(piece.text))</text>")
        }
        if style.underline {
            let y = decimal(top + Metrics.cellHeight - 1.5)
            let end = decimal(left + Double(cells.count) * Metrics.cellWidth)
            parts.append("<path d=\"M\(decimal(left)) \(y)H\(end)\" stroke=\"\(ink)\"/>")
        }
        return parts
    }

    private var textAttributes: String {
        (style.bold ? " font-weight=\"bold\"" : "") + (style.italic ? " font-style=\"italic\"" : "")
    }
}
