import PlainText

/// The columns of a CSV file, determined from its first rows and from the user's options.
struct CSVLayout {
    let cells: CSVCells
    let columns: [CSVColumn]
    /// The index of the label's column.
    let label: Int
    /// The offset of the first row of data.
    let firstRow: Int

    /// A feature's name: the one in the header, or `x3` for the column with index 3.
    func featureName(_ index: Int) -> String { columns[index].name ?? "x\(index)" }

    /// - Throws: a fault in the first line or in the user's label, or that there are no rows.
    init(_ text: CSVText, options: CSVOptions) throws(CSVProblem) {
        let cells = CSVCells(text: text, delimiter: Self.delimiter(of: text))
        if cells.isEmptyLine(at: text.start) { throw CSVProblem(fault: .emptyLine, offset: text.start) }
        var position = text.start
        let first = try cells.row(at: &position)

        let hasHeader = options.header ?? Self.looksLikeHeader(first, in: cells, rowsFrom: position)
        let columns = first.enumerated().map { index, cell in
            let name = hasHeader ? cells.string(cell) : ""
            return CSVColumn(index: index, name: name.isEmpty ? nil : name)
        }
        do {
            label = try Self.label(options.label, among: columns)
        } catch {
            throw CSVProblem(fault: error, offset: text.start)
        }
        if hasHeader, text.isBlank(from: position) { throw CSVProblem(fault: .headerOnly, offset: position) }
        self.cells = cells
        self.columns = columns
        firstRow = hasHeader ? position : text.start
    }

    /// The comma, unless the first line has no comma but has semicolons or tabs: then whichever of these it has more of.
    private static func delimiter(of text: CSVText) -> UInt8 {
        var commas = 0
        var semicolons = 0
        var tabs = 0
        var isQuoted = false
        for byte in text.bytes[text.start...] {
            if byte == Byte.quote { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == Byte.newline || byte == Byte.carriageReturn { break }
            commas += byte == Byte.comma ? 1 : 0
            semicolons += byte == Byte.semicolon ? 1 : 0
            tabs += byte == Byte.tab ? 1 : 0
        }
        if commas > 0 || semicolons + tabs == 0 { return Byte.comma }
        return semicolons >= tabs ? Byte.semicolon : Byte.tab
    }

    /// Applies the rule that ``CSVOptions/header`` states. A column counts as numbers if the hundred rows below have more
    /// numbers than text in it, so that a bad cell does not hide the header.
    private static func looksLikeHeader(_ first: [CSVCells.Cell], in cells: CSVCells, rowsFrom start: Int) -> Bool {
        let numbers = first.filter { cells.number($0) != nil }
        if numbers.isEmpty { return true }

        var balance = Array(repeating: 0, count: first.count)
        var position = start
        for _ in 0..<100 {
            guard position < cells.bytes.count, let row = try? cells.row(at: &position), row.count == first.count
            else { break }
            for (column, cell) in row.enumerated() where !cells.trimmed(cell).isEmpty {
                balance[column] += cells.number(cell) != nil || cells.isNonFiniteWord(cell) ? 1 : -1
            }
        }
        let hasTextAboveNumbers = zip(first, balance).contains { cells.number($0) == nil && $1 > 0 }
        let spellings = numbers.map(cells.string)
        let countsColumns = Set(spellings).count == spellings.count && spellings.allSatisfy { UInt($0) != nil }
        return hasTextAboveNumbers && countsColumns
    }

    /// The column that the user means by `label`. Names are tried first, since a name may look like an index.
    private static func label(_ label: String?, among columns: [CSVColumn]) throws(CSVFault) -> Int {
        guard let label else { throw .labelNotGiven(columns: columns) }
        let named = columns.filter { $0.name == label }.map(\.index)
        if named.count > 1 { throw .ambiguousColumn(label, indices: named) }
        var index = named.first
        if index == nil, let number = Int(label) {
            index = number < 0 ? number + columns.count : number
            guard columns.indices.contains(index!) else {
                throw .columnIndexOutOfRange(number, count: columns.count)
            }
        }
        guard let index else {
            throw .noSuchColumn(
                label, columns: columns,
                suggestion: SpellingSuggestion.closest(to: label, among: columns.compactMap(\.name)))
        }
        if columns.count == 1 { throw .noFeatures(label: columns[index]) }
        return index
    }
}
