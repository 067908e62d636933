/// One character cell of the screen.
public struct Cell: Hashable, Sendable {
    /// What the cell shows; a wide character stands in the left one of its two cells.
    public var character: Character
    /// How it is drawn.
    public var style: Style
    /// Whether this is the right half of the wide character in the cell before; `character` is then a space.
    public var isTrailingHalf: Bool

    /// A cell from its parts.
    public init(_ character: Character = " ", style: Style = .plain, isTrailingHalf: Bool = false) {
        self.character = character
        self.style = style
        self.isTrailingHalf = isTrailingHalf
    }
}

/// A picture of character cells: what every view draws into, and what terminals, text, SVG and HTML are made from.
///
/// Drawing outside the grid is allowed everywhere and has no effect.
public struct CellGrid: Equatable, Sendable {
    /// The extents of the grid.
    public let size: Size
    /// The cells, row after row.
    public private(set) var cells: [Cell]

    /// A grid of spaces.
    public init(size: Size, style: Style = .plain) {
        self.size = size
        cells = [Cell](repeating: Cell(style: style), count: size.columns * size.rows)
    }

    /// The whole area of the grid.
    public var bounds: Rect { Rect(size) }

    /// The cells of one row, from left to right.
    public func row(_ row: Int) -> ArraySlice<Cell> {
        precondition(row >= 0 && row < size.rows, "row outside the grid")
        return cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// The cell at `point`; outside the grid a plain space that cannot be written.
    public subscript(point: Point) -> Cell {
        get { bounds.contains(point) ? cells[index(of: point)] : Cell() }
        set {
            guard bounds.contains(point) else { return }
            severWideCharacters(at: point, columns: 1)
            cells[index(of: point)] = newValue
        }
    }

    /// The cell at (`column`, `row`).
    public subscript(column column: Int, row row: Int) -> Cell {
        get { self[Point(column: column, row: row)] }
        set { self[Point(column: column, row: row)] = newValue }
    }

    /// Fills `rect` with one character in one style.
    /// - character: of width 1.
    public mutating func fill(_ rect: Rect, with character: Character = " ", style: Style) {
        let area = rect.intersection(bounds)
        guard !area.isEmpty else { return }
        for row in area.row..<area.endRow {
            severWideCharacters(at: Point(column: area.column, row: row), columns: area.columns)
            let start = index(of: Point(column: area.column, row: row))
            for position in start..<start + area.columns {
                cells[position] = Cell(character, style: style)
            }
        }
    }

    /// Changes how the cells of `rect` are drawn and leaves their characters.
    public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
        let area = rect.intersection(bounds)
        guard !area.isEmpty else { return }
        for row in area.row..<area.endRow {
            let start = index(of: Point(column: area.column, row: row))
            for position in start..<start + area.columns {
                change(&cells[position].style)
            }
        }
    }

    /// Copies `grid` so that its top left cell lands on `point`; what does not fit is cut off.
    public mutating func draw(_ grid: CellGrid, at point: Point) {
        let area = Rect(column: point.column, row: point.row, columns: grid.size.columns, rows: grid.size.rows)
            .intersection(bounds)
        guard !area.isEmpty else { return }
        for row in area.row..<area.endRow {
            severWideCharacters(at: Point(column: area.column, row: row), columns: area.columns)
            for column in area.column..<area.endColumn {
                let source = Point(column: column - point.column, row: row - point.row)
                var cell = grid.cells[grid.index(of: source)]
                let isCutLeft = cell.isTrailingHalf && column == area.column
                let isCutRight =
                    column == area.endColumn - 1 && source.column + 1 < grid.size.columns
                    && grid.cells[grid.index(of: source) + 1].isTrailingHalf
                if isCutLeft || isCutRight { cell = Cell(style: cell.style) }
                cells[index(of: Point(column: column, row: row))] = cell
            }
        }
    }

    /// The range of columns of a row that differ from another grid, with whole characters at both ends: all columns if
    /// that grid is nil or has another size, nil if nothing differs.
    public func changedColumns(inRow row: Int, since former: CellGrid?) -> Range<Int>? {
        precondition(row >= 0 && row < size.rows, "row outside the grid")
        guard let former, former.size == size else { return size.columns > 0 ? 0..<size.columns : nil }
        let start = row * size.columns
        let end = start + size.columns
        var first = start
        while first < end, cells[first] == former.cells[first] { first += 1 }
        guard first < end else { return nil }
        var last = end - 1
        while cells[last] == former.cells[last] { last -= 1 }
        while first > start, cells[first].isTrailingHalf || former.cells[first].isTrailingHalf { first -= 1 }
        while last + 1 < end, cells[last + 1].isTrailingHalf || former.cells[last + 1].isTrailingHalf { last += 1 }
        return first - start..<last + 1 - start
    }

    func index(of point: Point) -> Int { point.row * size.columns + point.column }

    /// Writes cells side by side, for this type's extensions in other files. They must lie inside the grid.
    mutating func overwrite(_ newCells: some Collection<Cell>, at point: Point) {
        severWideCharacters(at: point, columns: newCells.count)
        var position = index(of: point)
        for cell in newCells {
            cells[position] = cell
            position += 1
        }
    }

    /// Turns the other half of every wide character that is about to lose one half into a space.
    private mutating func severWideCharacters(at point: Point, columns: Int) {
        let start = index(of: point)
        if cells[start].isTrailingHalf {
            if point.column > 0 { cells[start - 1].character = " " }
            cells[start].isTrailingHalf = false
        }
        let after = point.column + columns
        if after < size.columns, cells[start + columns].isTrailingHalf {
            cells[start + columns].isTrailingHalf = false
        }
    }
}
