extension CellGrid {
    /// The grid as a self-contained HTML page.
    /// - foreground: the colour to show for standard characters.
    /// - background: the colour to show for the standard background.
    /// - title: the page's title.
    public func html(
        foreground: Color = Color(hex: 0xD5DAE3), background: Color = Color(hex: 0x12151B), title: String = "screen"
    ) -> String {
        var page = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"/><title>\(escaped(title))</title></head>
            <body style="margin:0;background:\(background.css ?? "#000")">
            <pre style="margin:8px;line-height:1.2;color:\(foreground.css ?? "#fff");\
            font-family:'DejaVu Sans Mono',ui-monospace,Menlo,Consolas,monospace">

            """
        for row in 0..<size.rows {
            for run in styleRuns(inRow: row) {
                let text = escaped(String(run.cells.lazy.filter { !$0.isTrailingHalf }.map(\.character)))
                let style = run.css(foreground: foreground, background: background)
                page += style.isEmpty ? text : "<span style=\"\(style)\">\(text)</span>"
            }
            page += "\n"
        }
        return page + "</pre>\n</body>\n</html>\n"
    }
}

extension StyleRun {
    /// What sets this run apart from the page, as CSS.
    fileprivate func css(foreground: Color, background: Color) -> String {
        let colors = shownColors(foreground: foreground, background: background)
        var rules: [String] = []
        if colors.foreground != foreground, let color = colors.foreground.css { rules.append("color:\(color)") }
        if colors.background != background, let color = colors.background.css { rules.append("background:\(color)") }
        if style.bold { rules.append("font-weight:bold") }
        if style.dim { rules.append("opacity:0.6") }
        if style.italic { rules.append("font-style:italic") }
        if style.underline { rules.append("text-decoration:underline") }
        return rules.joined(separator: ";")
    }
}
