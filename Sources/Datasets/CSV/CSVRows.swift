import PlainText

/// The rows of a CSV file: features as numbers, and the places of the labels.
struct CSVRows {
    /// (rows × features), row by row.
    private(set) var features: [Double] = []
    /// The offset at which each row's label begins.
    private(set) var labels: [Int] = []

    private let layout: CSVLayout
    private var position: Int

    /// How many rows are read between two progress reports.
    private static let rowsAtATime = 16384

    /// No row yet.
    init(_ layout: CSVLayout) {
        self.layout = layout
        let text = layout.cells.text
        // A file full of line breaks inside quotes must not reserve more than it can fill: a number takes two bytes.
        let rowLimit = text.lineBreakCount + 1
        features.reserveCapacity(min(rowLimit * (layout.columns.count - 1), text.bytes.count / 2 + 1))
        labels.reserveCapacity(min(rowLimit, text.bytes.count / 4 + 1))
        position = layout.firstRow
    }

    /// The share of the text that has been read.
    var share: Double { Double(position) / Double(layout.cells.bytes.count) }

    /// Reads some rows.
    /// - Returns: whether there are more.
    mutating func readMore() throws(CSVProblem) -> Bool {
        let text = layout.cells.text
        var position = position
        defer { self.position = position }
        for _ in 0..<Self.rowsAtATime {
            if position >= text.bytes.count { return false }
            if layout.cells.isEmptyLine(at: position) {
                if text.isBlank(from: position) { return false }
                throw CSVProblem(fault: .emptyLine, offset: position)
            }
            try readRow(at: &position)
        }
        return true
    }

    private mutating func readRow(at position: inout Int) throws(CSVProblem) {
        let cells = layout.cells
        let rowStart = position
        for column in layout.columns.indices {
            if column > 0 {
                guard cells.rowGoesOn(at: position) else { throw raggedRow(at: rowStart) }
                position += 1
            }
            if column == layout.label {
                labels.append(position)
                let cell = try cells.cell(at: &position)
                if cells.trimmed(cell).isEmpty {
                    throw CSVProblem(fault: .emptyCell(layout.columns[column]), offset: cell.contents.lowerBound)
                }
            } else {
                features.append(try feature(at: &position, column: column))
            }
        }
        if cells.rowGoesOn(at: position) { throw raggedRow(at: rowStart) }
        position = cells.nextLine(after: position)
    }

    /// The number in the cell at `position`. A plain number is read directly, anything else after finding the cell's end.
    private func feature(at position: inout Int, column: Int) throws(CSVProblem) -> Double {
        let cells = layout.cells
        let start = position
        if let number = DecimalNumber.read(cells.bytes, at: &position, end: cells.bytes.count),
            position == cells.bytes.count || cells.endsCell(cells.bytes[position]), number.isFinite
        {
            return number
        }
        position = start
        let cell = try cells.cell(at: &position)
        let number = cells.number(cell)
        if let number, number.isFinite { return number }

        let contents = cells.trimmed(cell)
        let name = layout.columns[column]
        let fault: CSVFault =
            if contents.isEmpty {
                .emptyCell(name)
            } else if number != nil || cells.isNonFiniteWord(cell) {
                .notFinite(cell: cells.string(cell), name)
            } else {
                .notANumber(cell: cells.string(cell), name)
            }
        throw CSVProblem(fault: fault, offset: contents.lowerBound)
    }

    /// The error for a row with too many cells, at the first extra cell, or with too few, at its end.
    private func raggedRow(at rowStart: Int) -> CSVProblem {
        let cells = layout.cells
        let expected = layout.columns.count
        var position = rowStart
        var found = 0
        var offset = rowStart
        do throws(CSVProblem) {
            while true {
                found += 1
                if found == expected + 1 { offset = position }
                _ = try cells.cell(at: &position)
                guard cells.rowGoesOn(at: position) else { break }
                position += 1
            }
        } catch {
            return error
        }
        return CSVProblem(
            fault: .raggedRow(expected: expected, found: found), offset: found < expected ? position : offset)
    }
}
