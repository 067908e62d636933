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
