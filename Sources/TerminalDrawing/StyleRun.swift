/// Neighbouring cells of one row that are drawn alike.
struct StyleRun {
    let row: Int
    let column: Int
    let style: Style
    let cells: ArraySlice<Cell>

    /// The colours to show, with the standard ones replaced and reverse applied.
    func shownColors(foreground: Color, background: Color) -> (foreground: Color, background: Color) {
        let front = style.foreground == .standard ? foreground : style.foreground
        let back = style.background == .standard ? background : style.background
        return style.reverse ? (back, front) : (front, back)
    }
}

extension CellGrid {
    /// The runs of equal style in a row, from left to right.
    func styleRuns(inRow row: Int) -> [StyleRun] {
        let cells = self.row(row)
        var runs: [StyleRun] = []
        var start = cells.startIndex
        while start < cells.endIndex {
            let style = cells[start].style
            let end = cells[start...].firstIndex { $0.style != style } ?? cells.endIndex
            runs.append(
                StyleRun(row: row, column: start - cells.startIndex, style: style, cells: cells[start..<end]))
            start = end
        }
        return runs
    }
}

extension Color {
    /// The colour as CSS writes it; nil for the standard one.
    var css: String? {
        guard case .rgb(let red, let green, let blue) = self else { return nil }
        return "#"
            + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

/// A length with two decimals at most.
func decimal(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let whole = hundredths.magnitude / 100
    let rest = hundredths.magnitude % 100
    if rest == 0 { return "\(sign)\(whole)" }
    if rest % 10 == 0 { return "\(sign)\(whole).\(rest / 10)" }
    return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
}

/// Text for XML and HTML. Characters that XML 1.0 cannot hold become `?`.
package func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "\t", "\n": result.unicodeScalars.append(scalar)
        case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += "?"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}
