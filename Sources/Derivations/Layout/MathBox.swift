/// A formula laid out as lines of equal length, with characters one column wide, and a baseline for letters and the bars of
/// fractions.
public struct MathBox: Equatable, Sendable {
    /// From top to bottom, each `width` characters.
    public private(set) var lines: [String]
    /// The line that is aligned with the baselines of neighbours, from 0.
    public private(set) var baseline: Int

    /// A box with these lines; short ones are padded with blanks.
    /// - Precondition: at least one line, and `baseline` is one of them.
    public init(lines: [String], baseline: Int = 0) {
        precondition(lines.indices.contains(baseline), "the baseline is one of the lines")
        let width = lines.map(\.count).max()!
        self.lines = lines.map { $0 + String(repeating: " ", count: width - $0.count) }
        self.baseline = baseline
    }

    /// One line of text.
    public init(_ text: String) {
        self.init(lines: [text])
    }

    /// In columns.
    public var width: Int { lines[0].count }
    /// In lines.
    public var height: Int { lines.count }
    private var depth: Int { height - baseline - 1 }

    /// Boxes side by side, with aligned baselines.
    /// - Precondition: at least one box.
    public static func row(_ boxes: [MathBox]) -> MathBox {
        let above = boxes.map(\.baseline).max()!
        let below = boxes.map(\.depth).max()!
        var lines = Array(repeating: "", count: above + 1 + below)
        for box in boxes {
            for line in lines.indices {
                let own = line - above + box.baseline
                lines[line] += box.lines.indices.contains(own) ? box.lines[own] : blanks(box.width)
            }
        }
        return MathBox(lines: lines, baseline: above)
    }

    /// Boxes one below the other, each centred; the baseline is that of the box at `index`.
    static func column(_ boxes: [MathBox], baselineOf index: Int) -> MathBox {
        let width = boxes.map(\.width).max()!
        let above = boxes[..<index].reduce(0) { $0 + $1.height }
        return MathBox(
            lines: boxes.flatMap { $0.centred(in: width).lines }, baseline: above + boxes[index].baseline)
    }

    func centred(in width: Int) -> MathBox { padded(left: (width - self.width) / 2, to: width) }

    func padded(left: Int, to width: Int) -> MathBox {
        MathBox(
            lines: lines.map {
                Self.blanks(left) + $0 + Self.blanks(max(0, width - left - self.width))
            }, baseline: baseline)
    }

    /// The box extended to a number of lines above and below its baseline.
    func extended(above: Int, below: Int) -> MathBox {
        let empty = Self.blanks(width)
        return MathBox(
            lines: Array(repeating: empty, count: max(0, above - baseline)) + lines
                + Array(repeating: empty, count: max(0, below - depth)),
            baseline: max(above, baseline))
    }

    /// Two boxes one above the other with a bar between, which is the baseline.
    static func fraction(_ numerator: MathBox, _ denominator: MathBox, _ style: MathStyle) -> MathBox {
        let width = max(numerator.width, denominator.width) + 2
        return MathBox(
            lines: numerator.centred(in: width).lines + [String(repeating: style.bar, count: width)]
                + denominator.centred(in: width).lines,
            baseline: numerator.height)
    }

    /// The box with another one at its upper right, as an exponent.
    func raising(_ exponent: MathBox) -> MathBox {
        let upper = exponent.lines.map { Self.blanks(width) + $0 }
        let lower = lines.map { $0 + Self.blanks(exponent.width) }
        return MathBox(lines: upper + lower, baseline: exponent.height + baseline)
    }

    /// Cells in rows and columns, centred in their columns.
    static func grid(_ rows: [[MathBox]], rightAligned: Bool = false) -> MathBox {
        let widths = rows[0].indices.map { column in rows.map { $0[column].width }.max()! }
        var lines: [String] = []
        for row in rows {
            let cells = row.enumerated().flatMap { column, cell in
                let width = widths[column]
                let padded = rightAligned ? cell.padded(left: width - cell.width, to: width) : cell.centred(in: width)
                return column == 0 ? [padded] : [MathBox("  "), padded]
            }
            let line = MathBox.row(cells)
            // Without an empty line, tall rows would run into one another.
            if line.height > 1, !lines.isEmpty { lines.append("") }
            lines += line.lines
        }
        return MathBox(lines: lines, baseline: (lines.count - 1) / 2)
    }

    private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}

/// Brackets as tall as their contents.
extension MathBox {
    /// In parentheses.
    func inParentheses(_ style: MathStyle) -> MathBox {
        enclosed(
            style.isASCII ? ["/", "|", "\\"] : ["⎛", "⎜", "⎝"], "(",
            style.isASCII ? ["\\", "|", "/"] : ["⎞", "⎟", "⎠"], ")")
    }

    /// In square brackets, as matrices are.
    func inBrackets(_ style: MathStyle) -> MathBox {
        enclosed(
            style.isASCII ? ["[", "[", "["] : ["⎡", "⎢", "⎣"], "[", style.isASCII ? ["]", "]", "]"] : ["⎤", "⎥", "⎦"],
            "]")
    }

    /// After a brace, as cases are.
    func afterBrace(_ style: MathStyle) -> MathBox {
        guard height > 1 else { return .row([MathBox("{ "), self]) }
        var brace = Array(repeating: style.isASCII ? "{ " : "⎪ ", count: height)
        if !style.isASCII {
            brace[0] = "⎧ "
            brace[height / 2] = "⎨ "
            brace[height - 1] = "⎩ "
        }
        return .row([MathBox(lines: brace, baseline: baseline), self])
    }

    private func enclosed(_ left: [String], _ lowLeft: String, _ right: [String], _ lowRight: String) -> MathBox {
        guard height > 1 else { return .row([MathBox(lowLeft), self, MathBox(lowRight)]) }
        func side(_ parts: [String]) -> MathBox {
            MathBox(
                lines: [parts[0]] + Array(repeating: parts[1], count: height - 2) + [parts[2]], baseline: baseline)
        }
        return .row([side(left), self, side(right)])
    }
}
