extension String {
    /// The text with spaces behind it, at least `columns` characters.
    package func padded(to columns: Int) -> String { self + String(repeating: " ", count: max(0, columns - count)) }

    /// The text with spaces before it, at least `columns` characters.
    package func leftPadded(to columns: Int) -> String { String(repeating: " ", count: max(0, columns - count)) + self }
}

extension [[String]] {
    /// The rows of a table as lines, each column as wide as its widest cell and aligned to the right.
    package var alignedRight: [String] {
        guard let first else { return [] }
        let widths = first.indices.map { column in map { $0[column].count }.max() ?? 0 }
        return map { row in zip(row, widths).map { $0.leftPadded(to: $1) }.joined(separator: "  ") }
    }
}

extension [String] {
    /// The parts of a text, joined and broken between them into lines of at most `columns` characters; a part that is
    /// longer stands alone. The parts bring the spaces between them, and those at the start of a line are dropped.
    /// - lead: how the first line begins.
    /// - indent: how many spaces begin the other lines; nil for as many as stand the text under that of the first.
    package func lines(behind lead: String, indent: Int? = nil, columns: Int) -> [String] {
        let margin = String(repeating: " ", count: indent ?? lead.count)
        var lines: [String] = []
        var line = lead
        var isEmpty = true
        for part in self {
            if !isEmpty, line.count + part.count > columns {
                lines.append(line)
                line = margin
                isEmpty = true
            }
            line += isEmpty ? String(part.drop { $0 == " " }) : part
            isEmpty = false
        }
        return lines + [line]
    }
}

extension String {
    /// The words, each with the space before it.
    package var spacedWords: [String] { split(separator: " ").map { " " + $0 } }
}
